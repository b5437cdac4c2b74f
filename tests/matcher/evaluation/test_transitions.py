"""Real career steps beside the proposals of the graph, on a table made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import Knowledge
from matcher.evaluation.transitions import Outcome, Step, chance, lines, main, outcomes, read_steps, role_of
from matcher.lexicon import Lexicon
from matcher.linker import Linker

TABLE = """resume_id,from_title,to_title,from_family,to_family,from_level,to_level,years_in_from,step_up
1,Accountant,Senior Accountant,finance,finance,2,3,1,1
1,Senior Accountant,Pastry Cook,finance,,3,2,1,0
2,Keeper of the Seals,HR Specialist,customer_service,hr,2,2,1,0
3,Accountant,Astronaut,finance,space,2,2,1,0
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "steps.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def test_only_steps_with_both_families_known_count(table: Path, knowledge: Knowledge) -> None:
    assert read_steps(table, frozenset(knowledge.families)) == [
        Step("Accountant", "finance", 2, "finance", 3),
        Step("Keeper of the Seals", "customer_service", 2, "hr", 2),
    ]


def test_a_title_names_its_role_and_else_the_level_does(knowledge: Knowledge) -> None:
    linker = Linker(Lexicon.of(knowledge))
    named, by_title = role_of(Step("Senior Accountant", "finance", 3, "finance", 4), knowledge, linker)
    assert (named.id, by_title) == ("senior-accountant", True)
    nearest, by_title = role_of(Step("Keeper of the Seals", "hr", 1, "hr", 2), knowledge, linker)
    assert (nearest, by_title) == (knowledge.roles_of("hr")[0], False)
    other, by_title = role_of(Step("Accountant", "hr", 2, "hr", 2), knowledge, linker)
    assert (other.family, by_title) == ("hr", False)


def test_an_accountant_is_shown_the_next_rung(table: Path, knowledge: Knowledge) -> None:
    first, second = outcomes(read_steps(table, frozenset(knowledge.families)), knowledge)
    assert first.role == "accountant"
    assert first.by_title
    assert first.right_family
    assert first.right_move
    assert not second.by_title
    assert len(second.proposals) <= 3


def test_figures_are_as_counted_by_hand() -> None:
    up, level = Step("a", "x", 2, "x", 3), Step("b", "x", 2, "y", 2)
    found = [
        Outcome(up, "r", True, (("x", 1), ("y", 1))),
        Outcome(level, "r", False, (("x", 1), ("y", 1))),
        Outcome(up, "s", True, ()),
    ]
    everything, same, cross, ups, flat = lines(found)
    assert [line.name for line in (everything, same, cross, ups, flat)] == [
        "all",
        "same family",
        "cross family",
        "up",
        "level",
    ]
    assert everything.family.value == pytest.approx(2 / 3)
    assert everything.move.value == pytest.approx(1 / 3)
    assert everything.stays == pytest.approx(2 / 3)
    assert everything.family_chance == pytest.approx((2 * (1 - (1 / 3) ** 3) + (1 - (2 / 3) ** 3)) / 3)
    assert (ups.family.rows, ups.move.value) == (2, 0.5)
    assert (flat.family.value, flat.move.value) == (1.0, 0.0)


def test_chance_is_three_draws() -> None:
    steps = [Step("a", "x", 2, "x", 2), Step("b", "x", 2, "y", 2)]
    assert chance(steps, lambda step: step.to_family) == {"x": 0.875, "y": 0.875}
    assert chance([], lambda step: step.to_family) == {}


def test_the_command_prints_rows_and_figures(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(table)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 steps with both families known, 1 by title\n")
    assert "\nall\t2\t" in said
    assert main([str(table) + ".none"]) == 1
