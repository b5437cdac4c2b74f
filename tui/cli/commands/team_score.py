"""`team score`: a stage's performance scheme worked out for a filled-in sheet, or a blank one to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from kb.told import why
from tui.cli import output
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import JsonOption, OverlayOption, ReportOption, write_team_report
from tui.cli.session import Session, current, load_knowledge

if TYPE_CHECKING:
    from kb import Knowledge
    from matcher.team.sheets.results import ScoredSheet

SAMPLES = ("start-up.yaml", "growth.yaml", "mature.csv")
"""The bundled sheets, a stage each."""


def score(
    sheet: Annotated[Path | None, Parameter(help="sheet")] = None,
    /,
    *,
    stage: Annotated[str | None, Parameter(help="sheet_stage")] = None,
    template: Annotated[Path | None, Parameter(help="sheet_template")] = None,
    samples: Annotated[bool, Parameter(help="sheet_samples", negative="")] = False,
    report: ReportOption = None,
    encoding: Annotated[str | None, Parameter(help="encoding")] = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Work out a performance sheet."""
    session = current()
    knowledge = load_knowledge(kb)
    if template is not None:
        return _write_template(session, knowledge, template, stage)
    if samples:
        from kb.locate import builtin_root

        folder = builtin_root() / "samples" / "sheets"
        results = [_read(session, knowledge, folder / name) for name in SAMPLES]
    elif sheet is None:
        raise session.stop(ExitCode.USAGE, "sheets.needs_sheet")
    else:
        results = [_read(session, knowledge, sheet, stage, encoding)]
    if report is not None:
        from matcher.team.report.document import joined
        from matcher.team.report.score import score_report

        documents = [score_report(result, knowledge, session.messages) for result in results]
        write_team_report(report, joined(session.say("sheets.samples_title"), documents), _data(results))
    return _show(session, knowledge, results, json)


def _read(
    session: Session,
    knowledge: Knowledge,
    path: Path,
    stage: str | None = None,
    encoding: str | None = None,
) -> ScoredSheet:
    from matcher.team.sheets.grid import SheetError
    from matcher.team.sheets.reading import read_sheet
    from matcher.team.sheets.scoring import score_sheet

    try:
        return score_sheet(read_sheet(path, knowledge, stage, encoding), knowledge)
    except SheetError as error:
        key = f"sheets.error.{error.code}"
        own = session.messages.find(f"{key}_remedy") is not None
        remedy = "" if own else session.say("sheets.error.remedy")
        code = ExitCode.USAGE if error.code == "no_stage" else ExitCode.UNREADABLE
        raise session.stop(code, key, remedy, **error.values) from error


def _data(results: list[ScoredSheet]) -> dict[str, Any]:
    """One sheet as it is, several under `sheets`."""
    from matcher.team.report.writing import as_data

    data = [as_data(result) for result in results]
    return data[0] if len(data) == 1 else {"sheets": data}


def _show(session: Session, knowledge: Knowledge, results: list[ScoredSheet], json: bool) -> ExitCode:
    from matcher.team.report.score import score_report
    from tui.cli.views.report_text import report_text

    if json:
        output.write_json(_data(results))
    else:
        texts = [report_text(score_report(r, knowledge, session.messages), session) for r in results]
        output.write("\n\n".join(texts))
    return ExitCode.PROBLEMS if any(result.problems for result in results) else ExitCode.OK


def _write_template(session: Session, knowledge: Knowledge, path: Path, stage: str | None) -> ExitCode:
    from kb.files import write_atomically
    from matcher.team.sheets.columns import stage_named
    from matcher.team.sheets.template import template_workbook

    if stage is None:
        raise session.stop(ExitCode.USAGE, "sheets.template_needs_stage")
    if path.suffix.lower() != ".xlsx":
        raise session.stop(ExitCode.USAGE, "sheets.template_suffix")
    content = template_workbook(knowledge, session.messages, stage_named(knowledge, stage))
    try:
        write_atomically(path, content)
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=path, why=reason) from error
    narrate(session.say("sheets.template_written", path=path))
    return ExitCode.OK


__all__ = ["SAMPLES", "score"]
