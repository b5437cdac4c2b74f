"""One self-contained HTML page: loads nothing, runs nothing, prints well; streamed person by person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from matcher.batch.answers import Answer
from matcher.batch.writers import Report
from matcher.batch.writers.about import Block, cohort_blocks, provenance
from matcher.wording import clean, grouped, points

_FOLDER = Path(__file__).parent


def write(report: Report, path: Path) -> None:
    """Write the page."""
    say = report.messages.get
    chunks = _template().generate(
        language=report.messages.language,
        say=say,
        blocks=[_drawn(block) for block in cohort_blocks(report)],
        about=provenance(report),
        people=_people(report),
    )
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        for chunk in chunks:
            stream.write(chunk)


def _drawn(block: Block) -> dict[str, Any]:
    """A block with the width of each row's bar, 0 to 100."""
    lengths = [int(row[block.bar]) if block.bar else 0 for row in block.rows]
    most = max(lengths, default=0) or 1
    rows = [
        {
            "cells": [clean(cell) if isinstance(cell, str) else cell for cell in row],
            "bar": round(100 * length / most, 1),
        }
        for row, length in zip(block.rows, lengths, strict=True)
    ]
    return {"title": block.title, "header": block.header, "note": block.note, "rows": rows, "bar": block.bar}


def _people(report: Report) -> Iterator[dict[str, Any]]:
    for answer in report.answers():
        yield _person(answer, report)


def _person(answer: Answer, report: Report) -> dict[str, Any]:
    columns = report.columns
    wording = columns.wording
    roles = [
        {
            "name": wording.role(match.role),
            "family": wording.record("family", match.family),
            "points": points(match.score),
            "sure": wording.confidence(match.confidence),
        }
        for match in answer.matches
    ]
    first = answer.matches[0] if answer.matches else None
    told: dict[str, Any] = {
        "row": answer.row,
        "id": clean(answer.id),
        "name": clean(answer.name),
        "roles": roles,
        "reasons": [],
        "gaps": [],
        "next": "",
        "advice": " ".join(wording.abstention(answer.as_result())) if first is None else "",
    }
    if first is not None:
        shares = [share for _, share in grouped(first)]
        told["reasons"] = list(zip(shares, columns.reasons(first), strict=False))
        told["gaps"] = columns.gaps(first)
        told["next"] = columns.next_step(first)
    return told


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


__all__ = ["write"]
