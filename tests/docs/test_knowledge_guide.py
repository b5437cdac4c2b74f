"""docs/knowledge.md: its commands run in the order in which it gives them, and its examples are real."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from kb.exporters.skos import export_skos
from kb.layout import LISTS
from kb.records import Records
from kb.yaml_reader import read_yaml
from tui.cli.boundary import run

NEEDS_A_CLASSIFICATION = ("PATH", "esco-kb")
"""Commands on files that a reader must download first; the importers' own tests run them."""

NEW = "kb new"
"""Writes blanks that a reader fills in before going on; here they go elsewhere."""

READ_BACK = "kb import skos"
"""Reading the whole export back takes half a minute; the exporters' own tests do it."""

GRAPHS = ("kb export skos", "kb export turtle")
"""A graph of the whole takes a quarter of a minute each; the exporters' own tests make one. Here they hold a
few roles."""


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "knowledge.md").read_text("utf-8")


def _commands(guide: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", guide, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("shopladder ")]


def _few(records: Records) -> Records:
    """Three roles and five skills, and nothing of what there is much of."""
    none = dict.fromkeys(("tools", "edges", "occupations", "term_counts", "quiz_items"), ())
    return records.model_copy(update={"roles": records.roles[:3], "skills": records.skills[:5], **none})


@pytest.mark.slow
def test_every_command_runs(
    guide: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(root / "docs" / "examples", tmp_path / "docs" / "examples")
    shutil.copytree(root / "data", tmp_path / "data")
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("SHOPLADDER_LANG", "en")
    commands = _commands(guide)

    assert len(commands) >= 14
    for command in commands:
        if READ_BACK in command or any(word in command for word in NEEDS_A_CLASSIFICATION):
            continue
        monkeypatch.chdir(tmp_path / "scratch" if NEW in command else tmp_path)
        if any(graph in command for graph in GRAPHS):
            monkeypatch.setattr(
                "kb.exporters.skos.export_skos", lambda all_of_it, *rest: export_skos(_few(all_of_it), *rest)
            )
        assert run(shlex.split(command)[1:]) == 0, (command, capsys.readouterr().err)
        capsys.readouterr()
    new = tmp_path / "scratch" / "data"
    assert (new / "roles/warehouse_logistics/returns-specialist.yaml").is_file()
    assert "thermal-labelling" in (new / "skills/warehouse_logistics.yaml").read_text("utf-8")
    assert (tmp_path / "knowledge-csv" / "roles.csv").is_file()
    assert all((tmp_path / f"knowledge.{end}").stat().st_size for end in ("xlsx", "jsonld", "ttl", "html"))


def test_every_yaml_example_is_yaml(guide: str, tmp_path: Path) -> None:
    examples = re.findall(r"^( *)```yaml\n(.*?)^ *```", guide, re.DOTALL | re.MULTILINE)

    assert len(examples) == 3
    for indent, example in examples:
        text = "".join(line.removeprefix(indent) for line in example.splitlines(keepends=True))
        (tmp_path / "example.yaml").write_text(text, encoding="utf-8")
        document, problems = read_yaml(tmp_path / "example.yaml")
        assert document is not None
        assert problems == []


def test_the_files_it_names_are_those_of_the_layout(guide: str) -> None:
    listed = {name for name in LISTS if "/" not in name}
    assert listed <= set(re.findall(r"`([a-z]+\.yaml)`", guide))
