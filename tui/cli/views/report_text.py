"""A report as text in the terminal: headings, entries with what belongs under them, tables where they fit."""

from __future__ import annotations

from matcher.team.report.document import Entry, Report, Section, Table, shown
from tui.cli.layout import pad, pad_left, width, wrap
from tui.cli.session import Session


def report_text(report: Report, session: Session) -> str:
    """The report in the width of the terminal."""
    cells, style = session.columns, session.style
    lines = [style.bold(wrap(report.title, cells)), *(wrap(line, cells) for line in report.lines)]
    for section in report.sections:
        lines += ["", style.bold(wrap(section.heading, cells)), *_section(section, session)]
    lines += ["", *(style.dim(wrap(line, cells)) for line in report.foot)]
    return "\n".join(lines).rstrip()


def _section(section: Section, session: Session) -> list[str]:
    cells = session.columns
    lines = [wrap(line, cells, "  ") for line in section.lines]
    marks = max((width(entry.mark) for entry in section.entries), default=0)
    for entry in section.entries:
        lines += _entry(entry, marks, session)
    if section.table is not None:
        lines += _table(section.table, cells)
    return lines


def _entry(entry: Entry, marks: int, session: Session) -> list[str]:
    head = f"  {pad(entry.mark, min(marks, 16))}  " if marks else "  "
    indent = " " * (min(width(head), 20) + 2)
    details = [session.style.dim(wrap(detail, session.columns, indent)) for detail in entry.details]
    return [wrap(entry.text, session.columns, head, " " * min(width(head), 20)), *details]


def _table(table: Table, cells: int) -> list[str]:
    """Columns side by side, or a line for each row where they do not fit."""
    rows = [[shown(cell) for cell in row] for row in table.rows]
    sizes = [max(width(text) for text in column) for column in zip(table.columns, *rows, strict=True)]
    if 2 + sum(sizes) + 2 * (len(sizes) - 1) <= cells:
        lines = []
        for row in (list(table.columns), *rows):
            shown_cells = [pad(row[0], sizes[0])]
            shown_cells += [pad_left(text, size) for text, size in zip(row[1:], sizes[1:], strict=True)]
            lines.append(("  " + "  ".join(shown_cells)).rstrip())
        return lines
    lines = []
    for row in rows:
        named = [f"{name} {text}" for name, text in zip(table.columns[1:], row[1:], strict=True)]
        lines += [wrap(row[0], cells, "  "), wrap("; ".join(named), cells, "    ")]
    return lines


__all__ = ["report_text"]
