"""`batch`: a whole list of people matched, and a blank table to fill in."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from kb.told import why
from tui.cli import output as stdout
from tui.cli.narration import ExitCode, Stop, narrate
from tui.cli.options import STDIN, EncoderOption, OverlayOption
from tui.cli.session import Session, current, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.batch.engine import Prepared
    from matcher.batch.execute import Done
    from matcher.batch.options import BatchOptions
    from matcher.batch.runners import Runner
    from tui.cli.views.batch import BatchView

RunnerName = Literal["local", "ray"]

MOST_WORKERS = 64


def batch(
    source: Annotated[str | None, Parameter(help="batch_source")] = None,
    /,
    *,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"), help="batch_output")] = None,
    map: Annotated[list[str] | None, Parameter(help="batch_map", negative="")] = None,  # noqa: A002 - the option's name
    template: Annotated[str | None, Parameter(help="batch_template")] = None,
    save_template: Annotated[str | None, Parameter(help="batch_save")] = None,
    top: Annotated[int, Parameter(help="batch_top")] = 5,
    workers: Annotated[int, Parameter(help="batch_workers")] = 0,
    runner: Annotated[RunnerName, Parameter(help="batch_runner")] = "local",
    address: Annotated[str | None, Parameter(help="batch_address")] = None,
    resume: Annotated[bool, Parameter(help="batch_resume", negative="")] = False,
    restart: Annotated[bool, Parameter(help="batch_restart", negative="")] = False,
    encoding: Annotated[str | None, Parameter(help="batch_encoding")] = None,
    sheet: Annotated[str | None, Parameter(help="batch_sheet")] = None,
    limit: Annotated[int | None, Parameter(help="batch_limit")] = None,
    check: Annotated[bool, Parameter(help="batch_check", negative="")] = False,
    raw: Annotated[bool, Parameter(help="batch_raw", negative="")] = False,
    json: Annotated[bool, Parameter(name="--json", help="batch_json", negative="")] = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
    stdin: Annotated[bool, Parameter(show=False, negative="")] = False,
) -> ExitCode:
    """Match a list of people."""
    from matcher.batch.engine import count_rows, prepare
    from matcher.batch.options import BatchError, BatchOptions
    from matcher.batch.runners import LEAST_SHARED, runner_named, usual_workers
    from matcher.tables import input_file
    from matcher.tables.templates import load_template
    from matcher.tables.templates import save_template as keep
    from tui.cli.views.batch import BatchView

    session = current()
    given = STDIN if stdin else source
    if given is None:
        raise session.stop(ExitCode.USAGE, "batch.no_source")
    if address is not None and runner != "ray":
        raise session.stop(ExitCode.USAGE, "batch.address_alone")
    if output is None and not check:
        raise session.stop(ExitCode.USAGE, "batch.no_output")
    _check_numbers(session, top, workers, limit)
    base, *layers = stacked(kb)
    options = BatchOptions(
        output=output or Path("check.jsonl"),
        language=session.language,
        wishes=tuple(map or ()),
        encoding=encoding,
        sheet=sheet,
        top=top,
        limit=limit,
        raw=raw,
        encoder=encoder,
        base=str(base),
        overlays=tuple(str(layer) for layer in layers),
        template=load_template(template) if template is not None else {},
    )
    view = BatchView(session)
    try:
        with input_file(given) as path:
            if output is not None:
                _check_places(session, path, output)
            options.format  # noqa: B018 - refuses an unknown ending before anything is read
            prepared = prepare(path, options)
            view.opened(prepared)
            if save_template is not None:
                keep(save_template, prepared.mapping.columns)
                narrate(session.say("batch.saved", name=save_template))
            count = workers or usual_workers(count_rows(prepared, min(limit or LEAST_SHARED, LEAST_SHARED)))
            if check:
                return _check(view, prepared, options, count, json=json)
            chosen = runner_named(runner, count, address)
            again = _command(given, options, template, workers, runner, address, encoder, kb)
            facts = {"runner": runner, "workers": count}
            try:
                done = _run(
                    session, prepared, options, chosen, facts, resume=resume, restart=restart, figures=json
                )
            except KeyboardInterrupt:
                narrate(f"\n{session.say('batch.interrupted')}\n  {again}")
                return _leave(ExitCode.INTERRUPTED, at_once=count > 1)
            return _tell(view, done, options, json=json)
    except BatchError as error:
        code = ExitCode.UNREADABLE if error.code == "nothing_to_read" else ExitCode.USAGE
        raise Stop(code, error.said(session.messages)) from error


def template(
    path: Annotated[Path, Parameter(help="batch_blank")],
    /,
) -> ExitCode:
    """Write a blank table with notes."""
    from kb.files import write_atomically
    from matcher.batch.blank import blank_table

    session = current()
    target = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
    try:
        write_atomically(target, blank_table(session.messages))
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=target, why=reason) from error
    narrate(session.say("batch.template_written", name=target))
    return ExitCode.OK


def _run(
    session: Session,
    prepared: Prepared,
    options: BatchOptions,
    runner: Runner,
    facts: Mapping[str, object],
    *,
    resume: bool,
    restart: bool,
    figures: bool,
) -> Done:
    from matcher.batch.execute import run_batch
    from tui.cli.views.batch import Pace

    narrate(session.say("batch.loading"))
    pace = Pace(session)
    try:
        return run_batch(
            prepared,
            options,
            runner,
            session.messages,
            resume=resume,
            restart=restart,
            told=pace.told,
            resumed=lambda shards: pace.resumed(shards, shards * options.shard_rows),
            facts=facts,
            figures=figures,
        )
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=options.output, why=reason) from error
    finally:
        pace.end()


def _leave(code: ExitCode, *, at_once: bool) -> ExitCode:
    """Leave; at once where a pool was killed, since its clean-up may wait for processes that are gone."""
    if at_once:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _tell(view: BatchView, done: Done, options: BatchOptions, *, json: bool) -> ExitCode:
    from matcher.batch.finish import rejects_path

    rejects = rejects_path(options.output)
    mended = options.output.with_name(f"{options.output.stem}-mended{options.output.suffix}")
    again = shlex.join(["shopladder", "batch", str(rejects), "-o", str(mended)])
    view.done(done, options, rejects, again)
    if json:
        cohort = {"cohort": done.cohort.as_data()} if done.cohort is not None else {}
        stdout.write_json({**cohort, **done.about})
    return ExitCode.PROBLEMS if done.has_problems else ExitCode.OK


def _check(
    view: BatchView, prepared: Prepared, options: BatchOptions, workers: int, *, json: bool
) -> ExitCode:
    from matcher.batch.execute import estimate

    found = estimate(prepared, options, workers)
    view.estimated(found, workers)
    if json:
        stdout.write_json(
            {
                "rows": found.counts.rows,
                "good": found.good,
                "rejected": found.counts.rejected,
                "rejected_by_code": dict(sorted(found.counts.by_code.items())),
                "mapping": {field: list(columns) for field, columns in prepared.mapping.columns.items()},
                "seconds": round(found.seconds, 1),
            }
        )
    return ExitCode.PROBLEMS if found.counts.has_problems else ExitCode.OK


def _check_numbers(session: Session, top: int, workers: int, limit: int | None) -> None:
    from matcher.batch.options import MOST_ROLES

    if not 1 <= top <= MOST_ROLES:
        raise session.stop(ExitCode.USAGE, "errors.bad_top")
    if not 0 <= workers <= MOST_WORKERS:
        raise session.stop(ExitCode.USAGE, "batch.bad_workers")
    if limit is not None and limit < 1:
        raise session.stop(ExitCode.USAGE, "batch.bad_limit")


def _check_places(session: Session, source: Path, output: Path) -> None:
    """Refuse to write where nothing can be written, or over what is read."""
    from matcher.batch.finish import manifest_path, rejects_path

    if output.is_dir():
        raise session.stop(ExitCode.USAGE, "batch.output_folder", name=output)
    if not output.parent.is_dir():
        raise session.stop(ExitCode.USAGE, "batch.no_such_folder", name=output.parent)
    for written in (output, rejects_path(output), manifest_path(output)):
        if source.exists() and written.exists() and written.samefile(source):
            raise session.stop(ExitCode.USAGE, "batch.same_file", name=written.name)


def _command(
    source: str,
    options: BatchOptions,
    template: str | None,
    workers: int,
    runner: str,
    address: str | None,
    encoder: str | None,
    kb: list[Path] | None,
) -> str:
    """The command that goes on with this run."""
    words = ["shopladder", "batch", source, "-o", str(options.output)]
    for wish in options.wishes:
        words += ["--map", wish]
    for name, value in (
        ("--template", template),
        ("--encoding", options.encoding),
        ("--sheet", options.sheet),
        ("--limit", options.limit),
        ("--encoder", encoder),
        ("--address", address),
    ):
        words += [name, str(value)] if value is not None else []
    words += ["--top", str(options.top)] if options.top != 5 else []
    words += ["--workers", str(workers)] if workers else []
    words += ["--runner", runner] if runner != "local" else []
    words += ["--raw"] if options.raw else []
    for folder in kb or ():
        words += ["--kb", str(folder)]
    return shlex.join([*words, "--resume", "--lang", options.language])


__all__ = ["batch", "template"]
