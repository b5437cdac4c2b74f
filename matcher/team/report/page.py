"""A report as one HTML page: no script, nothing from a network, prints well, everything escaped."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from matcher.team.report.document import Cell, Report, shown

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no page can hold."""


def report_page(report: Report) -> str:
    """The page as text."""
    page = _template().render(report=report, shown=shown, is_number=_is_number)
    return _CONTROL.sub("", page)


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
