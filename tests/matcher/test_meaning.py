"""What a clause says depends on the clause alone, to the bit, and is asked of the encoder once."""

from __future__ import annotations

import pytest

from matcher.meaning import Meaning
from tests.matcher.hashed import Hashed
from tests.matcher.small import small_knowledge

CLAUSES = ["會修圖", "处理客诉", "cut short videos", "會修圖", "", "商品攝影"]


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
