"""A report as one HTML page: no script, nothing from a network, prints well, everything escaped."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from matcher.team.report.document import Cell, Report, shown


def report_page(report: Report) -> str:
    """The page as text."""
    return _template().render(report=report, shown=shown, is_number=_is_number)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")


__all__ = ["report_page"]
