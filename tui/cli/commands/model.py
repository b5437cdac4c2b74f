"""`model build|info|verify`: the meaning model on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.narration import ExitCode, Progress, narrate
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, load_knowledge

BUILD_MINUTES = 4
"""On two processor cores; said before the building starts."""


def artefacts() -> ModuleType:
    """The module that builds and finds models.

    Raises:
        Stop: when this installation lacks it.
    """
    try:
        from matcher.encoders import artefacts as module
    except ImportError as error:
        raise current().stop(ExitCode.MISSING, "model.not_ready") from error
    return module


def build(
    *,
    force: Annotated[bool, Parameter(help="force", negative="")] = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Build the model, saying how far it is."""
    session = current()
    module = artefacts()
    if not force and module.info() is not None and not module.verify():
        narrate(session.say("model.already"))
    else:
        narrate(session.say("model.building", minutes=BUILD_MINUTES))
        started = time.monotonic()
        if force:
            forget(module)
        with telling() as tell:
            module.build(tell)
        narrate(session.say("model.built", seconds=round(time.monotonic() - started)))
    _warm(kb)
    return ExitCode.OK


def forget(module: ModuleType) -> None:
    """Take the built model away, so that it is made again."""
    import shutil

    built = module.info()
    if built is not None:
        shutil.rmtree(built.folder, ignore_errors=True)


def _warm(kb: OverlayOption) -> None:
    """Fill the caches that a first match would otherwise fill."""
    from matcher import Matcher

    with telling() as tell:
        Matcher.prepare(load_knowledge(kb), tell).match(current().say("example.text"), top=1)


@contextmanager
def telling() -> Iterator[Callable[[str, int, int], None]]:
    """Say how far a long piece of work is, until it ends."""
    session = current()
    progress = Progress()

    def tell(stage: str, done: int, total: int) -> None:
        name = session.messages.find(f"model.stage_{stage}") or stage
        progress.show(session.say("model.stage", stage=name, done=done, total=total), stage)

    try:
        yield tell
    finally:
        progress.end()


def info(*, json: JsonOption = False) -> ExitCode:
    """Say which model is built."""
    session = current()
    module = artefacts()
    built = module.info()
    if built is None:
        if json:
            output.write_json({"built": False})
            return ExitCode.MISSING
        remedy = session.say("model.none_remedy", minutes=BUILD_MINUTES)
        remedy += "\n  " + session.say("model.serves_without")
        raise session.stop(ExitCode.MISSING, "model.none", remedy=remedy)
    if json:
        output.write_json({"built": True, **module.describe(built)})
        return ExitCode.OK
    lines = [
        session.say("encoder.bilingual"),
        f"  {session.say('model.location')}: {built.folder}",
        f"  {session.say('model.size')}: {human_size(built.size)}",
    ]
    lines += [f"  {package} {version}" for package, version in sorted(built.versions.items())]
    output.write("\n".join(lines))
    return ExitCode.OK


def verify(*, json: JsonOption = False) -> ExitCode:
    """Check the files of the built model."""
    session = current()
    module = artefacts()
    if module.info() is None:
        if json:
            output.write_json({"built": False, "problems": []})
            return ExitCode.MISSING
        raise session.stop(ExitCode.MISSING, "model.none", minutes=BUILD_MINUTES)
    problems = module.verify()
    if json:
        output.write_json({"built": True, "problems": problems})
    elif problems:
        lines = "\n  ".join([session.say("model.damaged", count=len(problems)), *problems])
        narrate(f"{lines}\n{session.say('model.damaged_remedy')}")
    else:
        output.write(session.say("model.sound"))
    return ExitCode.MISSING if problems else ExitCode.OK


def human_size(size: float) -> str:
    """Bytes as people read them."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


__all__ = ["BUILD_MINUTES", "artefacts", "build", "forget", "human_size", "info", "verify"]
