"""Writing a report to a file: what the ending of the name asks for, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.files import write_atomically
from matcher.team.report.document import Report

if TYPE_CHECKING:
    from pydantic import BaseModel

SUFFIXES = (".html", ".xlsx", ".json")
"""Endings of reports."""

PRIVATE = 0o600
"""Reports are about people: nobody else on the machine needs to read them."""


class ReportKindError(ValueError):
    """A file name whose ending says no kind of report."""


def write_report(path: Path, report: Report, data: Mapping[str, Any]) -> None:
    """Write a report.

    Args:
        path: ends in one of `SUFFIXES`; replaced when it is there.
        report: what a page or workbook shows.
        data: what JSON holds.

    Raises:
        ReportKindError: for another ending.
        OSError: when the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".html":
        from matcher.team.report.page import report_page

        content = report_page(report).encode("utf-8", "replace")
    elif suffix == ".xlsx":
        from matcher.team.report.workbook import report_workbook

        content = report_workbook(report)
    elif suffix == ".json":
        content = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    else:
        raise ReportKindError(path.name)
    write_atomically(path, content, PRIVATE)


def as_data(result: BaseModel) -> dict[str, Any]:
    """A result as JSON holds it."""
    data: dict[str, Any] = result.model_dump(mode="json")
    return data


__all__ = ["PRIVATE", "SUFFIXES", "ReportKindError", "as_data", "write_report"]
