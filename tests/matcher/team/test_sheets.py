"""Performance sheets as files: what is read, what is said of holes and slips, and what an overlay changes."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from kb import Knowledge
from kb.locate import builtin_root
from kb.messages import MESSAGE_LANGUAGES, Messages
from kb.problems import UnknownRecord
from matcher.team.sheets.columns import columns, stage_named
from matcher.team.sheets.grid import SheetError
from matcher.team.sheets.reading import decimal_of, read_sheet
from matcher.team.sheets.results import ScoredSheet
from matcher.team.sheets.scoring import score_sheet
from matcher.team.sheets.sheet import Finding
from matcher.team.sheets.template import template_workbook
from matcher.team.sheets.wording import SheetWording
from tests.matcher.team.people import KNOWLEDGE

STAGES = ("start-up", "growth", "mature")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


def scored(knowledge: Knowledge, path: Path, text: str, encoding: str = "utf-8") -> ScoredSheet:
    path.write_bytes(text.encode(encoding))
    return score_sheet(read_sheet(path, knowledge), knowledge)


def said(knowledge: Knowledge, sheet: ScoredSheet, language: str = "en") -> list[str]:
    stage = stage_named(knowledge, sheet.stage)
    words = SheetWording(knowledge, Messages.load(language), stage)  # type: ignore[arg-type]
    return [words.finding(found) for found in sheet.all_findings()]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.50", "1234.50"),
        ("１２３４", "1234"),
        ("20%", "0.2"),
        ("-5", "-5"),
        ("−5", "-5"),
        (".5", "0.5"),
        (12, "12"),
        (0.1, "0.1"),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: object, number: str) -> None:
    assert decimal_of(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["1,5", "abc", "", "-", "1e5", "NT$5", "=1+1", True, float("nan"), float("inf"), 1e300]
)
def test_what_is_no_number_or_could_mean_two_is_refused(cell: object) -> None:
    assert decimal_of(cell) is None


@pytest.mark.parametrize("name", ["start-up.yaml", "growth.yaml", "mature.csv"])
def test_the_bundled_samples_have_no_problems_and_a_figure_for_every_formula(
    knowledge: Knowledge, name: str
) -> None:
    sheet = score_sheet(read_sheet(builtin_root() / "samples" / "sheets" / name, knowledge), knowledge)

    assert sheet.problems == ()
    worked = {f.formula for s in (*sheet.people, *([sheet.team] if sheet.team else [])) for f in s.figures}
    assert set(sheet.formulas) - worked <= {"growth-score", "mature-score"}
    assert all(f.value is not None for person in sheet.people for f in person.figures)


@pytest.mark.parametrize("encoding", ["utf-8", "cp950", "gb18030", "utf-16"])
def test_a_csv_of_any_encoding_with_chinese_headers_is_read(
    knowledge: Knowledge, tmp_path: Path, encoding: str
) -> None:
    text = (
        "id,name,stage,薪酬基數,職級係數,浮動薪係數,績效係數,激勵獎金\nA1,王小明,成長期,30000,1.2,0.3,1.1,0\n"
    )
    sheet = scored(knowledge, tmp_path / "s.csv", text, encoding)
    # 36,000 + 30,000 × 0.3 × 1.1
    assert sheet.people[0].value("pay") == 45900
    assert sheet.people[0].name == "王小明"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_template_filled_in_reads_back(
    knowledge: Knowledge, tmp_path: Path, stage: str, language: str
) -> None:
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    record = stage_named(knowledge, stage)
    raw = template_workbook(knowledge, Messages.load(language), record)  # type: ignore[arg-type]
    assert raw == template_workbook(knowledge, Messages.load(language), record)  # type: ignore[arg-type]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    keys = rows[0]
    assert [c.key for c in columns(knowledge, record)] == keys[6:]

    # Somebody fills it in: 80 for marks, 1 for everything else.
    book = xlsxwriter.Workbook(str(tmp_path / "s.xlsx"))
    sheet = book.add_worksheet()
    for number, row in enumerate(rows[:3]):
        sheet.write_row(number, 0, row)
    for column, key in enumerate(keys[6:], 6):
        sheet.write_number(3, column, 80 if "." in key else 1)
    sheet.write_string(3, 0, "A1")
    book.close()
    filled = score_sheet(read_sheet(tmp_path / "s.xlsx", knowledge), knowledge)
    assert filled.stage == record.id
    assert [person.id for person in filled.people] == ["A1"]
    assert filled.people[0].parts
    assert all(part.value is not None for part in filled.people[0].parts)


def test_missing_ratings_are_named_and_nothing_is_guessed(knowledge: Knowledge, tmp_path: Path) -> None:
    text = (
        "stage: start-up\npeople:\n  - id: A1\n    ratings:\n"
        "      work-results: {task-completion: 90}\n      supervisor-rating: 80\n      peer-rating: 70\n"
    )
    sheet = scored(knowledge, tmp_path / "s.yaml", text)
    assert [part.value for part in sheet.people[0].parts] == [None, 80, 70]
    assert sheet.people[0].value("start_up_score") is None
    assert "Work results: ratings are missing for Quality of completion." in " ".join(said(knowledge, sheet))


def test_what_does_not_apply_leaves_the_mean(knowledge: Knowledge, tmp_path: Path) -> None:
    text = (
        "stage: start-up\npeople:\n  - id: A1\n    ratings:\n"
        "      work-results: {task-completion: 90, completion-quality: n/a}\n"
        "      supervisor-rating: 80\n      peer-rating: 70\n"
    )
    sheet = scored(knowledge, tmp_path / "s.yaml", text)
    assert sheet.people[0].parts[0].value == 90
    # 90 × 0.7 + 80 × 0.2 + 70 × 0.1
    assert sheet.people[0].value("start_up_score") == 86


def test_several_raters_and_another_scale(knowledge: Knowledge, tmp_path: Path) -> None:
    text = "id,stage,top,work-results,supervisor-rating,peer-rating\nA1,start-up,5,4,5,3;4;5\n"
    sheet = scored(knowledge, tmp_path / "s.csv", text)
    # 4 of 5 is 80 points, 5 of 5 is 100, the mean of 3, 4 and 5 of 5 is 80.
    assert [part.value for part in sheet.people[0].parts] == [80, 100, 80]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ("inquiries: 0", "Number of inquiries is 0, and nothing can be divided by 0"),
        ("labour_cost: -5", "Labour cost is -5, but must be at least 0"),
        ("labour_cost: abc", "'abc' is not a number"),
        ("labor_cost: 5", "Did you mean 'labour_cost'?"),
    ],
)
def test_slips_in_the_team_row_are_sentences(
    knowledge: Knowledge, tmp_path: Path, figures: str, sentence: str
) -> None:
    whole = {"promotion_spend": "1", "labour_cost": "1", "management_cost": "1", "inquiries": "3"}
    key, _, value = figures.partition(": ")
    rows = "".join(f"  {k}: {v}\n" for k, v in {**whole, key: value}.items())
    sheet = scored(knowledge, tmp_path / "s.yaml", f"stage: growth\nteam:\n{rows}")
    assert any(sentence in line for line in said(knowledge, sheet)), said(knowledge, sheet)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("performance_coefficient: 2.5", "Performance coefficient is 2.5, but may be at most 2"),
        ("performance_coefficient: -1", "Performance coefficient is -1, but must be at least 0"),
        ("base: null", "Pay needs Base"),
    ],
)
def test_coefficients_out_of_range_and_missing_figures_are_sentences(
    knowledge: Knowledge, tmp_path: Path, text: str, sentence: str
) -> None:
    row = {
        "base": "30000",
        "grade_coefficient": "1",
        "floating_pay_coefficient": "0.3",
        "performance_coefficient": "1",
        "incentive": "0",
    }
    key, _, value = text.partition(": ")
    cells = ", ".join(f"{k}: {v}" for k, v in {**row, key: value}.items())
    sheet = scored(knowledge, tmp_path / "s.yaml", f"stage: growth\npeople:\n  - {{id: A, {cells}}}\n")
    assert sheet.people[0].value("pay") is None
    assert any(sentence in line for line in said(knowledge, sheet)), said(knowledge, sheet)


def test_marks_outside_the_scale_and_doubled_people_are_sentences(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    text = "id,stage,work-results,supervisor-rating,peer-rating\nA1,start-up,120,80,70\nA1,,1,1,1\n"
    sheet = scored(knowledge, tmp_path / "s.csv", text)
    lines = said(knowledge, sheet)
    assert any("a mark of 120 lies outside 0 to 100" in line for line in lines)
    assert any("A1 stands in the sheet twice" in line for line in lines)


def test_every_finding_has_a_sentence_in_every_language(knowledge: Knowledge) -> None:
    codes = {
        key.rpartition(".")[2]
        for key in Messages.load("en").keys()  # noqa: SIM118 - Messages is no mapping
        if key.startswith("sheets.finding.")
    }
    names = "sum items mark top number limit part cost inquiries target row text column nearest why"
    values = dict.fromkeys(names.split(), "x")
    for language in MESSAGE_LANGUAGES:
        words = SheetWording(knowledge, Messages.load(language), stage_named(knowledge, "growth"))
        for code in codes:
            found = Finding(
                code=code,
                formula="pay",
                values={**values, "item": "a.b", "name": "base", "names": "base other"},
            )
            assert "{" not in words.finding(found)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("s.yaml", "people: []\n", "no_stage"),
        ("s.yaml", "stage: growth\n", "empty"),
        ("s.yaml", "stage: growth\npeople: 3\n", "people_not_list"),
        ("s.yaml", "stage: growth\npeople:\n  - 3\n", "row_not_mapping"),
        ("s.yaml", "stage: growth\nhello: 3\n", "unknown_key"),
        ("s.yaml", "stage: [\n", "bad_yaml"),
        ("s.txt", "", "bad_kind"),
    ],
)
def test_what_is_no_sheet_is_said_to_be_none(
    knowledge: Knowledge, tmp_path: Path, name: str, text: str, code: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SheetError) as error:
        read_sheet(tmp_path / name, knowledge)
    assert error.value.code == code
    for language in MESSAGE_LANGUAGES:
        assert "{" not in Messages.load(language).get(f"sheets.error.{code}", **error.value.values)


def test_an_unknown_stage_names_the_nearest(knowledge: Knowledge) -> None:
    assert stage_named(knowledge, "成熟期").id == "stage-mature"
    assert stage_named(knowledge, "成长期").id == "stage-growth"
    with pytest.raises(UnknownRecord, match="growth"):
        stage_named(knowledge, "grwth")


OVERLAY_STAGE = """
stages:
  - id: stage-growth
    parts:
      - id: work-results
        label: {zh-Hant: 工作成果, en: Work results}
        weight: 0.5
        rated_by: result
        items: [{id: task-completion, label: {zh-Hant: 任務, en: Tasks}}]
      - id: supervisor-rating
        label: {zh-Hant: 主管評分, en: Supervisor}
        weight: 0.3
        rated_by: supervisor
        items: [{id: overall, label: {zh-Hant: 綜合, en: Overall}}]
      - id: peer-rating
        label: {zh-Hant: 同事互評, en: Peers}
        weight: 0.2
        rated_by: peers
        items: [{id: overall, label: {zh-Hant: 綜合, en: Overall}}]
