"""Problems found in knowledge files, and the errors that carry them.

Error tree::

    KnowledgeError
    ├── BrokenKnowledge      carries every Problem found
    └── UnknownRecord        an id or name that nothing answers to
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kb.told import Told, in_language, told

if TYPE_CHECKING:
    from kb.messages import Messages
    from kb.models import Text


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place, and what to do about it."""

    file: str
    """The file, relative to the knowledge folder."""
    line: int | None
    """The line, 1-based, only when the parser named it."""
    key: str
    """The key within the file, dotted; empty for the file as a whole."""
    code: str
    """A stable kebab-case name of the kind of problem."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do."""
    severity: Severity = Severity.ERROR
    """Whether the knowledge can be used in spite of it."""

    def __str__(self) -> str:
        return f"{self._head}{self.message} {self.remedy}".rstrip()

    @property
    def _head(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}" if self.key else ""
        return f"{place}{key}: {self.severity}[{self.code}] "

    @property
    def told(self) -> Told:
        """All of it in one sentence, without code, that can be said in every language."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}" if self.key else ""
        return told("at_place", place=place + key, message=self.message, remedy=self.remedy)

    def said(self, messages: Messages) -> str:
        """All of it in the reader's language; place, key and code are the same in each."""
        between = "" if messages.language != "en" else " "
        texts = (str(in_language(text, messages)) for text in (self.message, self.remedy))
        return self._head + between.join(filter(None, texts))


class KnowledgeError(Exception):
    """The knowledge base cannot do what was asked."""


class BrokenKnowledge(KnowledgeError):
    """Knowledge files with errors in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.key, p.code)))
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more; see `shopladder kb check`)" if len(problems) > 1 else ""
        super().__init__(f"{first}{more}")


MOST_MEANT = 3
"""More suggestions are a list, and there is a command for that."""


class Named(Protocol):
    """A record with an id and a label."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def label(self) -> Text:
        """What it is called."""


class UnknownRecord(KnowledgeError):
    """An id or name that nothing answers to."""

    def __init__(
        self, kind: str, asked: str, known: Iterable[str], find: Callable[[], Sequence[Named]] | None = None
    ) -> None:
        """Say what was asked for.

        Args:
            kind: what kind of record.
            asked: the id or name.
            known: ids and names of which the nearest one is suggested.
            find: searches for records that may have been meant, best first; called when somebody asks.
        """
        self.kind = kind
        self.asked = asked
        self._find = find
        self.suggestion = did_you_mean(asked, known)
        super().__init__(f"There is no {kind} called '{asked}'.{self.suggestion and ' ' + self.suggestion}")

    @property
    def found(self) -> tuple[Named, ...]:
        """Records that may have been meant, best first, three at most."""
        return tuple(self._find()[:MOST_MEANT]) if self._find is not None else ()


def did_you_mean(asked: str, known: Iterable[str]) -> str:
    """'Did you mean …?' for the nearest known word, or an empty string."""
    close = difflib.get_close_matches(asked, list(known), n=1, cutoff=0.6)
    return told("did_you_mean", name=close[0]) if close else ""
