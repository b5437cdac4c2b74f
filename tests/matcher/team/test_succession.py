"""Every field of a plan against its definition, for teams of one line of work with applicants among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.team.assignment import WISH, Chances, liking, may_take, one_by_one, order, solve, worth
from matcher.team.people import Person, Roster
from matcher.team.readiness import Judge
from matcher.team.results import (
    Block,
    Chain,
    Hire,
    Option,
    Override,
    Readiness,
    TeamPlan,
    Vacancy,
    VacancyAnswer,
)
from matcher.team.succession import MOST_CANDIDATES, MOST_CLOSEST, MOST_FAR, MOST_OPTIONS, Succession
from tests.matcher.team.people import EDGES, KNOWLEDGE, SKILLS, people, with_all

LADDER = tuple(
    role.id
    for role in sorted(KNOWLEDGE.roles.values(), key=lambda role: (role.rung, role.id))
    if role.family == "customer_service"
)
TRACKS = {(edge.from_role, edge.to_role): edge for edge in KNOWLEDGE.graph.edges}
WITHIN = [edge for edge in EDGES if edge.from_role in LADDER and edge.to_role in LADDER]
TWO_UP = {
    (first.from_role, second.to_role)
    for first in KNOWLEDGE.graph.edges
    for second in KNOWLEDGE.graph.edges
    if first.kind == second.kind == "vertical" and first.to_role == second.from_role
}
ABLE = ("ready", "pending")


class Plainly:
    """What a plan must say, looked up person by person."""

    def __init__(
        self, roster: Roster, vacancies: Sequence[Vacancy], overrides: dict[tuple[str, str], Override]
    ) -> None:
        self.judge = Judge(KNOWLEDGE, roster, overrides=overrides)
        self.roster, self.vacancies, self.overrides = roster, vacancies, overrides
        self.inside = [person for person in roster.people if not person.outside]

    def stands(self, person: Person, role: str, vacancy: Vacancy | None) -> Readiness:
        judge = self.judge.without(vacancy.not_applicable) if vacancy else self.judge
        return judge.assess(person, role)

    def near(self, person: Person, role: str) -> bool:
        return (person.role, role) in TRACKS or (person.id, role) in self.overrides

    def leads(self, person: Person, role: str, hole: bool) -> bool:
        """Whether somebody may come to a post: by a track or a lead's word, into a hole only upwards."""
        if person.role not in KNOWLEDGE.roles or person.role == role or not self.near(person, role):
            return False
        return not hole or KNOWLEDGE.roles[person.role].rung < KNOWLEDGE.roles[role].rung

    def asked(self, person: Person, role: str) -> bool:
        if person.outside:
            return role in person.wishes or person.role == role or not (person.wishes or person.role)
        return person.role != role and (
            self.near(person, role) or (person.role, role) in TWO_UP or role in person.wishes
        )

    def candidates(self, vacancy: Vacancy) -> list[Readiness]:
        role = vacancy.role
        found = order([self.stands(p, role, vacancy) for p in self.roster.people if self.asked(p, role)])
        far = [one for one in found if one.stands == "not_yet"][MOST_FAR:]
        return [one for one in found if one not in far][:MOST_CANDIDATES]

    def hire(self, role: str, vacancy: Vacancy | None, moved: Iterable[str]) -> Hire:
        hole = vacancy is None
        standing = order([self.stands(p, role, vacancy) for p in self.inside if self.leads(p, role, hole)])
        applicants = [p for p in self.roster.people if p.outside and self.asked(p, role)]
        outside = order([self.stands(p, role, vacancy) for p in applicants])
        able = [one for one in standing if one.stands in ABLE]
        starts = KNOWLEDGE.roles[role].rung == 1 or not KNOWLEDGE.graph.ways_in(role)
        return Hire(
            role=role,
            why="all_taken"
            if any(one.available for one in able)
            else "not_available"
            if able
            else "nobody_close"
            if standing
            else "entry_post"
            if starts
            else "no_track",
            closest=tuple([one.person for one in standing if one.person not in moved][:MOST_CLOSEST]),
            applicants=tuple(one.person for one in outside if one.stands in ABLE),
        )

    def check_chain(self, chain: Chain, vacancy: Vacancy, together: Sequence[Chain]) -> None:
        """Each move by its definition, and the hire as seen when all of its round were chosen."""
        hole, asked = vacancy.role, vacancy
        for place, move in enumerate(chain.moves):
            person = self.roster.person(move.person)
            assert person is not None
            assert self.leads(person, hole, hole=place > 0)
            standing = self.stands(person, hole, asked if place == 0 else None)
            assert may_take(standing)
            assert (move.from_role, move.to_role) == (person.role, hole)
            assert (move.verdict, move.to_show) == (standing.stands, standing.to_show)
            hole = move.from_role
        rounds = len(chain.moves) + 1
        moved = {move.person for other in together for move in other.moves[:rounds]}
        assert chain.hire == self.hire(hole, None if chain.moves else asked, moved)
        free = [p for p in self.inside if p.id not in moved and self.leads(p, hole, bool(chain.moves))]
        assert not any(may_take(self.stands(p, hole, None if chain.moves else asked)) for p in free)

    def check_options(self, answer: VacancyAnswer, breaks: dict[str, tuple[str, ...]]) -> None:
        vacancy = answer.vacancy
        able = [one for one in answer.candidates if may_take(one)]
        *inside, last = answer.options
        assert [option.person for option in inside] == [one.person for one in able[:MOST_OPTIONS]]
        for option, one in zip(inside, able, strict=False):
            assert option == Option(
                kind="promote",
                person=one.person,
                verdict=one.stands,
                fit=one.fit,
                to_show=len(one.to_show),
                moves=len(option.chain),
                chain=option.chain,
                hire=option.hire,
                breaks=breaks.get(one.person, ()),
            )
            assert (option.chain[0].person, option.chain[0].to_role) == (one.person, vacancy.role)
            first, below = option.chain[0], option.chain[1:]
            assert first.from_role == one.from_role
            assert (first.verdict, first.to_show) == (one.stands, one.to_show)
            hole = one.from_role or ""
            for move in below:
                assert move.to_role == hole
                hole = move.from_role
            assert option.hire == self.hire(hole, None, {move.person for move in option.chain})
        hire = self.hire(vacancy.role, vacancy, ())
        assert last == Option(
            kind="hire",
            person=None,
            verdict=None,
            fit=None,
            to_show=0,
            moves=0,
            chain=(),
            hire=hire.model_copy(update={"why": "not_needed"}) if able else hire,
        )

    def check(self, plan: TeamPlan, breaks: dict[str, tuple[str, ...]]) -> None:
        assert [answer.vacancy for answer in plan.answers] == list(self.vacancies)
        chains = [chain for answer in plan.answers for chain in answer.chains]
        openings = [(v, opening) for v in self.vacancies for opening in range(1, v.openings + 1)]
        assert [(chain.vacancy, chain.opening) for chain in chains] == [(v.id, n) for v, n in openings]
        chances: Chances = {
            (p.id, place): standing
            for place, (vacancy, _) in enumerate(openings)
            for p in self.inside
            if self.leads(p, vacancy.role, hole=False)
            for standing in [self.stands(p, vacancy.role, vacancy)]
            if may_take(standing)
        }
        taken = {place: chain.moves[0].person for place, chain in enumerate(chains) if chain.moves}
        assert plan.solution == worth(taken, chances)
        assert plan.one_by_one == worth(one_by_one(len(openings), chances), chances)
        heads = len(self.inside)
        assert (plan.headcount, plan.headcount_after) == (heads, heads + len(openings))
        for answer in plan.answers:
            assert list(answer.candidates) == self.candidates(answer.vacancy)
            own = [chain for chain in chains if chain.vacancy == answer.vacancy.id]
            assert list(answer.chosen) == [chain.moves[0].person for chain in own if chain.moves]
            for chain in own:
                self.check_chain(chain, answer.vacancy, chains)
            self.check_options(answer, breaks)


