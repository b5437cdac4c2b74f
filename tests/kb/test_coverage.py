"""What a knowledge base holds, counted."""

from __future__ import annotations

import pytest

from kb.coverage import coverage, percent
from kb.models import Text
from kb.records import Records


def test_the_built_in_knowledge_is_whole(builtin: Records) -> None:
    found = coverage(builtin)
    assert found.roles == len(builtin.roles) >= 60
    assert found.skills == len(builtin.skills) >= 300
    assert found.duties == sum(len(role.duties) for role in builtin.roles) >= 400
    assert found.edges == len(builtin.edges) >= 120
    assert found.tools == len(builtin.tools)
    assert found.sources == len(builtin.sources)
    assert found.sourced == found.records > found.roles + found.skills + found.duties + found.edges
    assert found.in_three_languages == found.texts > found.records / 2
    assert (found.sourced_percent, found.language_percent) == (100, 100)


def test_what_lacks_a_source_or_a_language_is_counted(builtin: Records) -> None:
    role = builtin.roles[0]
    whole = coverage(Records(roles=(role,)))
    duty = role.duties[0].model_copy(update={"sources": ()})
    requirement = role.skills[0].model_copy(update={"evidence": ()})
    poorer = role.model_copy(
        update={
            "duties": (duty, *role.duties[1:]),
            "skills": (requirement, *role.skills[1:]),
            "day": Text.blank(),
            "mission": role.mission.model_copy(update={"only": "en"}),
        }
    )
    found = coverage(Records.model_construct(roles=(poorer,)))
    assert (found.records, found.sourced) == (whole.records, whole.records - 2)
    assert (found.texts, found.in_three_languages) == (whole.texts, whole.texts - 2)
    assert found.sourced_percent < 100
    assert found.language_percent < 100


@pytest.mark.parametrize(("part", "whole", "said"), [(0, 0, 100), (999, 1000, 99), (3, 3, 100), (0, 5, 0)])
def test_only_all_is_100_percent(part: int, whole: int, said: int) -> None:
    assert percent(part, whole) == said


def test_numbers_go_out_by_name(few: Records) -> None:
    data = coverage(few).as_data()
    assert data["roles"] == len(few.roles)
    assert data["sourced_percent"] == 100
