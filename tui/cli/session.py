"""What every command of one run shares: the language, its messages and how to write on this stdout."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.messages import MessageLanguage, Messages
from tui.cli import layout, output
from tui.cli.layout import Style
from tui.cli.narration import ExitCode, Stop

if TYPE_CHECKING:
    from kb import Knowledge


ACCESSIBLE_VARIABLE = "ACCESSIBLE"
"""Set to anything but 0, asks for plain words: no bars, and prompts instead of screens."""


def is_accessible() -> bool:
    """Whether the environment asks for what a screen reader reads well."""
    return os.environ.get(ACCESSIBLE_VARIABLE, "0") not in ("", "0")


@dataclass(frozen=True)
class Session:
    """One run of the command line."""

    messages: Messages
    accessible: bool = False
    """Whether bars are left out, since a screen reader spells them mark by mark."""
    language_asked: bool = False
    """Whether the language was asked for by name, not taken from the locale."""

    @property
    def language(self) -> MessageLanguage:
        """The reader's language."""
        return self.messages.language

    @cached_property
    def style(self) -> Style:
        """Bold and dim as stdout allows."""
        return Style(output.has_colour())

    @cached_property
    def columns(self) -> int:
        """The width to write in."""
        return output.columns()

    @cached_property
    def blocks(self) -> bool:
        """Whether bars may use more than ASCII."""
        return output.has_blocks()

    def bar(self, value: float, cells: int, *, track: bool = False) -> str:
        """A bar for a value of 0 to 1, or nothing where bars are in the way; the figure stands beside it."""
        return "" if self.accessible else layout.bar(value, cells, self.blocks, track)

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.messages.get(key, **values)

    def stop(self, code: ExitCode, key: str, remedy: str = "", **values: object) -> Stop:
        """A `Stop` with the message `key` and the remedy `<key>_remedy`, when there is one.

        Args:
            code: the exit code.
            key: the message.
            remedy: a sentence to use instead of `<key>_remedy`.
            values: for the placeholders of both.
        """
        has_remedy = self.messages.find(f"{key}_remedy") is not None
        written = remedy or (self.say(f"{key}_remedy", **values) if has_remedy else "")
        return Stop(code, self.say(key, **values), written)


_CURRENT: ContextVar[Session] = ContextVar("session")


def start(messages: Messages, *, language_asked: bool = False) -> Session:
    """Make the session of this run."""
    session = Session(messages, accessible=is_accessible(), language_asked=language_asked)
    _CURRENT.set(session)
    return session


def current() -> Session:
    """The session of this run."""
    return _CURRENT.get()


def load_knowledge(overlays: Sequence[Path] | None) -> Knowledge:
    """The knowledge base with overlays on top.

    Raises:
        Stop: when an overlay is no folder.
        BrokenKnowledge: when files have errors.
    """
    from kb import Knowledge

    base, *layers = stacked(overlays)
    return Knowledge.load(overlays=tuple(layers), base=base)


def stacked(folders: Sequence[Path] | None) -> tuple[Path, ...]:
    """The knowledge folders of a run, the base first.

    A first folder that holds an imported classification is a base of its own; others lie on the built-in one.

    Raises:
        Stop: when one of them is no folder.
    """
    from kb.locate import builtin_root
    from kb.manifest import read_manifest

    given = tuple(folders or ())
    for folder in given:
        if not folder.is_dir():
            raise current().stop(ExitCode.USAGE, "kb.no_folder", path=folder)
    if given and read_manifest(given[0])[0].imported:
        return given
    return (builtin_root(), *given)


__all__ = [
    "ACCESSIBLE_VARIABLE",
    "Session",
    "current",
    "is_accessible",
    "load_knowledge",
    "stacked",
    "start",
]