def check(
    people: Sequence[Person],
    *vacancies: Vacancy,
    overrides: dict[tuple[str, str], Override] | None = None,
    breaks: dict[str, tuple[str, ...]] | None = None,
) -> TeamPlan:
    plainly = Plainly(Roster(people=tuple(people)), vacancies, overrides or {})
    plan = Succession(plainly.judge, vacancies, breaks).plan()
    plainly.check(plan, breaks or {})
    return plan


def said(person: str, role: str, verdict: str) -> Override:
    return Override.model_validate(
        {"person": person, "role": role, "verdict": verdict, "reason": "seen", "by": "Lo"}
        | {"when": datetime(2026, 1, 5)}
    )


@st.composite
def someone(draw: st.DrawFn, name: str) -> Person:
    """Anybody at all, or, as often, somebody of one family who is ready or close to it."""
    if draw(st.booleans()):
        return draw(people(name))
    edge = draw(st.sampled_from(WITHIN))
    return with_all(
        name,
        edge.from_role,
        edge.to_role,
        short=draw(st.sampled_from((0, 0, 1, 3))),
        available=draw(st.sampled_from((True, True, True, False))),
        outside=draw(st.sampled_from((False, False, False, False, True))),
        wishes=draw(st.sampled_from(((), (edge.to_role,), ("packer",)))),
    )


