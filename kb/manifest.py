"""`kb.yaml`: what a knowledge folder says about itself.

The file may be missing, as it is in a folder written by people. It holds no records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.locate import builtin_root
from kb.problems import Problem, did_you_mean
from kb.told import told
from kb.yaml_reader import read_yaml

MANIFEST_FILE = "kb.yaml"
"""The file, at the top of the folder."""

KEYS = ("imported", "name", "note")
"""What it may say."""


@dataclass(frozen=True)
class Manifest:
    """What a folder says about itself."""

    imported: bool = False
    """Whether a classification gave its records, which may then lack levels, duties and Chinese."""
    name: str = ""
    """What people call it."""
    note: str = ""
    """What a reader should know before trusting it."""


def stacked(overlays: Sequence[Path], base: Path | None = None) -> tuple[Path, ...]:
    """The folders to load, the base first.

    An imported folder is a knowledge base of its own and not a layer over ours, whose roles it would mix with
    its own; so the first of the overlays, when it is one, takes the place of the built-in base.

    Args:
        overlays: folders as a user named them.
        base: the base folder; the built-in one by default.
    """
    if base is None and overlays and read_manifest(overlays[0])[0].imported:
        return tuple(overlays)
    return (base or builtin_root(), *overlays)


def read_manifest(root: Path) -> tuple[Manifest, list[Problem]]:
    """The manifest of a folder, an empty one when there is none, and every problem in it.

    Args:
        root: the knowledge folder.
    """
    path = root / MANIFEST_FILE
    if not path.is_file():
        return Manifest(), []
    document, problems = read_yaml(path, MANIFEST_FILE)
    if document is None:
        return Manifest(), problems
    data, marks = document.data, document.marks

    def report(key: str, code: str, message: str, remedy: str) -> None:
        line = marks.get((key,))
        problems.append(
            Problem(file=MANIFEST_FILE, line=line, key=key, code=code, message=message, remedy=remedy)
        )

    for key in data:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS)
            report(
                key, "unknown-key", told("the_key_does_not_belong_here", key=key), hint or told("remove_it")
            )
    imported = data.get("imported", False)
    if not isinstance(imported, bool):
        report("imported", "wrong-kind", told("imported_must_be_true_or_false"), told("write_imported_true"))
    for key in ("name", "note"):
        if not isinstance(data.get(key, ""), str):
            report(key, "wrong-kind", told("must_be_a_text", key=key), told("write_it_in_quotes"))
    return (
        Manifest(imported is True, str(data.get("name", "")), str(data.get("note", ""))),
        problems,
    )
