"""Measures of a ranking."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.encoders.bilingual import BilingualEncoder
from matcher.evaluation.ranking import average_precision, mean_average_precision
from matcher.evaluation.talentclef import TitleTask


@pytest.mark.parametrize(
    ("ranking", "relevant", "expected"),
    [
        ("abc", "a", 1.0),
        ("abc", "c", 1 / 3),
        ("abcd", "bd", (1 / 2 + 2 / 4) / 2),
        ("ab", "az", 1 / 2),
        ("abc", "", 0.0),
    ],
)
def test_average_precision(ranking: str, relevant: str, expected: float) -> None:
    assert average_precision(list(ranking), set(relevant)) == pytest.approx(expected)


@given(st.permutations(list("abcdef")), st.sets(st.sampled_from("abcdef"), min_size=1))
def test_the_best_order_scores_one_and_none_scores_more(ranking: list[str], relevant: set[str]) -> None:
    best = sorted(ranking, key=lambda item: item not in relevant)

    assert average_precision(best, relevant) == pytest.approx(1.0)
    assert 0.0 < average_precision(ranking, relevant) <= 1.0


def test_queries_without_answers_do_not_count_and_unranked_ones_do() -> None:
    assert mean_average_precision({"1": ["a"]}, {"1": {"a"}, "2": {"b"}, "3": set()}) == pytest.approx(0.5)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("language", "bar"), [("en", 0.52), ("zh", 0.45)])
def test_job_titles_are_found(
    language: str, bar: float, shared: Path, built_encoder: BilingualEncoder
) -> None:
    task = TitleTask.read(shared / "eval" / "dev" / "talentclef" / language)

    assert task.evaluate(built_encoder) >= bar
