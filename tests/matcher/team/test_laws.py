"""Laws of every verdict and every plan, on people drawn near the edges of the rules."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.team.assignment import Chances, may_take, one_by_one, order, solve, worth
from matcher.team.grid import grid
from matcher.team.people import Person, Roster, SkillRating
from matcher.team.readiness import Judge
from matcher.team.results import Override, Readiness, Solution, TeamPlan, Vacancy
from matcher.team.succession import Succession
from matcher.team.verdict import CODES, MONTHS_UNKNOWN, VERDICTS
from tests.matcher.team.people import EDGES, KNOWLEDGE, ROLES, SKILLS, people, rosters, with_all

FEW = settings(max_examples=60, deadline=None)
FEWER = settings(max_examples=25, deadline=None)


def verdict(person: Person, role: str) -> int:
    return CODES[Judge(KNOWLEDGE, Roster(people=(person,))).assess(person, role).verdict]


@FEW
@given(person=people(), role=st.sampled_from(ROLES), place=st.integers(0, 20), more=st.integers(1, 4))
def test_raising_a_skill_never_worsens_a_verdict(person: Person, role: str, place: int, more: int) -> None:
    assume(person.skills)
    place %= len(person.skills)
    raised = person.skills[place]
    better = raised.model_copy(update={"level": min(5, raised.level + more)})
    after = person.model_copy(
        update={"skills": (*person.skills[:place], better, *person.skills[place + 1 :])}
    )
    judge = Judge(KNOWLEDGE, Roster(people=(person,)))
    assert verdict(after, role) >= verdict(person, role)
    assert Judge(KNOWLEDGE, Roster(people=(after,))).assess(after, role).fit >= judge.assess(person, role).fit


@FEW
@given(person=people(), role=st.sampled_from(ROLES), skill=st.sampled_from(SKILLS))
def test_a_rating_that_is_added_never_worsens_a_verdict_unless_it_corrects_the_person(
    person: Person, role: str, skill: str
) -> None:
    assume(skill not in person.known())
    after = person.model_copy(update={"skills": (*person.skills, SkillRating(skill=skill, level=2))})
    assert verdict(after, role) >= verdict(person, role)


@FEW
@given(edge=st.sampled_from(EDGES), data=st.data())
def test_a_surplus_never_pays_for_a_missing_must_have(edge: object, data: st.DataObject) -> None:
    from kb.models import PromotionEdge

    assert isinstance(edge, PromotionEdge)
    musts = [q for q in KNOWLEDGE.roles[edge.to_role].skills if q.must]
    missing = data.draw(st.sampled_from(musts))
    everything = tuple(
        SkillRating(skill=skill, level=5) for skill in KNOWLEDGE.skills if skill != missing.skill
    )
    person = Person(id="a", role=edge.from_role, post_months=500, company_months=500, skills=everything)
    found = Judge(KNOWLEDGE, Roster(people=(person,))).assess(person, edge.to_role)
    assert found.verdict == ("not_yet" if missing.level > 1 else "pending")
    assert [demand.skill for demand in found.to_show] == [missing.skill]
    assert found.fit < 1


@FEWER
@given(roster=rosters())
def test_the_grid_gives_the_verdicts_of_one_by_one(roster: Roster) -> None:
    roles = tuple(sorted({edge.to_role for edge in EDGES}))
    whole = grid(KNOWLEDGE, roster, roles)
    judge = Judge(KNOWLEDGE, roster)
    assert (whole.people, whole.roles) == (tuple(person.id for person in roster.people), roles)
    # Small numbers, since there may be ten thousand people.
    assert [a.dtype for a in (whole.codes, whole.still, whole.months)] == [np.uint8, np.uint8, np.int16]
    for column, role in enumerate(roles):
        found = [judge.assess(person, role) for person in roster.people]
        assert [whole.verdict(row, column) for row in range(len(found))] == [one.verdict for one in found]
        assert list(whole.fit[:, column]) == [np.float32(one.fit) for one in found]
        assert list(whole.still[:, column]) == [len(one.to_show) for one in found]
        assert list(whole.months[:, column]) == [months_of(one) for one in found]
        for verdict in VERDICTS:
            at = sorted((-one.fit, one.person) for one in found if one.verdict == verdict)
            assert whole.people_at(role, verdict) == tuple(person for _, person in at)


def months_of(found: Readiness) -> int:
    gate = [block for block in found.blocks if block.kind in ("tenure", "tenure_unknown")]
    served = [max(b.post_months, b.company_months, MONTHS_UNKNOWN * (b.kind != "tenure")) for b in gate]
    return max(served, default=0)


@FEWER
@given(roster=rosters(), skill=st.sampled_from(SKILLS))
def test_what_is_not_applicable_is_asked_of_nobody(roster: Roster, skill: str) -> None:
    without = roster.model_copy(update={"not_applicable": (skill,)})
    for found in Judge(KNOWLEDGE, without).all(without.people, ROLES):
        assert skill not in [demand.skill for demand in found.demands]


def plan_of(roster: Roster, vacancies: tuple[Vacancy, ...]) -> TeamPlan:
    return Succession(Judge(KNOWLEDGE, roster), vacancies).plan()


VACANCIES = st.lists(
    st.builds(Vacancy, id=st.uuids().map(str), role=st.sampled_from(ROLES), openings=st.integers(1, 2)),
    min_size=1,
    max_size=3,
).map(tuple)


@FEWER
@given(roster=rosters(), vacancies=VACANCIES)
def test_nobody_from_outside_precedes_somebody_inside_who_could_take_it(
    roster: Roster, vacancies: tuple[Vacancy, ...]
) -> None:
    for answer in plan_of(roster, vacancies).answers:
        able = [c.outside for c in answer.candidates if c.stands in ("ready", "pending")]
        assert able == sorted(able)
        first_outside = next((i for i, c in enumerate(answer.candidates) if c.outside), 99)
        inside_ready = [i for i, c in enumerate(answer.candidates) if not c.outside and c.stands == "ready"]
        assert all(place < first_outside for place in inside_ready)


@FEWER
@given(roster=rosters(), vacancies=VACANCIES)
def test_outside_hiring_is_proposed_only_when_nobody_inside_is_free_for_it(
    roster: Roster, vacancies: tuple[Vacancy, ...]
) -> None:
    plan = plan_of(roster, vacancies)
    moving = {move.person for answer in plan.answers for chain in answer.chains for move in chain.moves}
    for answer in plan.answers:
        for chain in answer.chains:
            if not chain.moves:
                able = {c.person for c in answer.candidates if may_take(c)}
                assert able <= moving
                assert (chain.hire.why == "all_taken") == bool(able)


@FEWER
@given(roster=rosters(), vacancies=VACANCIES)
def test_chains_end_and_count_heads_right(roster: Roster, vacancies: tuple[Vacancy, ...]) -> None:
    plan = plan_of(roster, vacancies)
    chains = [chain for answer in plan.answers for chain in answer.chains]
    posts = {person.id: person.role for person in roster.people}
    inside = [person for person in roster.people if not person.outside]
    openings = sum(vacancy.openings for vacancy in vacancies)
    moves = [move for chain in chains for move in chain.moves]
    assert len(chains) == openings
    assert len({move.person for move in moves}) == len(moves)
    assert all(not person.outside for person in inside)
    assert plan.headcount_after - plan.headcount == openings == len([chain.hire for chain in chains])
    wanted = {vacancy.id: vacancy.role for vacancy in vacancies}
    for chain in chains:
        hole = wanted[chain.vacancy]
        for place, move in enumerate(chain.moves):
            assert (move.to_role, move.from_role) == (hole, posts[move.person])
            if place:
                rungs = [KNOWLEDGE.roles[role].rung for role in (move.from_role, move.to_role)]
                assert rungs[0] < rungs[1]
            hole = move.from_role
        assert chain.hire.role == hole
    after = [posts[person.id] for person in inside]
    for move in moves:
        after[[person.id for person in inside].index(move.person)] = move.to_role
    after += [chain.hire.role for chain in chains]
    before = [person.role for person in inside]
    assert sorted(map(str, after)) == sorted(map(str, [*before, *_seats(vacancies)]))


def _seats(vacancies: tuple[Vacancy, ...]) -> list[str]:
    return [vacancy.role for vacancy in vacancies for _ in range(vacancy.openings)]


def rank(solution: Solution) -> tuple[int, int, float]:
    return solution.filled, solution.ready, round(solution.fit, 4)


@st.composite
def chances(draw: st.DrawFn) -> tuple[int, Chances]:
    openings = draw(st.integers(1, 4))
    found = {}
    for person in "abcd"[: draw(st.integers(1, 4))]:
        for opening in range(openings):
            if draw(st.booleans()):
                found[person, opening] = Readiness(
                    person=person,
                    role="x",
                    from_role="y",
                    track=None,
                    verdict=draw(st.sampled_from(("ready", "pending"))),
                    demands=(),
                    fit=draw(st.integers(0, 20)) / 20,
                    wish=draw(st.sampled_from(("wished", "unknown", "other"))),
                )
    return openings, found


@FEW
@given(case=chances())
def test_the_joint_solution_is_the_best_there_is(case: tuple[int, Chances]) -> None:
    openings, found = case
    joint = worth(solve(openings, found), found)
    greedy = worth(one_by_one(openings, found), found)
    names: list[str | None] = [*sorted({person for person, _ in found}), *[None] * openings]
    best = max(
        (
            worth({o: p for o, p in enumerate(way) if p is not None}, found)
            for way in set(permutations(names, openings))
            if all(p is None or (p, o) in found for o, p in enumerate(way))
        ),
        key=rank,
    )
    assert rank(joint) >= rank(greedy)
    assert rank(joint) == rank(best)
    backwards = dict(reversed(list(found.items())))
    assert solve(openings, backwards) == solve(openings, found)


def test_taking_the_best_in_turn_can_leave_an_opening_empty_and_the_joint_solution_does_not() -> None:
    def stands(person: str, fit: float) -> Readiness:
        return Readiness(
            person=person, role="x", from_role="y", track=None, verdict="ready", demands=(), fit=fit
        )

    found = {("a", 0): stands("a", 0.9), ("b", 0): stands("b", 0.8), ("a", 1): stands("a", 0.7)}
    assert one_by_one(2, found) == {0: "a"}
    assert solve(2, found) == {0: "b", 1: "a"}
    assert [r.person for r in order(list(found.values())[:2])] == ["a", "b"]


STANDINGS = st.lists(
    st.builds(
        Readiness,
        person=st.uuids().map(str),
        role=st.just("x"),
        from_role=st.just("y"),
        track=st.none(),
        verdict=st.sampled_from(("ready", "pending", "not_yet")),
        demands=st.just(()),
        fit=st.integers(0, 20).map(lambda share: share / 20),
        outside=st.booleans(),
        wish=st.sampled_from(("wished", "unknown", "other")),
    ),
    max_size=8,
)


@FEW
@given(standings=STANDINGS, data=st.data())
def test_the_order_puts_inside_before_outside_and_further_before_less_far(
    standings: list[Readiness], data: st.DataObject
) -> None:
    found = order(standings)
    assert order(data.draw(st.permutations(standings))) == found
    for place, earlier in enumerate(found):
        for later in found[place + 1 :]:
            able = later.stands != "not_yet"
            assert not (earlier.outside and not later.outside and able)
            if earlier.outside == later.outside:
                assert CODES[earlier.stands] >= CODES[later.stands]


def test_a_hole_is_never_filled_sideways() -> None:
    move = ("after-sales-agent", "senior-customer-service-agent")
    up = with_all("up", *move)
    sideways = with_all("sideways", "pre-sales-agent", "after-sales-agent")
    below = with_all("below", "customer-service-trainee", "after-sales-agent")
    wanted = (Vacancy(id="v", role=move[1]),)
    for people_inside, moves, hired in (
        ((up, sideways), ["up"], "after-sales-agent"),
        ((up, sideways, below), ["up", "below"], "customer-service-trainee"),
    ):
        (answer,) = plan_of(Roster(people=people_inside), wanted).answers
        (chain,) = answer.chains
        assert [move.person for move in chain.moves] == moves
        assert chain.hire.role == hired


def test_a_leads_verdict_moves_people_but_not_out_of_a_post_that_is_not_known() -> None:
    role = "customer-service-supervisor"
    said = {
        (name, role): Override.model_validate(
            {
                "person": name,
                "role": role,
                "verdict": verdict,
                "reason": "seen",
                "by": "Lee",
                "when": "2026-01-02T03:04:05Z",
            }
        )
        for name, verdict in (("packer", "ready"), ("unlinked", "ready"), ("able", "not_yet"))
    }
    roster = Roster(
        people=(
            Person(id="unlinked", title="Wizard"),
            Person(id="packer", role="packer"),
            with_all("able", "senior-customer-service-agent", role),
        )
    )
    judge = Judge(KNOWLEDGE, roster, overrides=said)
    (answer,) = Succession(judge, (Vacancy(id="v", role=role),)).plan().answers
    assert answer.chosen == ("packer",)
    assert [option.person for option in answer.options] == ["packer", None]
    assert {c.person: (c.verdict, c.stands) for c in answer.candidates} == {
        "packer": ("not_yet", "ready"),
        "unlinked": ("not_yet", "ready"),
        "able": ("ready", "not_yet"),
    }
