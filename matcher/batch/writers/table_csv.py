"""CSV for people: UTF-8 with the mark that Excel needs, and no cell that it would run."""

from __future__ import annotations

import csv
from pathlib import Path

from matcher.batch.cells import harmless
from matcher.batch.writers import Report


def write(report: Report, path: Path) -> None:
    """Write the file."""
    columns = report.columns
    safe = str if report.raw else harmless
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns.header())
        for answer in report.answers():
            writer.writerow([cell if isinstance(cell, int) else safe(cell) for cell in columns.cells(answer)])


__all__ = ["write"]
