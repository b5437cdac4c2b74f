"""Readiness against its own definition, written out plainly, for people near the edges of the rules."""

from __future__ import annotations

from datetime import datetime
from itertools import cycle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.models import Tenure
from matcher.team.demands import Demands
from matcher.team.grid import grid
from matcher.team.people import Person, Rating, Roster
from matcher.team.policy import Pending, builtin_policy
from matcher.team.readiness import Held, Judge, nine_box
from matcher.team.results import Demand, Override, Readiness
from matcher.team.verdict import CODES, VERDICTS, judge, judge_one
from tests.matcher.team.people import EDGES, KNOWLEDGE, ROLES, SKILLS, people, with_all

TRACKS = {(edge.from_role, edge.to_role): edge for edge in KNOWLEDGE.graph.edges}
LIMITS = builtin_policy().pending
SOME = settings(max_examples=60, deadline=None)


def asked_of(start: str | None, role: str, without: set[str]) -> list[tuple[str, int, str]]:
    """What a move asks for: the track's list first, then must-haves, each at the higher level."""
    edge = TRACKS.get((start or "", role))
    shown = {s.skill: s.level for s in edge.show} if edge else {}
    musts = {q.skill: q.level for q in KNOWLEDGE.roles[role].skills if q.must}
    found = []
    for skill in {**shown, **musts}:
        origin = "track" if skill not in musts else "must" if skill not in shown else "both"
        found.append((skill, max(shown.get(skill, 0), musts.get(skill, 0)), origin))
    return [entry for entry in found if entry[0] not in without]


def stands(demand: Demand, person: Person) -> str:
    if demand.skill not in person.known():
        return "unrated"
    level, by = person.known()[demand.skill]
    if level < demand.need:
        return "short"
    return "claimed" if by == "self" else "met"


def still_to_serve(person: Person, gate: Tenure) -> tuple[str, int, int] | None:
    asked = (gate.post_months, person.post_months), (gate.company_months, person.company_months)
    if any(months > 0 and served is None for months, served in asked):
        return "tenure_unknown", 0, 0
    post, company = (max(months - (served or 0), 0) for months, served in asked)
    return ("tenure", post, company) if post + company else None


def check(found: Readiness, person: Person, role: str, without: set[str], vacant: bool) -> None:
    start = person.role if person.role in KNOWLEDGE.roles and not person.outside else None
    edge = TRACKS.get((start or "", role))
    assert (found.person, found.role, found.from_role) == (person.id, role, start)
    assert found.track == (edge.id if edge else None)
    assert [(d.skill, d.need, d.origin) for d in found.demands] == asked_of(start, role, without)
    for demand in found.demands:
        assert (demand.have, demand.by) == person.known().get(demand.skill, (None, None))
        assert demand.status == stands(demand, person)
        assert demand.levels_short == max(0, demand.need - (demand.have or 0))
    missing = [max(0, d.need - (d.have or 0)) for d in found.demands if d.status != "met"]
    gate = None if person.outside else still_to_serve(person, edge.tenure if edge else Tenure())
    months = 0 if gate is None else 1 if gate[0] == "tenure_unknown" else max(gate[1:])
    may = (person.outside or edge is not None) and bool(found.demands)
    near = (
        len(missing) <= LIMITS.most_demands
        and max(missing, default=0) <= LIMITS.most_levels
        and months <= LIMITS.most_months
    )
    expected = "ready" if may and not missing and not months else "pending" if may and near else "not_yet"
    assert found.verdict == ("in_post" if start == role else expected)
    whole = [(q.skill, q.importance, q.level) for q in KNOWLEDGE.roles[role].skills if q.skill not in without]
    met = sum(i * min(level, person.known().get(skill, (0,))[0]) for skill, i, level in whole)
    most = sum(i * level for _, i, level in whole)
    assert found.fit == (round(met / most, 6) if most else 0.0)
    assert found.outside == person.outside
    assert found.nine_box == nine_box(person)
    wishes = person.wishes
    assert found.wish == ("unknown" if not wishes else "wished" if role in wishes else "other")
    named = [skill for skill, _, _ in asked_of(start, role, set())]
    named += [q.skill for q in KNOWLEDGE.roles[role].skills if q.skill not in named]
    assert list(found.left_out) == [skill for skill in named if skill in without]
    blocks: list[tuple[str, int, int]] = []
    if not person.available:
        blocks.append(("not_available", 0, 0))
    if not person.outside and person.role not in KNOWLEDGE.roles:
        blocks.append(("no_role", 0, 0))
    elif not person.outside and edge is None:
        blocks.append(("no_track", 0, 0))
    if all(demand.have is None for demand in found.demands):
        blocks.append(("not_rated", 0, 0))
    blocks += [gate] if gate else []
    if not vacant:
        blocks.append(("no_vacancy", 0, 0))
    told = [(b.kind, b.post_months, b.company_months) for b in found.blocks]
    assert told == ([] if start == role else blocks)
    for block in found.blocks:
        if block.kind == "no_track":
            ways = KNOWLEDGE.graph.best_paths((person.role,), role, 1) if person.role else ()
            assert block.next_role == (ways[0].edges[0].to_role if ways else None)


