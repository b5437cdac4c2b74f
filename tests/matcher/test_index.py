"""The hybrid text index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.encoders import load_encoder
from matcher.encoders.bilingual import BilingualEncoder
from matcher.index import TextIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLES = [
    "customer service",
    "客服專員",
    "warehouse manager",
    "倉庫經理",
    "graphic designer",
    "美工",
    "客服專員",
]


class Letters:
    """A tiny encoder: which of four letters a text has."""

    name = "letters"
    dimensions = 4

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[c in t for c in "aeio"] for t in texts], dtype=np.float32).reshape(-1, 4)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def test_shapes_and_types() -> None:
    indices, scores = TextIndex(TITLES, Letters()).search(["客服", "designer"], 3)

    assert indices.shape == scores.shape == (2, 3)
    assert indices.dtype == np.int64
    assert scores.dtype == np.float32
    assert (np.diff(scores, axis=1) <= 0).all()


def test_an_indexed_text_finds_itself_and_ties_go_to_the_lower_index() -> None:
    index = TextIndex(TITLES, load_encoder("ngram"))

    found, scores = index.search(TITLES, len(TITLES))

    assert found[:, 0].tolist() == [0, 1, 2, 3, 4, 5, 1]
    assert found[1, :2].tolist() == [1, 6]
    np.testing.assert_allclose(scores[:, 0], 1.0, atol=1e-5)


@pytest.mark.parametrize("k", [-1, 0, 1, 7, 100])
def test_k_is_held_within_what_there_is(k: int) -> None:
    indices, scores = TextIndex(TITLES, Letters()).search(["客服"], k)

    assert indices.shape == scores.shape == (1, max(0, min(k, len(TITLES))))


@pytest.mark.parametrize("texts", [[], [""], [" ", "\n"]])
def test_nothing_to_find_is_no_error(texts: list[str]) -> None:
    indices, scores = TextIndex(texts, Letters()).search(["客服", ""], 2)

    assert indices.shape == (2, len(texts[:2]))
    assert not scores.any()


def test_no_queries_give_no_rows() -> None:
    indices, scores = TextIndex(TITLES, Letters()).search([], 2)

    assert indices.shape == scores.shape == (0, 2)


titles = st.lists(st.text("aeioxyz 客服倉庫", max_size=8), min_size=1, max_size=8)


@settings(deadline=None, max_examples=50)
@given(texts=titles, queries=titles)
def test_a_query_is_scored_alone(texts: list[str], queries: list[str]) -> None:
    index = TextIndex(texts, Letters())

    indices, scores = index.search(queries, len(texts))

    for row, query in enumerate(queries):
        alone, alone_scores = index.search([query], len(texts))
        assert indices[row].tolist() == alone[0].tolist()
        assert scores[row].tobytes() == alone_scores[0].tobytes()
        assert sorted(indices[row].tolist()) == list(range(len(texts)))


@settings(deadline=None, max_examples=50)
@given(texts=titles, query=st.text("aeioxyz 客服倉庫", max_size=8))
def test_scores_stay_within_one(texts: list[str], query: str) -> None:
    _, scores = TextIndex(texts, Letters()).search([query], len(texts))

    assert (np.abs(scores) <= 1 + 1e-6).all()


def test_traditional_finds_simplified_and_english(built_encoder: BilingualEncoder) -> None:
    index = TextIndex(["仓库经理", "graphic designer", "客服专员"], built_encoder)

    found, _ = index.search(["倉庫經理", "平面設計師", "customer service"], 1)

    assert found[:, 0].tolist() == [0, 1, 2]
