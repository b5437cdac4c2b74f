"""Exports: whole, safe to open, and the same bytes for the same records."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from rdflib import RDF, SKOS, BNode, Graph, URIRef

from kb.exporters.csv_export import csv_bytes, export_csv
from kb.exporters.html import export_html, html_page
from kb.exporters.promotion_map import BOX_HEIGHT, BOX_WIDTH, draw, wrapped
from kb.exporters.skos import BASE, TERMS, export_skos, skos_bytes, skos_graph
from kb.exporters.tables import Table, tables, without_formula
from kb.exporters.xlsx_export import export_xlsx, xlsx_bytes
from kb.importers.skos import import_skos
from kb.models import LANGUAGES, Language, Text
from kb.records import MODELS, Records

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "|calc", " =1", "\u3000=1", "%0A=1", "\r=1")


def _with_label(records: Records, zh_hant: str, en: str) -> Records:
    first, *rest = records.roles
    label = Text.model_construct(zh_hant=zh_hant, en=en, zh_hans=None, only=None)
    return records.model_copy(update={"roles": (first.model_copy(update={"label": label}), *rest)})


# CSV


def test_csv_holds_every_record_and_relation(few: Records, tmp_path: Path) -> None:
    paths = export_csv(few, tmp_path)

    rows = {}
    for path in paths:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows[path.stem] = list(csv.DictReader(stream))
    assert [row["id"] for row in rows["roles"]] == [role.id for role in few.roles]
    assert len(rows["duties"]) == sum(len(role.duties) for role in few.roles)
    assert len(rows["requirements"]) == sum(len(role.skills) for role in few.roles)
    assert [row["id"] for row in rows["edges"]] == [edge.id for edge in few.edges]
    assert len(rows["skill_levels"]) == 5 * len(few.skills)
    assert rows["roles"][0]["label_zh-Hans"] == few.roles[0].label.get("zh-Hans")
    assert {row["must"] for row in rows["requirements"]} == {"true", "false"}


def test_every_row_is_as_long_as_its_header(builtin: Records) -> None:
    for table in tables(builtin):
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.name


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(few: Records, formula: str) -> None:
    written = csv_bytes(tables(_with_label(few, formula, formula))[0]).decode("utf-8-sig")

    row = next(csv.DictReader(io.StringIO(written, newline="")))

    assert row["label_en"] == f"'{formula}"
    assert without_formula("帶貨主播") == "帶貨主播"
    assert without_formula("") == ""


def test_ids_are_quoted_so_that_they_stay_text() -> None:
    table = Table("t", ("id", "level"), (("007", 3),))

    assert csv_bytes(table).decode("utf-8-sig") == '"id","level"\r\n"007",3\r\n'


# XLSX


def test_xlsx_has_a_sheet_a_table_with_filters_and_a_frozen_header(few: Records, tmp_path: Path) -> None:
    path = export_xlsx(few, tmp_path / "kb.xlsx", language="zh-Hant", digest="abc")

    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["說明", *(table.name for table in tables(few))]
    rows = book.get_sheet_by_name("roles").to_python()
    assert [row[0] for row in rows[1:]] == [role.id for role in few.roles]
    about = book.get_sheet_by_name("說明").to_python()
    assert about[0][:2] == ["shopladder", "abc"]
    assert ["roles", len(few.roles)] in [row[:2] for row in about]
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(few: Records) -> None:
    hostile = _with_label(few, "=1+1", "https://example.org/=cmd")

    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(hostile))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]

    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_the_same_records_give_the_same_bytes(few: Records) -> None:
    assert xlsx_bytes(few) == xlsx_bytes(few)
    assert html_page(few) == html_page(few)


# SKOS


@pytest.fixture(scope="module")
def graph(few: Records) -> Graph:
    return skos_graph(few)


def test_every_concept_has_a_preferred_label_in_three_languages(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))

    assert concepts
    for concept in concepts:
        languages = sorted(label.language for label in graph.objects(concept, SKOS.prefLabel))
        assert languages == sorted(LANGUAGES), concept


def test_no_relation_dangles(graph: Graph) -> None:
    subjects = set(graph.subjects())
    relations = (
        SKOS.broader,
        SKOS.narrower,
        SKOS.related,
        SKOS.inScheme,
        SKOS.topConceptOf,
        SKOS.hasTopConcept,
    )

    for subject, predicate, target in graph:
        if isinstance(target, BNode) or (isinstance(target, URIRef) and str(target).startswith(BASE)):
            assert target in subjects, (subject, predicate, target)
        if predicate in relations:
            assert target in subjects


def test_skos_integrity_holds(graph: Graph) -> None:
    for concept in set(graph.subjects(RDF.type, SKOS.Concept)):
        preferred = set(graph.objects(concept, SKOS.prefLabel))
        assert not preferred & set(graph.objects(concept, SKOS.altLabel)), concept
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not above & set(graph.objects(concept, SKOS.related)), concept
        for other in graph.objects(concept, SKOS.related):
            assert (other, SKOS.related, concept) in graph
        for broad in graph.objects(concept, SKOS.broader):
            assert (broad, SKOS.narrower, concept) in graph


def test_requirements_and_edges_are_properties_of_our_own(graph: Graph, few: Records) -> None:
    assert len(list(graph.subject_objects(TERMS.importance))) == sum(len(r.skills) for r in few.roles)
    assert len(list(graph.subjects(RDF.type, TERMS.edge))) == len(few.edges)


@pytest.mark.parametrize(("form", "name"), [("json-ld", "kb.jsonld"), ("turtle", "kb.ttl")])
def test_an_export_reads_back_as_the_same_records(few: Records, tmp_path: Path, form: str, name: str) -> None:
    path = export_skos(few, tmp_path / name, form)  # type: ignore[arg-type]

    records, problems = import_skos(path)

    assert problems == []
    for field in Records.model_fields:
        assert getattr(records, field) == getattr(few, field), field


@pytest.mark.slow
def test_the_whole_knowledge_reads_back_as_the_same_records(builtin: Records, tmp_path: Path) -> None:
    records, problems = import_skos(export_skos(builtin, tmp_path / "kb.jsonld"))

    assert problems == []
    for field in Records.model_fields:
        assert getattr(records, field) == getattr(builtin, field), field


def test_what_somebody_changed_in_the_file_comes_back_changed(few: Records, tmp_path: Path) -> None:
    label = few.roles[0].label.en
    written = skos_bytes(few, "turtle").decode().replace(f'"{label}"@en', '"Renamed"@en')
    (tmp_path / "kb.ttl").write_text(written, encoding="utf-8")

    records, _ = import_skos(tmp_path / "kb.ttl")

    assert records.roles[0].label.en == "Renamed"
    assert records.roles[0].label.zh_hant == few.roles[0].label.zh_hant


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kb.ttl", b"<broken", "not-rdf"),
        ("kb.jsonld", b"{", "not-rdf"),
        ("kb.jsonld", b"{}", "no-records"),
        ("kb.ttl", b"\xff\xfe", "unreadable"),
        ("kb.docx", b"", "unknown-format"),
    ],
)
def test_a_file_that_is_not_ours_gives_one_problem(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)

    records, problems = import_skos(tmp_path / name)

    assert records.roles == ()
    assert [p.code for p in problems] == [code]
    assert import_skos(tmp_path / "absent.ttl")[1][0].code == "unreadable"


def test_every_kind_of_record_has_its_references_declared() -> None:
    from kb.exporters.skos import REFERENCES

    models = {kind: model for kind, (model, _) in MODELS.items()}
    for (owner, field), target in REFERENCES.items():
        assert target in models
        if owner in models:
            assert field in models[owner].model_fields, (owner, field)


# HTML


class _Page(HTMLParser):
    """Gathers what a page loads, links to and shows."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.loads: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name == "id":
                self.ids.add(value or "")
            elif name in ("src", "srcset", "data", "action", "poster") or name.startswith("on"):
                self.loads.append((tag, name))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone_in_one_language(builtin: Records, language: Language) -> None:
    page = html_page(builtin, language=language, digest="abc")
    read = _read(page)

    assert f'<html lang="{language}">' in page
    assert read.loads == []
    assert not {"script", "link", "img", "iframe", "object"} & read.tags
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", page.split("<body>")[0])
    text = " ".join(read.text)
    for role in builtin.roles:
        assert role.id in read.ids
        assert role.label.get(language) in text
    assert {link.removeprefix("#") for link in read.links} <= read.ids
    if language == "en":
        assert not re.search(r"[\u3400-\u9fff]", text.replace("（", ""))


