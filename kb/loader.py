"""Loading: folders to checked records, reporting every problem at once.

Raises nothing for what stands in files; callers decide what a problem means to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from kb.layout import RawRecord, read_folder
from kb.manifest import read_manifest
from kb.models import Record
from kb.models.imported import IMPORTED, complete
from kb.overlay import lay_over, removals
from kb.problems import Problem, did_you_mean
from kb.records import MODELS, Records
from kb.yaml_reader import KeyPath

_SCALAR_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


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
                    message=f"There is no folder '{root}'.",
                    remedy="Check the path given with --kb.",
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
            problems += [_explained(record, model, detail) for detail in _causes(error.errors())]
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
                    f"The {record.kind} '{record.id}' was written before in {earlier.file}:{earlier.line()}.",
                    "Give one of them another id.",
                )
            )
    return list(first.values()), problems


def _causes(details: Sequence[Any]) -> Iterator[Any]:
    """Errors without those that only follow from others: a list is no shorter for a fault in its items."""
    faulty = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return (detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in faulty)


def _explained(record: RawRecord, model: type[Record], detail: Any) -> Problem:
    """One pydantic error as a sentence with a place and a remedy."""
    path: KeyPath = _written_path(record.data, detail["loc"])
    key = path[-1] if path else ""
    value = detail.get("input")
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _field_names(model, path[:-1])
        hint = did_you_mean(str(key), known)
        message, remedy, code = f"The key '{key}' is not known here.", hint or "Remove it.", "unknown-key"
        if not hint and known:
            remedy = f"Remove it; the keys here are {', '.join(sorted(known))}."
    elif kind == "missing":
        message, remedy, code = f"The key '{key}' is missing.", f"Add '{key}:'.", "missing-key"
    elif kind.endswith("_type"):
        wanted = kind.removesuffix("_type")
        named = {
            "string": "a text",
            "int": "a whole number",
            "float": "a number",
            "bool": "true or false",
            "tuple": "a list",
            "model": "keys and values",
        }.get(wanted, wanted)
        message = f"'{key}' must be {named}, not {_SCALAR_NAMES.get(type(value), 'a ' + _shape(value))}."
        remedy = "Put it in quotes." if wanted == "string" and _is_scalar(value) else f"Write {named}."
        code = "wrong-kind"
    elif kind == "string_pattern_mismatch":
        pattern = detail.get("ctx", {}).get("pattern", "")
        message, code = f"'{value}' is not well formed.", "malformed"
        remedy = "Remove the blanks at its ends." if r"^\S(" in pattern else f"It must match {pattern}."
    elif kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        message, code = f"'{value}' is not one of {expected}.", "not-in-list"
        remedy = did_you_mean(str(value), words) or f"Choose one of {expected}."
    else:
        shown = f" ({value})" if _is_scalar(value) else ""
        message, code = f"'{key}'{shown} is out of range: {detail['msg']}.", "out-of-range"
        remedy = _range_remedy(kind, detail.get("ctx", {}))
    return record.problem(code, path, message, remedy)


def _range_remedy(kind: str, bounds: Mapping[str, Any]) -> str:
    """What to do about a value beyond a bound."""
    wording = {
        "greater_than_equal": "Write {ge} or more.",
        "greater_than": "Write more than {gt}.",
        "less_than_equal": "Write {le} or less.",
        "less_than": "Write less than {lt}.",
        "too_short": "Write at least {min_length}; there are {actual_length}.",
        "too_long": "Keep at most {max_length}; there are {actual_length}.",
        "string_too_short": "Write something.",
        "string_too_long": "Keep it to {max_length} characters.",
    }
    return wording[kind].format(**bounds) if kind in wording else "Write a value that the rule allows."


def _written_path(data: Any, loc: tuple[str | int, ...]) -> KeyPath:
    """The part of pydantic's location that names keys of the file (it also names union branches)."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(data, dict) and (part in data or last):
            path.append(part)
            data = data.get(part)
        elif isinstance(data, tuple) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
        elif last and not isinstance(data, dict | tuple):
            break
    return tuple(path)


def _field_names(model: type[Record], path: KeyPath) -> list[str]:
    """The keys a model allows at a path, as they are written in files."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = next((f for name, f in current.model_fields.items() if part in (name, f.alias)), None)
        if field is None:
            return []
        annotation = field.annotation
        candidates = [annotation, *get_args(annotation)]
        current = next((c for c in candidates if isinstance(c, type) and issubclass(c, Record)), None)
        if current is None:
            return []
    return [f.alias or name for name, f in current.model_fields.items()]


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _shape(value: Any) -> str:
    return {dict: "mapping", tuple: "list", type(None): "blank"}.get(type(value), type(value).__name__)