VACANCY = st.builds(
    Vacancy,
    id=st.uuids().map(str),
    role=st.sampled_from(LADDER),
    openings=st.sampled_from((1, 1, 2)),
    not_applicable=st.lists(st.sampled_from(SKILLS), max_size=2, unique=True).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), count=st.integers(1, 9), vacancies=st.lists(VACANCY, min_size=1, max_size=2))
def test_a_plan_is_as_defined(data: st.DataObject, count: int, vacancies: list[Vacancy]) -> None:
    team = [data.draw(someone(f"p{place}")) for place in range(count)]
    told = data.draw(
        st.dictionaries(
            st.tuples(st.sampled_from([p.id for p in team]), st.sampled_from([v.role for v in vacancies])),
            st.sampled_from(("ready", "pending", "not_yet")),
            max_size=1,
        )
    )
    overrides = {key: said(*key, verdict) for key, verdict in told.items()}
    check(team, *vacancies, overrides=overrides, breaks={"p0": ("a-skill",), "p1": ()})


AGENT, SENIOR, LEAD = "after-sales-agent", "senior-customer-service-agent", "customer-service-supervisor"


def test_a_long_list_is_cut_to_the_best_and_the_nearest_of_those_who_cannot_yet() -> None:
    ready = [with_all(f"r{place:02}", AGENT, SENIOR) for place in range(10)]
    far = [with_all(f"f{place:02}", AGENT, SENIOR, short=4, months=place) for place in range(8)]
    for team in (far, [*far, *ready[:3]], [*far, *ready]):
        plan = check(team, Vacancy(id="v", role=SENIOR))
        named = [one.person for one in plan.answers[0].candidates]
        able = sum(one.startswith("r") for one in named)
        assert len(named) == min(MOST_CANDIDATES, able + MOST_FAR)


def test_each_reason_to_hire_is_given_where_it_holds() -> None:
    up, away = with_all("up", AGENT, SENIOR), with_all("away", AGENT, SENIOR, available=False)
    far, other = with_all("far", AGENT, SENIOR, short=4), Person(id="other", role="packer")
    two = Vacancy(id="v", role=SENIOR, openings=2)
    for team, reasons in (
        ([up], {"all_taken"}),
        ([away], {"not_available"}),
        ([far], {"nobody_close"}),
        ([other], {"no_track"}),
    ):
        plan = check(team, two)
        assert {chain.hire.why for chain in plan.answers[0].chains if not chain.moves} == reasons
    entry = check([other], Vacancy(id="v", role="customer-service-trainee"))
    assert entry.answers[0].chains[0].hire.why == "entry_post"


def test_people_in_posts_unknown_or_of_another_trade_are_named_only_where_they_may_be() -> None:
    team = [
        Person(id="unlinked", wishes=(SENIOR,)),
        Person(id="wizard", role="no-such-role", wishes=(SENIOR,)),
        Person(id="packer", role="packer"),
        Person(id="holder", role=SENIOR, wishes=(SENIOR,)),
        Person(id="below", role="customer-service-trainee"),
        Person(id="anywhere", outside=True),
        Person(id="same-post", role=SENIOR, outside=True),
        Person(id="elsewhere", role=AGENT, wishes=("packer",), outside=True),
        Person(id="wishes", role=AGENT, wishes=(SENIOR,), outside=True),
    ]
    words = {
        ("packer", SENIOR): said("packer", SENIOR, "ready"),
        ("wizard", SENIOR): said("wizard", SENIOR, "ready"),
    }
    for overrides in ({}, words):
        check(team, Vacancy(id="v", role=SENIOR), Vacancy(id="w", role=LEAD), overrides=overrides)


