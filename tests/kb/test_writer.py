"""Writing: what is written reads back as the same records, and reads well."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.loader import load_folders
from kb.manifest import Manifest
from kb.models import Advice, Aliases, Family, Interest, Role, Skill, Source, Text, Tool
from kb.models.imported import IMPORTED, complete
from kb.records import Records
from kb.writer import FolderNotEmptyError, folder_texts, in_file_order, to_yaml, write_folder, written
from kb.yaml_reader import read_yaml

LINE = st.text(min_size=1, max_size=60).filter(
    lambda text: (
        "\n" not in text and not text[0].isspace() and not text[-1].isspace() and text.strip() == text
    )
)
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
SNAKE = st.from_regex(r"[a-z]{1,8}(_[a-z]{1,8}){0,2}", fullmatch=True)
TEXT = st.builds(Text, zh_hant=LINE, en=LINE, zh_hans=st.none() | LINE)
LINES = st.lists(LINE, max_size=4).map(tuple)
ALIASES = st.builds(Aliases, zh_hant=LINES, zh_hans=LINES, en=LINES)
CITED = st.lists(
    st.sampled_from(["editorial", "article#4.6", "company:手冊: 三 #1"]), min_size=1, max_size=2
).map(tuple)
FAMILY = st.builds(Family, id=SNAKE, label=TEXT, aliases=ALIASES, sources=CITED, description=TEXT)
SOURCE = st.builds(
    Source,
    id=SLUG,
    title=TEXT,
    kind=st.sampled_from(["article", "company"]),
    licence=LINE,
    note=st.none() | TEXT,
    url=st.none() | LINE,
    read_on=st.none() | st.just("2026-11-23"),
    anchors=LINES,
)
TOOL = st.builds(
    Tool,
    id=SLUG,
    label=TEXT,
    aliases=ALIASES,
    sources=CITED,
    shows=st.lists(SLUG, min_size=1, max_size=3).map(tuple),
)
ADVICE = st.builds(
    Advice, id=SLUG, title=TEXT, sources=CITED, audience=st.sampled_from(["student", "everyone"]), text=TEXT
)


def _distinct(records: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(records, max_size=3, unique_by=lambda r: r.id).map(tuple)  # type: ignore[attr-defined]


RECORDS = st.builds(
    Records,
    families=_distinct(FAMILY),
    sources=_distinct(SOURCE),
    tools=_distinct(TOOL),
    advice=_distinct(ADVICE),
)


@given(records=RECORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_records_read_back_the_same(records: Records, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("written") / "kb"
    write_folder(records, folder, Manifest(name="x"))

    loaded = load_folders([folder])

    assert loaded.problems == ()
    assert loaded.records == records


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def _as_tuples(value: object) -> object:
    if isinstance(value, list):
        return tuple(_as_tuples(item) for item in value)
    return {key: _as_tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


@given(data=st.dictionaries(st.text(min_size=1, max_size=8), VALUES, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_plain_data_reads_back_the_same(
    data: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("yaml") / "any.yaml"
    path.write_text(to_yaml(data), encoding="utf-8", newline="\n")

    document, problems = read_yaml(path)

    assert problems == []
    assert document is not None
    assert document.data == _as_tuples(data)


def test_the_builtin_knowledge_reads_back_the_same(builtin: Records, tmp_path: Path) -> None:
    write_folder(builtin, tmp_path / "kb")

    loaded = load_folders([tmp_path / "kb"])

    assert loaded.problems == ()
    expected = in_file_order(builtin)
    for field in Records.model_fields:
        assert getattr(loaded.records, field) == getattr(expected, field), field


def test_what_is_written_reads_like_a_file_of_ours(few: Records) -> None:
    text = folder_texts(few)["roles/live_streaming/live-host.yaml"]
    lines = text.splitlines()

    assert lines[:2] == ["id: live-host", "label: {zh-Hant: 帶貨主播, en: Live-stream host}"]
    assert lines[-1].startswith("sources: ")
    assert any(
        line.startswith("  - {skill: live-hosting, importance: 5, level: 3, must: true") for line in lines
    )
    assert "zh-Hans" not in text
    assert "former_ids" not in text
    assert "family" not in text


def _imported(**more: object) -> tuple[Role, Skill]:
    note = {
        "gate": "some_experience",
        "note": {"en": "ISCO level 2"},
        "sources": ("esco:http://data.europa.eu/esco/x",),
    }
    source = ("esco:http://data.europa.eu/esco/x",)
    role = {
        "id": "baker",
        "family": "bakers",
        "label": {"en": "baker"},
        "rung": 2,
        "ladder": "specialist",
        "skills": ({"skill": "bake", "importance": 4, "level": 3},),
        "entry": note,
        "sources": source,
        **more,
    }
    skill = {"id": "bake", "group": "baking", "label": {"en": "bake"}, "kind": "craft", "sources": source}
    return (
        Role.model_validate(complete("role", role), context=IMPORTED),
        Skill.model_validate(complete("skill", skill), context=IMPORTED),
    )


def test_an_imported_record_is_written_without_what_it_lacks() -> None:
    role, skill = _imported()

    assert written("role", role, imported=True) == {
        "id": "baker",
        "label": {"en": "baker"},
        "rung": 2,
        "ladder": "specialist",
        "skills": [{"skill": "bake", "importance": 4, "level": 3}],
        "entry": {
            "gate": "some_experience",
            "note": {"en": "ISCO level 2"},
            "sources": ["esco:http://data.europa.eu/esco/x"],
        },
        "sources": ["esco:http://data.europa.eu/esco/x"],
    }
    assert written("skill", skill, imported=True).keys() == {"id", "label", "kind", "sources"}


def test_imported_records_read_back_the_same_and_only_where_the_folder_says_so(tmp_path: Path) -> None:
    role, skill = _imported(interests={"code": "RC"})
    records = Records(roles=(role,), skills=(skill,))
    write_folder(records, tmp_path / "imported", Manifest(imported=True, name="ESCO"))
    write_folder(records, tmp_path / "plain", Manifest(name="ESCO"))

    assert load_folders([tmp_path / "imported"]).records == records
    strict = load_folders([tmp_path / "plain"])
    assert strict.records.roles == ()
    assert {"missing-key", "out-of-range", "malformed"} & {p.code for p in strict.problems}


def test_an_imported_text_falls_back_to_english_and_says_so() -> None:
    role, skill = _imported()

    assert {role.label.get(language) for language in ("zh-Hant", "zh-Hans", "en")} == {"baker"}
    assert role.label.only == "en"
    assert role.entry.note.only == "en"
    assert not role.day
    assert role.day.get("zh-Hans") == ""
    assert not skill.levels
    assert skill.levels.at(3).get("en") == ""
    assert not role.interests


def test_a_folder_with_something_in_it_is_left_alone(few: Records, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FolderNotEmptyError, match="not empty"):
        write_folder(few, tmp_path)
    with pytest.raises(FolderNotEmptyError, match="is a file"):
        write_folder(few, tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_filled(few: Records, tmp_path: Path) -> None:
    files = write_folder(few, tmp_path / "new")
    (tmp_path / "empty").mkdir()

    assert len(write_folder(few, tmp_path / "empty")) == len(files)
    assert all(path.is_file() for path in files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "new"]


def test_an_interest_keeps_its_words(builtin: Records) -> None:
    interest = builtin.interests[0]

    assert Interest.model_validate(_as_tuples(written("interest", interest))) == interest
