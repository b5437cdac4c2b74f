"""How much naming a term speaks for each family."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import Knowledge
from kb.cache import CACHE_VARIABLE
from kb.models import TermCounts
from kb.models.evidence import TermCount
from matcher.lexicon import Lexicon
from matcher.matcher import Matcher
from matcher.pull import Pulls, pulls
from tests.matcher.small import FAMILIES, small_knowledge


def counted(family: str, postings: int, uses: int, term: str) -> TermCounts:
    return TermCounts(
        family=family,
        command="a test",
        counted_on="2026-11-23",
        postings_zh=postings,
        postings_en=0,
        esco=0,
        onet=0,
        terms=(TermCount(term=term, postings_zh=uses, postings_en=0),) if uses else (),
        sources=("editorial",),
    )


def pull_of(knowledge: Knowledge, term: str) -> dict[str, float]:
    return pulls(knowledge, Lexicon.of(knowledge)).of([term])[term]


def name_of(skill: str) -> str:
    return Knowledge.load().skills[skill].label.zh_hant


def test_a_name_speaks_for_the_family_that_needs_it() -> None:
    found = pull_of(small_knowledge(), name_of("image-retouching"))
    assert set(found) == {"visual_design"}
    assert found["visual_design"] > 0.0


def test_counts_move_a_pull_towards_the_family_that_uses_the_term() -> None:
    term = name_of("image-retouching")
    few, many = (
        small_knowledge(
            counts=(
                counted("visual_design", 100, uses, term),
                counted("customer_service", 100, 100 - uses, term),
            )
        )
        for uses in (5, 95)
    )
    assert pull_of(many, term).get("visual_design", 0.0) > pull_of(few, term).get("visual_design", 0.0)


def test_a_name_that_every_family_uses_alike_is_common_and_a_telling_one_is_not() -> None:
    term = name_of("image-retouching")

    def common(*uses: int) -> float:
        counts = tuple(counted(f, 100, n, term) for f, n in zip(FAMILIES, uses, strict=True))
        knowledge = small_knowledge(counts=counts)
        return pulls(knowledge, Lexicon.of(knowledge)).common(term)

    assert 0.0 < common(90, 0) < common(50, 50) < 1.0
    assert common(0, 0) == 0.0
    assert pulls(small_knowledge(), Lexicon.of(small_knowledge())).common(term) == 0.0


def test_a_daily_word_pulls_towards_the_family_whose_postings_use_it() -> None:
    word = "投訴"

    def words(*uses: int) -> dict[str, float]:
        records = tuple(
            counted(f, 100, 0, word).model_copy(update={"words": (TermCount(term=word, postings_zh=n),)})
            for f, n in zip(FAMILIES, uses, strict=True)
        )
        knowledge = small_knowledge(counts=records)
        made = pulls(knowledge, Lexicon.of(knowledge))
        return dict(zip(made.families, made.of_words([word]).tolist(), strict=True))

    assert words(0, 0)["customer_service"] > 0.0
    assert words(60, 2)["visual_design"] > words(2, 60)["visual_design"] == 0.0


def test_only_names_of_the_knowledge_base_pull() -> None:
    knowledge = small_knowledge()
    assert pulls(knowledge, Lexicon.of(knowledge)).of(["no such name"]) == {}


def test_terms_count_once_in_any_order(matcher: Matcher) -> None:
    pull = matcher.scorer.pull
    one, other = name_of("image-retouching"), name_of("video-editing")
    assert pull.of([one, other]) == pull.of([other, one, one])


def test_every_pull_is_positive_and_of_a_known_family(matcher: Matcher) -> None:
    names = [skill.label.zh_hant for skill in matcher.knowledge.skills.values()]
    for families in matcher.scorer.pull.of(names).values():
        assert set(families) <= set(matcher.knowledge.families)
        assert all(value > 0.0 for value in families.values())


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    """An empty cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(tmp_path))
        yield tmp_path


def test_the_cache_gives_the_same_pulls_and_heals(cache: Path) -> None:
    knowledge = small_knowledge("pull-test")
    lexicon = Lexicon.of(knowledge)
    names = [skill.label.zh_hant for skill in knowledge.skills.values()]

    def found() -> dict[str, dict[str, float]]:
        made = pulls(knowledge, lexicon)
        assert isinstance(made, Pulls)
        assert made.families == tuple(sorted(FAMILIES, key=list(knowledge.families).index))
        return made.of(names)

    built = found()
    assert found() == built
    for path in sorted([*cache.rglob("pull/**/*.txt"), *cache.rglob("pull/**/*.npy")]):
        whole = path.read_bytes()
        for damage in (b"", whole[: len(whole) // 2]):
            path.write_bytes(damage)
            assert found() == built, path.name
            assert path.read_bytes() == whole
