"""A report before it has a form: headings, sentences, entries and tables, all plain text and numbers.

Every writer (page, workbook, terminal) shows the same document, so that no two of them say different things.
Texts of people are data: writers escape them, and nothing here is markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from kb.models import Language

Cell: TypeAlias = str | int | Decimal | None
"""A text, a number that can be reckoned with, or nothing."""


@dataclass(frozen=True)
class Table:
    """Columns and rows."""

    columns: tuple[str, ...]
    """What stands in each column."""
    rows: tuple[tuple[Cell, ...], ...]
    """As many cells each."""


@dataclass(frozen=True)
class Entry:
    """A line and what belongs under it."""

    text: str
    """The line."""
    details: tuple[str, ...] = ()
    """Under it, smaller."""
    mark: str = ""
    """A short word before the line, such as a verdict; never a colour alone."""


@dataclass(frozen=True)
class Section:
    """A part of a report."""

    heading: str
    """What it is about."""
    level: int = 2
    """2, or 3 within the section before."""
    lines: tuple[str, ...] = ()
    """Sentences."""
    entries: tuple[Entry, ...] = ()
    """A list."""
    table: Table | None = None
    """A table."""


@dataclass(frozen=True)
class Report:
    """A whole report."""

    title: str
    """What it says."""
    language: Language
    """The language it is in."""
    lines: tuple[str, ...] = ()
    """What it rests on."""
    sections: tuple[Section, ...] = ()
    """Its parts."""
    foot: tuple[str, ...] = ()
    """What a reader must know: that it is advice, where it comes from."""


def joined(title: str, reports: Sequence[Report]) -> Report:
    """Several reports of one kind as one; a single report stays as it is.

    Args:
        title: of the whole.
        reports: at least one; each becomes a part under its own title.
    """
    if len(reports) == 1:
        return reports[0]
    sections: list[Section] = []
    for report in reports:
        sections.append(Section(report.title, lines=report.lines))
        sections += [replace(section, level=3) for section in report.sections]
    foot = dict.fromkeys(line for report in reports for line in report.foot)
    return Report(title, reports[0].language, sections=tuple(sections), foot=tuple(foot))


def shown(cell: Cell) -> str:
    """A cell as text: numbers with commas between thousands, a dash where there is nothing."""
    from matcher.team.sheets.numbers import plain

    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    return plain(Decimal(cell))


__all__ = ["Cell", "Entry", "Report", "Section", "Table", "joined", "shown"]
