"""What is fuzzed: each target takes any bytes and may refuse them only in the way its readers promise."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from kb import Knowledge
from kb.locate import builtin_root
from kb.yaml_reader import read_yaml
from matcher.documents import DocumentError, document_text
from matcher.evidence import gather
from matcher.lexicon import Lexicon
from matcher.linker import Linker
from matcher.profile import Profile, ProfileError, read_profile
from matcher.tables.opening import open_table
from matcher.tables.rows import TableError

CV_SUFFIXES = (".pdf", ".docx", ".txt", ".md")


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


@cache
def _knowledge() -> Knowledge:
    """Read once: it takes a hundred times as long as linking a text."""
    return Knowledge.load()


@cache
def _linker() -> Linker:
    return Linker(Lexicon.of(_knowledge()))


def yaml(data: bytes) -> None:
    """A knowledge file: a document, or problems with a file and a code."""
    document, problems = read_yaml(_file("any.yaml", data), "any.yaml")
    assert document is not None or problems
    assert all(problem.code and problem.message and problem.remedy for problem in problems)


def profile(data: bytes) -> None:
    """A profile file."""
    try:
        read_profile(_file("me.yaml", data))
    except ProfileError:
        return


def table(data: bytes) -> None:
    """A table of any format: every row is a row or a problem; none is lost without a word."""
    try:
        opened = open_table(_file("people", data))
        numbers = [row.number for row in opened.rows()]
    except TableError:
        return
    assert numbers == sorted(numbers)
    assert len(set(opened.columns)) == len(opened.columns)


def cv(data: bytes) -> None:
    """A CV; the first byte says which kind it claims to be."""
    suffix = CV_SUFFIXES[data[0] % len(CV_SUFFIXES)] if data else ".txt"
    try:
        text = document_text(data[1:], suffix, f"cv{suffix}")
    except DocumentError:
        return
    text.encode()


def linker(data: bytes) -> None:
    """A text: mentions lie in order inside it and quote its own words."""
    text = data.decode("utf-8", "replace")
    linked = _linker().link(text)
    ends = [0, *(mention.end for mention in linked.mentions)]
    assert all(before <= mention.start for before, mention in zip(ends, linked.mentions, strict=False))
    assert all(mention.quote for mention in linked.mentions)
    gather(Profile(text=text), _knowledge(), _linker())


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "profile": profile,
    "table": table,
    "cv": cv,
    "linker": linker,
}
"""By the name that `python -m tests.hardening.fuzz` takes."""


@cache
def seeds(name: str) -> list[bytes]:
    """Whole inputs to start from, the same each time: a workbook names the second it was made in."""
    samples = builtin_root() / "samples"
    students = [path.read_bytes() for path in sorted((samples / "students").glob("*.yaml"))]
    if name == "yaml":
        return [*students, (builtin_root() / "families.yaml").read_bytes()[:4000]]
    if name == "profile":
        return students
    if name == "table":
        rows = '姓名,學號,技能,興趣\n王小明,00123,"Excel, 修圖",拍照\n李四,00124,客服,\n'
        encodings = ("utf-8", "utf-8-sig", "big5", "gb18030", "utf-16")
        lines = b'{"id": "1", "text": "Excel"}\n{"id": "2", "text": "PS"}\n'
        return [*(rows.encode(e) for e in encodings), rows.replace(",", "\t").encode(), lines, *_workbook()]
    if name == "cv":
        return [bytes([2]) + student for student in students] + [bytes([0]) + _PDF, bytes([1]) + _docx()]
    return [*students, "我會 Photoshop，不會影片剪輯，想學 SQL；3 years of Excel".encode()]


def _workbook() -> list[bytes]:
    import xlsxwriter

    path = _folder() / "seed.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["id", "技能"], ["00123", "Excel"], [124, "修圖"]]):
            sheet.write_row(row, 0, cells)
    return [path.read_bytes()]


def _docx() -> bytes:
    import docx

    path = _folder() / "seed.docx"
    document = docx.Document()
    document.add_paragraph("會 Photoshop，做過三年客服。")
    document.save(str(path))
    return path.read_bytes()


_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
    b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 31>>stream\n"
    b"BT /F 9 Tf (Excel skills) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
)