@SOME
@given(
    person=people(),
    role=st.sampled_from(ROLES),
    on_track=st.booleans(),
    without=st.sets(st.sampled_from(SKILLS), max_size=3),
    single=st.sets(st.sampled_from(SKILLS), max_size=2),
    vacancies=st.none() | st.sets(st.sampled_from(ROLES)),
)
def test_readiness_is_as_defined(
    person: Person,
    role: str,
    on_track: bool,
    without: set[str],
    single: set[str],
    vacancies: set[str] | None,
) -> None:
    moves = [edge.to_role for edge in KNOWLEDGE.graph.edges if edge.from_role == person.role]
    role = moves[0] if on_track and moves else role
    roster = Roster(people=(person,), not_applicable=tuple(sorted(without)))
    judge = Judge(KNOWLEDGE, roster, open_roles=vacancies)
    vacant = vacancies is None or role in vacancies
    check(judge.assess(person, role), person, role, without, vacant)
    check(judge.without(single).assess(person, role), person, role, without | single, vacant)
    assert judge.held(person) is judge.held(person)
    for skill in SKILLS[:5]:
        assert judge.held(person).level(skill) == person.known().get(skill, (None,))[0]


SERVED = (None, 0, 1, 9, 15, 600)


@pytest.mark.parametrize("start", [*sorted({edge.from_role for edge in EDGES}), "no-such-role", None])
def test_every_time_gate_is_as_defined_at_its_edges(start: str | None) -> None:
    ends = [edge for edge in EDGES if edge.from_role == start]
    judge = Judge(KNOWLEDGE, Roster(people=()))
    for role in (*(edge.to_role for edge in ends), start or ROLES[0], ROLES[0]):
        if role not in KNOWLEDGE.roles:
            continue
        gate = TRACKS[start or "", role].tenure if (start or "", role) in TRACKS else Tenure()
        wishes = cycle(((), (role,), ("packer", role), ("packer",)))
        for post in (*SERVED, gate.post_months, max(0, gate.post_months - 1)):
            for company in (*SERVED, gate.company_months, max(0, gate.company_months - 1)):
                person = Person(
                    id=f"{post}, {company}, {role}",
                    role=start,
                    post_months=post,
                    company_months=company,
                    wishes=next(wishes),
                    outside=post == 1,
                    available=company != 1,
                    performance=Rating(value=2),
                    potential=Rating(value=5),
                )
                check(judge.assess(person, role), person, role, set(), vacant=True)


@pytest.mark.parametrize("short", range(4))
@pytest.mark.parametrize("months", [0, 1, 6, 7, 12, 600])
def test_the_edges_of_nearly_ready(short: int, months: int) -> None:
    policy = builtin_policy()
    for limits in (policy.pending, Pending(most_demands=0, most_levels=0, most_months=7)):
        policy = policy.model_copy(update={"pending": limits})
        for count in range(5):
            shortfalls = [short] * count
            near = count <= limits.most_demands and months <= limits.most_months
            near = near and (short if count else 0) <= limits.most_levels
            expected = "ready" if not count and not months else "pending" if near else "not_yet"
            assert judge_one(on_track=True, shortfalls=shortfalls, months=months, policy=policy) == expected
            off = judge_one(on_track=False, shortfalls=shortfalls, months=months, policy=policy)
            assert off == "not_yet"
    assert [VERDICTS[CODES[name]] for name in VERDICTS] == list(VERDICTS)
    nobody = np.zeros(0, np.int64)
    assert judge(nobody > 0, nobody, nobody, nobody, policy).dtype == np.uint8


def test_a_tenure_that_nobody_knows_counts_as_one_month() -> None:
    edge = next(edge for edge in EDGES if edge.tenure.post_months)
    able = with_all("a", edge.from_role, edge.to_role).model_copy(update={"post_months": None})
    for most, verdict in ((0, "not_yet"), (1, "pending")):
        limits = Pending(most_demands=0, most_levels=0, most_months=most)
        policy = builtin_policy().model_copy(update={"pending": limits})
        roster = Roster(people=(able,))
        assert Judge(KNOWLEDGE, roster, policy).assess(able, edge.to_role).verdict == verdict
        assert grid(KNOWLEDGE, roster, (edge.to_role,), policy).verdict(0, 0) == verdict


