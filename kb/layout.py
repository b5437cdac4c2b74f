"""The layout of a knowledge folder: which file may hold which kinds of record, and nothing else may lie there.

Turns files into raw records that remember where they stand. Does not judge their content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.problems import Problem, did_you_mean
from kb.yaml_reader import Document, KeyPath, dotted, read_yaml

LISTS: Mapping[str, Mapping[str, str]] = {
    "sources.yaml": {"sources": "source"},
    "families.yaml": {"families": "family"},
    "departments.yaml": {"departments": "department"},
    "interests.yaml": {"interests": "interest", "quiz": "quiz_item"},
    "tools.yaml": {"tools": "tool"},
    "team/hiring_order.yaml": {"steps": "hiring_step", "splits": "split_rule"},
    "team/stages.yaml": {"stages": "team_stage"},
    "team/formulas.yaml": {"formulas": "formula"},
    "team/principles.yaml": {"principles": "principle"},
    "team/leader.yaml": {"leaders": "leader"},
    "team/entry_routes.yaml": {"routes": "entry_route"},
    "team/advice.yaml": {"advice": "advice"},
}
"""Files with lists of records: key in the file to kind of record."""

FOLDERS = ("skills", "roles", "tracks", "evidence")
"""Folders with one record, or one group of records, a file."""

NOT_RECORDS = ("gold", "matching", "samples", "schemas", "locale")
"""Folders that lie in `data/` and are read by others."""

LOOSE_FILES = ("README.md", "zh_hans.yaml", "overlay.yaml")
"""Files that may lie at the top and hold no records."""

KINDS = (
    *(kind for lists in LISTS.values() for kind in lists.values()),
    "skill_group",
    "skill",
    "role",
    "edge",
    "term_counts",
)
"""Every kind of record."""


@dataclass(frozen=True)
class RawRecord:
    """A record as written, not yet checked, and where it stands."""

    kind: str
    """One of `KINDS`."""
    id: str
    """Its identifier within the kind; for an edge `from--to`."""
    data: dict[str, Any]
    """What is written."""
    file: str
    """The file, relative to the knowledge folder."""
    marks: Mapping[KeyPath, int]
    """Lines of the whole file."""
    prefix: KeyPath
    """Where in the file the record starts."""

    def line(self, path: KeyPath = ()) -> int | None:
        """The line of a key of this record, or of the nearest key above it that has one."""
        full = (*self.prefix, *path)
        while full:
            if full in self.marks:
                return self.marks[full]
            full = full[:-1]
        return self.marks.get(())

    def problem(self, code: str, path: KeyPath, message: str, remedy: str) -> Problem:
        """A problem at one key of this record."""
        return Problem(
            file=self.file,
            line=self.line(path),
            key=dotted((*self.prefix, *path)),
            code=code,
            message=message,
            remedy=remedy,
        )


def read_folder(root: Path) -> tuple[list[RawRecord], list[Problem]]:
    """Every raw record of a knowledge folder, in a stable order, and every problem met.

    Args:
        root: the folder (`data/` or an overlay).
    """
    records: list[RawRecord] = []
    problems: list[Problem] = []
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if relative.parts[0] in NOT_RECORDS or any(part.startswith(".") for part in relative.parts):
            continue
        name = relative.as_posix()
        if path.is_symlink():
            problems.append(_stray(name, "Links are not followed.", "Put the file itself here."))
        elif path.is_file() and name not in LOOSE_FILES:
            if not _expected(relative.parts):
                problems.append(_unexpected(name))
                continue
            document, found = read_yaml(path, name)
            problems += found
            if document is not None:
                found_records, found = _records(name, document)
                records += found_records
                problems += found
    return records, problems


def _expected(parts: tuple[str, ...]) -> bool:
    if "/".join(parts) in LISTS:
        return True
    depth = {"skills": 2, "tracks": 2, "evidence": 2, "roles": 3}
    return len(parts) == depth.get(parts[0]) and parts[-1].endswith(".yaml")


def _stray(name: str, message: str, remedy: str) -> Problem:
    return Problem(file=name, line=None, key="", code="stray-file", message=message, remedy=remedy)


def _unexpected(name: str) -> Problem:
    hint = did_you_mean(name, [*LISTS, *(f"{folder}/{name.rsplit('/')[-1]}" for folder in FOLDERS)])
    return _stray(name, "No such file belongs in a knowledge folder.", hint or "Move it out or rename it.")


def _records(name: str, document: Document) -> tuple[list[RawRecord], list[Problem]]:
    parts = name.split("/")
    stem = parts[-1].removesuffix(".yaml")
    if parts[0] == "roles":
        data = {"family": parts[1], **document.data}
        return [RawRecord("role", str(data.get("id", stem)), data, name, document.marks, ())], list(
            _same_name(name, stem, document)
        )
    if parts[0] == "evidence":
        data = dict(document.data)
        return [RawRecord("term_counts", str(data.get("family", stem)), data, name, document.marks, ())], []
    if parts[0] == "skills":
        return _skill_file(name, stem, document)
    if parts[0] == "tracks":
        return _lists(name, document, {"edges": "edge"})
    return _lists(name, document, LISTS[name])


def _same_name(name: str, stem: str, document: Document) -> Iterator[Problem]:
    written = document.data.get("id")
    if written != stem:
        yield Problem(
            file=name,
            line=document.marks.get(("id",)),
            key="id",
            code="id-is-not-file-name",
            message=f"The id is '{written}' but the file is '{stem}.yaml'.",
            remedy=f"Write 'id: {stem}' or rename the file.",
        )


def _skill_file(name: str, stem: str, document: Document) -> tuple[list[RawRecord], list[Problem]]:
    records, problems = _lists(name, document, {"skills": "skill"}, also=("group",))
    records = [
        RawRecord(r.kind, r.id, {"group": stem, **r.data}, r.file, r.marks, r.prefix) for r in records
    ]
    group = document.data.get("group")
    if isinstance(group, dict):
        records.insert(0, RawRecord("skill_group", str(group.get("id")), group, name, document.marks, ("group",)))
        if group.get("id") != stem:
            problems.append(
                Problem(
                    file=name,
                    line=document.marks.get(("group",)),
                    key="group.id",
                    code="id-is-not-file-name",
                    message=f"The group is '{group.get('id')}' but the file is '{stem}.yaml'.",
                    remedy=f"Write 'id: {stem}' or rename the file.",
                )
            )
    return records, problems


def _lists(
    name: str, document: Document, kinds: Mapping[str, str], also: tuple[str, ...] = ()
) -> tuple[list[RawRecord], list[Problem]]:
    records: list[RawRecord] = []
    problems: list[Problem] = []

    def report(path: KeyPath, code: str, message: str, remedy: str) -> None:
        problems.append(
            Problem(
                file=name,
                line=document.marks.get(path),
                key=dotted(path),
                code=code,
                message=message,
                remedy=remedy,
            )
        )

    for key, value in document.data.items():
        if key in also:
            continue
        if key not in kinds:
            hint = did_you_mean(key, [*kinds, *also])
            report((key,), "unknown-key", f"The key '{key}' does not belong here.", hint or "Remove it.")
            continue
        if not isinstance(value, tuple):
            report((key,), "not-a-list", f"'{key}' must be a list.", "Start each record with '- '.")
            continue
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                report((key, index), "not-a-record", "This must be a record.", "Write keys and values.")
                continue
            kind = kinds[key]
            written = f"{item.get('from')}--{item.get('to')}" if kind == "edge" else str(item.get("id"))
            records.append(RawRecord(kind, written, item, name, document.marks, (key, index)))
    return records, problems
