"""The calibrated chance that the family is right."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.confidence import FEATURES, LONG_LIST, Calibration, builtin_calibration, confidence_features
from matcher.outside import Manner

AFFINITIES = st.floats(0, 500)
OTHERS = ("trade", "names", "clauses")
"""What else is known of a reading: shares and counts."""


def features(affinities: Mapping[str, float], rest: float = 1.0) -> dict[str, float]:
    """The features of family `a`, everything else being `rest`."""
    return confidence_features("a", affinities, **dict.fromkeys(OTHERS, rest), manner=Manner())


@given(st.dictionaries(st.sampled_from("abcd"), AFFINITIES), st.integers(0, 40))
def test_confidence_is_a_chance(affinities: dict[str, float], rest: int) -> None:
    found = features(affinities, rest)
    assert tuple(found) == FEATURES
    assert 0.0 <= builtin_calibration().confidence(found) <= 1.0


@given(AFFINITIES, AFFINITIES, st.floats(0, 200))
def test_a_stronger_rival_never_makes_it_surer(own: float, other: float, more: float) -> None:
    calibration = builtin_calibration()
    far, near = (calibration.confidence(features({"a": own, "b": b})) for b in (other, other + more))
    assert near <= far


@given(AFFINITIES, AFFINITIES, st.floats(0, 200))
def test_a_stronger_family_is_never_less_sure(own: float, other: float, more: float) -> None:
    calibration = builtin_calibration()
    less, greater = (calibration.confidence(features({"a": a, "b": other})) for a in (own, own + more))
    assert less <= greater


def test_nothing_read_has_no_features() -> None:
    assert features({}, 0.0) == dict.fromkeys(FEATURES, 0.0)


@given(
    st.tuples(st.floats(0.01, 50), st.floats(0, 50), st.floats(0, 50)),
    st.floats(0, 1),
    st.tuples(st.integers(0, 60), st.integers(0, 40)),
    st.builds(Manner, own_voice=st.booleans(), other_work=st.integers(0, 5), covered=st.floats(0, 1)),
)
@example((9.0, 3.0, 1.0), 0.5, (40, 7), Manner(own_voice=True, other_work=3, covered=0.5))
def test_every_figure_is_as_defined(
    affinities: tuple[float, float, float], trade: float, counts: tuple[int, int], manner: Manner
) -> None:
    own, other, third = affinities
    names, clauses = counts
    found = confidence_features(
        "a", dict(zip("bac", (other, own, third), strict=True)), trade, *counts, manner
    )
    assert found == pytest.approx(
        {
            "margin": math.log((own + 1) / (max(other, third) + 1)),
            "strength": math.log(own + 1),
            "trade": trade,
            "named": math.log(names + 1),
            "share": own / (own + other + third),
            "length": math.log(clauses + 1),
            "own_voice": 1.0 if manner.own_voice else 0.0,
            "other_work": manner.other_work / (manner.other_work + names + 1),
            "listed": manner.covered**2 * (math.log(names / LONG_LIST) if names > LONG_LIST else 0.0),
        }
    )


@given(st.lists(st.floats(-2, 2), min_size=len(FEATURES), max_size=len(FEATURES)), st.floats(-3, 3))
def test_the_model_is_the_logistic_of_its_sum(figures: list[float], intercept: float) -> None:
    weights = {name: 0.25 * place for place, name in enumerate(FEATURES, 1)}
    total = intercept + sum(0.25 * place * figure for place, figure in enumerate(figures, 1))
    chance = Calibration(intercept, weights).confidence(dict(zip(FEATURES, figures, strict=True)))
    assert chance == pytest.approx(1 / (1 + math.exp(-total)), abs=5.1e-7)
    assert chance == round(chance, 6)


def test_sums_beyond_all_measure_are_certain() -> None:
    model = Calibration(0.0, dict.fromkeys(FEATURES, 1.0))
    assert model.confidence(dict.fromkeys(FEATURES, 0.0)) == 0.5
    assert model.confidence(dict.fromkeys(FEATURES, 1e9)) == 1.0
    assert model.confidence(dict.fromkeys(FEATURES, -1e9)) == 0.0


def test_words_of_other_trades_and_bare_lists_make_it_less_sure() -> None:
    calibration = builtin_calibration()

    def sure(manner: Manner) -> float:
        return calibration.confidence(confidence_features("a", {"a": 30.0, "b": 9.0}, 0.9, 20, 3, manner))

    assert sure(Manner(other_work=2)) < sure(Manner())
    assert sure(Manner(covered=1.0)) < sure(Manner(covered=0.4))
