"""Every format reads back equal to the answers, harms no spreadsheet and loads nothing."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.batch.answers import from_line
from matcher.batch.cells import harmless, original
from matcher.batch.columns import Columns
from matcher.batch.options import BatchError
from matcher.batch.writers import pdf_page, xlsx
from tests.matcher.batch.runs import PEOPLE, lines, run

SUM = "@SUM(A1) {{ 7*7 }} <i>"
HOSTILE = PEOPLE + f'=1+1,{SUM},"[b]會修圖[/b] <script>alert(1)</script>",-修圖,+拍照\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "people.csv").write_text(HOSTILE, "utf-8")
    for form in ("jsonl", "csv", "xlsx", "html"):
        run(folder / "people.csv", folder / f"out.{form}")
    return folder


@pytest.fixture(scope="module")
def expected(made: Path) -> list[list[Any]]:
    """The rows that people read, made from the answers themselves."""
    columns = Columns(Knowledge.load(), Messages.load("zh-Hant"), 5)
    names = ["王小明", "Emma", "李小華", "空白", "=1+1", SUM]
    answers = [from_line(line.encode()) for line in (made / "out.jsonl").read_text("utf-8").splitlines()]
    named = [a.model_copy(update={"name": n}) for a, n in zip(answers, names, strict=True)]
    return [list(columns.header()), *(list(columns.cells(answer)) for answer in named)]


def test_csv_reads_back_equal(made: Path, expected: list[list[Any]]) -> None:
    raw = (made / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (made / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [[original(cell) for cell in row] for row in csv.reader(stream)]
    assert rows == [[str(cell) for cell in row] for row in expected]


def test_no_cell_of_csv_is_a_formula(made: Path, tmp_path: Path) -> None:
    with (made / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    run(made / "people.csv", tmp_path / "raw.csv", raw=True)
    assert f"\n7,=1+1,{SUM}," in (tmp_path / "raw.csv").read_text("utf-8-sig")


@given(st.text(st.sampled_from("'=+-@\t1a＝"), max_size=6))
def test_harmless_cells_can_be_turned_back(cell: str) -> None:
    assert original(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "@", "\t")) or harmless(cell) == ""
    assert not re.match(r"[+-](?![0-9.]+$)", harmless(cell)) or cell in "+-"


def test_xlsx_reads_back_equal_with_ids_as_text_and_no_formula(made: Path, expected: list[list[Any]]) -> None:
    import python_calamine

    book = python_calamine.load_workbook(str(made / "out.xlsx"))
    assert book.sheet_names == ["比對結果", "整體", "說明"]
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [[int(c) if isinstance(c, float) else c for c in row] for row in rows] == expected
    with zipfile.ZipFile(made / "out.xlsx") as archive:
        sheets = {n: archive.read(n).decode() for n in archive.namelist() if "worksheets/sheet" in n}
    assert not any("<f>" in text or "<hyperlink" in text for text in sheets.values())
    first = sheets["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in first
    assert "<autoFilter" in first
    about = book.get_sheet_by_name("說明").to_python()
    assert any(
        json.loads((made / "out.run.json").read_text("utf-8"))["identity"]["input"] in row for row in about
    )


def test_parquet_reads_back_equal(made: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run(made / "people.csv", tmp_path / "out.parquet")

    def without_nothing(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_nothing(v) for k, v in value.items() if v is not None}
        return [without_nothing(v) for v in value] if isinstance(value, list) else value

    found = without_nothing(parquet.read_table(tmp_path / "out.parquet").to_pylist())
    assert found == lines(made / "out.jsonl")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"


def test_html_says_everything_and_loads_nothing(made: Path, expected: list[list[Any]]) -> None:
    text = (made / "out.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    names = {tag for tag, _ in page.tags}
    assert names & {"script", "link", "img", "iframe", "object", "embed", "a", "b", "i"} == set()
    assert not any(key.startswith("on") or key in ("src", "href") for _, attrs in page.tags for key in attrs)
    assert "url(" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert "@media print" in text
    for row in expected[1:]:
        for cell in (row[1], row[2], row[3]):
            assert str(cell) in page.text


def test_pdf_names_everybody(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    try:
        run(made / "people.csv", tmp_path / "out.pdf")
    except BatchError as error:
        pytest.skip(str(error))
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages)
    assert all(word in text for word in ("00123", "Emma", "=1+1", "@SUM(A1)"))


def test_too_many_for_a_format_is_said(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    monkeypatch.setattr(pdf_page, "MOST_PEOPLE", 3)
    for form in ("xlsx", "pdf"):
        with pytest.raises(BatchError, match="CSV"):
            run(made / "people.csv", tmp_path / f"out.{form}")


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_columns_are_said_in_every_language(made: Path, language: Any) -> None:
    columns = Columns(Knowledge.load(), Messages.load(language), 5)
    header = columns.header()
    assert len(set(header)) == len(header)
    for line in (made / "out.jsonl").read_text("utf-8").splitlines():
        answer = from_line(line.encode())
        cells = dict(zip(header, columns.cells(answer), strict=True))
        assert bool(cells[columns.header()[-1]]) == answer.abstained
        assert bool(cells[header[-2]]) != answer.abstained
