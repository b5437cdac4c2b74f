"""Checks of formulas, weights, ladders and the hiring order, on small records made for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.checks import check
from kb.loader import load_folders

Data = dict[str, Any]


def _text(english: str) -> Data:
    return {"zh-Hant": f"文{english}", "en": english}


def _variable(name: str) -> Data:
    return {"id": name, "label": _text(name), "unit": "count"}


def _formula(expression: str, *names: str, **more: Any) -> Data:
    return {
        "id": "one",
        "title": _text("one"),
        "result": _variable("outcome"),
        "expression": expression,
        "variables": [_variable(name) for name in names],
        "sources": ["editorial"],
        **more,
    }


def _stage(*weights: float | None) -> Data:
    item = {"id": "item", "label": _text("item")}
    return {
        "id": "stage-one",
        "title": _text("one"),
        "order": 1,
        "description": _text("d"),
        "headcount_min": 1,
        "headcount_max": None,
        "parts": [
            {"id": f"part-{n}", "label": _text("p"), "weight": weight, "rated_by": "result", "items": [item]}
            for n, weight in enumerate(weights)
        ],
        "formulas": ["one"],
        "sources": ["editorial"],
    }


def _ladder(*ends: float | None) -> Data:
    steps = [{"up_to": end, "rate": 1.0} for end in ends]
    return {"id": "steps", "title": _text("s"), "steps": steps, "sources": ["editorial"]}


SCORE = _formula(
    "part_0 * part_0_weight + part_1 * part_1_weight", "part_0", "part_0_weight", "part_1", "part_1_weight"
)


def codes(root: Path, **files: Data) -> set[str]:
    source = {"id": "editorial", "title": _text("own"), "kind": "judgement", "licence": "own"}
    (root / "team").mkdir()
    (root / "sources.yaml").write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    for name, data in files.items():
        (root / "team" / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    loaded = load_folders([root])
    assert loaded.problems == ()
    return {problem.code for problem in check(loaded)}


def test_a_sound_scheme_has_no_findings(tmp_path: Path) -> None:
    formulas = {"formulas": [SCORE]}
    assert codes(tmp_path, formulas=formulas, stages={"stages": [_stage(0.7, 0.3)]}) == set()


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        (_formula("a +", "a"), "not-arithmetic"),
        (_formula("a.b", "a"), "not-arithmetic"),
        (_formula("a + b", "a"), "undeclared-variable"),
        (_formula("a", "a", "b"), "unused-variable"),
        (_formula("a", "a", only_if="b"), "undeclared-variable"),
        (_formula("root(a)", "a"), "unknown-function"),
        (_formula("stepped(a)", "a"), "unknown-function"),
        (_formula("stepped(a, b)", "a", "b"), "no-ladder"),
        (_formula("stepped(a, b)", "a", "b", ladder="none"), "unknown-id"),
    ],
)
def test_a_formula_at_fault_is_found(tmp_path: Path, formula: Data, code: str) -> None:
    assert code in codes(tmp_path, formulas={"formulas": [formula]})


@pytest.mark.parametrize("weights", [(0.7, 0.2), (0.7, None), (1.0, 0.5)])
def test_weights_must_make_a_whole(tmp_path: Path, weights: tuple[float | None, ...]) -> None:
    found = codes(tmp_path, formulas={"formulas": [SCORE]}, stages={"stages": [_stage(*weights)]})
    assert found == {"weights-not-whole"}


def test_a_weighted_part_must_enter_the_score(tmp_path: Path) -> None:
    stage = _stage(0.7, 0.2, 0.1)
    found = codes(tmp_path, formulas={"formulas": [SCORE]}, stages={"stages": [stage]})
    assert found == {"part-not-in-score"}


@pytest.mark.parametrize("ends", [(1.2, 1.0, None), (1.0, 1.0, None), (1.0, 2.0), (None, 1.0, None)])
def test_steps_of_a_ladder_must_rise(tmp_path: Path, ends: tuple[float | None, ...]) -> None:
    assert codes(tmp_path, ladders={"ladders": [_ladder(*ends)]}) == {"steps-not-rising"}


def test_two_hiring_steps_may_not_share_a_place(tmp_path: Path) -> None:
    step = {"title": _text("s"), "order": 1, "roles": ["r"], "why": _text("w"), "sources": ["editorial"]}
    steps = {"steps": [{"id": "a", **step}, {"id": "b", **step}]}
    assert "same-order" in codes(tmp_path, hiring_order=steps)