def test_a_companys_policy_holds_for_its_vacancies_too() -> None:
    edge = EDGES[0]
    nearly = with_all("a", edge.from_role, edge.to_role, short=1)
    strict = builtin_policy().model_copy(
        update={"pending": Pending(most_demands=0, most_levels=0, most_months=0)}
    )
    for policy, verdict in ((None, "pending"), (strict, "not_yet")):
        judge = Judge(KNOWLEDGE, Roster(people=(nearly,)), policy)
        assert judge.assess(nearly, edge.to_role).verdict == verdict
        assert judge.without({"no-such-skill"}).assess(nearly, edge.to_role).verdict == verdict


def test_a_leads_own_verdict_stands_beside_the_computed_one() -> None:
    edge = EDGES[0]
    person = with_all("a", edge.from_role, edge.to_role, short=3)
    override = Override(
        person="a",
        role=edge.to_role,
        verdict="ready",
        reason="led the sale",
        by="Lo",
        when=datetime(2026, 1, 5),
    )
    judge = Judge(KNOWLEDGE, Roster(people=(person,)), overrides={("a", edge.to_role): override})
    found = judge.assess(person, edge.to_role)
    assert (found.verdict, found.override, found.stands) == ("not_yet", override, "ready")
    other = next(role for role in ROLES if role != edge.to_role)
    assert judge.assess(person, other).override is None
    assert judge.without(()).assess(person, edge.to_role).override == override


def test_the_posts_asked_about_are_next_moves_then_wishes_each_once() -> None:
    edge = EDGES[0]
    moves = [e.to_role for e in KNOWLEDGE.graph.next_moves(edge.from_role)]
    other = next(role for role in ROLES if role not in moves and role != edge.from_role)
    judge = Judge(KNOWLEDGE, Roster(people=()))

    def targets(role: str | None, *wishes: str) -> list[str]:
        return list(judge.targets(Person(id="a", role=role, wishes=wishes)))

    assert targets(edge.from_role, other, edge.from_role, "no-such-role", moves[0]) == [*moves, other]
    assert targets(None, other, "no-such-role", other) == [other]
    assert targets("no-such-role", other, "no-such-role") == [other]


def test_next_posts_are_told_when_straight_up_near_or_wished_for() -> None:
    start = next(e.from_role for e in EDGES if {m.kind for m in moves_from(e.from_role)} > {"vertical"})
    nobody = Person(id="a", role=start)
    judge = Judge(KNOWLEDGE, Roster(people=(nobody,)))
    told = [found.role for found in judge.all([nobody])]
    assert told == [m.to_role for m in moves_from(start) if m.kind == "vertical"]
    sideways = next(m.to_role for m in moves_from(start) if m.kind != "vertical")
    assert sideways in [found.role for found in judge.all([with_all("c", start, sideways)])]
    wishing = nobody.model_copy(update={"id": "b", "wishes": (sideways,)})
    assert sideways in [found.role for found in judge.all([wishing])]
    assert [f.role for f in judge.all([nobody], (start, sideways))] == [sideways]
    applicant = nobody.model_copy(update={"outside": True})
    assert [f.role for f in judge.all([applicant], (sideways, start))] == [sideways, start]
    both = [(f.person, f.role) for f in judge.all([nobody, wishing])]
    assert both == [*(("a", role) for role in told), *(("b", f.role) for f in judge.all([wishing]))]


def moves_from(role: str) -> list:
    return list(KNOWLEDGE.graph.next_moves(role))


def test_a_post_that_asks_for_nothing_is_fitted_by_nobody_and_open_to_nobody() -> None:
    edge = EDGES[0]
    everything = tuple(KNOWLEDGE.skills)
    person = with_all("a", edge.from_role, edge.to_role)
    found = Judge(KNOWLEDGE, Roster(people=(), not_applicable=everything)).assess(person, edge.to_role)
    assert (found.demands, found.fit, found.verdict) == ((), 0.0, "not_yet")
    assert Held({}).fit(Demands(KNOWLEDGE).of(None, edge.to_role)) == 0.0


def test_what_a_move_asks_for_is_worked_out_once() -> None:
    demands = Demands(KNOWLEDGE)
    edge = EDGES[0]
    assert demands.of(edge.from_role, edge.to_role) is demands.of(edge.from_role, edge.to_role)
    assert demands.of(None, edge.to_role).edge is None
    assert demands.of(None, edge.to_role).tenure == Tenure()
    assert demands.of(edge.from_role, edge.to_role).tenure == edge.tenure


def test_the_nine_box_needs_both_marks() -> None:
    low, high = Rating(value=1), Rating(value=5)
    assert nine_box(Person(id="a", performance=low)) is None
    assert nine_box(Person(id="a", potential=low)) is None
    found = nine_box(Person(id="a", performance=low, potential=high))
    assert found is not None
    assert (found.performance, found.potential) == (1, 3)