@pytest.mark.parametrize("role", [SENIOR, LEAD])
def test_of_those_two_moves_away_only_their_own_ladder_is_named(role: str) -> None:
    ways = KNOWLEDGE.graph.ways_in
    starts = sorted({first.from_role for last in ways(role) for first in ways(last.from_role)})
    for start in starts:
        (answer,) = check([Person(id="a", role=start)], Vacancy(id="v", role=role)).answers
        assert bool(answer.candidates) == ((start, role) in TWO_UP or (start, role) in TRACKS)


def test_an_applicant_holds_no_post_to_leave() -> None:
    applicant = with_all("a", AGENT, SENIOR, outside=True)
    plan = check([applicant], Vacancy(id="v", role=SENIOR))
    assert plan.answers[0].chosen == ()
    assert plan.headcount == 0


def test_what_a_vacancy_has_no_use_for_is_asked_in_every_post_but_its_own() -> None:
    musts = {q.skill for q in KNOWLEDGE.roles[SENIOR].skills if q.must}
    demands = Plainly(Roster(people=()), (), {}).judge.demands
    spared = next(asked.skill for asked in demands.of(AGENT, SENIOR).asked if asked.skill in musts)
    whole = with_all("a", AGENT, SENIOR)
    lacking = tuple(rating for rating in whole.skills if rating.skill != spared)
    agent, away, applicant = (
        whole.model_copy(update={"id": name, "skills": lacking, **more})
        for name, more in (
            ("agent", {}),
            ("away", {"available": False}),
            ("applicant", {"outside": True, "wishes": (SENIOR,)}),
        )
    )
    own = Vacancy(id="v", role=SENIOR, not_applicable=(spared,))
    # Ready for the vacancy itself, the applicant too.
    plan = check([agent, applicant], own)
    assert plan.answers[0].chosen == ("agent",)
    assert plan.answers[0].options[-1].hire.applicants == ("applicant",)
    (answer,) = check([away, applicant], own).answers
    assert (answer.chains[0].hire.why, answer.options[-1].hire.why) == ("not_available", "not_available")
    # Not for the same post when it is a hole that somebody left.
    senior = with_all("senior", SENIOR, LEAD)
    above = Vacancy(id="v", role=LEAD, not_applicable=(spared,))
    (answer,) = check([senior, agent, applicant], above).answers
    assert [move.person for move in answer.chains[0].moves] == ["senior"]
    assert (answer.chains[0].hire.why, answer.chains[0].hire.applicants) == ("nobody_close", ())


def test_applicants_who_could_take_it_are_named_the_best_first() -> None:
    team = [
        with_all(name, AGENT, SENIOR, short=short, outside=True, wishes=(SENIOR,))
        for name, short in (("z", 0), ("b", 1), ("a", 0), ("far", 4))
    ]
    team += [Person(id="nothing", outside=True)]
    (answer,) = check(team, Vacancy(id="v", role=SENIOR)).answers
    found = {one.person: one.stands for one in answer.candidates}
    able = [name for name in found if found[name] in ABLE]
    assert {found[name] for name in found} == {"ready", "pending", "not_yet"}
    assert {"a", "z"} <= {name for name in able if found[name] == "ready"}
    assert list(answer.chains[0].hire.applicants) == able


def test_nobody_moves_twice_though_a_second_post_falls_empty_for_them() -> None:
    # The agent goes sideways at once; then a post above is left empty, for which they would do as well.
    aside = next(e.to_role for e in KNOWLEDGE.graph.next_moves(AGENT) if e.kind == "lateral")
    up, across = with_all("a", AGENT, SENIOR), with_all("a", AGENT, aside)
    best = {rating.skill: rating for rating in sorted((*up.skills, *across.skills), key=lambda r: r.level)}
    agent = up.model_copy(update={"skills": tuple(best.values())})
    team = [agent, with_all("senior", SENIOR, LEAD)]
    plan = check(team, Vacancy(id="v", role=LEAD), Vacancy(id="w", role=aside))
    moves = [[move.person for move in answer.chains[0].moves] for answer in plan.answers]
    assert moves == [["senior"], ["a"]]


# Assignment


