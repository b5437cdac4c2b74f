"""Tables of placements and of students, read as `matcher.batch.places.model` knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kb import Knowledge
from kb.chinese import fold
from kb.problems import UnknownRecord
from matcher.batch.people import person_of
from matcher.batch.places.model import Place, PlacesError, Student
from matcher.batch.rejects import is_rejects, mended
from matcher.tables import (
    Mapping,
    Row,
    RowProblem,
    Table,
    corrected,
    known_names,
    open_table,
    propose_mapping,
)

NEEDED = ("role",)
"""Fields without which a table names no placements."""

ROLE_MUSTS = frozenset({"role", "職位", "职位", "yes", "是"})
"""Written as the must-have skills of a place, these mean those of its role."""

ANYWHERE = ("遠端", "遠距", "居家", "在家", "線上", "不限", "remote", "online", "home", "anywhere")
"""Written among the sites of a place, these mean that it can be done from anywhere."""

MOST_SEATS = 100_000
"""Seats of one place."""

_SEPARATORS = re.compile(r"[、,，;；\n\r\t|]+")
_LEVEL = re.compile(r"^(?P<skill>.+?)\s*[:：]\s*(?P<level>[1-5])$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_places(path: Path, knowledge: Knowledge, encoding: str | None = None) -> tuple[Place, ...]:
    """The placements of a table.

    Args:
        path: any table that batches read.
        knowledge: names of roles and skills.
        encoding: of the table, when it is known.

    Raises:
        TableError: when the table cannot be read.
        PlacesError: when it names no places, or says something of one that cannot be used, with its row.
    """
    table = open_table(path, encoding)
    mapping = propose_mapping(table.columns, known_names("place"))
    missing = [field for field in NEEDED if not mapping.of(field)]
    if missing:
        raise PlacesError("no_role_column", name=table.name, columns=", ".join(table.columns[:30]))
    places = [_place(row, mapping, table, knowledge) for row in table.rows()]
    if not places:
        raise PlacesError("no_places", name=table.name)
    seen: set[str] = set()
    for place in places:
        if place.id in seen:
            raise PlacesError("place_twice", name=table.name, id=place.id)
        seen.add(place.id)
    return tuple(places)


def student_fields() -> dict[str, tuple[str, ...]]:
    """The fields of a table of students to be placed, and their known headers."""
    return {**known_names("student"), **known_names("placing")}


def student_mapping(table: Table, wishes: Sequence[str]) -> Mapping:
    """What the columns of a table of students mean.

    Args:
        table: the table.
        wishes: corrections, `field=column` each.

    Raises:
        TableError: when a correction names no field or column.
    """
    fields = student_fields()
    mapping = propose_mapping(table.columns, fields)
    return corrected(mapping, wishes, table.columns, list(fields)) if wishes else mapping


def read_students(
    table: Table, mapping: Mapping, places: Sequence[Place], reject: Callable[[Row, RowProblem], None]
) -> Iterator[Student]:
    """The students of a table, in order.

    Args:
        table: the table.
        mapping: what its columns mean.
        places: that may be wished for, by id or by name.
        reject: told of every row that cannot be used.
    """
    again = is_rejects(table.columns)
    named = {fold(name): place.id for place in places for name in (place.name, place.id)}
    for read in table.rows():
        row = mended(read) if again else read
        student = row.problem or _student(row, mapping, named)
        if isinstance(student, RowProblem):
            reject(row, student)
        else:
            yield student


def _student(row: Row, mapping: Mapping, named: dict[str, str]) -> Student | RowProblem:
    person = person_of(row, mapping)
    if isinstance(person, RowProblem):
        return person

    def said(field: str) -> tuple[str, ...]:
        return _items(mapping.text(row.cells, field))

    asked: dict[str, tuple[str, ...]] = {}
    for field in ("wishes", "refused"):
        unknown = [item for item in said(field) if fold(item) not in named]
        if unknown:
            column = ", ".join(mapping.of(field))
            return RowProblem("unknown_place", column, {"asked": unknown[0]})
        asked[field] = tuple(dict.fromkeys(named[fold(item)] for item in said(field)))
    hours = mapping.text(row.cells, "hours")
    found = _NUMBER.search(hours)
    if hours and found is None:
        return RowProblem("bad_hours", ", ".join(mapping.of("hours")), {"asked": hours})
    languages = frozenset(map(fold, said("languages")))
    return Student(
        row=person.row,
        id=person.id,
        name=person.name,
        profile=person.profile,
        sites=frozenset(map(fold, said("sites"))),
        languages=languages or None,
        hours=float(found.group()) if found else None,
        wishes=asked["wishes"],
        refused=frozenset(asked["refused"]),
    )


def _place(row: Row, mapping: Mapping, table: Table, knowledge: Knowledge) -> Place:
    def text(field: str) -> str:
        return " ".join(mapping.text(row.cells, field).split())

    def stop(code: str, field: str, **values: object) -> PlacesError:
        column = ", ".join(mapping.of(field)) or field
        return PlacesError(code, name=table.name, row=row.number, column=column, **values)

    def number(field: str, usual: float, most: float) -> float:
        written = text(field)
        if not written:
            return usual
        found = _NUMBER.fullmatch(written)
        if found is None or float(written) > most:
            raise stop("bad_number", field, asked=written, most=f"{most:g}")
        return float(written)

    if row.problem is not None:
        raise stop("bad_row", "id", why=row.problem.code)
    try:
        role = knowledge.role(text("role"))
    except UnknownRecord:
        raise stop("unknown_role", "role", asked=text("role")) from None
    seats = number("seats", 1, MOST_SEATS)
    if seats != int(seats):
        raise stop("bad_number", "seats", asked=text("seats"), most=MOST_SEATS)
    musts: dict[str, int] = {}
    for item in _items(mapping.text(row.cells, "must")):
        if item.lower() in ROLE_MUSTS:
            musts |= {q.skill: q.level for q in role.skills if q.must}
            continue
        level = _LEVEL.match(item)
        try:
            skill = knowledge.skill(level["skill"] if level else item)
        except UnknownRecord:
            raise stop("unknown_skill", "must", asked=item) from None
        musts[skill.id] = int(level["level"]) if level else 1
    identifier = text("id") or str(row.number)
    sites = frozenset(map(fold, _items(mapping.text(row.cells, "sites"))))
    return Place(
        id=identifier,
        name=text("name") or identifier,
        role=role.id,
        seats=int(seats),
        sites=frozenset() if sites & set(map(fold, ANYWHERE)) else sites,
        languages=frozenset(map(fold, _items(mapping.text(row.cells, "languages")))),
        hours=number("hours", 0, 168),
        musts=musts,
        least=number("least", 0, 100) / 100,
    )


def _items(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in _SEPARATORS.split(text) if item.strip()))


__all__ = ["read_places", "read_students", "student_fields", "student_mapping"]
