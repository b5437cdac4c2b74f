"""Loading: folders to checked records, reporting every problem at once.

Raises nothing for what stands in files; callers decide what a problem means to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kb.explaining import explanations
from kb.layout import RawRecord, read_folder
from kb.manifest import read_manifest
from kb.models.imported import IMPORTED, complete
from kb.overlay import lay_over, removals
from kb.problems import Problem
from kb.records import MODELS, Records
from kb.told import named, told


@dataclass(frozen=True)
class Loaded:
    """What came out of the files."""

    records: Records
    """Every record that is well formed."""
    raw: dict[tuple[str, str], RawRecord]
    """The same as written, by (kind, id), for checks that name a place."""
    problems: tuple[Problem, ...]
    """Everything wrong with the files themselves."""
    imported: frozenset[tuple[str, str]] = frozenset()
    """Records by (kind, id) that a classification gave, and which may therefore lack things."""


def load_folders(roots: Sequence[Path]) -> Loaded:
    """Read a knowledge folder and the overlays stacked on it.

    Args:
        roots: the base folder first, then overlays, each laid over those before it.
    """
    base: dict[tuple[str, str], RawRecord] = {}
    imported: set[tuple[str, str]] = set()
    problems: list[Problem] = []
    for position, root in enumerate(roots):
        if not root.is_dir():
            problems.append(
                Problem(
                    file=root.name,
                    line=None,
                    key="",
                    code="no-folder",
                    message=told("there_is_no_folder", folder=root),
                    remedy=told("check_the_path_given_with_kb"),
                )
            )
            continue
        manifest, found = read_manifest(root)
        problems += found
        layer, found = read_folder(root)
        problems += found
        layer, found = _unique(layer)
        problems += found
        if position:
            gone, found = removals(root, base)
            problems += found
            for key in gone:
                base.pop(key, None)
        lay_over(base, layer)
        if manifest.imported:
            imported.update((record.kind, record.id) for record in layer)
    models: dict[str, list[Any]] = {}
    for key, record in base.items():
        model, field = MODELS[record.kind]
        data, context = (
            (complete(record.kind, record.data), IMPORTED) if key in imported else (record.data, None)
        )
        try:
            models.setdefault(field, []).append(model.model_validate(data, context=context))
        except ValidationError as error:
            problems += [
                record.problem(found.code, found.path, found.message, found.remedy)
                for found in explanations(error, record.data, model)
            ]
    fields: dict[str, Any] = {field: tuple(items) for field, items in models.items()}
    records = Records.model_construct(**fields)
    return Loaded(records=records, raw=base, problems=tuple(problems), imported=frozenset(imported))


def _unique(layer: list[RawRecord]) -> tuple[list[RawRecord], list[Problem]]:
    first: dict[tuple[str, str], RawRecord] = {}
    problems = []
    for record in layer:
        earlier = first.setdefault((record.kind, record.id), record)
        if earlier is not record:
            problems.append(
                record.problem(
                    "duplicate-id",
                    ("id",) if "id" in record.data else (),
                    told(
                        "the_was_written_before_in",
                        kind=named(record.kind),
                        id=record.id,
                        file=earlier.file,
                        line=earlier.line(),
                    ),
                    told("give_one_of_them_another_id"),
                )
            )
    return list(first.values()), problems
