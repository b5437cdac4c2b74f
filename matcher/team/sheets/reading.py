"""A performance sheet from its file: cells to exact numbers, and a finding for each that is none."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kb import Knowledge
from kb.chinese import fold
from kb.models import TeamStage
from kb.problems import UnknownRecord, did_you_mean
from matcher.team.sheets.columns import known_keys, stage_named
from matcher.team.sheets.grid import Grid, Row, SheetError, read_grid
from matcher.team.sheets.sheet import DEFAULT_TOP, TEAM, Finding, Sheet, Subject

NOT_APPLICABLE = frozenset({"n/a", "na", "not applicable", "不適用", "不适用", "免評", "免评"})
"""What people write for an item that does not apply; an empty cell is a missing one."""

LARGEST = Decimal(10) ** 15
"""A figure beyond this is a slip of the hand in any currency."""

_TEAM_NAMES = frozenset({TEAM, "團隊", "团队", "整體", "整体"})
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?\Z")
_SEVERAL = re.compile(r"[;；、|]")


def read_sheet(
    path: Path, knowledge: Knowledge, stage: str | None = None, encoding: str | None = None
) -> Sheet:
    """Read a sheet.

    Args:
        path: YAML, JSON, CSV or XLSX.
        knowledge: its stages, formulas and their names.
        stage: the stage to read it for; the sheet's own by default.
        encoding: of a CSV file, when the caller knows it.

    Raises:
        SheetError: when nothing can be made of it.
        TableError: when it is a table that cannot be read.
        UnknownRecord: when its stage is none.
    """
    grid = read_grid(path, encoding)
    asked = stage or grid.heads.get("stage")
    if not asked:
        stages = sorted(knowledge.records.team_stages, key=lambda s: s.order)
        raise SheetError("no_stage", file=path.name, stages=" ".join(s.id for s in stages))
    return _Reading(knowledge, stage_named(knowledge, asked), grid).sheet(path.name)


class _Reading:
    def __init__(self, knowledge: Knowledge, stage: TeamStage, grid: Grid) -> None:
        self._stage = stage
        self._grid = grid
        self._keys = known_keys(knowledge, stage)
        self._ratings = {p.id for p in stage.parts} | {f"{p.id}.{i.id}" for p in stage.parts for i in p.items}
        self._findings: list[Finding] = []
        self._unknown: set[str] = set()

    def sheet(self, name: str) -> Sheet:
        team: Subject | None = None
        people: list[Subject] = []
        for number, problem in self._grid.bad_rows:
            self._find("bad_row", row=str(number), why=f"{problem.code} {problem.column}".strip())
        for row in self._grid.rows:
            if row.id.lower() in _TEAM_NAMES:
                if team is not None:
                    self._find("twice", subject=TEAM, row=row.place)
                    continue
                team = self._subject(row, TEAM)
                continue
            row_id = row.id or row.name
            if not row_id:
                self._find("no_id", row=row.place)
            elif any(person.id == row_id for person in people):
                self._find("twice", subject=row_id, row=row.place)
            else:
                people.append(self._subject(row, row_id))
        if team is not None and not team.figures:
            team = None  # A blank row of a template.
        if team is None and not people:
            raise SheetError("empty", file=name)
        return Sheet(
            stage=self._stage,
            period=self._grid.heads.get("period", ""),
            currency=self._grid.heads.get("currency", ""),
            top=self._top(),
            team=team,
            people=tuple(people),
            findings=tuple(self._findings),
        )

    def _top(self) -> Decimal:
        written = self._grid.heads.get("top")
        if written is None:
            return DEFAULT_TOP
        number = decimal_of(written)
        if number is None or number <= 0:
            self._find("bad_top", text=written)
            return DEFAULT_TOP
        return number

    def _subject(self, row: Row, row_id: str) -> Subject:
        figures: dict[str, Decimal] = {}
        ratings: dict[str, tuple[Decimal, ...]] = {}
        not_applicable: set[str] = set()
        for column, cell in row.cells.items():
            key = self._keys.get(fold(column))
            if key is None:
                self._say_unknown(column)
                continue
            if _said(cell).lower() in NOT_APPLICABLE:
                not_applicable.add(key)
                continue
            several = key in self._ratings
            numbers = [decimal_of(part) for part in (_several(cell) if several else [cell])]
            if any(number is None for number in numbers) or not numbers:
                shown = _said(cell)[:40]
                self._find("not_a_number", subject=row_id, row=row.place, column=column, text=shown)
                continue
            exact = tuple(number for number in numbers if number is not None)
            if several:
                ratings[key] = exact
            else:
                figures[key] = exact[0]
        return Subject(
            id=row_id,
            name=row.name,
            figures=figures,
            ratings=ratings,
            not_applicable=frozenset(not_applicable),
        )

    def _say_unknown(self, column: str) -> None:
        if column in self._unknown:
            return
        self._unknown.add(column)
        close = did_you_mean(column, sorted(set(self._keys.values())))
        nearest = close.partition("'")[2].rpartition("'")[0]
        code = "unknown_column_near" if nearest else "unknown_column"
        self._find(code, "note", column=column[:40], nearest=nearest)

    def _find(self, code: str, severity: str = "problem", subject: str = "", **values: str) -> None:
        self._findings.append(
            Finding.model_validate({"code": code, "severity": severity, "subject": subject, "values": values})
        )


def decimal_of(cell: Any) -> Decimal | None:
    """A number as people write it: full-width digits, thousands with commas, a per cent sign; else None.

    A per cent sign divides by a hundred. `1,5` is no number, since it means 15 to some and 1.5 to others.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        number = Decimal(str(cell))
        return number if number.is_finite() and abs(number) < LARGEST else None
    text = unicodedata.normalize("NFKC", _said(cell)).replace("−", "-")
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not text or not any(c.isdigit() for c in text) or not _NUMBER.match(text):
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    if abs(number) >= LARGEST:
        return None
    return number / 100 if percent else number


def _several(cell: Any) -> list[Any]:
    if isinstance(cell, tuple | list):
        return list(cell)
    return [part for part in _SEVERAL.split(cell) if part.strip()] if isinstance(cell, str) else [cell]


def _said(cell: Any) -> str:
    return str(cell).strip()


__all__ = ["LARGEST", "NOT_APPLICABLE", "SheetError", "UnknownRecord", "decimal_of", "read_sheet"]
