"""`team hire` and `team score` as a lead runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES
from tui.cli.layout import width

Call = Callable[..., Any]


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [("score", "--samples"), ("hire", "--headcount", "4", "--inquiries", "9000")],
    ids=" ".join,
)
def test_answers_fit_80_columns(call: Call, language: str, arguments: tuple[str, ...]) -> None:
    run = call("team", *arguments, "--lang", language)
    assert run.code == 0, run.err
    assert [line for line in run.out.splitlines() if width(line) > 80] == []


def test_json_is_one_object_with_plain_numbers(call: Call, tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text("id,stage,work-results,supervisor-rating,peer-rating\nA,start-up,80,70,60\n", "utf-8")
    data = call("team", "score", str(sheet), "--json").data
    figure = data["people"][0]["figures"][0]
    assert figure["value"] == 76.0
    assert figure["numbers"] == "80 × 0.7 + 70 × 0.2 + 60 × 0.1"
    assert call("team", "score", "--samples", "--json").data["sheets"]
    hire = call("team", "hire", "--posts", "store-manager", "--posts", "客服=2,美工", "--json").data
    assert {post["role"]: post["people"] for post in hire["posts"]} == {
        "store-manager": 1,
        "pre-sales-agent": 2,
        "visual-designer": 1,
    }


def test_a_sheet_with_holes_is_shown_and_leaves_with_1(call: Call, tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text("id,stage,work-results,peer-rating\nA,start-up,80,60\n", "utf-8")
    run = call("team", "score", str(sheet), "--lang", "en")
    assert run.code == 1
    assert "ratings are missing for Workload saturation" in " ".join(run.out.split())


def test_template_sheet_report_go_round(call: Call, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    assert call("team", "score", "--stage", "成長期", "--template", str(blank)).code == 0
    empty = call("team", "score", str(blank), "--lang", "en")
    assert empty.code == 4
    assert "no team and no people" in empty.err
    for name in ("r.html", "r.xlsx", "r.json"):
        assert call("team", "hire", "--headcount", "3", "--report", str(tmp_path / name)).code == 0
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["first"] == "fill"


def test_the_samples_go_into_one_report(call: Call, tmp_path: Path) -> None:
    for name in ("s.html", "s.xlsx", "s.json"):
        run = call("team", "score", "--samples", "--report", str(tmp_path / name))
        assert (run.code, name in run.err) == (0, True)
    assert len(json.loads((tmp_path / "s.json").read_text("utf-8"))["sheets"]) == 3
    page = (tmp_path / "s.html").read_text("utf-8")
    assert all(stage in page for stage in ("Start-up", "Growth", "Mature"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("score",), 2, "Name a sheet"),
        (("score", "none.csv"), 4, "no file"),
        (("score", "--template", "x.xlsx"), 2, "--stage start-up"),
        (("score", "--stage", "growth", "--template", "x.csv"), 2, "XLSX"),
        (("score", "--stage", "grwth", "--template", "x.xlsx"), 2, "Did you mean 'growth'?"),
        (("hire",), 2, "how many people"),
        (("hire", "--headcount", "-1"), 2, "whole number"),
        (("hire", "--headcount", "2", "--posts", "packer=3"), 2, "add up to 3"),
        (("hire", "--posts", "packer=x"), 2, "not a post with a number"),
        (("hire", "--posts", "packr"), 2, "Did you mean Packer (packer)?"),
        (("hire", "--headcount", "2", "--report", "x.pdf"), 2, ".html, .xlsx or .json"),
    ],
)
def test_what_is_wrong_is_one_sentence(call: Call, arguments: tuple[str, ...], code: int, words: str) -> None:
    run = call("team", *arguments, "--lang", "en")
    assert run.code == code
    assert words in " ".join(run.err.split())
    assert "Traceback" not in run.err
