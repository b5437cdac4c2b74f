"""README and CONTRIBUTING: what they tell people to run runs, and what they show exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cli.boundary import run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
FIX = "run: python scripts/write_readme_output.py"


def _lines(kind: str) -> Iterator[str]:
    for block in re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL):
        yield from block.splitlines()


COMMANDS = [line for line in _lines("sh") if line.startswith("shopladder ")]
SHOWN = re.findall(r"```console\n\$ (shopladder [^\n]*)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SHOPLADDER_LANG", "en")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_shown_output_begins_as_real_output_does(
    command: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shlex.split(command)[1:]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[:3] == shown.splitlines()[:3], FIX
    assert len(shown.splitlines()) > 5


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 6
    assert len(SHOWN) == 2


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_exist(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", (ROOT / document).read_text("utf-8")))
    assert named
    assert named <= TARGETS


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_folders_and_files_that_are_named_exist(document: str) -> None:
    named = re.findall(
        r"[(`]((?:data|kb|matcher|tui|tests|docs|scripts)/[^\s`)]*)", (ROOT / document).read_text("utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
