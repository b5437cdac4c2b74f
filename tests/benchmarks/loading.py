"""(f) Loading the knowledge from its cache, at 1, 10 and 100 times its size, against a bare YAML parse."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import yaml

from kb import Knowledge
from kb.locate import builtin_root
from tests.benchmarks.measure import Figure, medians, process, seconds

MOST = 0.150
"""Seconds in which the built-in knowledge should load from its cache."""


def enlarge(base: Path, times: int) -> None:
    """Copy the built-in knowledge and repeat its roles under other ids."""
    left_out = shutil.ignore_patterns("gold", "samples", "schemas", "locale", "matching", "occupations")
    shutil.copytree(builtin_root(), base, ignore=left_out)
    for path in sorted((base / "roles").rglob("*.yaml")):
        text = path.read_text("utf-8")
        old = f"id: {path.stem}\n"
        assert text.startswith(old)
        for copy in range(1, times):
            name = f"{path.stem}-x{copy}"
            path.with_name(f"{name}.yaml").write_text(text.replace(old, f"id: {name}\n", 1), "utf-8")


def parse(base: Path) -> None:
    """Parse every file with the fastest YAML parser there is here; no checks, no records."""
    for path in base.rglob("*.yaml"):
        yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def main(sizes: tuple[int, ...] = (1, 10, 100)) -> list[Figure]:
    """Seconds in this process, libraries already imported; then a whole process for scale."""
    figures = []
    name = "PyYAML's C parser on the same files, unchecked"
    for times in sizes:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "data"
            enlarge(base, times)
            before = os.environ.get("SHOPLADDER_CACHE")
            os.environ["SHOPLADDER_CACHE"] = str(Path(folder) / "cache")
            try:
                first = seconds(lambda b=base: Knowledge.load(base=b))
                [cached] = medians([lambda b=base: Knowledge.load(base=b)], repeats=5)
            finally:
                os.environ.pop("SHOPLADDER_CACHE")
                if before is not None:
                    os.environ["SHOPLADDER_CACHE"] = before
            parsed = seconds(lambda b=base: parse(b))
            what = (
                f"{124 * times} roles from the cache"
                if times > 1
                else "the built-in knowledge from its cache"
            )
            note = f"first time, reading and checking everything: {first:.1f} s"
            figures.append(Figure(what, cached, name, parsed, "s", parsed / cached, None, note))
    [cached] = medians([Knowledge.load], repeats=9)
    what = "the built-in knowledge from its cache, stale files looked for"
    figures.append(Figure(what, cached, "what it should take at most", MOST, "s", MOST / cached, 1.0))
    ours, bare = medians(
        [process("-c", "from kb import Knowledge; Knowledge.load()"), process("-c", "import pydantic.main")]
    )
    what = "a new process that loads the knowledge"
    figures.append(Figure(what, ours, "one that imports pydantic", bare, "s", bare / ours))
    return figures
