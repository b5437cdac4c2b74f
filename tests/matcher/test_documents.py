"""CVs are read from PDF, DOCX and text, and nothing that is not one gets through."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

import matcher.documents as documents
from matcher.documents import DocumentError, document_text, read_document
from matcher.profile import ProfileError, read_profile

ENGLISH = "Customer service agent, three years"
CHINESE = "做過兩年客服，處理退貨與抱怨，也會用試算表整理每天的訂單"
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /Identity-H"
    " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
GLYPHS = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Some /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: Sequence[tuple[int, int, str]]) -> bytes:
    """Make a PDF whose pages hold (x, y, text) pieces in the order given, in any script."""
    letters = sorted({letter for page in pages for _, _, text in page for letter in text})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    rows = "\n".join(f"<{code[c]:04x}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        FONT,
        GLYPHS,
        stream(to_unicode),
    ]
    for number, page in enumerate(pages):
        pieces = "\n".join(
            f"1 0 0 1 {x} {y} Tm <{''.join(f'{code[c]:04x}' for c in text)}> Tj" for x, y, text in page
        )
        bodies += [
            f"{PAGE} /Contents {7 + 2 * number} 0 R >>",
            stream(f"BT /F 12 Tf\n{pieces}\nET"),
        ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def docx(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_pdf_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(pdf([(72, 700, text)]))
    assert read_document(file) == text
    assert read_profile(file).text == text


def test_pages_of_a_pdf_follow_each_other() -> None:
    raw = pdf([(72, 700, ENGLISH)], [(72, 700, CHINESE)])
    assert document_text(raw, ".pdf", "cv") == f"{ENGLISH}\n\n{CHINESE}"


def test_columns_of_a_pdf_stay_apart() -> None:
    left = [(50, 700 - 20 * n, f"left line {n}") for n in range(3)]
    right = [(330, 700 - 20 * n, f"right line {n}") for n in range(3)]
    lines = document_text(pdf([*left, *right]), ".pdf", "cv").split("\n")
    assert [line.strip() for line in lines] == [text for _, _, text in (*left, *right)]


def test_a_scan_is_named() -> None:
    with pytest.raises(DocumentError, match="scan"):
        document_text(pdf([(72, 700, "1")]), ".pdf", "cv.pdf")


def test_a_locked_pdf_is_named_and_an_empty_password_opens() -> None:
    for password, opens in (("secret", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([(72, 700, ENGLISH)]))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if opens:
            assert document_text(out.getvalue(), ".pdf", "cv") == ENGLISH
        else:
            with pytest.raises(DocumentError, match="password"):
                document_text(out.getvalue(), ".pdf", "cv")


def test_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="2 pages"):
        document_text(pdf([(72, 700, ENGLISH)], [(72, 700, ENGLISH)]), ".pdf", "cv")


def test_paragraphs_and_tables_of_a_docx_keep_their_order(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("王小明")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("2022", "客服", "2023", "文案"), strict=True):
        cell.text = text
    document.add_paragraph(CHINESE)
    file = tmp_path / "cv.docx"
    file.write_bytes(docx(document))
    assert read_document(file) == f"王小明\n2022\t客服\n2023\t文案\n{CHINESE}"


def test_a_table_used_for_columns_is_read_column_by_column() -> None:
    document = Document()
    left, right = document.add_table(rows=1, cols=2)._cells
    left.text, right.text = "Skills\nExcel\nCanva", "Work\nShop assistant"
    for cell in (left, right):
        cell.add_paragraph("end")
    text = document_text(docx(document), ".docx", "cv")
    assert text == "Skills\nExcel\nCanva\nend\nWork\nShop assistant\nend"


def test_merged_and_nested_cells_are_read_once() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    merged = table.cell(0, 0).merge(table.cell(0, 1))
    merged.text = "heading"
    table.cell(1, 1).add_table(rows=1, cols=1)._cells[0].text = "inner"
    assert document_text(docx(document), ".docx", "cv").split() == ["heading", "inner"]


def test_content_controls_text_boxes_links_and_deletions() -> None:
    document = Document()
    body = document.element.body
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    control = "<w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent>"
    body.insert(0, parse_xml(f"<w:sdt {W}>{control}</w:sdt>"))
    body.insert(
        1,
        parse_xml(
            f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
            "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
            f"<w:r><w:tab/><w:t>after</w:t><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
    )
    assert document_text(docx(document), ".docx", "cv") == "control\nlink\tafter\nin a box"


def test_a_zip_bomb_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", bytes(40_000_000))
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(DocumentError, match="unpacks"):
        document_text(out.getvalue(), ".docx", "cv")


def test_old_word_and_locked_docx_are_named() -> None:
    with pytest.raises(DocumentError, match="old Word"):
        document_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), ".docx", "cv")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp950", "gb18030"])
def test_plain_text_in_every_encoding(tmp_path: Path, suffix: str, codec: str) -> None:
    file = tmp_path / f"cv{suffix}"
    file.write_bytes(f"{CHINESE}\r\nExcel\x0c\r\n\r\n\r\n\r\n三年  ".encode(codec))
    assert read_document(file) == f"{CHINESE}\nExcel\n\n三年"


def test_a_forced_encoding_is_used(tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_bytes("文案".encode("gb18030"))
    assert read_document(file, "gbk") == "文案"
    with pytest.raises(DocumentError, match=r"cv\.txt: .*not utf-8"):
        read_document(file, "utf-8")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_document(tmp_path / "none.txt")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(DocumentError, match="folder"):
        read_document(tmp_path / "folder.md")
    with pytest.raises(DocumentError, match=r"^cv\.odt: this kind of file is not read"):
        read_document(tmp_path / "cv.odt")
    with pytest.raises(DocumentError, match=r"^cv: this kind of file is not read"):
        read_document(tmp_path / "cv")
    assert issubclass(DocumentError, ProfileError)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cv.txt"
    file.write_text("a" * 1000)
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 999)
    with pytest.raises(DocumentError, match="characters"):
        read_document(file)
    monkeypatch.setattr(documents, "MAX_BYTES", 999)
    with pytest.raises(DocumentError, match="larger"):
        read_document(file)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([".pdf", ".docx", ".txt", ".md"]))
def test_any_bytes_give_text_or_a_document_error(raw: bytes, suffix: str) -> None:
    with contextlib.suppress(DocumentError):
        assert "\x00" not in document_text(raw, suffix, "cv")


PDF, DOCX = pdf([(72, 700, ENGLISH)]), docx(Document())


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([(PDF, ".pdf"), (DOCX, ".docx")]), st.data())
def test_any_damage_gives_text_or_a_document_error(sample: tuple[bytes, str], data: st.DataObject) -> None:
    raw, suffix = sample
    start = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(start, min(len(raw), start + 200)))
    with contextlib.suppress(DocumentError):
        document_text(raw[:start] + data.draw(st.binary(max_size=50)) + raw[stop:], suffix, "cv")
