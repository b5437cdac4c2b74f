"""Opening tables as people send them: each gives the right rows or one clear sentence."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.tables import Row, TableError, archives, known_names, open_table, propose_mapping
from tests.matcher.tables.making import bomb, cells, codes, ods, read, stretched, xlsx

TEXT = "學號,姓名,技能\n00123,王小明,修圖、拍照\n"


@pytest.mark.parametrize(
    ("encoding", "found", "how"),
    [
        ("utf-8", "utf-8", "valid"),
        ("utf-8-sig", "utf-8", "mark"),
        ("utf-16", "utf-16", "mark"),
        ("utf-16-le", "utf-16-le", "score"),
        ("utf-16-be", "utf-16-be", "score"),
        ("cp950", "cp950", "score"),
        ("gb18030", "gb18030", "score"),
    ],
)
def test_every_encoding_of_the_list_is_read(tmp_path: Path, encoding: str, found: str, how: str) -> None:
    text = TEXT if encoding != "gb18030" else "学号,姓名,技能\n00123,王小明,修图、拍照\n"
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    table = open_table(path)
    assert (table.encoding, table.how) == (found, how)
    assert table.columns == tuple(text.split("\n")[0].split(","))
    assert cells(list(table.rows())) == [text.split("\n")[1].split(",")]


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", "id,姓\n1,堃\n".encode("big5hkscs"), encoding="Big5-HKSCS")
    assert cells(rows) == [["1", "堃"]]


def test_a_damaged_byte_costs_its_row_and_not_the_file(tmp_path: Path) -> None:
    lines = [f"{n},我喜歡拍照修圖，會用軟體做海報".encode() for n in range(30)]
    lines[7] = lines[7][:-1]
    rows = read(tmp_path / "a.csv", b"\n".join([b"id,text", *lines]))
    assert len(rows) == 30
    assert codes(rows) == [(9, "bad_bytes")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["學號", "自我介紹"]) + "\n" + delimiter.join(["1", '"愛拍照,修圖;寫稿|剪片\t"'])
    rows = read(tmp_path / "a.csv", text)
    assert cells(rows) == [["1", "愛拍照,修圖;寫稿|剪片\t"]]


def test_excels_line_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", "sep=;\r\nid;text\r\n1;a,b\r\n")
    assert [(row.number, dict(row.cells)) for row in rows] == [(3, {"id": "1", "text": "a,b"})]


def test_quotes_line_breaks_and_old_line_ends(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", 'id,text\r1,"a ""b""\r\nc"\r2,d\r')
    assert [(r.number, r.cells["text"]) for r in rows] == [(2, 'a "b"\r\nc'), (3, "d")]


def test_a_quotation_mark_left_open_costs_one_line(tmp_path: Path) -> None:
    text = "id,text\n1,fine\n" + '2,"never closed\n' + "".join(f"{n},fine\n" for n in range(3, 60))
    rows = read(tmp_path / "a.csv", text)
    assert codes(rows) == [(3, "unclosed_quote")]
    assert [r.cells["id"] for r in rows if not r.problem] == ["1", *map(str, range(3, 60))]
    assert rows[1].raw == ('2,"never closed',)


def test_a_stray_quotation_mark_closed_by_another_row_costs_no_good_row(tmp_path: Path) -> None:
    text = 'id,a,text\n1,x,fine\n2,y,"open\n3,x,fine\n4,"z",fine\n'
    rows = read(tmp_path / "a.csv", text)
    assert codes(rows) == [(3, "unclosed_quote")]
    assert [r.cells["id"] for r in rows if not r.problem] == ["1", "3", "4"]


def test_ragged_rows_are_named_and_blank_rows_are_counted(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", "id,a,text\n\n1,x,y\n,,\n2,x\n3,x,y,\n4,x,y,z\n")
    assert codes(rows) == [(5, "too_few_cells"), (7, "too_many_cells")]
    assert [(r.number, r.cells["id"]) for r in rows if not r.problem] == [(3, "1"), (6, "3")]
    assert rows[-1].raw == ("4", "x", "y", "z")


def test_nul_costs_its_row(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", b"id,text\n1,a\x00b\n2,c\n")
    assert codes(rows) == [(2, "nul")]
    assert len(rows) == 2


def test_a_cell_of_a_megabyte_is_read(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", 'id,text\n1,"' + "字" * 400_000 + '"\n')
    assert len(rows[0].cells["text"]) == 400_000


def test_a_workbook_keeps_ids_numbers_and_dates_as_typed(tmp_path: Path) -> None:
    rows = read(
        tmp_path / "a.xlsx",
        xlsx(
            [
                ["學號", "text", "c"],
                ["00123", "甲", 1.5],
                [123.0, "=1+1", None],
                [dt.datetime(2026, 3, 1), "丙", True],
            ]
        ),
    )
    assert cells(rows) == [["00123", "甲", "1.5"], ["123", "0", ""], ["2026-03-01", "丙", "TRUE"]]


def test_a_title_above_and_a_header_of_two_rows_are_understood(tmp_path: Path) -> None:
    table = [
        ["某大學 一一五學年度名單", None, None, None, None],
        ["學號", "姓名", "能力", None, "備註"],
        [None, None, "技能", "興趣", None],
        ["001", "甲", "修圖", "拍照", "無"],
    ]
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(table, merged=["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"]))
    opened = open_table(path)
    assert opened.columns == ("學號", "姓名", "能力 / 技能", "能力 / 興趣", "備註")
    (row,) = opened.rows()
    assert row.number == 4
    mapping = propose_mapping(opened.columns, known_names("student"))
    assert {field: mapping.text(row.cells, field) for field in mapping.columns} == {
        "id": "001",
        "name": "甲",
        "text": "無",
        "skills": "修圖",
        "interests": "拍照",
    }
    text = "\n".join(",".join(cell or "" for cell in row) for row in table)
    (tmp_path / "a.csv").write_text(text, "utf-8")
    assert open_table(tmp_path / "a.csv").columns == opened.columns


def test_a_row_that_says_skills_is_no_second_header(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", "id,自我介紹,text\n1,skills,興趣\n2,技能,x\n")
    assert [r.cells["id"] for r in rows] == ["1", "2"]


def test_sheets_are_chosen_by_name_number_or_content(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx([["id", "text"], ["1", "a"]], sheets=("封面", "名單")))
    assert open_table(path).sheet == "名單"
    assert open_table(path, sheet="2").sheet == "名單"
    assert open_table(path, sheet="名單").sheets == ("封面", "名單")
    with pytest.raises(TableError, match="封面, 名單"):
        open_table(path, sheet="x")


def test_ods_and_old_workbooks_are_read(tmp_path: Path) -> None:
    table = [["學號", "自我介紹"], ["00123", "會修圖拍照"], ["124", "會寫文案"]]
    assert cells(read(tmp_path / "a.ods", ods(table))) == table[1:]
    old = Path(__file__).with_name("people.xls")
    assert cells(list(open_table(old).rows())) == table[1:]


def test_json_lines_keep_numbers_as_written(tmp_path: Path) -> None:
    lines = [
        '{"id": 00, "text": "x"}',
        '{"id": 12345678901234567890, "skills": ["修圖", {"skill": "拍照", "level": 3}], "text": null}',
        "[1]",
        '{"id": 1, "id": 2}',
        "",
        '{"id": "3", "later": true}',
    ]
    rows = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert codes(rows) == [(1, "not_json"), (3, "not_an_object"), (4, "key_twice")]
    assert [r.cells["id"] for r in rows if not r.problem] == ["12345678901234567890", "3"]
    assert rows[1].cells["skills"] == "修圖\n拍照:3"
    assert cells(read(tmp_path / "b.json", '[{"id": 1.0}, {"id": "2"}]')) == [["1.0"], ["2"]]


def test_parquet_is_read(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"id": ["00123", None], "n": [1.0, 2.5], "skills": [["修圖", "拍照"], []]})
    parquet.write_table(table, tmp_path / "a.parquet")
    rows = list(open_table(tmp_path / "a.parquet").rows())
    assert cells(rows) == [["00123", "1", "修圖\n拍照"], ["", "2.5", ""]]


def test_a_folder_of_cvs_is_a_table_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_bytes("我會修圖，也喜歡拍照".encode("cp950"))
    (tmp_path / "乙.yaml").write_text("text: 愛寫稿\nskills: [{skill: 文案, level: 3}]\n", "utf-8")
    (tmp_path / "丙.pdf").write_bytes(b"no pdf")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    rows = list(open_table(tmp_path).rows())
    assert codes(rows) == [(1, "unreadable_file")]
    assert [(r.cells["id"], r.cells["text"], r.cells["skills"]) for r in rows[1:]] == [
        ("乙", "愛寫稿", "文案:3"),
        ("甲", "我會修圖，也喜歡拍照", ""),
    ]


def _lying(path: Path) -> None:
    """A part that unpacks to more than its header says."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x" * 1_000_000)
    raw = bytearray(path.read_bytes())
    for place in (22, raw.rindex(b"PK\x01\x02") + 24):
        raw[place : place + 4] = struct.pack("<I", 10)
    path.write_bytes(raw)


