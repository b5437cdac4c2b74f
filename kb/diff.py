"""The difference between two knowledge bases: records added, removed and changed, and which keys changed.

Compares what records mean, not how files are written. Decides nothing about which is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.loader import load_folders
from kb.overlay import IDENTITY, MANIFEST
from kb.problems import Problem
from kb.records import MODELS, Records
from kb.writer import written

_MISSING = object()

SHOWN = 60
"""Longer values are cut in the text form; the JSON form has them whole."""


@dataclass(frozen=True)
class Change:
    """One key of a record that differs."""

    key: str
    """The key, dotted, items of lists by their identity: `skills[live-hosting].level`."""
    before: Any
    """What stood there; None when the key is new."""
    after: Any
    """What stands there; None when the key is gone."""


@dataclass(frozen=True)
class RecordDifference:
    """One record that differs."""

    kind: str
    """The kind of record."""
    id: str
    """Its id; `from--to` for an edge."""
    what: str
    """`added`, `removed` or `changed`."""
    changes: tuple[Change, ...] = ()
    """What changed in it."""


@dataclass(frozen=True)
class Difference:
    """Everything that differs, by kind in the order of the layout, then by id."""

    records: tuple[RecordDifference, ...]
    """Every record that differs."""

    def __bool__(self) -> bool:
        return bool(self.records)

    def counts(self) -> dict[str, int]:
        """How many records were added, removed and changed."""
        return {what: sum(r.what == what for r in self.records) for what in ("added", "removed", "changed")}

    def to_json(self) -> dict[str, Any]:
        """The difference as plain data."""
        return {
            "counts": self.counts(),
            "records": [
                {
                    "kind": record.kind,
                    "id": record.id,
                    "what": record.what,
                    "changes": [vars(change) for change in record.changes],
                }
                for record in self.records
            ],
        }

    def to_text(self) -> str:
        """The difference as lines a person reads; one line when nothing differs."""
        if not self.records:
            return "No difference.\n"
        lines = []
        for record in self.records:
            lines.append(f"{_SIGNS[record.what]} {record.kind} {record.id}")
            lines += [f"    {c.key}: {_short(c.before)} -> {_short(c.after)}" for c in record.changes]
        counts = self.counts()
        lines.append(", ".join(f"{number} {what}" for what, number in counts.items()))
        return "\n".join(lines) + "\n"


_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def diff_folders(old: Path, new: Path) -> tuple[Difference, list[Problem]]:
    """The difference between two knowledge folders, and the problems met in reading them.

    A new folder that holds an `overlay.yaml` is laid over the old one, so what differs is what it changes.
    """
    overlay = (new / MANIFEST).is_file() and not (old / MANIFEST).is_file()
    before, after = load_folders([old]), load_folders([old, new] if overlay else [new])
    problems = [*before.problems, *after.problems]
    return diff_records(before.records, after.records), problems


def diff_records(old: Records, new: Records) -> Difference:
    """The difference between two sets of records."""
    found: list[RecordDifference] = []
    for kind in MODELS:
        before, after = _by_id(kind, old), _by_id(kind, new)
        for record_id in sorted(before.keys() | after.keys()):
            if record_id not in after:
                found.append(RecordDifference(kind, record_id, "removed"))
            elif record_id not in before:
                found.append(RecordDifference(kind, record_id, "added"))
            elif before[record_id] != after[record_id]:
                changes = tuple(_changes(before[record_id], after[record_id], "", ""))
                found.append(RecordDifference(kind, record_id, "changed", changes))
    return Difference(tuple(found))


def _by_id(kind: str, records: Records) -> dict[str, dict[str, Any]]:
    identity = "family" if kind == "term_counts" else "id"
    place = {"role": "family", "skill": "group"}.get(kind)
    found = {}
    for record in getattr(records, MODELS[kind][1]):
        data = written(kind, record)
        if place:
            data[place] = getattr(record, place)
        found[getattr(record, identity)] = data
    return found


def _changes(before: Any, after: Any, path: str, key: str) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            inner = f"{path}.{name}" if path else str(name)
            yield from _changes(before.get(name, _MISSING), after.get(name, _MISSING), inner, str(name))
        return
    identity = _identity(before, after, key)
    if identity is not None:
        old, new = ({item[identity]: item for item in items} for items in (before, after))
        yield from (
            change
            for name in dict.fromkeys([*old, *new])
            for change in _changes(old.get(name, _MISSING), new.get(name, _MISSING), f"{path}[{name}]", "")
        )
        if list(old) != list(new) and old.keys() == new.keys():
            yield Change(path, list(old), list(new))
    elif before != after:
        yield Change(path, None if before is _MISSING else before, None if after is _MISSING else after)


def _identity(before: Any, after: Any, key: str) -> str | None:
    """The key that tells the items of two lists apart, or None when they have none."""
    if not isinstance(before, list) or not isinstance(after, list) or not (before or after):
        return None
    for identity in (IDENTITY.get(key, "id"), "id"):
        items = [*before, *after]
        if all(isinstance(item, Mapping) and identity in item for item in items):
            return identity
    return None


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
