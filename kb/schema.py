"""JSON Schemas of the knowledge files, generated from the models, for editors that complete and check.

Written to `data/schemas` and committed; `stale_schemas` says which no longer match. Never read by the loader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
    for kind in kinds:
        name = MODELS[kind][0].__name__
        if kind in _FROM_PLACE:
            definitions[name]["required"].remove(_FROM_PLACE[kind])
    return definitions


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
