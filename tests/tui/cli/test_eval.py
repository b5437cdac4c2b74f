"""`eval`: figures as tables and as JSON, on the own profiles and on any table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES
from matcher.evaluation import suite
from matcher.evaluation.families import Row, report
from matcher.evaluation.own import gold_report
from matcher.evaluation.suite import Suite, TitleReport, as_data
from tests.matcher.evaluation.test_own import FOUND
from tui.cli.layout import width

Call = Callable[..., Any]
ROWS = [
    ("會修圖和詳情頁設計", "visual_design"),
    ("Answer chats and handle refunds", "customer_service"),
    ("Pick, pack and count stock", "packer"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three labelled texts; the last label is a role."""
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("cv", "line of work"), *ROWS])
    return path


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Suite:
    """Figures made by hand in place of a measurement."""
    tables = [report("some_table", [Row("x", "hr"), Row("y", "finance")], lambda _i, _: (["hr"], False))]
    found = Suite(
        "ngram",
        "d" * 8,
        gold_report(FOUND),
        tuple(tables),
        (TitleReport("t/en", 5, 9, 0.5),),
        (),
        {"a": gold_report(FOUND)},
    )
    monkeypatch.setattr(suite, "run_suite", lambda *_, **__: found)
    return found


def test_any_table_is_measured(call: Call, table: Path) -> None:
    asked = ("eval", "--on", str(table), "--text", "cv", "--label", "line of work", "--encoder", "ngram")
    run = call(*asked, "--lang", "en")
    assert run.code == 0, run.err
    assert "mine" in run.out
    assert "1.000" in run.out
    assert "warehouse_logistics" in run.out
    data = call(*asked, "--json").data
    assert (data["rows"], data["encoder"]) == (3, "ngram")
    assert data["top1"]["value"] == 1.0
    assert data["top1"]["low"] <= data["top1"]["value"] <= data["top1"]["high"]
    assert set(data["by_label"]) == {"visual_design", "customer_service", "warehouse_logistics"}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_figures_stand_in_columns_of_80(call: Call, measured: Suite, language: str) -> None:
    run = call("eval", "--encoder", "ngram", "--lang", language)
    assert run.code == 0, run.err
    lines = run.out.splitlines()
    assert all(width(line) <= 80 for line in lines)
    assert "evaluation." not in run.out
    row = next(line for line in lines if "some_table" in line)
    assert "0.500" in row
    assert next(line for line in lines if "t/en" in line).split()[1:] == ["0.500", "5", "9"]


def test_all_figures_are_one_object(call: Call, measured: Suite) -> None:
    data = call("eval", "--encoder", "ngram", "--json").data
    assert data == as_data(measured)
    assert data["gold"]["figures"]["role_in_three"]["rows"] == 3
    assert data["tables"][0]["name"] == "some_table"
    assert data["held_out"]["a"]["figures"] == data["gold"]["figures"]


def test_what_could_not_be_measured_is_null_and_a_dash(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Suite("ngram", "", gold_report([]), (), (), ())
    monkeypatch.setattr(suite, "run_suite", lambda *_, **__: empty)
    assert call("eval", "--encoder", "ngram", "--json").data["gold"]["figures"]["mrr"]["value"] is None
    assert " - " in call("eval", "--encoder", "ngram").out


@pytest.mark.slow
def test_the_own_profiles_are_measured(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "development_folder", lambda: None)
    run = call("eval", "--encoder", "ngram", "--json", "--lang", "en")
    assert run.code == 0, run.err
    assert "own profiles only" in run.err
    figures = run.data["gold"]["figures"]
    assert figures["role_in_three"]["value"] >= 0.8
    assert figures["insiders_sent_away"]["value"] <= 0.05
    apart = run.data["held_out"]
    assert list(apart) == ["a", "b", "c"]
    assert all(report["figures"]["role_in_three"]["value"] >= 0.75 for report in apart.values())
    assert run.data["tables"] == run.data["titles"] == []


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"--text": "no such"}, 2, "it has cv, line of work"),
        ({"--label": "cv"}, 2, "neither families nor roles"),
        ({"--on": "no-such.csv"}, 4, "no-such.csv"),
        ({"--on": "."}, 4, "is a folder"),
        ({"--label": None}, 2, "--text"),
        ({"--on": None}, 2, "--on FILE.csv"),
    ],
    ids=str,
)
def test_mistakes_are_explained(
    call: Call, table: Path, change: dict[str, str | None], code: int, said: str
) -> None:
    given = {"--on": str(table), "--text": "cv", "--label": "line of work"} | change
    options = [word for name, value in given.items() if value is not None for word in (name, value)]
    run = call("eval", *options, "--encoder", "ngram", "--lang", "en")
    assert (run.code, run.out) == (code, "")
    assert said in run.err


def test_a_table_that_is_not_text_cannot_be_read(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(b"a,b\n\xff\xfe\x00,hr\n")
    run = call("eval", "--on", str(path), "--text", "a", "--label", "b", "--encoder", "ngram")
    assert run.code == 4


def test_figures_on_counted_rows_come_with_a_warning(call: Call, table: Path) -> None:
    counted = table.rename(table.with_name("zh_postings.csv"))
    asked = ("eval", "--on", str(counted), "--text", "cv", "--label", "line of work", "--encoder", "ngram")
    assert "counts" in call(*asked, "--lang", "en").err
