"""`eval`: how right the matcher is on labelled data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.narration import ExitCode, Progress, narrate
from tui.cli.options import EncoderOption, JsonOption, OverlayOption, load_matcher
from tui.cli.session import current


def evaluate(
    *,
    on: Annotated[Path | None, Parameter(help="table")] = None,
    text: Annotated[str | None, Parameter(help="text_column")] = None,
    label: Annotated[str | None, Parameter(help="label_column")] = None,
    baselines: Annotated[bool, Parameter(help="baselines", negative="")] = False,
    json: JsonOption = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Measure the matcher on the labelled profiles, or on any labelled table."""
    session = current()
    if on is None and (text is not None or label is not None):
        raise session.stop(ExitCode.USAGE, "evaluation.needs_table")
    if on is not None:
        if text is None or label is None:
            raise session.stop(ExitCode.USAGE, "evaluation.needs_columns")
        return _on_table(on, text, label, json, encoder, kb)
    from matcher.evaluation.suite import as_data, development_folder, run_suite
    from tui.cli.views.evaluation import EvaluationView

    matcher = load_matcher(encoder, kb)
    dev = development_folder()
    if dev is None:
        narrate(session.say("evaluation.no_dev"))
    with _telling() as tell:
        found = run_suite(matcher, dev=dev, baselines=baselines, progress=tell)
    if json:
        output.write_json(as_data(found))
    else:
        output.write(EvaluationView(session).suite(found))
    return ExitCode.OK


def _on_table(
    path: Path, text: str, label: str, json: bool, encoder: str | None, kb: list[Path] | None
) -> ExitCode:
    from matcher.evaluation.counting import FILES
    from matcher.evaluation.suite import BadTableError, as_data, measure_table
    from tui.cli.views.evaluation import EvaluationView

    session = current()
    if not path.is_file():
        key = "errors.is_folder" if path.is_dir() else "errors.no_file"
        raise session.stop(ExitCode.UNREADABLE, key, path=path)
    matcher = load_matcher(encoder, kb)
    if path.name in FILES.values():
        narrate(session.say("evaluation.counted"))
    try:
        with _telling() as tell:
            found = measure_table(matcher, path, text, label, tell)
    except BadTableError as error:
        raise session.stop(ExitCode.USAGE, "evaluation.bad_table", why=error) from None
    except (OSError, UnicodeDecodeError) as error:
        raise session.stop(ExitCode.UNREADABLE, "errors.unreadable", path=path, why=error) from error
    if json:
        output.write_json({"encoder": matcher.encoder_name, **as_data(found)})
    else:
        output.write(EvaluationView(session).table(found, matcher.encoder_name))
    return ExitCode.OK


@contextmanager
def _telling() -> Iterator[Callable[[str, int, int], None]]:
    """Say how far it is, until it ends."""
    session = current()
    progress = Progress()

    def tell(table: str, done: int, total: int) -> None:
        progress.show(session.say("evaluation.running", table=table, done=done, total=total), table)

    try:
        yield tell
    finally:
        progress.end()


__all__ = ["evaluate"]
