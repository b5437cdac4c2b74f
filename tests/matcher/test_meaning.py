"""What a clause says depends on the clause alone, to the bit, and is asked of the encoder once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest

from kb.chinese import fold
from matcher.encoders.base import unit_rows
from matcher.evidence import gather
from matcher.matcher import Matcher
from matcher.meaning import Meaning
from matcher.profile import Profile
from tests.matcher.score_by_definition import new_scorer
from tests.matcher.small import small_knowledge

CLAUSES = ["會修圖", "处理客诉", "cut short videos", "會修圖", "", "商品攝影"]


class Hashed:
    """An encoder of nothing but the folded text, quick and without sense; counts what it is asked."""

    name = "bilingual"
    dimensions = 24

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = [hashlib.blake2b(fold(text).encode(), digest_size=24).digest() for text in texts]
        found = np.array([list(row) for row in rows], np.float32).reshape(len(texts), 24) - 127.5
        found[[not text.strip() for text in texts]] = 0.0
        return unit_rows(found)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning.build(small_knowledge(), Hashed())


def test_a_row_is_the_same_alone_and_among_others(meaning: Meaning) -> None:
    together = meaning.score(CLAUSES)
    meaning.rows = type(meaning.rows)()
    for index, clause in enumerate(CLAUSES):
        alone = meaning.score([clause])
        assert alone.families[0].tobytes() == together.families[index].tobytes()
        assert alone.roles[0].tobytes() == together.roles[index].tobytes()
        assert alone.trade[0] == together.trade[index]
    assert together.trade[CLAUSES.index("")] == 0.0


def test_what_was_said_once_is_not_asked_again_in_either_script(meaning: Meaning) -> None:
    meaning.score(CLAUSES)
    encoder = meaning.encoder
    assert isinstance(encoder, Hashed)
    encoder.asked.clear()
    first = meaning.score(["处理客诉"]).families
    assert (meaning.score(["處理客訴"]).families == first).all()
    assert encoder.asked == []


def test_the_knowledge_bases_own_phrases_are_known_from_the_start(meaning: Meaning) -> None:
    label = next(iter(small_knowledge().roles.values())).label.zh_hant
    encoder = meaning.encoder
    assert isinstance(encoder, Hashed)
    encoder.asked.clear()
    known = meaning.score([label])
    assert encoder.asked == []
    fresh = Meaning(encoder, meaning._weights, meaning._offsets, meaning.roles).score([label])
    assert known.families.tobytes() == fresh.families.tobytes()


def test_a_score_rests_on_the_encoder_where_there_is_one(matcher: Matcher) -> None:
    affinity, encoder = matcher.scorer.affinity, Hashed()
    classes = len(affinity.families) + 1 + len(affinity.roles)
    weights = np.random.default_rng(1).normal(0.0, 1.0, (encoder.dimensions, classes)).astype(np.float32)
    meaning = Meaning(encoder, weights, np.zeros(classes, np.float32), affinity.roles)
    evidence = gather(Profile(text="會修圖，处理客诉"), matcher.knowledge, matcher.linker)
    scorer = new_scorer(matcher, meaning=meaning)
    assert scorer.meaning is meaning
    heard, unheard = scorer.read(evidence), new_scorer(matcher).read(evidence)
    assert encoder.asked == [words for _, words in heard.clauses]
    assert (heard.by_family != unheard.by_family).any(axis=1).all()
    assert (heard.by_role != unheard.by_role).any(axis=1).all()
