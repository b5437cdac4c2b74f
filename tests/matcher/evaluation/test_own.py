"""Figures of the gold set, on outcomes made by hand; baselines and calibration on a few texts."""

from __future__ import annotations

import pytest

from kb.locate import builtin_root
from matcher.confidence import FEATURES, FILE, Calibration
from matcher.evaluation.baselines import TfIdfBaseline, measure
from matcher.evaluation.calibrate import (
    GOLD_SHARE,
    Answer,
    answer,
    cross_validated,
    errors,
    fit,
    rewritten,
    row_weights,
)
from matcher.evaluation.families import Row
from matcher.evaluation.gold import GoldProfile
from matcher.evaluation.own import Outcome, gold_report, outcomes
from matcher.matcher import Matcher


def profile(name: str, *roles: str, language: str = "en", twin: str | None = None) -> GoldProfile:
    return GoldProfile.model_validate(
        {
            "id": name,
            "language": language,
            "text": name,
            "roles": roles,
            "family": "hr" if roles else None,
            "style": "plain",
            "trade": bool(roles),
            "twin": twin,
        }
    )


FOUND = [
    Outcome(profile("a", "x", "y", twin="b"), ("x", "y", "z"), "hr", 0.9),
    Outcome(profile("b", "x", "y", twin="a", language="zh-Hant"), ("z", "w", "y", "x"), "finance", 0.6),
    Outcome(profile("c", "x"), (), None, 0.0),
    Outcome(profile("d"), (), None, 0.0),
    Outcome(profile("e"), ("x",), "hr", 0.1),
    Outcome(profile("f"), ("x",), "hr", 0.8),
]


def test_figures_are_as_counted_by_hand() -> None:
    figures = {name: found.value for name, found in gold_report(FOUND).figures.items()}
    assert figures["role_in_three"] == pytest.approx(2 / 3)
    assert figures["role_first"] == pytest.approx(1 / 3)
    assert figures["family_first"] == pytest.approx(1 / 3)
    assert figures["mrr"] == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert figures["abstention_precision"] == pytest.approx(1 / 2)
    assert figures["abstention_recall"] == pytest.approx(1 / 3)
    assert figures["outsiders_held_back"] == pytest.approx(2 / 3)
    assert figures["insiders_sent_away"] == pytest.approx(1 / 3)
    assert figures["twins_agree"] == 0.0
    assert figures["calibration_error"] == pytest.approx((0.1 + 0.6 + 0.8 + 0.1) / 4)


def test_groups_hold_only_profiles_of_the_trade() -> None:
    report = gold_report(FOUND)
    assert {name: group.rows for name, group in report.groups["language"].items()} == {"en": 2, "zh-Hant": 1}
    assert report.groups["language"]["en"].abstained == 1
    assert sum(count for _, _, count in report.reliability) == 4


def test_an_empty_set_has_no_figures() -> None:
    assert all(found.rows == 0 for found in gold_report([]).figures.values())


def test_profiles_are_asked_in_order(matcher: Matcher) -> None:
    done: list[int] = []
    asked = [profile("asdf qwer".replace(" ", "-")), profile("recruiter", "x")]
    found = outcomes(matcher, asked, done.append)
    assert [o.profile for o in found] == asked
    assert (found[0].abstained, done) == (True, [1, 2])


def test_the_plain_baseline_finds_a_role_by_its_own_duties(matcher: Matcher) -> None:
    knowledge = matcher.knowledge
    role = knowledge.roles["visual-designer"]
    texts = (role.duties[0].text.zh_hant, role.duties[0].text.en)
    rows = [Row(text, role.family) for text in texts]
    allowed = frozenset(knowledge.families)
    found = measure(TfIdfBaseline(knowledge), knowledge, "t", rows, allowed, [[role.id]] * 2)
    assert found.families.top1.value == 1.0
    assert found.role_in_three is not None
    assert found.role_in_three.value == 1.0
    assert measure(TfIdfBaseline(knowledge), knowledge, "t", [], allowed).families.rows == 0


def made(table: str, margin: float, right: bool) -> Answer:
    return Answer(table, dict.fromkeys(FEATURES, 0.0) | {"margin": margin}, right)


ANSWERS = [made("gold" if n % 3 else "other", n % 10 / 10, n % 10 > 3 or n % 7 == 0) for n in range(200)]


def test_a_fit_trusts_what_was_right() -> None:
    fitted = fit(ANSWERS)
    assert fitted.weights["margin"] > 0.0
    high, low = (fitted.confidence(made("gold", m, True).features) for m in (0.9, 0.0))
    assert high > 0.7 > 0.4 > low


def test_the_own_profiles_weigh_more_than_all_others() -> None:
    weights = row_weights(ANSWERS)
    own = sum(w for w, a in zip(weights, ANSWERS, strict=True) if a.table == "gold")
    assert own == pytest.approx(sum(weights) * GOLD_SHARE)
    assert sum(weights) == pytest.approx(len(ANSWERS))


def test_errors_are_told_by_table() -> None:
    found = errors(ANSWERS, cross_validated(ANSWERS))
    assert set(found) == {"all", "gold", "other"}
    assert found["all"][0] == found["gold"][0] + found["other"][0] == len(ANSWERS)
    assert all(0.0 <= error <= 0.3 for _, error in found.values())


def test_the_calibration_file_keeps_its_comments() -> None:
    text = (builtin_root() / FILE).read_text("utf-8")
    fitted = Calibration(-1.25, {name: 0.5 + n for n, name in enumerate(FEATURES)})
    again = rewritten(text, fitted, 77, "2030-01-02")
    assert again.count("#") == text.count("#")
    assert "rows: 77\n" in again
    assert "intercept: -1.25\n" in again
    assert 'fitted_on: "2030-01-02"\n' in again
    with pytest.raises(ValueError, match="no line 'rows:'"):
        rewritten(text.replace("rows:", "lines:"), fitted, 77, "2030-01-02")


def test_confidence_is_fitted_on_what_the_matcher_computes(matcher: Matcher) -> None:
    from matcher.confidence import builtin_calibration

    text = "會修圖和詳情頁設計"
    found = answer(matcher, "gold", text, "visual_design")
    assert found is not None
    assert found.right
    assert builtin_calibration().confidence(found.features) == matcher.match(text).matches[0].confidence
    assert answer(matcher, "gold", "asdf qwer", None) is None
