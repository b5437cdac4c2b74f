"""A report as plain data for pages: the cohort in blocks, each person in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matcher.batch.answers import Answer
from matcher.batch.columns import Columns
from matcher.batch.writers import Report
from matcher.batch.writers.about import Block, cohort_blocks
from matcher.wording import clean, grouped, points


def told_blocks(report: Report) -> list[dict[str, Any]]:
    """The cohort's small tables, with the width of each row's bar from 0 to 100."""
    return [_drawn(block) for block in cohort_blocks(report)]


def told_people(report: Report) -> Iterator[dict[str, Any]]:
    """Each person: roles with points, reasons with shares, gaps, the next step; or why there is no role."""
    columns = report.columns
    return (_person(answer, columns) for answer in report.answers())


def _drawn(block: Block) -> dict[str, Any]:
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


def _person(answer: Answer, columns: Columns) -> dict[str, Any]:
    wording = columns.wording
    first = answer.matches[0] if answer.matches else None
    told: dict[str, Any] = {
        "row": answer.row,
        "id": clean(answer.id),
        "name": clean(answer.name),
        "roles": [
            {
                "name": wording.role(match.role),
                "family": wording.record("family", match.family),
                "points": points(match.score),
                "sure": wording.confidence(match.confidence),
            }
            for match in answer.matches
        ],
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


__all__ = ["told_blocks", "told_people"]
