"""The promotion map as geometry: a lane a family, a column a rung, boxes for roles, curves for moves.

Pure layout: numbers and strings, no markup.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.graph import PromotionGraph
from kb.models import Language, PromotionEdge, Role
from kb.records import Records

COLUMN, ROW, BOX_WIDTH, BOX_HEIGHT = 190, 50, 158, 38
"""Pixels between columns and rows and the size of a box, so that two lines of English fit."""

LANE_LABEL, HEADER, LANE_GAP = 150, 40, 16
"""Pixels for family names at the left, rung names on top, and between lanes."""

LINE_CELLS = 22
"""Terminal cells that fit a line of a box; Chinese takes two."""


@dataclass(frozen=True)
class Box:
    """One role on the map."""

    id: str
    lines: tuple[str, ...]
    x: int
    y: int
    manager: bool


@dataclass(frozen=True)
class Curve:
    """One move on the map."""

    kind: str
    path: str
    title: str


@dataclass(frozen=True)
class Lane:
    """One family on the map."""

    lines: tuple[str, ...]
    y: int
    height: int


@dataclass(frozen=True)
class PromotionMap:
    """The whole drawing."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    columns: tuple[tuple[int, int], ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def draw(records: Records, language: Language) -> PromotionMap:
    """Lay out every family that has roles, in the order of the records."""
    by_family: defaultdict[str, list[Role]] = defaultdict(list)
    for role in records.roles:
        by_family[role.family].append(role)
    labels = {family.id: family.label.get(language) for family in records.families}
    order = [family for family in labels if by_family[family]]
    order += sorted(family for family in by_family if family not in labels)
    lanes: list[Lane] = []
    boxes: dict[str, Box] = {}
    y = HEADER
    for family in order:
        used: defaultdict[int, int] = defaultdict(int)
        for role in sorted(by_family[family], key=lambda r: (r.rung, r.ladder, r.id)):
            place = used[role.rung]
            used[role.rung] += 1
            boxes[role.id] = Box(
                role.id,
                wrapped(role.label.get(language)),
                LANE_LABEL + (role.rung - 1) * COLUMN,
                y + place * ROW + LANE_GAP // 2,
                role.ladder == "manager",
            )
        height = max(used.values()) * ROW + LANE_GAP // 2
        lanes.append(Lane(wrapped(labels.get(family, family), 18), y, height))
        y += height
    names = {role.id: role.label.get(language) for role in records.roles}
    edges = PromotionGraph({role.id: role for role in records.roles}, records.edges).edges
    curves = tuple(
        Curve(edge.kind, _path(edge, boxes), f"{names[edge.from_role]} → {names[edge.to_role]}")
        for edge in sorted(edges, key=lambda e: ("cross_family", "lateral", "vertical").index(e.kind))
    )
    columns = tuple((rung, LANE_LABEL + (rung - 1) * COLUMN) for rung in range(1, 7))
    return PromotionMap(LANE_LABEL + 6 * COLUMN, y + 10, tuple(lanes), columns, tuple(boxes.values()), curves)


def _path(edge: PromotionEdge, boxes: dict[str, Box]) -> str:
    """From the right side of one box to the left side of the other; sideways moves bow out to the right."""
    start, end = boxes[edge.from_role], boxes[edge.to_role]
    x1, y1 = start.x + BOX_WIDTH, start.y + BOX_HEIGHT // 2
    y2 = end.y + BOX_HEIGHT // 2
    if end.x > start.x:
        bend = (end.x - x1) // 2
        return f"M{x1} {y1}C{x1 + bend} {y1} {end.x - bend} {y2} {end.x} {y2}"
    x2 = end.x + BOX_WIDTH
    reach = max(x1, x2) + 24
    return f"M{x1} {y1}C{reach} {y1} {reach} {y2} {x2} {y2}"


def wrapped(label: str, cells: int = LINE_CELLS) -> tuple[str, ...]:
    """A label on at most two lines, cut with an ellipsis when it needs more."""
    lines = [""]
    for word in label.split(" ") if " " in label else list(label):
        joint = " " if " " in label and lines[-1] else ""
        if _cells(lines[-1] + joint + word) <= cells or not lines[-1]:
            lines[-1] += joint + word
        else:
            lines.append(word)
    if len(lines) <= 2:
        return tuple(lines)
    return lines[0], lines[1][: max(1, len(lines[1]) - 1)] + "…"


def _cells(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)
