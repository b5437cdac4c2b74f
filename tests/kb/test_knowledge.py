"""The index over the records: names in three scripts, helpful errors, stable orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import BrokenKnowledge, Knowledge, UnknownRecord
from kb.chinese import to_simplified


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def test_every_role_answers_to_its_id_and_labels_in_three_scripts(knowledge: Knowledge) -> None:
    for role in knowledge.roles.values():
        for name in (
            role.id,
            role.label.zh_hant,
            to_simplified(role.label.zh_hant),
            role.label.en,
            role.label.en.upper(),
        ):
            assert knowledge.role(name) is role, name


def test_every_skill_answers_to_its_id_and_labels_in_three_scripts(knowledge: Knowledge) -> None:
    for skill in knowledge.skills.values():
        for name in (skill.id, skill.label.zh_hant, to_simplified(skill.label.zh_hant), skill.label.en):
            assert knowledge.skill(name) is skill, name


def test_every_alias_leads_somewhere(knowledge: Knowledge) -> None:
    for role in knowledge.roles.values():
        for name in (*role.aliases.all(), *role.former_ids):
            knowledge.role(name)
    for skill in knowledge.skills.values():
        for name in (*skill.aliases.all(), *skill.former_ids):
            knowledge.skill(name)


@pytest.mark.parametrize(
    "asked",
    [
        "視覺設計師",
        "视觉设计师",
        "Visual designer",
        "VISUAL  DESIGNER",
        "visual-designer",
        "Ｖｉｓｕａｌ　designer",
        " 視覺設計師 ",
    ],
)
def test_a_role_is_found_however_it_is_written(knowledge: Knowledge, asked: str) -> None:
    assert knowledge.role(asked).id == "visual-designer"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("visaul-designer", "visual-designer"),
        ("Visual Desinger", "Visual designer"),
        ("視覺設計帥", "視覺設計師"),
        ("视觉设计帅", "视觉设计师"),
    ],
)
def test_a_slip_is_answered_in_the_script_of_the_asker(knowledge: Knowledge, asked: str, meant: str) -> None:
    with pytest.raises(UnknownRecord) as caught:
        knowledge.role(asked)

    assert str(caught.value) == f"There is no role called '{asked}'. Did you mean '{meant}'?"


@pytest.mark.parametrize("asked", ["", " ", "zzzzqqqq", "\x00", "[red]", "🦆" * 10])
def test_what_nothing_comes_near_gets_no_suggestion(knowledge: Knowledge, asked: str) -> None:
    for find in (knowledge.role, knowledge.skill):
        with pytest.raises(UnknownRecord) as caught:
            find(asked)
        assert caught.value.suggestion == ""


def test_an_unknown_skill_says_skill(knowledge: Knowledge) -> None:
    with pytest.raises(
        UnknownRecord, match=r"There is no skill called 'image-retuching'\. Did you mean 'image-retouching'\?"
    ):
        knowledge.skill("image-retuching")


def test_roles_of_a_family_rise(knowledge: Knowledge) -> None:
    for family in knowledge.families:
        roles = knowledge.roles_of(family)
        assert roles, family
        assert [(role.rung, role.id) for role in roles] == sorted((role.rung, role.id) for role in roles)
    assert knowledge.roles_of("nowhere") == ()


def test_skills_of_a_group_are_all_there(knowledge: Knowledge) -> None:
    assert sum(len(knowledge.skills_of(group)) for group in knowledge.skill_groups) == len(knowledge.skills)


def test_the_promised_families_exist(knowledge: Knowledge) -> None:
    promised = [
        "ecom_operations",
        "customer_service",
        "technology",
        "brand_marketing",
        "data_analysis",
        "promotion_ppc",
        "finance",
        "hr",
        "visual_design",
        "new_media_content",
        "short_video_photo",
        "copywriting_editing",
        "warehouse_logistics",
        "purchasing",
        "merchandising",
        "crm_member",
        "live_streaming",
        "event_campaign",
        "store_management",
    ]

    assert set(promised) <= set(knowledge.families)


def test_a_broken_folder_raises_with_every_problem(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources: 3\n", encoding="utf-8")
    (tmp_path / "tools.yaml").write_text("tools: 3\n", encoding="utf-8")

    with pytest.raises(BrokenKnowledge, match=r"and 1 more; see `shopladder kb check`") as caught:
        Knowledge.load(base=tmp_path)

    assert [problem.file for problem in caught.value.problems] == ["sources.yaml", "tools.yaml"]


def test_records_are_frozen(knowledge: Knowledge) -> None:
    role = next(iter(knowledge.roles.values()))

    with pytest.raises(ValueError, match="frozen"):
        role.rung = 6


def test_the_same_files_have_the_same_digest(knowledge: Knowledge) -> None:
    assert Knowledge.load().digest == knowledge.digest
    assert len(knowledge.digest) == 32