def test_the_page_escapes_what_records_say(few: Records, tmp_path: Path) -> None:
    hostile = _with_label(few, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>')

    for language in ("en", "zh-Hant"):
        page = export_html(hostile, tmp_path / "kb.html", language=language).read_text("utf-8")
        assert not {"script", "img"} & _read(page).tags
        assert _read(page).loads == []


def test_the_map_is_well_formed_and_no_boxes_overlap(builtin: Records) -> None:
    page = html_page(builtin, language="en")
    svg = page[page.index("<svg xmlns") : page.index("</svg>", page.index("<svg xmlns")) + 6]
    ET.fromstring(svg)

    drawn = draw(builtin, "en")
    assert len(drawn.boxes) == len(builtin.roles)
    assert len(drawn.curves) == len(builtin.edges)
    for index, one in enumerate(drawn.boxes):
        assert one.x + BOX_WIDTH <= drawn.width
        assert one.y + BOX_HEIGHT <= drawn.height
        for other in drawn.boxes[index + 1 :]:
            assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT


@pytest.mark.parametrize(
    "label",
    ["短影音導演", "Cross-border operations specialist", "a", "W" * 80, "跨境電商運營高級專員兼直播統籌經理"],
)
def test_a_label_takes_at_most_two_lines(label: str) -> None:
    lines = wrapped(label)

    assert 1 <= len(lines) <= 2
    assert lines[0]
