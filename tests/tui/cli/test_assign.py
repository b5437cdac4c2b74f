"""`batch assign` as people call it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_the_samples_are_shared_out(call: Callable[..., Any], tmp_path: Path) -> None:
    target = tmp_path / "placed.csv"
    ran = call(
        "batch", "assign", "--samples", "-o", str(target), "--encoder", "ngram", "--lang", "en", "--json"
    )
    assert ran.code == 0, ran.err
    assert ran.data["students"] == 10
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["ID"] for row in rows] == [f"{n:05d}" for n in range(101, 111)]
    assert all(row["Why"] for row in rows)
    assert "placed" in ran.err


def test_every_format_says_the_same(call: Callable[..., Any], tmp_path: Path) -> None:
    """One sharing in every form: ids stay text, and every student has a reason."""
    from python_calamine import CalamineWorkbook

    words = ("batch", "assign", "--samples", "--encoder", "ngram", "--lang", "zh-Hant", "-o")
    for ending in ("csv", "xlsx", "html"):
        ran = call(*words, str(tmp_path / f"placed.{ending}"))
        assert ran.code == 0, ran.err
    with (tmp_path / "placed.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    book = CalamineWorkbook.from_path(str(tmp_path / "placed.xlsx"))
    assert book.sheet_names[:3] == ["名額分配", "每位學生", "每個名額"]
    sheet = book.get_sheet_by_name("每位學生").to_python()
    assert sheet[0] == header
    assert [[c if isinstance(c, str) else str(int(c)) for c in row] for row in sheet[1:]] == rows
    page = (tmp_path / "placed.html").read_text("utf-8")
    assert all(row[1] in page and row[6] in page for row in rows)
    assert "http" not in page.split("<body", 1)[1]


def test_rejects_are_written_beside(call: Callable[..., Any], tmp_path: Path) -> None:
    source, places, target = tmp_path / "in.csv", tmp_path / "p.csv", tmp_path / "out.jsonl"
    source.write_text("id,text,wishes\n1,會修圖,A\n2,會修圖,B\n", "utf-8")
    places.write_text("id,role\nA,design-assistant\n", "utf-8")
    ran = call(
        "batch", "assign", str(source), "--places", str(places), "-o", str(target), "--encoder", "ngram"
    )
    assert ran.code == 1
    assert [json.loads(line)["place"] for line in target.read_text("utf-8").splitlines()] == ["A"]
    assert "unknown_place" in (tmp_path / "out.rejects.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--samples",), 2),
        (("--samples", "-o", "out.docx"), 2),
        (("--samples", "-o", "out.csv", "--least", "101"), 2),
        (("--samples", "-o", "no/such/out.csv"), 2),
        (("nobody.csv", "--places", "none.csv", "-o", "out.csv", "--encoder", "ngram"), 4),
    ],
)
def test_what_cannot_be_done_is_said(
    call: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = call("batch", "assign", *words)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []
