"""Nothing is kept and nothing is sent by the library that runs the model."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

DOOR = "silent_onnx.py"


def test_no_telemetry_leaves_a_trace_in_an_empty_home(tmp_path: Path) -> None:
    code = "from matcher.encoders.silent_onnx import load_onnxruntime\nload_onnxruntime().SessionOptions()"
    # In CI the library keeps quiet by itself, which would prove nothing.
    dropped = ("CI", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "GITHUB_ACTIONS")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"HOME": str(tmp_path)},
        capture_output=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_nobody_imports_it_by_another_door(root: Path) -> None:
    found = []
    for path in (path for package in ("kb", "matcher", "tui") for path in (root / package).rglob("*.py")):
        text = path.read_text("utf-8")
        if path.name == DOOR or "load_onnxruntime()" in text:
            continue
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [path.name for name in names if name.partition(".")[0] == "onnxruntime"]

    assert found == []
