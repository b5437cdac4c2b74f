"""Problems found in knowledge files, and the errors that carry them.

Error tree::

    KnowledgeError
    ├── BrokenKnowledge      carries every Problem found
    └── UnknownRecord        an id or name that nothing answers to
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


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
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}" if self.key else ""
        return f"{place}{key}: {self.severity}[{self.code}] {self.message} {self.remedy}".rstrip()


class KnowledgeError(Exception):
    """The knowledge base cannot do what was asked."""


class BrokenKnowledge(KnowledgeError):
    """Knowledge files with errors in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.key, p.code)))
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more; see `shopladder kb check`)" if len(problems) > 1 else ""
        super().__init__(f"{first}{more}")


class UnknownRecord(KnowledgeError):
    """An id or name that nothing answers to."""

    def __init__(self, kind: str, asked: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.asked = asked
        self.suggestion = did_you_mean(asked, known)
        super().__init__(f"There is no {kind} called '{asked}'.{self.suggestion and ' ' + self.suggestion}")


def did_you_mean(asked: str, known: Iterable[str]) -> str:
    """'Did you mean …?' for the nearest known word, or an empty string."""
    close = difflib.get_close_matches(asked, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else ""
