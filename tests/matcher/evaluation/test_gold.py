"""The labelled profiles are complete, consistent and point at what exists."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kb.knowledge import Knowledge
from kb.locate import builtin_root
from kb.models.base import LANGUAGES
from kb.problems import BrokenKnowledge
from matcher.evaluation.gold import GoldProfile, read_gold, unknown_labels

PLAIN = {
    "id": "a",
    "language": "en",
    "roles": "[packer]",
    "family": "warehouse_logistics",
    "style": "plain",
    "trade": "true",
    "text": "I pack boxes",
}


HELD_OUT = builtin_root() / "gold" / "held_out"


@pytest.fixture(scope="module")
def gold() -> tuple[GoldProfile, ...]:
    return read_gold(builtin_root() / "gold")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def in_trade(gold: tuple[GoldProfile, ...]) -> list[GoldProfile]:
    return [profile for profile in gold if profile.trade and profile.style != "adversarial"]


def write(folder: Path, *rows: dict[str, str]) -> Path:
    lines = ["profiles:"]
    for row in rows:
        lines += [f"  {'-' if not n else ' '} {key}: {value}" for n, (key, value) in enumerate(row.items())]
    file = folder / "some.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_every_label_exists(gold: tuple[GoldProfile, ...], knowledge: Knowledge) -> None:
    assert unknown_labels(gold, knowledge) == ()
    assert unknown_labels(read_gold(HELD_OUT), knowledge) == ()


def test_every_role_is_somebodys_best(gold: tuple[GoldProfile, ...], knowledge: Knowledge) -> None:
    best = {profile.roles[0] for profile in in_trade(gold)}
    assert set(knowledge.roles) - best == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_share(
    gold: tuple[GoldProfile, ...], knowledge: Knowledge, language: str
) -> None:
    own = [profile for profile in gold if profile.language == language]
    assert len(in_trade(tuple(own))) >= 84
    assert sum(not profile.trade and profile.style != "adversarial" for profile in own) >= 20
    assert sum(profile.style == "adversarial" for profile in own) >= 8
    assert {profile.family for profile in own} - {None} == set(knowledge.families)
    rungs = {knowledge.roles[profile.roles[0]].rung for profile in own if profile.roles}
    assert rungs == {1, 2, 3, 4, 5, 6}


def test_sixty_twins_thirty_in_each_script(gold: tuple[GoldProfile, ...]) -> None:
    chinese = Counter(profile.language for profile in gold if profile.twin and profile.language != "en")
    assert chinese == {"zh-Hant": 30, "zh-Hans": 30}


def test_no_text_stands_twice(gold: tuple[GoldProfile, ...]) -> None:
    assert len({profile.text for profile in gold}) == len(gold)


def test_a_file_or_a_folder_can_be_read(tmp_path: Path) -> None:
    file = write(tmp_path, PLAIN)
    assert read_gold(file) == read_gold(tmp_path)
    assert read_gold(file)[0].roles == ("packer",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trade": "false"}, "needs roles"),
        ({"family": "null"}, "needs the family"),
        ({"roles": "[packer, packer]"}, "stands twice"),
        ({"style": "shouting"}, "style"),
        ({"text": "''"}, "text"),
        ({"twin": "b"}, "no profile 'b'"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_profile_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(BrokenKnowledge, match=message):
        read_gold(write(tmp_path, {**PLAIN, **change}))


def test_a_repeated_id_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge, match=r"written before in some\.yaml:2"):
        read_gold(write(tmp_path, PLAIN, PLAIN))


def test_twins_must_agree(tmp_path: Path) -> None:
    one = {**PLAIN, "twin": "b"}
    with pytest.raises(BrokenKnowledge, match="does not name 'a'"):
        read_gold(write(tmp_path, one, {**PLAIN, "id": "b"}))
    with pytest.raises(BrokenKnowledge, match="same language"):
        read_gold(write(tmp_path, one, {**PLAIN, "id": "b", "twin": "a"}))


def test_a_missing_or_empty_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge, match="cannot be read"):
        read_gold(tmp_path / "none.yaml")
    with pytest.raises(BrokenKnowledge, match=r"no '\*\.yaml'"):
        read_gold(tmp_path)
    (tmp_path / "x.yaml").write_text("other: 1", encoding="utf-8")
    with pytest.raises(BrokenKnowledge, match="one list"):
        read_gold(tmp_path)


def test_an_unknown_label_is_named_with_the_nearest(knowledge: Knowledge) -> None:
    base = {"id": "a", "language": "en", "text": "x", "style": "plain", "trade": True}
    wrong = GoldProfile.model_validate({**base, "roles": ("packr",), "family": "hrr"})
    moved = GoldProfile.model_validate({**base, "roles": ("packer",), "family": "hr"})
    assert unknown_labels([wrong], knowledge) == (
        "a: there is no role 'packr'. Did you mean 'packer'?",
        "a: there is no family 'hrr'. Did you mean 'hr'?",
    )
    assert unknown_labels([moved], knowledge) == ("a: 'packer' is in 'warehouse_logistics', not 'hr'.",)
