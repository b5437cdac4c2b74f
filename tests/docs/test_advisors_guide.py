"""The advisors' guide: its commands run in their order, its code runs, and what it says of them is so."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tui.cli.boundary import run

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "advisors.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]
CODE = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
FORMATS = {
    "blank.xlsx",
    "matches.xlsx",
    "matches.csv",
    "matches.jsonl",
    "report.html",
    "mended.xlsx",
    "part.jsonl",
    "placed.xlsx",
    "placed.html",
    "placed.csv",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    for name in ("students.csv", "places.csv"):
        shutil.copy(ROOT / "docs" / "examples" / name, folder)
    return folder


def test_the_commands_run_in_their_order(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SHOPLADDER_HOME", str(desk / "home"))
    monkeypatch.setenv("SHOPLADDER_LANG", "en")
    for command in COMMANDS:
        if command.startswith("shopladder batch matches.rejects.csv"):
            rejects = desk / "matches.rejects.csv"
            mended = rejects.read_text("utf-8-sig")
            assert "吳思穎" in mended
            rejects.write_text(mended.replace("XYZ", "CRI"), "utf-8-sig")
        words = shlex.split(command)
        code = run(words[1:])
        err = capsys.readouterr().err
        sent_back = "students.csv" in words and "--limit" not in words
        assert code == int(sent_back), f"{command}\n{err}"
        assert words[0] == "shopladder"
    assert {path.name for path in desk.iterdir()} >= FORMATS
    assert "李冠霖" in (desk / "report.html").read_text("utf-8")


def test_the_code_runs(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for block in CODE:
        exec(compile(block, "advisors.md", "exec"), names)
    assert len(CODE) >= 3
    printed = capsys.readouterr().out
    assert "00101" in printed
    assert "utf-8" in printed
    assert (desk / "notebook.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_files_it_names_exist() -> None:
    named = re.findall(r"\]\(((?!http)[^)]+)\)", GUIDE)
    assert named
    assert [name for name in named if not (ROOT / "docs" / name).exists()] == []
