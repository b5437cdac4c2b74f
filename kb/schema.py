"""JSON Schemas of the knowledge files, generated from the models, for editors that complete and check.

Written to `data/schemas` and committed; `stale_schemas` says which no longer match. Never read by the loader.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc, getsource
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args

from pydantic.json_schema import models_json_schema

from kb.files import write_atomically
from kb.layout import KINDS, LISTS
from kb.models import Record
from kb.records import MODELS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"

WRITE_COMMAND = "shopladder kb schema --write"
"""What brings the committed schemas up to date."""

_FROM_PLACE = {"role": "family", "skill": "group"}
"""Keys that the file's place says, so that they need not be written."""

_DEFINITION = "#/$defs/{model}"

_TITLES: Mapping[str, str] = {
    "role": "A role: roles/<family>/<id>.yaml",
    "skills": "A group of skills: skills/<group>.yaml",
    "tracks": "Promotion edges: tracks/<family>.yaml",
    "evidence": "Counts of one family: evidence/<family>.yaml",
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by file name, in a stable order."""
    built = {"role": _record_schema("role"), "evidence": _record_schema("term_counts")}
    built["skills"] = _file_schema({"skills": "skill"}, single={"group": "skill_group"})
    built["tracks"] = _file_schema({"edges": "edge"})
    for file, keys in LISTS.items():
        built[file.removesuffix(".yaml").replace("/", ".")] = _file_schema(keys)
    built["overlay"] = _overlay_schema()
    built["kb"] = _manifest_schema()
    return {
        f"{name}{SUFFIX}": {
            "$schema": DIALECT,
            "title": _TITLES.get(name, f"{name.replace('.', '/')}.yaml"),
            **schema,
        }
        for name, schema in sorted(built.items())
    }


def schema_texts() -> dict[str, str]:
    """Every schema as the text of its file."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas().items()
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema and remove those that no model has any more.

    Args:
        folder: usually `data/schemas`.

    Returns:
        The files that changed, went or came; none when all were up to date.
    """
    changed = [folder / name for name in stale_schemas(folder)]
    texts = schema_texts()
    for path in changed:
        if path.name in texts:
            write_atomically(path, texts[path.name].encode())
        else:
            path.unlink()
    return changed


def stale_schemas(folder: Path) -> list[str]:
    """Names of schemas that are missing, outdated or no longer needed."""
    texts = schema_texts()
    there = {path.name: path.read_bytes() for path in folder.glob(f"*{SUFFIX}")} if folder.is_dir() else {}
    outdated = [name for name, text in texts.items() if there.get(name) != text.encode()]
    return sorted({*outdated, *(there.keys() - texts.keys())})


def _definitions(kinds: list[str]) -> dict[str, Any]:
    models: list[type[Record]] = [MODELS[kind][0] for kind in kinds]
    _, combined = models_json_schema([(model, "validation") for model in models], by_alias=True)
    definitions: dict[str, Any] = combined["$defs"]
    documented = _documented(models)
    for name, definition in definitions.items():
        for key, described in documented.get(name, {}).items():
            # Keys stand in alphabetical order, as pydantic puts them.
            told = {"description": described, **definition["properties"].get(key, {})}
            if key in definition["properties"]:
                definition["properties"][key] = dict(sorted(told.items()))
    for kind in kinds:
        name = MODELS[kind][0].__name__
        if kind in _FROM_PLACE:
            definitions[name]["required"].remove(_FROM_PLACE[kind])
    return definitions


def _documented(models: Iterable[type[Record]]) -> dict[str, dict[str, str]]:
    """By name of a model and key in files, what the docstring under each field says.

    Read here and not by pydantic, which would read the source of every model at every start.
    """
    found: dict[str, dict[str, str]] = {}
    waiting: list[type[Record]] = list(models)
    while waiting:
        model = waiting.pop()
        if model.__name__ in found:
            continue
        found[model.__name__] = {}
        for owner in reversed([c for c in model.__mro__ if issubclass(c, Record)]):
            for name, described in _docstrings(owner).items():
                field = model.model_fields.get(name)
                if field is not None:
                    found[model.__name__][field.alias or name] = described
        for field in model.model_fields.values():
            waiting += _models_in(field.annotation)
    return found


def _docstrings(model: type[Record]) -> dict[str, str]:
    """The text under each field in the source of one class."""
    body = ast.parse(dedent(getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for before, after in pairwise(body.body):
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name):
            text = after.value if isinstance(after, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found[before.target.id] = cleandoc(text.value)
    return found


def _models_in(annotation: Any) -> Iterator[type[Record]]:
    """The models an annotation speaks of, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _reference(kind: str) -> dict[str, str]:
    return {"$ref": _DEFINITION.format(model=MODELS[kind][0].__name__)}


def _record_schema(kind: str) -> dict[str, Any]:
    definitions = _definitions([kind])
    own = definitions.pop(MODELS[kind][0].__name__)
    own.pop("title", None)
    return {**own, "$defs": definitions}


def _file_schema(keys: Mapping[str, str], single: Mapping[str, str] | None = None) -> dict[str, Any]:
    one = dict(single or {})
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{key: _reference(kind) for key, kind in one.items()},
            **{key: {"type": "array", "items": _reference(kind)} for key, kind in keys.items()},
        },
        "$defs": _definitions([*keys.values(), *one.values()]),
    }


def _overlay_schema() -> dict[str, Any]:
    ids = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "description": "What a company overlay is called and which records below it removes.",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string"},
            "note": {"type": "string"},
            "remove": {
                "type": "object",
                "description": "Ids by kind of record; an edge is written from--to.",
                "additionalProperties": False,
                "properties": {kind: {"anyOf": [ids, {"type": "string"}]} for kind in sorted(KINDS)},
            },
        },
    }


def _manifest_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "What a knowledge folder says about itself.",
        "additionalProperties": False,
        "properties": {
            "imported": {
                "type": "boolean",
                "description": "Whether a classification gave the records, which may then lack things.",
            },
            "name": {"type": "string"},
            "note": {"type": "string"},
        },
    }