"""
OVERLAY_LADDER = """
ladders:
  - id: inquiry-reward-ladder
    steps: [{up_to: 1.0, rate: 0}, {up_to: null, rate: 20}]
"""


def test_a_company_changes_weights_and_steps_in_an_overlay(tmp_path: Path) -> None:
    (tmp_path / "kb" / "team").mkdir(parents=True)
    (tmp_path / "kb" / "team" / "stages.yaml").write_text(OVERLAY_STAGE, encoding="utf-8")
    (tmp_path / "kb" / "team" / "ladders.yaml").write_text(OVERLAY_LADDER, encoding="utf-8")
    own = Knowledge.load(overlays=(tmp_path / "kb",))
    text = (
        "stage: growth\npeople:\n  - id: A\n"
        "    ratings: {work-results: 80, supervisor-rating: 90, peer-rating: 70}\n"
        "    figures: {qualified_inquiries: 110, inquiry_target: 100}\n"
    )
    sheet = scored(own, tmp_path / "s.yaml", text)
    # 80 × 0.5 + 90 × 0.3 + 70 × 0.2 = 81; ten inquiries above the target at 20 each.
    assert sheet.people[0].value("growth_score") == 81
    assert sheet.people[0].value("inquiry_reward") == 200
    assert not sheet.findings


def test_every_message_of_sheets_and_reports_is_used() -> None:
    root = builtin_root().parent
    code = "".join(
        path.read_text("utf-8") for folder in ("matcher", "tui") for path in (root / folder).rglob("*.py")
    )
    put_together = (
        *("item_", "origin_", "who_", "overflow_", "not_counted_", "split_", "per_person_", "unit."),
        *("finding.", "error."),
    )
    keys = [
        key
        for key in Messages.load("en").keys()  # noqa: SIM118 - Messages is no mapping
        if key.startswith(("sheets.", "report.", "hire.")) and not key.endswith("_remedy")
    ]
    assert len(keys) > 100
    unused = []
    for key in keys:
        rest = key.partition(".")[2]
        short = rest.partition(".")[2] if rest.startswith(("hiring.", "score.", "team.")) else rest
        said = any(f'"{form}"' in code for form in (key, rest, short, short.rpartition(".")[2]))
        if not said and not short.startswith(put_together):
            unused.append(key)
    assert unused == []
