"""The calibrated chance that the family is right."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.confidence import FEATURES, Calibration, builtin_calibration, confidence_features
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


def test_the_model_is_the_logistic_of_its_sum() -> None:
    model = Calibration(0.0, dict.fromkeys(FEATURES, 1.0))
    assert model.confidence(dict.fromkeys(FEATURES, 0.0)) == 0.5
    assert model.confidence(dict.fromkeys(FEATURES, 1e9)) == pytest.approx(1.0)
    assert model.confidence(dict.fromkeys(FEATURES, -1e9)) == pytest.approx(0.0)


def test_words_of_other_trades_and_bare_lists_make_it_less_sure() -> None:
    calibration = builtin_calibration()

    def sure(manner: Manner) -> float:
        return calibration.confidence(confidence_features("a", {"a": 30.0, "b": 9.0}, 0.9, 20, 3, manner))

    assert sure(Manner(other_work=2)) < sure(Manner())
    assert sure(Manner(covered=1.0)) < sure(Manner(covered=0.4))
