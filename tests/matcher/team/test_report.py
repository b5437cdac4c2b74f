"""Reports: the same document as page and workbook, where no text of people is ever markup or a formula."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kb import Knowledge
from kb.locate import builtin_root
from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.team.bench import bench, breaks_by_person
from matcher.team.hiring import TeamNow, hiring_advice
from matcher.team.people import Person, Roster
from matcher.team.readiness import Judge
from matcher.team.report.document import Entry, Report, Section, Table
from matcher.team.report.hiring import hiring_report
from matcher.team.report.page import report_page
from matcher.team.report.people import TeamReports
from matcher.team.report.score import score_report
from matcher.team.report.workbook import report_workbook
from matcher.team.report.writing import ReportKindError, as_data, write_report
from matcher.team.results import Vacancy
from matcher.team.sheets.reading import read_sheet
from matcher.team.sheets.scoring import score_sheet
from matcher.team.succession import Succession

HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>{{7*7}}\x1b[31m'


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def report() -> Report:
    table = Table((HOSTILE, "n"), ((HOSTILE, Decimal("1234.5")), (None, 3)))
    section = Section(HOSTILE, lines=(HOSTILE,), entries=(Entry(HOSTILE, (HOSTILE,), HOSTILE),), table=table)
    return Report(HOSTILE, "en", (HOSTILE,), (section, section), (HOSTILE,))


def test_a_page_escapes_everything_and_loads_nothing(report: Report) -> None:
    page = report_page(report)
    assert "<script" not in page
    assert "{{7*7}}" in page
    assert not re.search(r"(src|href)=", page)
    assert "default-src 'none'" in page
    assert "@media print" in page
    assert "1,234.5" in page
    assert "\x1b" not in page


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers(report: Report) -> None:
    raw = report_workbook(report)
    assert raw == report_workbook(report)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert len(sheets) == 3
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    read = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(1).to_python()
    assert read[1] == [HOSTILE.replace("\x1b", ""), 1234.5]


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_reports_are_whole_in_every_language(knowledge: Knowledge, language: str) -> None:
    messages = Messages.load(language)  # type: ignore[arg-type]
    folder = builtin_root() / "samples" / "sheets"
    for name in ("start-up.yaml", "growth.yaml", "mature.csv"):
        sheet = score_sheet(read_sheet(folder / name, knowledge), knowledge)
        page = report_page(score_report(sheet, knowledge, messages))
        assert f'lang="{language}"' in page
        assert sheet.people[0].name in page
        assert "÷" in page
        assert "sheets." not in page
    found = hiring_advice(TeamNow(headcount=6, inquiries=9000), knowledge)
    assert "report." not in report_page(hiring_report(found, knowledge, messages))


def test_files_are_private_and_of_the_kind_their_name_says(knowledge: Knowledge, tmp_path: Path) -> None:
    found = hiring_advice(TeamNow(headcount=2), knowledge)
    document = hiring_report(found, knowledge, Messages.load("en"))
    for name in ("a.html", "a.xlsx", "a.json"):
        write_report(tmp_path / name, document, as_data(found))
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["headcount"] == 2
    with pytest.raises(ReportKindError):
        write_report(tmp_path / "a.pdf", document, {})


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_results_about_people_become_whole_reports(knowledge: Knowledge, language: str) -> None:
    posts = {"mei": "visual-designer", "an": "design-assistant"}
    mei = Person(id="mei", role="visual-designer", post_months=30, company_months=40)
    people = (mei, Person(id="an", role="design-assistant", post_months=12, company_months=12))
    judge = Judge(knowledge, Roster(people=people))
    reports = TeamReports(knowledge, Messages.load(language))  # type: ignore[arg-type]
    vacancy = Vacancy(id="v", role="senior-visual-designer")
    plan = Succession(judge, [vacancy], breaks_by_person(judge)).plan()
    made = (
        reports.readiness(judge.all(people, []), people),
        reports.plan(plan),
        reports.bench(bench(judge, []), posts),
    )
    for report in made:
        page = report_page(report)
        assert "mei" in page
        assert "team." not in page
        assert report_workbook(report)
