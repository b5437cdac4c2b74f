"""Heavy libraries are loaded late: a fresh interpreter is the only way to prove it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "sentence_transformers", "onnxruntime", "sklearn", "textual")
"""What must not be loaded before somebody asks for a match or for the app."""

ROOT = Path(__file__).resolve().parent.parent

STARTS = {
    "kb": "import kb",
    "matcher": "import matcher",
    "tui.cli": "import tui.cli",
    "help": (
        "import sys; from tui.cli import main\nsys.argv = ['shopladder', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    ),
}


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("start", STARTS)
def test_a_start_loads_no_heavy_library(start: str, tmp_path: Path) -> None:
    module = "tui.cli" if start == "help" else start
    if not _exists(module):
        pytest.skip(f"{module} does not exist yet")
    report = tmp_path / "loaded.json"
    code = (
        f"{STARTS[start]}\nimport json, pathlib, sys\n"
        f"pathlib.Path({str(report)!r}).write_text(json.dumps(sorted(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(report.read_text()))
    assert loaded & set(HEAVY) == set()
    if start == "kb":
        assert loaded & {"matcher", "tui", "opencc"} == set()
    if start == "matcher":
        assert "tui" not in loaded


def test_every_heavy_library_is_really_installed() -> None:
    assert [name for name in HEAVY if not _exists(name)] == []
