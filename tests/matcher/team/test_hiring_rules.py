"""Advice on hiring against its own definition, written out plainly, for teams of any size and make-up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import Knowledge
from kb.models import HiringStep, SplitRule
from matcher.team.hiring import (
    DutyNow,
    HiringAdvice,
    NextPost,
    Overflow,
    Post,
    SplitState,
    StepState,
    TeamNow,
    hiring_advice,
)
from tests.matcher.team.people import KNOWLEDGE

STEPS = sorted(KNOWLEDGE.records.hiring_steps, key=lambda step: step.order)
STAGES = {stage.id: stage for stage in KNOWLEDGE.records.team_stages}
ROLES = KNOWLEDGE.roles


def seats_of(step: HiringStep) -> list[tuple[str, ...]]:
    return [seat.roles for seat in step.seats] or [step.roles]


def team_of(now: TeamNow) -> tuple[int, dict[str, int]]:
    """How many people, and who holds what: as named, or one for each of the first seats of the order."""
    named = {role: people for role, people in now.posts.items() if people}
    headcount = sum(named.values()) if now.headcount is None else now.headcount
    first = [seat[0] for step in STEPS for seat in seats_of(step)][:headcount]
    return headcount, named or dict.fromkeys(first, 1)


def fill(seat: tuple[str, ...], team: Mapping[str, int]) -> list[str]:
    def serves(role: str, wanted: str) -> bool:
        mine, theirs = ROLES[role], ROLES[wanted]
        return role == wanted or (mine.family == theirs.family and mine.rung > theirs.rung)

    return [role for role in team if any(serves(role, wanted) for wanted in seat)]


def states(team: Mapping[str, int]) -> tuple[StepState, ...]:
    found = []
    for step in STEPS:
        seats = seats_of(step)
        holders = [role for seat in seats for role in fill(seat, team)]
        empty = [seat for seat in seats if not fill(seat, team)]
        found.append(
            StepState(
                step=step.id, order=step.order, holders=tuple(dict.fromkeys(holders)), open=tuple(empty)
            )
        )
    return tuple(found)


def people_for(amount: int, each: int) -> int:
    return -(-amount // each)


def overflow(team: Mapping[str, int], work: Mapping[str, int | None]) -> tuple[Overflow, ...]:
    found = []
    for step in STEPS:
        roles = tuple(dict.fromkeys(role for seat in seats_of(step) for role in fill(seat, team)))
        people = sum(team[role] for role in roles)
        if step.load and people:
            amount = work[step.load.measure] or 0
            more = people_for(amount, step.load.per_person) - people
            if more > 0:
                found.append(
                    Overflow(
                        step=step.id,
                        roles=roles,
                        measure=step.load.measure,
                        amount=amount,
                        people=people,
                        limit=step.load.per_person,
                        more=more,
                    )
                )
    return tuple(found)


def split(rule: SplitRule, team: Mapping[str, int], work: Mapping[str, int | None]) -> SplitState:
    people = sum(team.get(role, 0) for role in {rule.role, *rule.into})
    amount = work[rule.load.measure] if rule.load else None
    each = None if amount is None else amount // people
    due = each is not None and rule.load is not None and each >= rule.load.per_person
    done = all(role in team for role in rule.into if role != rule.role)
    enough = people >= rule.least_people
    return SplitState(
        rule=rule.id,
        state="done" if done else "watch" if not due else "now" if enough else "people_first",
        people=people,
        per_person=each,
        limit=rule.load.per_person if rule.load else None,
        measure=rule.load.measure if rule.load else None,
    )


def skills_of(role: str) -> set[str]:
    return {skill for duty in ROLES[role].duties for skill in duty.skills}


def next_post(team: Mapping[str, int], stage: str | None, work: Mapping[str, int | None]) -> NextPost | None:
    empty = [(step, seat) for step in STEPS for seat in seats_of(step) if not fill(seat, team)]
    if not empty:
        return None
    step, seat = empty[0]
    role = ROLES[seat[0]]
    later = bool(step.from_stage and stage and STAGES[step.from_stage].order > STAGES[stage].order)
    named = [post for post in step.covered_by if post in team]
    duties = []
    for duty in role.duties:
        able = [post for post in (*named, *team) if skills_of(post) & set(duty.skills)]
        if able:
            duties.append(DutyNow(duty=duty.id, by=able[0], how="skills"))
        elif named:
            duties.append(DutyNow(duty=duty.id, by=named[0], how="rule"))
        else:
            duties.append(DutyNow(duty=duty.id, by=None, how="nobody"))
    amount = work[step.load.measure] if step.load else None
    return NextPost(
        step=step.id,
        role=role.id,
        instead=seat[1:],
        when="later_stage" if later else "now",
        from_stage=step.from_stage if later else None,
        duties=tuple(duties),
        inside_from=tuple(e.from_role for e in KNOWLEDGE.graph.ways_in(role.id) if e.from_role in team),
        gate=role.entry.gate,
        needed=people_for(amount, step.load.per_person) if step.load and amount else 1,
    )


def expected(now: TeamNow) -> HiringAdvice:
    headcount, team = team_of(now)
    usual = "stage-start-up" if headcount <= 5 else "stage-growth" if headcount <= 20 else "stage-mature"
    stage = now.stage if now.stage in STAGES else usual
    work = {"inquiries": now.inquiries, "orders": now.orders}
    too_much, following = overflow(team, work), next_post(team, stage, work)
    return HiringAdvice(
        headcount=headcount,
        stage=stage,
        stage_given=now.stage is not None,
        usual_stage=usual,
        posts=tuple(Post(role=role, people=people) for role, people in team.items()),
        posts_assumed=not any(now.posts.values()),
        unplaced=max(0, headcount - sum(team.values())),
        steps=states(team),
        first="reinforce"
        if too_much
        else "complete"
        if following is None
        else "fill"
        if following.when == "now"
        else "wait",
        next=following,
        overflow=too_much,
        splits=tuple(split(rule, team, work) for rule in KNOWLEDGE.records.split_rules if rule.role in team),
        not_counted=tuple(measure for measure in ("inquiries", "orders") if work[measure] is None),  # type: ignore[misc]
    )


SEATS = [seat[0] for step in STEPS for seat in seats_of(step)]
POSTS = st.dictionaries(
    st.sampled_from(
        [*SEATS, *SEATS[:4], "senior-visual-designer", "after-sales-agent", "packer", "live-host"]
    ),
    st.integers(0, 4),
    max_size=8,
)
# Around the whole multiples of what a person can do, where one more becomes due.
AMOUNTS = st.none() | st.integers(0, 30).map(lambda n: n * 500) | st.integers(0, 30_000)


@settings(max_examples=120, deadline=None)
@given(
    posts=POSTS,
    first=st.none() | st.integers(0, len(SEATS)),
    headcount=st.none() | st.integers(0, 25),
    stage=st.none() | st.sampled_from([*STAGES, "no-such-stage"]),
    inquiries=AMOUNTS,
    orders=AMOUNTS,
)
def test_advice_is_as_defined(
    posts: dict[str, int],
    first: int | None,
    headcount: int | None,
    stage: str | None,
    inquiries: int | None,
    orders: int | None,
) -> None:
    posts = posts if first is None else {**dict.fromkeys(SEATS[:first], 1), **posts}
    now = TeamNow(posts=posts, headcount=headcount, stage=stage, inquiries=inquiries, orders=orders)
    assert hiring_advice(now, KNOWLEDGE) == expected(now)


@pytest.mark.parametrize("people", [0, 1, 2, 3, 4, 5, 6, 20, 21, 500])
def test_a_headcount_alone_is_advised_on_as_defined(people: int) -> None:
    for stage in (None, *STAGES):
        for inquiries in (None, 0, 2499, 2500, 2501, 7500):
            now = TeamNow(headcount=people, stage=stage, inquiries=inquiries, orders=inquiries)
            assert hiring_advice(now, KNOWLEDGE) == expected(now)


def test_each_seat_of_the_order_is_next_when_all_before_it_are_filled() -> None:
    for place in range(len(SEATS) + 1):
        for stage in STAGES:
            for inquiries in (None, 1, 2500, 2501):
                now = TeamNow(
                    posts=dict.fromkeys(SEATS[:place], 9), stage=stage, inquiries=inquiries, orders=3001
                )
                assert hiring_advice(now, KNOWLEDGE) == expected(now)


def test_splits_are_as_defined_at_their_edges() -> None:
    for rule in KNOWLEDGE.records.split_rules:
        limit = rule.load.per_person if rule.load else 100
        for others in ((), rule.into[:1], rule.into[-1:], rule.into):
            for people in (1, 2, 3):
                posts = {rule.role: people, **{role: 1 for role in others if role != rule.role}}
                for amount in (None, 0, limit * sum(posts.values()) - 1, limit * sum(posts.values())):
                    now = TeamNow(posts=posts, inquiries=amount, orders=amount)
                    assert hiring_advice(now, KNOWLEDGE) == expected(now)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_only_a_higher_post_of_the_family_fills_a_seat_of_another(step: HiringStep) -> None:
    families = {ROLES[role].family for role in step.roles}
    for role in ROLES.values():
        if role.family in families:
            now = TeamNow(posts={role.id: 1})
            assert hiring_advice(now, KNOWLEDGE) == expected(now)


def test_knowledge_without_stages_and_steps_has_nothing_to_say() -> None:
    bare = KNOWLEDGE.records.model_copy(update={"hiring_steps": (), "team_stages": (), "split_rules": ()})
    found = hiring_advice(TeamNow(posts={"packer": 2}), Knowledge(bare))
    assert (found.stage, found.usual_stage, found.steps, found.next) == (None, None, (), None)
    assert (found.first, found.posts, found.not_counted) == ("complete", (Post(role="packer", people=2),), ())
    # Steps of a later stage do not wait where nobody says which stage it is.
    unstaged = KNOWLEDGE.records.model_copy(update={"team_stages": ()})
    found = hiring_advice(TeamNow(posts=dict.fromkeys(SEATS[:4], 1)), Knowledge(unstaged))
    assert (found.first, found.stage) == ("fill", None)
