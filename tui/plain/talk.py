"""Talking: lines out, numbered choices and answers in. Knows nothing of roles or people."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.messages import MessageLanguage, Messages
from tui.cli import output
from tui.cli.layout import width, wrap
from tui.cli.options import printable

if TYPE_CHECKING:
    from tui.cli.session import Session

MOST_LINES = 2_000
"""A pasted CV has fewer; a pasted book is cut."""


MOST_BESIDE = 24
"""Cells of a question that an answer may stand beside."""

PASTE_PAUSE = 0.05
"""Seconds; nobody types two lines that quickly."""


class Left(Exception):
    """The input has ended: nobody is there any more."""


class Talk:
    """One conversation on standard input and output."""

    def __init__(self, session: Session) -> None:
        self.session = replace(session, accessible=True)
        if os.environ.get("TERM", "dumb") != "dumb":
            # Editing an answer by whole characters. On a terminal that cannot move its cursor, readline would
            # scroll a long line sideways and cut characters in two; there the system's own editing serves.
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401

    @property
    def language(self) -> MessageLanguage:
        """The language spoken."""
        return self.session.language

    def speak(self, language: MessageLanguage) -> None:
        """Speak another language from now on."""
        self.session = replace(self.session, messages=Messages.load(language))

    def words(self, key: str, **values: object) -> str:
        """What plain mode says, in the present language.

        Args:
            key: a key of the section `plain`.
            values: one for each placeholder.
        """
        return self.session.say(f"plain.{key}", **values)

    def say(self, key: str, **values: object) -> None:
        """Say one thing."""
        self.tell(self.words(key, **values))

    def tell(self, text: str) -> None:
        """Write a paragraph, wrapped."""
        output.write(wrap(text, self.session.columns))

    def show(self, text: str) -> None:
        """Write what a view has laid out, with a blank line around it."""
        output.write("\n" + text.rstrip("\n") + "\n")

    def ask(self, key: str, **values: object) -> str:
        """Ask for one line; a long question stands on lines of its own.

        Raises:
            Left: when the input has ended.
            KeyboardInterrupt: when the person interrupts.
        """
        question = self.words(key, **values)
        if width(question) > MOST_BESIDE:
            self.tell(question)
            question = ">"
        try:
            return printable(input(question + " ")).strip()
        except EOFError:
            raise Left from None

    def ask_lines(self, key: str) -> str:
        """Ask for several lines; an empty one ends them.

        Raises:
            Left: when the input has ended before a line.
        """
        self.say(key)
        lines: list[str] = []
        while len(lines) < MOST_LINES:
            try:
                line = printable(input()).strip()
            except EOFError:
                if not lines:
                    raise Left from None
                break
            if not line and not _more_waits():
                break
            lines.append(line)
        return "\n".join(lines).strip()

    def choose(self, key: str, options: Sequence[str], back: str = "back", **values: object) -> int | None:
        """Ask for one of several things by its number.

        Args:
            key: what is asked.
            options: what can be chosen; numbered from 1.
            back: what number 0 does.
            values: for the placeholders of `key`.

        Returns:
            The place of the choice, or None for number 0.

        Raises:
            Left: when the input has ended.
        """
        listed = [(number, option) for number, option in enumerate(options, 1)]
        while True:
            output.write("")
            self.say(key, **values)
            for number, option in listed:
                output.write(wrap(option, self.session.columns, f"{number}. "))
            output.write(f"0. {self.words(back)}")
            while answer := self.ask("number", most=len(listed)):
                with contextlib.suppress(ValueError):
                    number = int(answer)
                    if number == 0:
                        return None
                    if 1 <= number <= len(listed):
                        return number - 1
                self.say("no_such_number", asked=answer, most=len(listed))


def _more_waits() -> bool:
    """Whether more has been typed already, as when a text with blank lines in it was pasted."""
    if not sys.stdin.isatty() or sys.platform == "win32":
        return False
    return bool(select.select([sys.stdin], [], [], PASTE_PAUSE)[0])


__all__ = ["Left", "Talk"]
