"""`kb export|import|diff`: knowledge to and from other forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from kb.locate import builtin_root
from kb.told import why
from tui.cli import output
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, load_knowledge

if TYPE_CHECKING:
    from kb import Knowledge, Problem
    from kb.records import Records

ExportFormat = Literal["csv", "xlsx", "skos", "turtle", "html"]
ImportSource = Literal["esco", "onet", "skos"]


def export(
    form: Annotated[ExportFormat, Parameter(help="format")],
    path: Annotated[Path, Parameter(help="output")],
    /,
    *,
    kb: OverlayOption = None,
) -> ExitCode:
    """Write the knowledge in another form."""
    session = current()
    knowledge = load_knowledge(kb)
    try:
        files = _write(form, knowledge, path)
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=path, why=reason) from error
    narrate(session.say("kb.exported", format=form, path=path, count=files))
    return ExitCode.OK


def _write(form: ExportFormat, knowledge: Knowledge, path: Path) -> int:
    """Write one form; how many files it has."""
    records = knowledge.records
    if form == "csv":
        from kb.exporters.csv_export import export_csv

        return len(export_csv(records, path))
    if form == "xlsx":
        from kb.exporters.xlsx_export import export_xlsx

        export_xlsx(records, path, language=current().language, digest=knowledge.digest)
    elif form == "html":
        from kb.exporters.html import export_html

        export_html(records, path, language=current().language, digest=knowledge.digest)
    else:
        from kb.exporters.skos import export_skos

        export_skos(records, path, "turtle" if form == "turtle" else "json-ld")
    return 1


def import_(
    source: Annotated[ImportSource, Parameter(help="source")],
    folder: Annotated[Path, Parameter(help="folder")],
    path: Annotated[Path, Parameter(help="output")],
    /,
) -> ExitCode:
    """Make a knowledge folder from the files of a classification."""
    session = current()
    if not folder.exists():
        raise session.stop(ExitCode.UNREADABLE, "kb.no_folder", path=folder)
    read = _importer(source)
    from kb.manifest import Manifest
    from kb.writer import write_folder

    records, problems = read(folder)
    for problem in problems:
        narrate(problem.said(session.messages))
    if not records.roles:
        raise session.stop(ExitCode.UNREADABLE, "kb.nothing_imported", path=folder)
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise session.stop(ExitCode.USAGE, "kb.exists", path=path)
    manifest = Manifest(imported=source != "skos", name=source)
    try:
        write_folder(records, path, manifest)
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=path, why=reason) from error
    counts = {"roles": len(records.roles), "skills": len(records.skills), "edges": len(records.edges)}
    narrate(session.say("kb.imported", path=path, **counts))
    if problems:
        narrate(session.say("kb.imported_problems", count=len(problems)))
    narrate(session.say("kb.use_imported", path=path))
    return ExitCode.PROBLEMS if problems else ExitCode.OK


def _importer(source: ImportSource) -> Callable[[Path], tuple[Records, list[Problem]]]:
    if source == "esco":
        from kb.importers.esco import import_esco

        return import_esco
    if source == "onet":
        from kb.importers.onet import import_onet

        return import_onet
    from kb.importers.skos import import_skos

    return import_skos


def diff(
    left: Annotated[Path, Parameter(help="left")],
    right: Annotated[Path | None, Parameter(help="right")] = None,
    /,
    *,
    json: JsonOption = False,
) -> ExitCode:
    """Say what differs between two knowledge folders."""
    from kb.diff import diff_folders

    session = current()
    old, new = (builtin_root(), left) if right is None else (left, right)
    for folder in (old, new):
        if not folder.is_dir():
            raise session.stop(ExitCode.USAGE, "kb.no_folder", path=folder)
    difference, problems = diff_folders(old, new)
    for problem in problems:
        narrate(problem.said(session.messages))
    if json:
        output.write_json(difference.to_json())
    elif difference:
        output.write(difference.to_text())
    else:
        narrate(session.say("kb.same"))
    return ExitCode.PROBLEMS if problems else ExitCode.OK


__all__ = ["diff", "export", "import_"]
