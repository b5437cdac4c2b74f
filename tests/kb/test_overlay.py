"""Overlays: the example in the documentation, and how layers are laid, changed and removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb import Knowledge
from kb.checks import check
from kb.diff import diff_records
from kb.loader import Loaded, load_folders

EXAMPLE = Path("docs/examples/overlay")
EDGE = "shipping-clerk--after-sales-agent"


@pytest.fixture(scope="module")
def little(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough of the knowledge for the loader, which does not follow references."""
    folder = tmp_path_factory.mktemp("little")
    for name in ("tracks/warehouse_logistics.yaml", "roles/live_streaming/live-host.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "data" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def below(root: Path) -> Loaded:
    return load_folders([root / "data"])


@pytest.fixture(scope="module")
def above(root: Path) -> Loaded:
    return load_folders([root / "data", root / EXAMPLE])


def _overlay(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_example_adds_a_role_changes_a_level_and_removes_an_edge(below: Loaded, above: Loaded) -> None:
    found = {(r.kind, r.id): r for r in diff_records(below.records, above.records).records}

    assert {key: record.what for key, record in found.items()} == {
        ("role", "returns-specialist"): "added",
        ("edge", "packer--returns-specialist"): "added",
        ("edge", EDGE): "removed",
        ("role", "senior-customer-service-agent"): "changed",
    }
    changes = {c.key: (c.before, c.after) for c in found["role", "senior-customer-service-agent"].changes}
    assert changes["skills[service-knowledge-base].level"] == (3, 4)
    assert set(changes) == {"skills[service-knowledge-base].level", "skills[service-knowledge-base].evidence"}


def test_the_example_brings_no_problem(below: Loaded, above: Loaded) -> None:
    before = {(p.file, p.key, p.code) for p in (*below.problems, *check(below))}
    after = {(p.file, p.key, p.code) for p in (*above.problems, *check(above))}

    assert after - before == set()


def test_the_example_works_as_knowledge(root: Path) -> None:
    knowledge = Knowledge.load([root / EXAMPLE])

    assert knowledge.role("退貨處理專員").id == "returns-specialist"
    assert "packer" in {edge.from_role for edge in knowledge.graph.ways_in("returns-specialist")}
    assert EDGE not in {edge.id for edge in knowledge.records.edges}


def test_later_overlays_lie_on_earlier_ones(root: Path, tmp_path: Path) -> None:
    text = "id: returns-specialist\nskills:\n  - {skill: wms-operation, level: 4}\n"
    top = _overlay(tmp_path, roles__warehouse_logistics__returns_specialist_yaml=text)
    (top / "roles/warehouse_logistics/returns_specialist.yaml").rename(
        top / "roles/warehouse_logistics/returns-specialist.yaml"
    )

    loaded = load_folders([root / "data", root / EXAMPLE, top])

    role = next(r for r in loaded.records.roles if r.id == "returns-specialist")
    assert loaded.problems == ()
    assert {q.skill: q.level for q in role.skills}["wms-operation"] == 4
    assert len(role.skills) == 6


@pytest.mark.parametrize(
    ("text", "code", "key", "remedy"),
    [
        (
            "remove:\n  edge: [packer--shipping-clark]\n",
            "unknown-id",
            "remove.edge[0]",
            "packer--shipping-clerk",
        ),
        ("remove:\n  edges: [a--b]\n", "unknown-kind", "remove.edges", "'edge'"),
        ("delete:\n  edge: [a--b]\n", "unknown-key", "delete", "Remove"),
        ("remove:\n  edge:\n    - {from: a, to: b}\n", "unknown-id", "remove.edge[0]", "Check the id"),
    ],
)
def test_a_mistake_in_the_list_of_removals_is_named(
    little: Path, tmp_path: Path, text: str, code: str, key: str, remedy: str
) -> None:
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")

    problem = load_folders([little, tmp_path]).problems[0]

    assert (problem.file, problem.code, problem.key) == ("overlay.yaml", code, key)
    assert problem.line is not None
    assert remedy in problem.remedy


def test_a_removed_skill_is_missed_where_it_is_used(root: Path, tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").write_text("remove: {skill: [live-hosting]}\n", encoding="utf-8")

    problems = [p for p in check(load_folders([root / "data", tmp_path])) if p.code == "unknown-id"]

    assert "roles/live_streaming/live-host.yaml" in {p.file for p in problems}
    assert all(p.line for p in problems)


@pytest.mark.parametrize("identity", ["{a: b}", "[x]", "3", ""])
def test_an_odd_identity_is_a_problem_and_no_traceback(little: Path, tmp_path: Path, identity: str) -> None:
    folder = tmp_path / "roles" / "live_streaming"
    folder.mkdir(parents=True)
    text = f"id: live-host\nskills:\n  - {{skill: {identity}, importance: 3, level: 3}}\n"
    (folder / "live-host.yaml").write_text(text, encoding="utf-8")

    problems = load_folders([little, tmp_path]).problems

    assert problems
    assert {p.file for p in problems} == {"roles/live_streaming/live-host.yaml"}


def test_a_merged_list_names_no_line_of_another_item(little: Path, tmp_path: Path) -> None:
    folder = tmp_path / "roles" / "live_streaming"
    folder.mkdir(parents=True)
    text = "id: live-host\nskills:\n  - {skill: live-hosting, level: 9}\n"
    (folder / "live-host.yaml").write_text(text, encoding="utf-8")

    (problem,) = load_folders([little, tmp_path]).problems

    assert problem.line == 2
    assert problem.key.startswith("skills[")