MAKERS = {
    "unpacks_too_large": bomb,
    "too_many_cells": stretched,
    "repeated": lambda path: path.write_bytes(ods([["id"]], 'table:number-rows-repeated="2000"')),
    "damaged": lambda path: path.write_bytes(xlsx([["id"], ["1"]])[:900]),
    "lying": _lying,
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b"\xef\xbb\xbf\n \n"),
    "no_cells": lambda path: path.write_bytes(xlsx([])),
    "other_archive": lambda path: zipfile.ZipFile(path, "w").close(),
    "web_page": lambda path: path.write_text("\n<HTML><table><tr><td>id</td></tr></table>"),
    "wrong_kind": lambda path: path.write_bytes(b"%PDF-1.7 ..."),
    "not_text": lambda path: path.write_bytes(bytes(range(128, 256)) * 40),
    "no_objects": lambda path: path.write_text("{}\n{"),
    "missing": Path.absolute,
    "empty_folder": Path.mkdir,
}
CODES = {"repeated": "too_many_cells", "lying": "damaged", "blank": "empty", "no_cells": "empty"}


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_no_table_is_one_sentence_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 15_000_000)
    path = tmp_path / "in.xlsx"
    MAKERS[kind](path)
    with pytest.raises(TableError) as caught:
        list(open_table(path).rows())
    assert caught.value.code == CODES.get(kind, kind)
    assert not caught.value.is_wish
    for language in MESSAGE_LANGUAGES:
        sentence = caught.value.said(Messages.load(language))
        assert "in.xlsx" in sentence
        assert "\n" not in sentence


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    table=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=12), delimiter=st.sampled_from(",\t;|")
)
def test_no_written_row_is_lost_or_changed(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], delimiter: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["學號", "姓名", "自我介紹"], *table])
    rows = read(tmp_path_factory.mktemp("t") / "a.csv", written.getvalue())
    assert codes(rows) == []
    assert cells(rows) == [row for row in table if any(c and not c.isspace() for c in row)]


@settings(max_examples=60, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=300), st.text(alphabet='id,text"\n\r;\t{}[]:1中\x00', max_size=200).map(str.encode)
    )
)
def test_any_bytes_give_rows_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    rows: list[Row] = []
    with contextlib.suppress(TableError):
        rows = read(tmp_path_factory.mktemp("t") / "a.csv", content)
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
