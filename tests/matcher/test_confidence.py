"""The calibrated chance that the family is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.confidence import FEATURES, Calibration, builtin_calibration, confidence_features

AFFINITIES = st.floats(0, 500)


@given(st.dictionaries(st.sampled_from("abcd"), AFFINITIES), st.floats(0, 1), st.integers(0, 40))
def test_confidence_is_a_chance(affinities: dict[str, float], trade: float, names: int) -> None:
    features = confidence_features("a", affinities, trade, names)
    assert tuple(features) == FEATURES
    assert 0.0 <= builtin_calibration().confidence(features) <= 1.0


@given(AFFINITIES, AFFINITIES, st.floats(0, 1), st.floats(0, 200))
def test_a_stronger_rival_never_makes_it_surer(own: float, other: float, trade: float, more: float) -> None:
    calibration = builtin_calibration()
    far, near = (
        calibration.confidence(confidence_features("a", {"a": own, "b": rival}, trade, 3))
        for rival in (other, other + more)
    )
    assert near <= far


def test_a_family_is_its_own_rival_no_more() -> None:
    alone = confidence_features("a", {"a": 5.0}, 1.0, 1)
    assert alone["share"] == 1.0
    assert alone["margin"] > confidence_features("a", {"a": 5.0, "b": 4.0}, 1.0, 1)["margin"] > 0.0
    assert confidence_features("a", {}, 0.0, 0) == dict.fromkeys(FEATURES, 0.0)


def test_the_model_is_the_logistic_of_its_sum() -> None:
    model = Calibration(0.0, dict.fromkeys(FEATURES, 1.0))
    assert model.confidence(dict.fromkeys(FEATURES, 0.0)) == 0.5
    assert model.confidence(dict.fromkeys(FEATURES, 1e9)) == pytest.approx(1.0)
    assert model.confidence(dict.fromkeys(FEATURES, -1e9)) == pytest.approx(0.0)
