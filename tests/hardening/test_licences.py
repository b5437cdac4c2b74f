"""The list of licences holds what is pinned, and nothing whose licence would bind our users."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROWS = re.compile(r"^\| (?P<name>[\w.-]+) \| (?P<version>[\w.!+]+) \| (?P<licence>[^|]+) \|", re.MULTILINE)
FIX = "run: python scripts/write_licences.py"


def listed(root: Path) -> list[tuple[str, str, str]]:
    found = ROWS.findall((root / "docs" / "licences.md").read_text("utf-8"))
    return [(_plain(name), version, licence.strip()) for name, version, licence in found if name != "package"]


def pinned(root: Path) -> dict[str, str]:
    lines = (root / "constraints.txt").read_text("utf-8").splitlines()
    pins = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {_plain(name): version for name, version in pins}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_versions_are_the_pinned_ones(root: Path) -> None:
    pins = pinned(root)
    shown = {name: version.partition("+")[0] for name, version, _ in listed(root)}
    assert len(shown) > 50
    assert {name: pins.get(name) for name in shown} == shown, FIX


def test_every_licence_is_known_and_none_is_strong_copyleft(root: Path) -> None:
    licences = {name: licence for name, _, licence in listed(root)}
    assert [name for name, licence in licences.items() if licence in ("", "not said", "UNKNOWN")] == []
    assert [name for name, licence in licences.items() if re.search(r"\bA?GPL", licence)] == []


def test_the_bill_of_materials_is_the_same_list(root: Path) -> None:
    bill = json.loads((root / "docs" / "sbom.cdx.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert {(_plain(c["name"]), c["version"]) for c in bill["components"]} == {
        (name, version) for name, version, _ in listed(root)
    }
