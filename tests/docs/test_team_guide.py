"""docs/team-leads.md: its commands run in the order in which it gives them; what it shows is printed."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from kb.yaml_reader import read_yaml
from matcher.tables import known_names, open_table
from matcher.team.policy import builtin_policy
from matcher.team.roster_file import read_vacancies
from tests.matcher.team.people import KNOWLEDGE
from tui.cli.boundary import run

EXAMPLE = "docs/examples/team/people.xlsx"
LEAVES_OUT_A_ROW = 1
"""Exit code of a list in which one row has no number; by name that row can be used."""


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "team-leads.md").read_text("utf-8")


@pytest.mark.slow
def test_every_command_runs(
    guide: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(root / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOPLADDER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SHOPLADDER_STORE", str(tmp_path / "data" / "team.sqlite"))
    commands = re.findall(r"^(?:\$ )?(shopladder .*)$", guide, re.MULTILINE)

    assert len(commands) >= 16
    said = {}
    for command in commands:
        code = run(shlex.split(command)[1:])
        captured = capsys.readouterr()
        assert code == (LEAVES_OUT_A_ROW if EXAMPLE in command and "id=Name" not in command else 0), (
            command,
            captured.err,
        )
        assert captured.out or "--output" in command or "--report" in command
        said[command] = captured.out
    for command, shown in re.findall(r"```console\n\$ (.*)\n((?:.*\n)+?)```", guide):
        assert " ".join(said[command].split()).startswith(" ".join(shown.split()))
    assert "The lead says 'ready'" in said["shopladder team ready 201"]
    assert "inside candidates come first" in (tmp_path / "decision.html").read_text("utf-8").lower()
    assert "Iris" not in "".join(said.values())
    assert "id: '202'" not in (tmp_path / "team.yaml").read_text("utf-8")


def test_the_example_is_what_the_script_writes(root: Path, tmp_path: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "write_team_example.py"))
    table = open_table(root / EXAMPLE)
    assert table.columns == script["HEADER"]
    written = [[row.cells[column] for column in table.columns] for row in table.rows()]
    assert written == [["" if v is None else str(v) for v in person] for person in script["PEOPLE"]]


def test_what_it_says_is_so(guide: str, tmp_path: Path) -> None:
    assert all(f"`{field}`" in guide for field in known_names("roster"))
    limits = builtin_policy().pending
    flat = " ".join(guide.split())
    assert f"at most {limits.most_demands} things still to be shown" in flat
    assert f"at most {limits.most_levels} level short" in flat
    assert f"at most {limits.most_months} months" in flat
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "v.yaml"
    path.write_text(example, "utf-8")
    assert read_yaml(path)[1] == []
    assert read_vacancies(path, KNOWLEDGE)[0].not_applicable == ("service-scheduling",)
