"""Plans: what a way asks, what is ticked, and the file that keeps the ticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.paths import personal_paths
from matcher.plan import KeptPlan, plan_data, plans
from tests.tui.app.small import small_knowledge

TARGET, START = "senior-visual-designer", "design-assistant"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.fixture(scope="module")
def knowledge():
    return small_knowledge()


def plan_for(knowledge, levels):
    return plans(personal_paths(knowledge, levels, TARGET, (), 3, (START,)))


def test_a_plan_asks_what_the_moves_ask(knowledge):
    first = plan_for(knowledge, {})[0]
    assert first.roles[0] == START
    assert first.roles[-1] == TARGET
    for step in first.steps:
        assert {(t.skill, t.level) for t in step.tasks} == {(s.skill, s.level) for s in step.edge.show}
        assert sum(task.deciding for task in step.tasks) == 1
        assert step.tasks[0].deciding


def test_what_one_has_is_met_and_not_to_do(knowledge):
    first = plan_for(knowledge, {"image-retouching": 5})[0]
    tasks = [t for step in first.steps for t in step.tasks if t.skill == "image-retouching"]
    assert tasks
    assert all(task.met for task in tasks)
    assert not any(task.skill == "image-retouching" for task in first.open_tasks)


def test_a_later_step_begins_where_the_one_before_ended(knowledge):
    for plan in plan_for(knowledge, {}):
        held = {}
        for step in plan.steps:
            for task in step.tasks:
                assert task.have == held.get(task.skill, 0)
            held |= {task.skill: max(task.level, held.get(task.skill, 0)) for task in step.tasks}


def test_coming_in_is_the_first_thing_to_do_and_may_be_the_only_one(knowledge):
    plan = plans(personal_paths(knowledge, {"image-retouching": 5}, START, (START,), 3))[0]
    assert plan.entry is not None
    assert (plan.roles, plan.steps) == ((START,), ())
    asked = {(r.skill, r.level) for r in knowledge.roles[START].skills}
    assert {(task.skill, task.level) for task in plan.entry.tasks} <= asked
    assert all(task.met == (task.skill == "image-retouching") for task in plan.entry.tasks)
    assert set(plan.open_tasks) == {task for task in plan.entry.tasks if not task.met}
    told = plan_data(plan, {plan.open_tasks[0].id: "2026-11-25"}, knowledge)["entry"]
    assert told["role"] == START
    assert [task["done"] for task in told["tasks"]].count("2026-11-25") == 1

    longer = plans(personal_paths(knowledge, {}, TARGET, (START,), 1))[0]
    assert longer.roles[0] == longer.entry.role == longer.steps[0].edge.from_role
    assert set(longer.entry.tasks) <= set(longer.open_tasks)


def test_ticks_count_open_tasks_only(knowledge):
    first = plan_for(knowledge, {})[0]
    ticks = {task.id: "2026-11-25" for task in first.open_tasks[:2]} | {"nothing:1": "2026-11-25"}
    assert first.done(ticks) == 2
    data = plan_data(first, ticks, knowledge)
    done = [task["done"] for step in data["steps"] for task in step["tasks"]]
    assert done.count("2026-11-25") >= 2


@given(WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=5))
def test_a_kept_plan_comes_back(target, start, ticks):
    kept = KeptPlan(target, start, ticks)
    assert KeptPlan.read(kept.written()) == kept


@given(st.dictionaries(WORDS, st.just("2026-11-25"), max_size=5), WORDS)
def test_ticking_twice_changes_nothing(ticks, task):
    kept = KeptPlan("t", "", {other: day for other, day in ticks.items() if other != task})
    assert kept.ticked(task, "2026-11-25").ticked(task, "2026-11-26") == kept


@pytest.mark.parametrize("content", [b"", b"[]", b'{"ticks": []}', b'{"target": 1}', b'{"ticks": {"a": 1}}'])
def test_what_is_no_plan_is_refused(content):
    with pytest.raises((ValueError, TypeError)):
        KeptPlan.read(content)
