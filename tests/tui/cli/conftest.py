"""Ways to call the command line: as a real process, and inside this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[3]

PLAIN = {
    "PATH": os.environ.get("PATH", ""),
    "HOME": os.environ.get("HOME", ""),
    "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
}
"""The environment of a run: nothing of the developer's own settings but the caches."""


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What stdout holds, as JSON."""
        return json.loads(self.out)


@pytest.fixture
def environment() -> dict[str, str]:
    """The plain environment with the caches of this test session."""
    cache = os.environ.get("SHOPLADDER_CACHE")
    return PLAIN | ({"SHOPLADDER_CACHE": cache} if cache else {})


@pytest.fixture
def shopladder(environment: dict[str, str]) -> Callable[..., Run]:
    """Run the command in a process of its own."""

    def run(*arguments: str, stdin: bytes | None = b"", **variables: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", *arguments],
            input=stdin,
            capture_output=True,
            env=environment | variables,
            cwd=ROOT,
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))

    return run


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run the command in this process."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("SHOPLADDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "SHOPLADDER_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, variables: Mapping[str, str] | None = None) -> Run:
        from tui.cli.boundary import run as run_here

        for name, value in (variables or {}).items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = run_here(list(arguments))
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run
