"""The layout of a knowledge folder: which file may hold which kinds of record; nothing else may lie there.

Turns files into raw records that remember where they stand. Does not judge their content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.problems import Problem, did_you_mean
from kb.told import told
from kb.yaml_reader import Document, KeyPath, dotted, read_yaml

LISTS: Mapping[str, Mapping[str, str]] = {
    "sources.yaml": {"sources": "source"},
    "families.yaml": {"families": "family"},
    "departments.yaml": {"departments": "department"},
    "interests.yaml": {"interests": "interest", "quiz": "quiz_item"},
    "tools.yaml": {"tools": "tool"},
    "occupations/esco.yaml": {"occupations": "occupation"},
    "occupations/onet.yaml": {"occupations": "occupation"},
    "team/hiring_order.yaml": {"steps": "hiring_step", "splits": "split_rule"},
    "team/stages.yaml": {"stages": "team_stage"},
    "team/formulas.yaml": {"formulas": "formula"},
    "team/ladders.yaml": {"ladders": "reward_ladder"},
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

LOOSE_FILES = ("README.md", "kb.yaml", "overlay.yaml", "zh_hans.yaml")
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
            problems.append(_stray(name, told("links_are_not_followed"), told("put_the_file_itself_here")))
        elif name == "zh_hans.yaml":
            problems += _override_problems(path, name)
        elif not path.is_file() and not path.is_dir():
            problems.append(_stray(name, told("this_is_neither_a_file_nor"), told("move_it_out")))
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
    return _stray(name, told("no_such_file_belongs_in_a"), _better_place(name))


def _better_place(name: str) -> str:
    """Where a misplaced file may belong."""
    folder, _, last = name.rpartition("/")
    top = folder.split("/")[0]
    if last.endswith(".yml"):
        return told("did_you_mean_yaml", name=name.removesuffix(".yml"))
    if top in FOLDERS and last.endswith(".yaml"):
        shape = "roles/<family>/<role>.yaml" if top == "roles" else f"{top}/<name>.yaml"
        return told("files_here_are_named", shape=shape)
    near = did_you_mean(top, FOLDERS) if top not in ("", *FOLDERS) else ""
    return did_you_mean(name, LISTS) or near or told("move_it_out_or_rename_it")


def _override_problems(path: Path, name: str) -> Iterator[Problem]:
    """What is wrong with the corrections of the conversion to Simplified Chinese."""
    document, problems = read_yaml(path, name)
    yield from problems
    for key, value in document.data.items() if document is not None else ():
        line = document.marks.get((key,)) if document is not None else None
        if key != "overrides":
            hint = did_you_mean(key, ["overrides"]) or told("the_only_key_here_is_overrides")
            yield Problem(name, line, key, "unknown-key", told("the_key_does_not_belong_here", key=key), hint)
        elif not isinstance(value, dict) or not all(isinstance(v, str) and k for k, v in value.items()):
            yield Problem(
                name,
                line,
                key,
                "wrong-kind",
                told("overrides_are_pairs_of_texts"),
                told("write_converted_corrected"),
            )


def _records(name: str, document: Document) -> tuple[list[RawRecord], list[Problem]]:
    parts = name.split("/")
    stem = parts[-1].removesuffix(".yaml")
    if parts[0] == "roles":
        data = {"family": parts[1], **document.data}
        return [RawRecord("role", str(data.get("id", stem)), data, name, document.marks, ())], [
            *_same_name(name, stem, document),
            *_same_name(name, parts[1], document, "family", "folder"),
        ]
    if parts[0] == "evidence":
        data = dict(document.data)
        return [
            RawRecord("term_counts", str(data.get("family", stem)), data, name, document.marks, ())
        ], list(_same_name(name, stem, document, "family"))
    if parts[0] == "skills":
        return _skill_file(name, stem, document)
    if parts[0] == "tracks":
        return _lists(name, document, {"edges": "edge"})
    return _lists(name, document, LISTS[name])


def _same_name(
    name: str, stem: str, document: Document, key: str = "id", place: str = "file"
) -> Iterator[Problem]:
    """A problem where the key that repeats a file's or folder's name says something else."""
    written = document.data.get(key, stem)
    if written != stem:
        shown = f"{stem}.yaml" if place == "file" else stem
        yield Problem(
            file=name,
            line=document.marks.get((key,)),
            key=key,
            code=f"{key}-is-not-{place}-name",
            message=told(f"the_is_but_the_{place}_is", key=key, written=written, shown=shown),
            remedy=told(f"write_or_{'rename' if place == 'file' else 'move'}_the_file", key=key, stem=stem),
        )


def _skill_file(name: str, stem: str, document: Document) -> tuple[list[RawRecord], list[Problem]]:
    records, problems = _lists(name, document, {"skills": "skill"}, also=("group",))
    records = [RawRecord(r.kind, r.id, {"group": stem, **r.data}, r.file, r.marks, r.prefix) for r in records]
    group = document.data.get("group")
    if isinstance(group, dict):
        records.insert(
            0, RawRecord("skill_group", str(group.get("id", stem)), group, name, document.marks, ("group",))
        )
        if group.get("id", stem) != stem:
            problems.append(
                Problem(
                    file=name,
                    line=document.marks.get(("group", "id")),
                    key="group.id",
                    code="id-is-not-file-name",
                    message=told("the_group_is_but_the_file", written=group.get("id"), stem=stem),
                    remedy=told("write_id_or_rename_the_file", stem=stem),
                )
            )
    return records, problems


def _identifier(kind: str, item: Mapping[str, Any], place: str) -> str:
    """The id of a record, or its place when no id is written (which its model will then report)."""
    parts = ("from", "to") if kind == "edge" else ("id",)
    return "--".join(str(item[part]) for part in parts) if all(part in item for part in parts) else place


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
            report(
                (key,),
                "unknown-key",
                told("the_key_does_not_belong_here", key=key),
                hint or told("remove_it"),
            )
            continue
        if not isinstance(value, tuple):
            report((key,), "not-a-list", told("must_be_a_list", key=key), told("start_each_record_with"))
            continue
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                report(
                    (key, index), "not-a-record", told("this_must_be_a_record"), told("write_keys_and_values")
                )
                continue
            kind = kinds[key]
            written = _identifier(kind, item, f"{name}#{key}[{index}]")
            records.append(RawRecord(kind, written, item, name, document.marks, (key, index)))
    return records, problems
