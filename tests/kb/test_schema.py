"""JSON Schemas: up to date, self-contained, and true to what the loader asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kb.layout import KINDS, LISTS
from kb.schema import SUFFIX, WRITE_COMMAND, schemas, stale_schemas, write_schemas


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        inner = {r for item in value.values() for r in _references(item)}
        return inner | ({value["$ref"]} if isinstance(value.get("$ref"), str) else set())
    return {r for item in value for r in _references(item)} if isinstance(value, list) else set()


def test_the_committed_schemas_are_up_to_date(root: Path) -> None:
    stale = stale_schemas(root / "data" / "schemas")

    assert stale == [], f"Run `{WRITE_COMMAND}`: {', '.join(stale)}"


def test_every_kind_of_file_has_a_schema() -> None:
    lists = {name.removesuffix(".yaml").replace("/", ".") for name in LISTS}

    assert {name.removesuffix(SUFFIX) for name in schemas()} == lists | {
        "role",
        "skills",
        "tracks",
        "evidence",
        "overlay",
        "kb",
    }


def test_every_reference_leads_somewhere() -> None:
    for name, schema in schemas().items():
        for reference in _references(schema):
            assert reference.removeprefix("#/$defs/") in schema["$defs"], (name, reference)


def test_the_role_schema_is_as_strict_as_the_model() -> None:
    role = schemas()[f"role{SUFFIX}"]

    assert role["additionalProperties"] is False
    assert {"id", "duties", "skills", "sources", "mission"} <= set(role["required"])
    assert "family" not in role["required"]
    assert (role["properties"]["duties"]["minItems"], role["properties"]["duties"]["maxItems"]) == (5, 12)
    assert (role["properties"]["skills"]["minItems"], role["properties"]["skills"]["maxItems"]) == (6, 15)
    text = role["$defs"]["Text"]
    assert set(text["required"]) == {"zh-Hant", "en"}
    assert set(text["properties"]) == {"zh-Hant", "en", "zh-Hans"}
    assert text["properties"]["en"]["pattern"] == r"^\S(.*\S)?$"


def test_every_key_is_described() -> None:
    for key, said in schemas()[f"role{SUFFIX}"]["properties"].items():
        assert "description" in said or "$ref" in said, key


def test_an_overlay_may_remove_every_kind() -> None:
    assert set(schemas()[f"overlay{SUFFIX}"]["properties"]["remove"]["properties"]) == set(KINDS)


def test_writing_brings_a_folder_up_to_date_and_no_more(tmp_path: Path) -> None:
    (tmp_path / f"gone{SUFFIX}").write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text("kept", encoding="utf-8")

    changed = write_schemas(tmp_path)

    assert len(changed) == len(schemas()) + 1
    assert not (tmp_path / f"gone{SUFFIX}").exists()
    assert (tmp_path / "README.md").exists()
    assert stale_schemas(tmp_path) == []
    assert write_schemas(tmp_path) == []
    assert json.loads((tmp_path / f"role{SUFFIX}").read_text("utf-8")) == schemas()[f"role{SUFFIX}"]
