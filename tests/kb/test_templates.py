"""Templates: blank ones give clear problems, filled ones give none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.checks import check
from kb.loader import load_folders
from kb.problems import Severity
from kb.templates import BadIdError, new_role, new_skill, role_file, skill_file

SKILLS = (
    "inventory-control inventory-counting erp-operation wms-operation goods-receiving attention-to-detail"
)


def _lay(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def _filled_role() -> str:
    text = new_role("rack-planner", "warehouse_logistics", source="company:handbook")
    for number, skill in enumerate(SKILLS.split()):
        text = text.replace("{skill: ,", f"{{skill: {skill},", 1)
        text = text.replace("  - id:\n", f"  - id: duty-{number}\n", 1)
    text = text.replace(
        "  code:\n  zh-Hant: []\n  en: []", "  code: CR\n  zh-Hant: [排東西]\n  en: [tidying]"
    )
    text = text.replace("gate:\n", "gate: some_experience\n")
    text = _numbered(text, r"zh-Hant:\n", "貨架規劃")
    return _numbered(text, r"en:\n", "planning of racks")


def _numbered(text: str, blank: str, words: str) -> str:
    count = iter(range(1000))
    key = blank.removesuffix(r"\n")
    return re.sub(rf"(?<=[ -]){blank}", lambda _: f"{key} {words} {next(count)}\n", text)


def test_a_filled_role_gives_no_problem(root: Path, tmp_path: Path) -> None:
    name = role_file("rack-planner", "warehouse_logistics")
    loaded = load_folders([root / "data", _lay(tmp_path, name, _filled_role())])

    assert loaded.problems == ()
    found = [p for p in check(loaded) if p.file == name]
    assert [p for p in found if p.severity is Severity.ERROR] == []
    assert {p.code for p in found} <= {"unreachable"}
    assert any(role.id == "rack-planner" for role in loaded.records.roles)


def test_a_blank_role_gives_one_clear_problem_a_blank(root: Path, tmp_path: Path) -> None:
    name = role_file("rack-planner", "warehouse_logistics")
    text = new_role("rack-planner", "warehouse_logistics")
    problems = load_folders([root / "data", _lay(tmp_path, name, text)]).problems

    assert len(problems) > 20
    assert len({(p.line, p.key) for p in problems}) == len(problems)
    for problem in problems:
        assert problem.file == name
        assert problem.line
        assert problem.message
        assert problem.remedy
        assert problem.code in {"wrong-kind", "out-of-range", "not-in-list", "malformed"}, problem


def test_a_filled_skill_gives_no_problem(root: Path, tmp_path: Path) -> None:
    text = new_skill("rack-planning", "warehouse_logistics", source="company:handbook")
    text = re.sub(r"(zh-Hant|en):\n(?= +(en|#|related|sources|[a-z]+:))", r"\1: 貨架規劃\n", text)
    text = text.replace("en: 貨架規劃", "en: planning of racks").replace("        -\n", "        - 會排\n")
    name = skill_file("warehouse_logistics")

    loaded = load_folders([root / "data", _lay(tmp_path, name, text)])

    assert loaded.problems == ()
    assert any(skill.id == "rack-planning" for skill in loaded.records.skills)


def test_a_skill_is_added_at_the_end_of_a_file(root: Path) -> None:
    existing = (root / "data/skills/warehouse_logistics.yaml").read_text("utf-8")

    text = new_skill("rack-planning", "warehouse_logistics", existing)

    assert text.startswith(existing.rstrip())
    assert text[len(existing.rstrip()) :].lstrip().startswith("- id: rack-planning")


def test_the_template_speaks_of_every_key_of_the_model() -> None:
    from kb.models import Role, Skill

    role, skill = new_role("a", "b"), new_skill("a", "b")
    for model, text, exempt in (
        (Role, role, {"family", "crosswalk", "former_ids"}),
        (Skill, skill, {"group", "broader", "crosswalk", "former_ids"}),
    ):
        for name in model.model_fields.keys() - exempt:
            assert re.search(rf"^[ -]*{name}:", text, re.MULTILINE), name


@pytest.mark.parametrize("wrong", ["Rack Planner", "", "-a", "a--b", "../../etc", "é", "a" * 65, "a\n"])
def test_an_id_that_cannot_be_one_is_refused(wrong: str) -> None:
    with pytest.raises(BadIdError, match="cannot be an id"):
        new_role(wrong, "warehouse_logistics")
    with pytest.raises(BadIdError, match="cannot be an id"):
        new_skill(wrong, "warehouse_logistics")
    with pytest.raises(BadIdError, match="cannot be an id"):
        new_role("a", "../x")


def test_a_file_without_skills_is_not_added_to() -> None:
    with pytest.raises(BadIdError, match="no list"):
        new_skill("a", "b", "group: {}\n")


def test_a_rung_that_is_none_is_refused() -> None:
    with pytest.raises(BadIdError, match="no rung 7"):
        new_role("a", "b", rung=7)
