"""Write `docs/licences.md` and `docs/sbom.cdx.json` from the metadata of the installed packages.

The list holds what a user installs: the dependencies and extras of shopladder and what these need in turn,
not the tools of development. The second file is the same list as a CycloneDX 1.6 bill of materials.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kb.files import write_atomically

DOCS = Path(__file__).resolve().parents[1] / "docs"
EXTRAS = ("", "parquet", "pdf", "ray", "serve")

ALIASES: Mapping[str, str] = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The MIT License (MIT)": "MIT",
}
"""What packages call their licence, by SPDX identifier."""


def installed() -> Iterator[Distribution]:
    """Every package that a user installs, by name."""
    seen: dict[str, Distribution] = {}
    waiting = [("shopladder", extra) for extra in EXTRAS]
    done: set[tuple[str, str]] = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in done:
            continue
        done.add((name, extra))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        seen[name] = found
        for line in found.requires or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(need.name), more) for more in ("", *need.extras)]
    yield from (seen[name] for name in sorted(seen) if name != "shopladder")


def licence(package: Distribution) -> str:
    """The licence as SPDX where the package or the table above says so."""
    facts = package.metadata
    said = facts.get("License-Expression") or facts.get("License") or ""
    if not said or "\n" in said or len(said) > 60:
        classified = [
            c.rpartition(" :: ")[2] for c in facts.get_all("Classifier") or () if c.startswith("License")
        ]
        said = (
            " AND ".join(ALIASES.get(c, c) for c in classified) or said.splitlines()[0].strip()
            if said
            else ""
        )
        if not said and classified:
            said = " AND ".join(ALIASES.get(c, c) for c in classified)
    return ALIASES.get(said, said) or "not said"


def address(package: Distribution) -> str:
    """Where the package says it lives."""
    named = dict(
        line.split(", ", 1) for line in package.metadata.get_all("Project-URL") or () if ", " in line
    )
    known = {re.sub(r"[^a-z]", "", key.lower()): value for key, value in named.items()}
    keys = ("homepage", "source", "sourcecode", "repository", "github", "code", "home", "documentation")
    return next((known[key] for key in keys if key in known), package.metadata.get("Home-page") or "")


def page(packages: list[Distribution]) -> str:
    """The table for people."""
    rows = [f"| {p.metadata['Name']} | {p.version} | {licence(p)} | {address(p)} |" for p in packages]
    return "\n".join(
        [
            "# Licences of what shopladder installs",
            "",
            "Written by `python scripts/write_licences.py` from the packages' own metadata; do not edit.",
            "Development tools are left out. Data and models of others stand in `NOTICE`.",
            "The same list for machines: `sbom.cdx.json`.",
            "",
            "| package | version | licence | where |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def bill(packages: list[Distribution]) -> str:
    """The CycloneDX document."""
    components = [
        {
            "type": "library",
            "name": p.metadata["Name"],
            "version": p.version,
            "purl": f"pkg:pypi/{canonicalize_name(p.metadata['Name'])}@{p.version}",
            "licenses": [{"license": {"name": licence(p)}}],
        }
        for p in packages
    ]
    root = {"type": "application", "name": "shopladder", "version": distribution("shopladder").version}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    found = list(installed())
    write_atomically(DOCS / "licences.md", page(found).encode())
    write_atomically(DOCS / "sbom.cdx.json", bill(found).encode())
    print(f"wrote {len(found)} packages", file=sys.stderr)
