"""`docs/cli.md` says what the program's own help says."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    script = runpy.run_path(str(ROOT / "scripts" / "write_cli_reference.py"))
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == script["reference"](), "run: python scripts/write_cli_reference.py"
