"""Company overlays: a folder laid over the knowledge that adds, changes or removes records.

A record with a new id is added. One with a known id is laid over it: keys written in the overlay replace
those below, except that lists of records with an identity (`skills`, `duties`, `show`) merge by it.
`overlay.yaml` at the top of the folder may list records to `remove`, by kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.layout import KINDS, RawRecord
from kb.problems import Problem, did_you_mean
from kb.told import told
from kb.yaml_reader import KeyPath, dotted, read_yaml

IDENTITY: Mapping[str, str] = {"skills": "skill", "duties": "id", "show": "skill"}
"""Lists that merge item by item, and the key that identifies an item."""

MANIFEST = "overlay.yaml"
"""The file that names what an overlay removes."""


def lay_over(base: dict[tuple[str, str], RawRecord], layer: list[RawRecord]) -> None:
    """Lay the records of an overlay over `base`, in place.

    Args:
        base: records by (kind, id).
        layer: the overlay's records.
    """
    for record in layer:
        below = base.get((record.kind, record.id))
        base[record.kind, record.id] = record if below is None else _merged(below, record)


def _merged(below: RawRecord, above: RawRecord) -> RawRecord:
    data = dict(below.data)
    merged: set[KeyPath] = set()
    for key, value in above.data.items():
        identity = IDENTITY.get(key)
        if identity and isinstance(value, tuple) and isinstance(data.get(key), tuple):
            data[key] = _merged_list(data[key], value, identity)
            merged.add((*above.prefix, key))
        else:
            data[key] = value
    depth = len(above.prefix) + 1
    marks = {
        path: line for path, line in above.marks.items() if len(path) <= depth or path[:depth] not in merged
    }
    return RawRecord(below.kind, below.id, data, above.file, marks, above.prefix)


def _merged_list(below: tuple[Any, ...], above: tuple[Any, ...], identity: str) -> tuple[Any, ...]:
    def key(item: Any) -> str:
        return str(item.get(identity) if isinstance(item, dict) else item)

    changes = {key(item): item for item in above}
    kept = tuple(
        {**item, **changes.pop(key(item))}
        if isinstance(item, dict) and isinstance(changes.get(key(item)), dict)
        else item
        for item in below
    )
    return kept + tuple(changes.values())


def removals(
    root: Path, base: Mapping[tuple[str, str], RawRecord]
) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The (kind, id) pairs an overlay removes, and every problem in its `overlay.yaml`.

    Args:
        root: the overlay folder.
        base: the records below, to know what can be removed.
    """
    path = root / MANIFEST
    if not path.exists():
        return [], []
    document, problems = read_yaml(path, MANIFEST)
    if document is None:
        return [], problems
    found: list[tuple[str, str]] = []

    def report(key: KeyPath, code: str, message: str, remedy: str) -> None:
        problems.append(
            Problem(
                file=MANIFEST,
                line=document.marks.get(key),
                key=dotted(key),
                code=code,
                message=message,
                remedy=remedy,
            )
        )

    for key, value in document.data.items():
        if key in ("name", "note"):
            continue
        if key != "remove" or not isinstance(value, dict):
            hint = did_you_mean(key, ["remove", "name", "note"])
            report(
                (key,),
                "unknown-key",
                told("the_key_does_not_belong_here", key=key),
                hint or told("remove_it"),
            )
            continue
        for kind, ids in value.items():
            if kind not in KINDS:
                hint = did_you_mean(kind, KINDS)
                report(("remove", kind), "unknown-kind", told("there_is_no_kind", kind=kind), hint)
                continue
            for index, written in enumerate(ids if isinstance(ids, tuple) else (ids,)):
                if (kind, str(written)) in base:
                    found.append((kind, str(written)))
                else:
                    hint = did_you_mean(str(written), [i for k, i in base if k == kind])
                    report(
                        ("remove", kind, index),
                        "unknown-id",
                        told("there_is_no_to_remove", kind=kind, written=written),
                        hint or told("check_the_id"),
                    )
    return found, problems
