"""The guides: every command a reader may type runs from the root of the repository, in the order given."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tui.cli.boundary import run

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("students.md",)


def commands(name: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "docs" / name).read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("shopladder ")]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_runs(
    guide: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    listed = commands(guide)
    assert len(listed) >= 5
    for command in listed:
        assert run(shlex.split(command)[1:]) == 0, (command, capsys.readouterr().err)
        assert capsys.readouterr().out, command


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    linked = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [target for target in linked if target and "://" not in target]
    assert [target for target in local if not (ROOT / "docs" / target).exists()] == []
