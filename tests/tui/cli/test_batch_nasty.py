"""Tables as the world sends them: each ends in a right result or in a clear sentence and its exit code."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher.tables import archives
from tests.matcher.tables.making import bomb, stretched, xlsx

Maker = Callable[[Path], Any]

TEXT = "學號,自我介紹\n00123,會修圖拍照\n00124,會寫文案\n"
SIMPLIFIED = "学号,自我介绍\n00123,会修图拍照\n00124,会写文案\n"
BOTH = ["00123", "00124"]
SHEET = [["學號", "自我介紹"], ["00123", "會修圖拍照"], ["00124", "會寫文案"]]


def _bytes(content: bytes | str) -> Maker:
    raw = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(raw)


def _folder(**files: str) -> Maker:
    def make(path: Path) -> None:
        path.mkdir()
        for name, text in files.items():
            (path / name.replace("_", ".")).write_text(text, "utf-8")

    return make


def _dated() -> bytes:
    return xlsx([SHEET[0], [dt.datetime(2026, 3, 1), "會修圖"], [123.0, "會寫文案"], ["00123", "會剪片"]])


def _wide() -> str:
    names = ["學號", "自我介紹", *(f"c{n}" for n in range(298))]
    return ",".join(names) + "\n" + ",".join(["1", "會修圖", *["x"] * 298]) + "\n"


GOOD: dict[str, tuple[str, Maker, tuple[str, ...], list[str], int]] = {
    "utf-8": ("a.csv", _bytes(TEXT), (), BOTH, 0),
    "utf-8 with a mark": ("a.csv", _bytes("\ufeff" + TEXT), (), BOTH, 0),
    "utf-16 with a mark": ("a.csv", _bytes(TEXT.encode("utf-16")), (), BOTH, 0),
    "utf-16 without": ("a.csv", _bytes(TEXT.encode("utf-16-le")), (), BOTH, 0),
    "cp950": ("a.csv", _bytes(TEXT.encode("cp950")), (), BOTH, 0),
    "big5-hkscs by name": ("a.csv", _bytes(TEXT.encode("big5hkscs")), ("--encoding", "hkscs"), BOTH, 0),
    "gb18030": ("a.csv", _bytes(SIMPLIFIED.encode("gb18030")), (), BOTH, 0),
    "one damaged byte": ("a.csv", _bytes((TEXT * 30).encode() + b"9,\xe6\x9c\n"), (), [], 1),
    "ragged": ("a.csv", _bytes("id,a,text\n1,x\n2,x,會修圖,y\n3,x,會修圖\n"), (), ["3"], 2),
    "a quote left open": ("a.csv", _bytes('id,text\n1,"會修\n2,會剪片\n3,會拍照\n'), (), ["2", "3"], 1),
    "quotes and line breaks": ("a.csv", _bytes('id,text\n1,"會""修圖""\n也會拍照"\n'), (), ["1"], 0),
    "old line ends": ("a.csv", _bytes("id,text\r1,會修圖\r2,會剪片\r"), (), ["1", "2"], 0),
    "a cell of a megabyte": ("a.csv", _bytes("id,text\n1," + "修" * 350_000 + "\n2,會修圖\n"), (), ["2"], 1),
    "NUL": ("a.csv", _bytes(b"id,text\n1,a\x00b\n2,Photoshop\n"), (), ["2"], 1),
    "a header only": ("a.csv", _bytes("學號,自我介紹\n"), (), [], 0),
    "blank rows": ("a.csv", _bytes("id,text\n\n1,會修圖\n,,,\n\n"), (), ["1"], 0),
    "formulas": ("a.csv", _bytes("id,text\n=1+1,=cmd|' /C calc'!A0 會修圖\n"), (), ["=1+1"], 0),
    "formulas in a workbook": ("a.xlsx", _bytes(xlsx([SHEET[0], ["1", '="會修圖"']])), (), ["1"], 0),
    "markup": ("a.csv", _bytes("id,text\n[/b],[red]會修圖[/b] <b>\n"), (), ["[/b]"], 0),
    "emoji": ("a.csv", _bytes("id,text\n👩‍🎨,會修圖 🎨✨\n"), (), ["👩‍🎨"], 0),
    "right to left": ("a.csv", _bytes("id,text\n\u202eא1,مرحبا Photoshop\n"), (), ["\u202eא1"], 0),
    "ids twice": ("a.csv", _bytes("id,text\n1,會修圖\n1,會剪片\n,會拍照\n"), (), ["1", "1", ""], 0),
    "dates and numbers as ids": ("a.xlsx", _bytes(_dated()), (), ["2026-03-01", "123", "00123"], 0),
    "300 columns": ("a.csv", _bytes(_wide()), (), ["1"], 0),
    "headers twice and missing": ("a.csv", _bytes("id,text,text,\n1,會修圖,會剪片,x\n"), (), ["1"], 0),
    "semicolons": ("a.csv", _bytes("id;text\n1;會修圖, 拍照\n"), (), ["1"], 0),
    "tabs in a csv": ("a.csv", _bytes("id\ttext\n1\t會修圖, 拍照\n"), (), ["1"], 0),
    "a workbook called csv": ("a.csv", _bytes(xlsx(SHEET)), (), BOTH, 0),
    "a csv called xlsx": ("a.xlsx", _bytes(TEXT), (), BOTH, 0),
    "broken json lines": ("a.jsonl", _bytes('{"id": 1, "text": "修圖"}\n{"id": 2,\n[3]\n'), (), ["1"], 2),
    "half a surrogate": ("a.jsonl", _bytes('{"id": 1, "text": "\\ud800"}\n{"id": 2}'), (), ["2"], 1),
    "a list of objects": ("a.json", _bytes('[{"id": "01", "skills": ["修圖"]}]'), (), ["01"], 0),
    "a folder of cvs": ("cvs", _folder(a_txt="會修圖", b_pdf="no pdf", c_exe="x"), (), ["a"], 2),
    "only so many rows": ("a.csv", _bytes(TEXT), ("--limit", "1"), ["00123"], 0),
}  # fmt: skip

BAD: dict[str, tuple[str, Maker, tuple[str, ...], int]] = {
    "an empty file": ("a.csv", _bytes(b""), (), 4),
    "blanks": ("a.csv", _bytes("\ufeff \n\n"), (), 4),
    "noise": ("a.csv", _bytes(bytes(range(128, 256)) * 50), (), 4),
    "a truncated workbook": ("a.xlsx", _bytes(xlsx(SHEET)[:1_500]), (), 4),
    "a zip bomb": ("a.xlsx", bomb, (), 4),
    "a stretched sheet": ("a.xlsx", stretched, (), 4),
    "an archive that is no workbook": ("a.xlsx", _bytes(b"PK\x05\x06" + b"\0" * 18), (), 4),
    "a web page called xls": ("a.xls", _bytes("<html><table><tr><td>id</td></tr></table>"), (), 4),
    "a pdf": ("a.pdf", _bytes(b"%PDF-1.7"), (), 4),
    "an old workbook cut short": ("a.xls", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), (), 4),
    "a truncated parquet": ("a.parquet", _bytes(b"PAR1\x00\x01"), (), 4),
    "an empty folder": ("cvs", _folder(), (), 4),
    "nothing there": ("a.csv", Path.absolute, (), 4),
    "no column that says anything": ("a.csv", _bytes("學號,電話\n1,2\n"), (), 4),
    "the wrong encoding by name": ("a.csv", _bytes(TEXT.encode("cp950")), ("--encoding", "utf-8"), 4),
    "an unknown encoding": ("a.csv", _bytes(TEXT), ("--encoding", "klingon"), 2),
    "a missing column": ("a.csv", _bytes(TEXT), ("--map", "text=Beschreibung"), 2),
    "an unknown field": ("a.csv", _bytes(TEXT), ("--map", "txt=自我介紹"), 2),
    "no such sheet": ("a.xlsx", _bytes(xlsx(SHEET)), ("--sheet", "成績"), 2),
    "a sheet of a csv": ("a.csv", _bytes(TEXT), ("--sheet", "1"), 2),
    "no such template": ("a.csv", _bytes(TEXT), ("--template", "nobody's"), 2),
    "a template outside": ("a.csv", _bytes(TEXT), ("--template", "../../x"), 2),
}


@pytest.fixture(autouse=True)
def _small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 15_000_000)


def test_there_are_more_than_forty() -> None:
    assert len(GOOD) + len(BAD) >= 40


@pytest.mark.parametrize("kind", GOOD)
def test_every_row_is_an_answer_or_a_reject(call: Callable[..., Any], tmp_path: Path, kind: str) -> None:
    name, make, options, ids, rejected = GOOD[kind]
    make(tmp_path / name)
    run = call(
        "batch", str(tmp_path / name), "-o", str(tmp_path / "out.jsonl"), "--encoder", "ngram", *options
    )
    assert "Traceback" not in run.err
    counts = json.loads((tmp_path / "out.run.json").read_text("utf-8"))["counts"]
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert counts["rows"] == len(answers) + rejected
    assert counts["rejected"] == rejected
    assert [answer["id"] for answer in answers] == ids or kind == "one damaged byte"
    assert run.code == int(bool(rejected or counts["ids_again"] or counts["without_id"])), run.err
    if rejected:
        with (tmp_path / "out.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
            rejects = list(csv.DictReader(stream))
        assert len(rejects) == rejected
        assert all(int(r["row"]) > 0 and r["code"] and r["message"] for r in rejects)


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_run_is_one_sentence(call: Callable[..., Any], tmp_path: Path, kind: str) -> None:
    name, make, options, code = BAD[kind]
    make(tmp_path / name)
    run = call(
        "batch", str(tmp_path / name), "-o", str(tmp_path / "out.jsonl"), "--encoder", "ngram", *options
    )
    assert run.code == code, run.err
    assert "Traceback" not in run.err
    assert run.out == ""
    assert len(run.err.splitlines()) <= 2
    assert run.err.startswith("error: ")
    assert not list(tmp_path.glob("out*"))