def standing(
    person: str = "a", verdict: str = "ready", fit: float = 0.5, wish: str = "unknown", **more: object
) -> Readiness:
    return Readiness.model_validate(
        {"person": person, "role": "x", "from_role": "y", "track": None, "verdict": verdict, "demands": ()}
        | {"fit": fit, "wish": wish, **more}
    )


@pytest.mark.parametrize("verdict", ["ready", "pending", "not_yet", "in_post"])
def test_who_may_be_moved(verdict: str) -> None:
    away = (Block(kind="no_vacancy"), Block(kind="not_available"))
    able = verdict in ABLE
    assert may_take(standing(verdict=verdict)) == able
    assert may_take(standing(verdict=verdict, blocks=away[:1])) == able
    assert not may_take(standing(verdict=verdict, blocks=away))
    assert not may_take(standing(verdict=verdict, outside=True))
    assert not may_take(standing(verdict=verdict, from_role=None))


@given(fit=st.floats(0, 1), other=st.floats(0, 1), wish=st.sampled_from(sorted(WISH)))
def test_a_wish_counts_a_quarter_and_fit_below_a_half(fit: float, other: float, wish: str) -> None:
    mine = liking(standing(fit=fit, wish=wish))
    assert mine == pytest.approx({"wished": 0.5, "unknown": 0.25, "other": 0.0}[wish] + 0.499 * fit, abs=1e-9)
    assert 0 <= mine < 1
    # What is too small to be seen is nothing: equals are told apart by their names.
    assert mine == round(mine, 9)
    assert liking(standing(fit=fit, wish="wished")) > liking(standing(fit=other, wish="other"))


def test_what_a_way_is_worth_is_counted_from_left_to_right() -> None:
    chances = {
        ("a", 0): standing("a", "ready", 0.123456789, "wished"),
        ("b", 1): standing("b", "pending", 1.0, "other"),
        ("b", 0): standing("b", "ready", 0.0, "other"),
    }
    found = worth({0: "a", 1: "b"}, chances)
    assert (found.filled, found.ready, found.fit) == (2, 1, round(0.5 + 0.499 * 0.123456789 + 0.499, 6))
    assert worth({}, chances).model_dump() == {"filled": 0, "ready": 0, "fit": 0}


def test_taking_the_best_in_turn_takes_the_ready_then_the_liking_then_the_first_by_id() -> None:
    chances = {
        (one.person, 0): one
        for one in (
            standing("e", "pending", 1.0, "wished"),
            standing("d", "ready", 0.4, "wished"),
            standing("c", "ready", 0.9),
            standing("b", "ready", 0.2),
            standing("a", "ready", 0.2),
        )
    }
    chances |= {(person, place): one for (person, _), one in chances.items() for place in range(1, 6)}
    assert one_by_one(6, chances) == dict(enumerate("dcabe"))
    assert one_by_one(2, {key: one for key, one in chances.items() if key[1] == 1}) == {1: "d"}
    assert solve(0, {}) == solve(3, {}) == one_by_one(3, {}) == {}


@pytest.mark.parametrize("first", ["available", "wish", "fit", "id"])
def test_of_one_group_the_available_come_first_then_wish_and_fit_then_id(first: str) -> None:
    better = {"available": {}, "wish": {"wish": "wished"}, "fit": {"fit": 0.6}, "id": {}}[first]
    away = {"blocks": (Block(kind="not_available"),), "fit": 1.0, "wish": "wished"}
    worse = away if first == "available" else {}
    names = ("a", "b") if first == "id" else ("b", "a")
    for verdict in ("ready", "pending", "not_yet"):
        for outside in (False, True):
            pair = [
                standing(names[1], verdict, outside=outside, **worse),  # type: ignore[arg-type]
                standing(names[0], verdict, outside=outside, **better),  # type: ignore[arg-type]
            ]
            assert [one.person for one in order(pair)] == list(names)


def test_groups_are_read_inside_before_outside_and_nobody_far_before_anybody_able() -> None:
    groups = [("ready", False), ("pending", False), ("ready", True), ("pending", True)]
    groups += [("not_yet", False), ("not_yet", True)]
    found = [
        standing(str(9 - place), verdict, fit=place / 9, outside=outside)
        for place, (verdict, outside) in enumerate(groups)
    ]
    assert list(order(found[::-1])) == found
