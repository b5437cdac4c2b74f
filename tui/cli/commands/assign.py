"""`batch assign`: limited placements shared out over a cohort."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from kb.told import why
from tui.cli import output as stdout
from tui.cli.layout import table, wrap
from tui.cli.narration import ExitCode, Stop, narrate
from tui.cli.options import EncoderOption, OverlayOption, load_matcher
from tui.cli.session import Session, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.batch.places.model import Place, Student
    from matcher.batch.places.report import PlacesReport

MOST_PAIRS = 10
"""Students and places that would rather have each other, named on the screen; JSON names all."""


def assign(
    source: Annotated[Path | None, Parameter(help="assign_source")] = None,
    /,
    *,
    places: Annotated[Path | None, Parameter(help="assign_places")] = None,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"), help="assign_output")] = None,
    map: Annotated[list[str] | None, Parameter(help="batch_map", negative="")] = None,  # noqa: A002 - the option's name
    least: Annotated[float, Parameter(help="assign_least")] = 0.0,
    stable: Annotated[bool, Parameter(help="assign_stable", negative="")] = False,
    samples: Annotated[bool, Parameter(help="assign_samples", negative="")] = False,
    encoding: Annotated[str | None, Parameter(help="batch_encoding")] = None,
    sheet: Annotated[str | None, Parameter(help="batch_sheet")] = None,
    json: Annotated[bool, Parameter(name="--json", help="assign_json", negative="")] = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Share places out."""
    from kb.locate import builtin_root
    from matcher.batch.places.model import PlacesError
    from matcher.batch.places.reading import read_places
    from matcher.batch.places.report import PlacesReport
    from matcher.batch.places.sharing import share

    session = current()
    if samples:
        bundled = builtin_root() / "samples"
        source, places = source or bundled / "cohort.csv", places or bundled / "places.csv"
    if source is None or places is None:
        raise session.stop(ExitCode.USAGE, "places.no_source")
    if not 0 <= least <= 100:
        raise session.stop(ExitCode.USAGE, "places.bad_least")
    target = _target(session, source, places, output)
    matcher = load_matcher(encoder, kb)
    try:
        offered = read_places(places, matcher.knowledge)
        seats = sum(place.seats for place in offered)
        narrate(session.say("places.opened", name=places.name, places=len(offered), seats=seats))
        students, rejected = _students(session, source, target, offered, map or [], encoding, sheet)
        shared = share(students, offered, matcher, least=least / 100, stable=stable)
    except PlacesError as error:
        code = ExitCode.USAGE if error.code == "too_many" else ExitCode.UNREADABLE
        raise Stop(code, error.said(session.messages)) from error
    report = PlacesReport(shared, matcher.knowledge, session.messages)
    _write(session, target, report.written(target.suffix.lower()))
    _tell(session, report, target)
    if json:
        stdout.write_json(report.figures())
    return ExitCode.PROBLEMS if rejected else ExitCode.OK


def _target(session: Session, source: Path, places: Path, output: Path | None) -> Path:
    """Where to write, refused before anything is read."""
    from matcher.batch.places.report import FORMATS

    if output is None:
        raise session.stop(ExitCode.USAGE, "places.no_output")
    if output.suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise session.stop(ExitCode.USAGE, "places.bad_output", name=output.name, known=known)
    if output.is_dir():
        raise session.stop(ExitCode.USAGE, "batch.output_folder", name=output)
    if not output.parent.is_dir():
        raise session.stop(ExitCode.USAGE, "batch.no_such_folder", name=output.parent)
    if any(read.exists() and output.exists() and read.samefile(output) for read in (source, places)):
        raise session.stop(ExitCode.USAGE, "batch.same_file", name=output.name)
    return output


def _students(
    session: Session,
    source: Path,
    target: Path,
    places: Sequence[Place],
    wishes: list[str],
    encoding: str | None,
    sheet: str | None,
) -> tuple[list[Student], int]:
    """The students, and how many rows could not be read; those are written beside the output."""
    from matcher.batch.engine import READ_BY
    from matcher.batch.finish import rejects_path
    from matcher.batch.places.model import PlacesError
    from matcher.batch.places.reading import read_students, student_mapping
    from matcher.batch.rejects import RejectsFile
    from matcher.tables import Row, RowProblem, open_table

    opened = open_table(source, encoding, sheet)
    mapping = student_mapping(opened, wishes)
    if not any(mapping.of(field) for field in READ_BY):
        columns = ", ".join(opened.columns[:30])
        raise PlacesError("nothing_to_read", name=opened.name, columns=columns)
    narrate(session.say("batch.mapped"))
    narrate(table([(f, ", ".join(c)) for f, c in mapping.columns.items()], session.columns))
    if mapping.unused:
        narrate(session.say("batch.unused", columns=", ".join(mapping.unused)))
    problems: list[tuple[Row, RowProblem]] = []
    students = list(read_students(opened, mapping, places, lambda row, why: problems.append((row, why))))
    path = rejects_path(target)
    if not problems:
        path.unlink(missing_ok=True)
        return students, 0
    with RejectsFile(path, opened.columns, session.messages) as rejects:
        for row, problem in problems:
            rejects.add(row, problem)
    narrate(session.say("places.rejects", name=path.name))
    return students, len(problems)


def _write(session: Session, target: Path, content: bytes) -> None:
    from kb.files import write_atomically

    try:
        write_atomically(target, content)
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=target, why=reason) from error


def _tell(session: Session, report: PlacesReport, target: Path) -> None:
    shared = report.shared
    between = " " if session.language == "en" else ""
    rows = [
        (
            place.id,
            place.name,
            session.say("places.seats_taken", taken=shared.taken(place), seats=place.seats),
        )
        for place in shared.places
    ]
    narrate(table(rows, session.columns))
    counted, *rest = report.summary()
    said = [f"{counted}{between}{session.say('places.written', name=target.name)}", *rest]
    said += [f"- {line}" for line in report.pairs(MOST_PAIRS)]
    for line in said:
        narrate(wrap(line, session.columns))


__all__ = ["assign"]
