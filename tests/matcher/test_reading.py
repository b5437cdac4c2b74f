"""What a clause says to families and roles, held to its definition, and what is remembered of it."""

from __future__ import annotations

import numpy as np
import pytest

from kb.chinese import fold
from matcher.daily_words import builtin_daily_words
from matcher.evidence import gather
from matcher.matcher import Matcher
from matcher.meaning import Meaning
from matcher.profile import Profile
from matcher.reading import ClauseReader
from matcher.seniority import only_standing
from tests.matcher.hashed import Hashed, senseless
from tests.matcher.score_by_definition import new_scorer

WORDS = (
    "用 Excel 做報表",
    "Three years",
    "cut short videos",
    "沟通能力强，会excel",
    "客服處理退貨和投訴",
    "嗯",
)
CLAUSES = (*((fold(words), words) for words in WORDS), ("", "修圖"))
STANDING = WORDS.index("Three years")
HEARD = [words for _, words in CLAUSES if words != WORDS[STANDING]]


def reader_of(matcher: Matcher, meaning: Meaning | None, most: int = 100) -> ClauseReader:
    known = matcher.scorer
    return ClauseReader(known.affinity, meaning, known.pull, matcher.linker, known.weights.meaning, most)


@pytest.fixture
def meaning(matcher: Matcher) -> Meaning:
    """One that tells every third role apart."""
    affinity = matcher.scorer.affinity
    return senseless(affinity, affinity.roles[::3])


def shared_out(matcher: Matcher, ratios: np.ndarray) -> np.ndarray:
    """What one clause adds in all goes by its best ratio; the others have their part of that."""
    weights = matcher.weights.meaning
    best = max(float(ratios.max()), 0.0)
    if best == 0.0:
        return np.zeros(len(ratios))
    parts = [max(float(ratio), 0.0) / best for ratio in ratios]
    return np.array([best**weights.power * part**weights.parting for part in parts])


def meant(matcher: Matcher, meaning: Meaning | None, folded: str, words: str) -> list[float]:
    """Families, roles and the chance of a line of work, as docs/method.md defines them."""
    scorer, weights = matcher.scorer, matcher.weights.meaning
    heard = scorer.affinity.score([folded])
    trade = float(heard.trade[0])
    families = trade * shared_out(matcher, heard.families[0])
    roles = trade * np.array([max(float(ratio), 0.0) ** weights.role_power for ratio in heard.roles[0]])
    if meaning is not None:
        said = meaning.score([words])
        families = families + weights.encoder * said.trade[0] * shared_out(matcher, said.families[0])
        if meaning.roles:
            told = weights.told * said.trade[0] * shared_out(matcher, said.roles[0])
            for role, amount in zip(meaning.roles, told, strict=True):
                roles[scorer.affinity.roles.index(role)] += amount
    names = matcher.linker.names_in(folded)
    common = sum((end - start) * scorer.pull.common(form.name) for start, end, form in names)
    families = families * (1.0 - common / max(1, len(folded)))
    families = families + weights.word * scorer.pull.of_words(builtin_daily_words().used_in(folded))
    if only_standing(folded):
        families, roles = np.zeros_like(families), np.zeros_like(roles)
    return [*families, *roles, trade]


@pytest.mark.parametrize("roles", [slice(None, None, 3), slice(0, 0), None])
def test_a_clause_says_what_the_definition_says(matcher: Matcher, roles: slice | None) -> None:
    affinity = matcher.scorer.affinity
    meaning = senseless(affinity, affinity.roles[roles]) if roles is not None else None
    families, by_role, trade = reader_of(matcher, meaning).read(CLAUSES)
    assert [only_standing(folded) for folded, _ in CLAUSES].index(True) == STANDING
    for place, (folded, words) in enumerate(CLAUSES):
        found = [*families[place], *by_role[place], trade[place]]
        assert found == pytest.approx(meant(matcher, meaning, folded, words), rel=1e-6, abs=1e-9)


def test_nothing_says_nothing(matcher: Matcher) -> None:
    affinity = matcher.scorer.affinity
    found = reader_of(matcher, None).read(())
    assert [rows.shape for rows in found] == [(0, len(affinity.families)), (0, len(affinity.roles)), (0,)]


def test_a_score_rests_on_the_encoder_where_there_is_one(matcher: Matcher, meaning: Meaning) -> None:
    evidence = gather(Profile(text="會修圖，处理客诉"), matcher.knowledge, matcher.linker)
    scorer = new_scorer(matcher, meaning=meaning)
    assert scorer.meaning is meaning
    heard = scorer.read(evidence)
    by_family, by_role, _ = reader_of(matcher, meaning).read(heard.clauses)
    assert np.array_equal(heard.by_family, by_family)
    assert np.array_equal(heard.by_role, by_role)
    assert (heard.by_family != new_scorer(matcher).read(evidence).by_family).any(axis=1).all()


def test_the_encoder_is_asked_once_and_not_for_mere_standing(matcher: Matcher, meaning: Meaning) -> None:
    reader, encoder = reader_of(matcher, meaning), meaning.encoder
    assert isinstance(encoder, Hashed)
    first = reader.read(CLAUSES)
    assert encoder.asked == HEARD
    meaning.rows = type(meaning.rows)()
    again = reader.read((*CLAUSES, CLAUSES[0]))
    other = reader_of(matcher, meaning)
    other.rows = reader.rows
    shared = other.read(CLAUSES)
    assert encoder.asked == HEARD
    for one, two, three in zip(first, again, shared, strict=True):
        assert np.array_equal(one, two[:-1])
        assert np.array_equal(one[0], two[-1])
        assert np.array_equal(one, three)


def test_rows_that_others_put_there_are_taken_as_they_are_and_added_up_exactly(matcher: Matcher) -> None:
    reader = reader_of(matcher, None)
    row = np.arange(reader.width, dtype=np.float32)
    reader.rows.put(reader._key(CLAUSES[0]), row)
    families, roles, trade = reader.read(CLAUSES[:1])
    assert np.array_equal(np.concatenate((families[0], roles[0], trade)), row)
    assert families.dtype == roles.dtype == trade.dtype == np.float64


def test_the_least_lately_used_clauses_are_forgotten(matcher: Matcher) -> None:
    reader = reader_of(matcher, None, most=2)
    first, second, third = CLAUSES[:3]
    for clause in (first, second, first, third):
        reader.read([clause])
    assert list(reader._rows) == [first, third]


def test_words_that_an_encoder_tells_apart_are_read_apart(matcher: Matcher) -> None:
    affinity = matcher.scorer.affinity
    folding, other = (reader_of(matcher, senseless(affinity, (), name)) for name in ("bilingual", "other"))
    one, two = ("excel", "Excel"), ("excel", "EXCEL")
    assert folding._key(one) == folding._key(two)
    assert other._key(one) != other._key(two)
    assert reader_of(matcher, None)._key(one) != reader_of(matcher, None)._key(("word", "Excel"))
