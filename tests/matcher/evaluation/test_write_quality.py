"""The figures of docs/quality.md are written between their markers, and nothing else is touched."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from matcher.evaluation.families import Row, report
from matcher.evaluation.own import gold_report
from matcher.evaluation.suite import Suite, TitleReport, as_data
from tests.matcher.evaluation.test_own import FOUND


@pytest.fixture
def script(root: Path) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("write_quality", root / "scripts" / "write_quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_the_figures_are_rewritten(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = (report("some_table", [Row("x", "hr")], lambda _i, _: (["hr"], False)),)
    suite = Suite(
        "ngram",
        "d" * 16,
        gold_report(FOUND),
        tables,
        (TitleReport("t/en", 5, 9, 0.5),),
        (),
        {"a": gold_report(FOUND)},
    )
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps(as_data(suite)), "utf-8")
    page = tmp_path / "quality.md"
    page.write_text(f"before\n{script.BEGIN}\nold\n{script.END}\nafter\n", "utf-8")
    monkeypatch.setattr(script, "QUALITY", page)
    script.main([str(figures)])
    text = page.read_text("utf-8")

    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| some_table | 1.000 | 1.000 to 1.000 |" in text
    assert "### Profiles written apart" in text
    script.main([str(figures)])
    assert page.read_text("utf-8") == text


def test_every_measure_has_a_name(script: ModuleType) -> None:
    assert list(gold_report([]).figures) == list(script.MEASURES)


def test_the_page_has_its_markers(script: ModuleType, root: Path) -> None:
    text = (root / "docs" / "quality.md").read_text("utf-8")
    assert text.index(script.BEGIN) < text.index(script.END)
