"""JSON Lines: an object a line, or one list of objects. Numbers stay as they were written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TextIO

from matcher.tables.rows import LONGEST_CELL, Row, RowProblem, TableError, as_row

_SAMPLED = 1_000
"""Lines looked at to learn the columns."""

_LONGEST_LINE = 64_000_000


class _Twice(ValueError):
    """A key that stands twice in one object."""


def read_columns(open_again: Callable[[], TextIO], name: str) -> tuple[str, ...]:
    """The keys of the first objects, in the order in which they first stand.

    Raises:
        TableError: when no line is an object.
    """
    columns: dict[str, None] = {}
    for row in islice(read_objects(open_again, (), name), _SAMPLED):
        columns.update(dict.fromkeys(row.cells))
    if not columns:
        raise TableError("no_objects", name=name)
    return tuple(columns)


def read_objects(open_again: Callable[[], TextIO], columns: tuple[str, ...], name: str) -> Iterator[Row]:
    """Read the objects as rows.

    Args:
        open_again: opens the text at its start.
        columns: keys that every row has; others are added where they stand.
        name: how to call the file in messages.
    """
    with open_again() as text:
        start = text.read(1)
        while start.isspace():
            start = text.read(1)
        if start == "[":
            yield from _listed(text, columns, name)
            return
    with open_again() as text:
        number = 0
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) >= _LONGEST_LINE:
                raise TableError("line_too_long", name=name)
            if not line.isspace():
                row = _row(number, line, columns)
                if row is not None:
                    yield row


def text_of(value: Any) -> str:
    """A JSON value as the text of a cell; the items of a list stand on lines of their own."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(text_of, value)))
    if isinstance(value, dict):
        if set(value) <= {"skill", "level"} and value.get("skill"):
            level = text_of(value.get("level"))
            return text_of(value["skill"]) + (f":{level}" if level else "")
        return "\n".join(f"{key}:{text_of(item)}" for key, item in value.items())
    return str(value)


def _listed(text: TextIO, columns: tuple[str, ...], name: str) -> Iterator[Row]:
    whole = text.read(_LONGEST_LINE)
    if len(whole) >= _LONGEST_LINE:
        raise TableError("line_too_long", name=name)
    try:
        objects = _parsed("[" + whole)
    except (ValueError, RecursionError):
        raise TableError("damaged_json", name=name) from None
    for number, item in enumerate(objects, 1):
        row = _as_row(number, item, columns, json.dumps(item, ensure_ascii=False))
        if row is not None:
            yield row


def _row(number: int, line: str, columns: tuple[str, ...]) -> Row | None:
    raw = line.rstrip("\r\n")
    try:
        return _as_row(number, _parsed(line), columns, raw)
    except _Twice as error:
        return Row(number, {}, RowProblem("key_twice", str(error)), (raw,))
    except RecursionError:
        return Row(number, {}, RowProblem("not_json", values={"place": 1}), (raw,))
    except ValueError as error:
        return Row(number, {}, RowProblem("not_json", values={"place": getattr(error, "colno", 1)}), (raw,))


def _as_row(number: int, item: Any, columns: tuple[str, ...], raw: str) -> Row | None:
    if not isinstance(item, dict):
        return Row(number, {}, RowProblem("not_an_object"), (raw[:LONGEST_CELL],))
    cells = dict.fromkeys(columns, "") | {key: text_of(value) for key, value in item.items()}
    return as_row(number, tuple(cells), tuple(cells.values())) if cells else None


def _parsed(text: str) -> Any:
    return json.loads(
        text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_each_key_once
    )


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return found


__all__ = ["read_columns", "read_objects", "text_of"]
