"""Whom to hire next: the article's order of posts against the team there is, and the work that overflows.

A post is filled by one of its roles, or by a higher one of the same family: a senior designer is a designer,
an assistant in operations does not yet run a shop. What a person can carry is data (`load`), an estimate that
a company sets itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kb import Knowledge
from kb.chinese import fold
from kb.models import HiringStep, Load, Role, SplitRule, TeamStage
from kb.problems import UnknownRecord


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class TeamNow(_Result):
    """A team as its lead describes it."""

    headcount: int | None = None
    """How many people; the sum of the posts when not said."""
    stage: str | None = None
    """Stage id; by headcount when not said."""
    inquiries: int | None = None
    """Inquiries a month."""
    orders: int | None = None
    """Orders a month."""
    posts: Mapping[str, int] = {}
    """People by role id; empty when not said."""


class Post(_Result):
    """A post and how many hold it."""

    role: str
    """Role id."""
    people: int
    """How many."""


class StepState(_Result):
    """A step of the hiring order and how far it is."""

    step: str
    """Step id."""
    order: int
    """Its place."""
    holders: tuple[str, ...]
    """Roles in the team that fill posts of it."""
    open: tuple[tuple[str, ...], ...]
    """Posts still empty, each as the roles that would fill it."""

    @property
    def filled(self) -> bool:
        """Whether nothing of it is open."""
        return not self.open


class DutyNow(_Result):
    """A duty of a post nobody holds yet, and who does it today."""

    duty: str
    """Duty id within the post."""
    by: str | None
    """The role in the team that does it; None when nobody does."""
    how: Literal["skills", "rule", "nobody"]
    """That post's own duties need the same skill; the hiring order names it; nobody here."""


class NextPost(_Result):
    """The next post by the order."""

    step: str
    """Step id."""
    role: str
    """The role to fill it with."""
    instead: tuple[str, ...]
    """Roles that would fill it as well."""
    when: Literal["now", "later_stage"]
    """Whether the team is far enough for it."""
    from_stage: str | None
    """The stage it belongs to, when that is a later one."""
    duties: tuple[DutyNow, ...]
    """Who does its work today."""
    inside_from: tuple[str, ...]
    """Roles in the team from which a promotion leads straight to it: asked first."""
    gate: str
    """What experience the post asks for."""
    needed: int
    """How many people the work asks for."""


class Overflow(_Result):
    """A post whose people have more work than they can do."""

    step: str
    """Step id."""
    roles: tuple[str, ...]
    """The roles in the team that do it."""
    measure: Literal["inquiries", "orders"]
    """What is counted, a month."""
    amount: int
    """How much of it there is."""
    people: int
    """Who is there."""
    limit: int
    """What one person can do."""
    more: int
    """How many more it takes."""


class SplitState(_Result):
    """A rule for splitting a post, and whether it is time."""

    rule: str
    """Rule id."""
    state: Literal["now", "people_first", "watch", "done"]
    """It is time; the work asks for it and too few people are there; not by what was counted; done."""
    people: int
    """How many do the work."""
    per_person: int | None
    """Work a person and month, where it was counted."""
    limit: int | None
    """From how much on it is time."""
    measure: Literal["inquiries", "orders"] | None
    """What is counted."""


class HiringAdvice(_Result):
    """Whom to hire next and why."""

    headcount: int
    """How many people."""
    stage: str | None
    """Stage id."""
    stage_given: bool
    """Whether the lead said so; by headcount otherwise."""
    usual_stage: str | None
    """What the headcount alone would say."""
    posts: tuple[Post, ...]
    """Who is there."""
    posts_assumed: bool
    """Whether the posts were filled in by the order, since nobody named them."""
    unplaced: int
    """People without a named post."""
    steps: tuple[StepState, ...]
    """The whole order."""
    first: Literal["reinforce", "fill", "wait", "complete"]
    """One more for a post that overflows; the next post; nothing yet; all posts are filled."""
    next: NextPost | None
    """The next post by the order; None when all are filled."""
    overflow: tuple[Overflow, ...]
    """Where the work is more than the people can do."""
    splits: tuple[SplitState, ...]
    """Rules for splitting the posts that are there."""
    not_counted: tuple[Literal["inquiries", "orders"], ...]
    """Work of which nobody said how much there is."""


def hiring_advice(team: TeamNow, knowledge: Knowledge) -> HiringAdvice:
    """Say whom to hire next.

    Args:
        team: as its lead describes it; role ids must be known.
        knowledge: the hiring order, split rules, stages and roles.
    """
    return _Adviser(team, knowledge).advice()


def post_named(knowledge: Knowledge, asked: str) -> Role:
    """The role that a post is: one of its names, or for a family's name the first post hired for in it.

    Raises:
        UnknownRecord: with the nearest known name.
    """
    try:
        return knowledge.role(asked)
    except UnknownRecord:
        wanted = fold(asked)
        family = next(
            (f for f in knowledge.families.values() if wanted in map(fold, (f.id, *f.names()))), None
        )
        if family is None:
            raise
        for step in sorted(knowledge.records.hiring_steps, key=lambda s: s.order):
            for role in step.roles:
                if knowledge.roles[role].family == family.id:
                    return knowledge.roles[role]
        raise


class _Adviser:
    def __init__(self, team: TeamNow, knowledge: Knowledge) -> None:
        self._team = team
        self._knowledge = knowledge
        self._order = sorted(knowledge.records.hiring_steps, key=lambda step: step.order)
        self._stages = sorted(knowledge.records.team_stages, key=lambda stage: stage.order)
        named = {role: people for role, people in team.posts.items() if people > 0}
        self._headcount = team.headcount if team.headcount is not None else sum(named.values())
        self._assumed = not named
        self._posts = named or self._by_the_order()

    def advice(self) -> HiringAdvice:
        usual = self._usual_stage()
        stage = next((s for s in self._stages if s.id == self._team.stage), usual)
        steps = tuple(self._state(step) for step in self._order)
        overflow = tuple(self._overflow())
        following = self._next(steps, stage)
        first: Literal["reinforce", "fill", "wait", "complete"]
        if overflow:
            first = "reinforce"
        elif following is None:
            first = "complete"
        else:
            first = "fill" if following.when == "now" else "wait"
        loads = (*(s.load for s in self._order), *(r.load for r in self._knowledge.records.split_rules))
        measures = dict.fromkeys(load.measure for load in loads if load is not None)
        return HiringAdvice(
            headcount=self._headcount,
            stage=stage.id if stage else None,
            stage_given=self._team.stage is not None,
            usual_stage=usual.id if usual else None,
            posts=tuple(Post(role=role, people=people) for role, people in self._posts.items()),
            posts_assumed=self._assumed,
            unplaced=max(0, self._headcount - sum(self._posts.values())),
            steps=steps,
            first=first,
            next=following,
            overflow=overflow,
            splits=tuple(self._splits()),
            not_counted=tuple(m for m in measures if self._amount(m) is None),
        )

    # The team

    def _by_the_order(self) -> dict[str, int]:
        """The posts of so many people when each new one fills the next post of the order."""
        seats = [seat[0] for step in self._order for seat in _seats(step)]
        return dict.fromkeys(seats[: self._headcount], 1)

    def _usual_stage(self) -> TeamStage | None:
        for stage in self._stages:
            if stage.headcount_max is None or self._headcount <= stage.headcount_max:
                return stage
        return None

    def _fills(self, seat: Iterable[str]) -> list[str]:
        """The roles in the team that fill a post: one of its own, or a higher one of the same family."""
        wanted = [self._knowledge.roles[role] for role in seat]
        return [role for role in self._posts if any(_serves(self._knowledge.roles[role], w) for w in wanted)]

    def _people(self, roles: Iterable[str]) -> int:
        return sum(self._posts.get(role, 0) for role in set(roles))

    def _amount(self, measure: Literal["inquiries", "orders"]) -> int | None:
        return self._team.inquiries if measure == "inquiries" else self._team.orders

    # The order

    def _state(self, step: HiringStep) -> StepState:
        filled = [(seat, self._fills(seat)) for seat in _seats(step)]
        holders = dict.fromkeys(role for _, roles in filled for role in roles)
        empty = tuple(seat for seat, roles in filled if not roles)
        return StepState(step=step.id, order=step.order, holders=tuple(holders), open=empty)

    def _next(self, steps: tuple[StepState, ...], stage: TeamStage | None) -> NextPost | None:
        state = next((s for s in steps if not s.filled), None)
        if state is None:
            return None
        step = self._knowledge.hiring_steps[state.step]
        seat = state.open[0]
        role = self._knowledge.roles[seat[0]]
        later = next((s for s in self._stages if s.id == step.from_stage), None)
        waits = later is not None and stage is not None and later.order > stage.order
        ways = self._knowledge.graph.ways_in(role.id)
        amount = self._amount(step.load.measure) if step.load else None
        needed = ceil(amount / step.load.per_person) if step.load and amount else 1
        return NextPost(
            step=step.id,
            role=role.id,
            instead=seat[1:],
            when="later_stage" if waits else "now",
            from_stage=later.id if waits and later is not None else None,
            duties=tuple(self._duties(role, step)),
            inside_from=tuple(edge.from_role for edge in ways if edge.from_role in self._posts),
            gate=role.entry.gate,
            needed=needed,
        )

    def _duties(self, role: Role, step: HiringStep) -> Iterable[DutyNow]:
        named = [post for post in step.covered_by if post in self._posts]
        others = [post for post in self._posts if post not in named]
        for duty in role.duties:
            wanted = set(duty.skills)
            able = [post for post in (*named, *others) if wanted & self._skills(post)]
            if able:
                yield DutyNow(duty=duty.id, by=able[0], how="skills")
            elif named:
                yield DutyNow(duty=duty.id, by=named[0], how="rule")
            else:
                yield DutyNow(duty=duty.id, by=None, how="nobody")

    def _skills(self, role: str) -> set[str]:
        return {skill for duty in self._knowledge.roles[role].duties for skill in duty.skills}

    # Too much work

    def _overflow(self) -> Iterable[Overflow]:
        for step in self._order:
            amount = self._amount(step.load.measure) if step.load else None
            roles = [role for seat in _seats(step) for role in self._fills(seat)]
            people = self._people(roles)
            if step.load is None or amount is None or not people:
                continue
            more = ceil(amount / step.load.per_person) - people
            if more > 0:
                yield Overflow(
                    step=step.id,
                    roles=tuple(dict.fromkeys(roles)),
                    measure=step.load.measure,
                    amount=amount,
                    people=people,
                    limit=step.load.per_person,
                    more=more,
                )

    def _splits(self) -> Iterable[SplitState]:
        for rule in self._knowledge.records.split_rules:
            if rule.role not in self._posts:
                continue
            people = self._people((rule.role, *rule.into))
            per_person = self._per_person(rule.load, people)
            yield SplitState(
                rule=rule.id,
                state=self._split_state(rule, people, per_person),
                people=people,
                per_person=per_person,
                limit=rule.load.per_person if rule.load else None,
                measure=rule.load.measure if rule.load else None,
            )

    def _per_person(self, load: Load | None, people: int) -> int | None:
        amount = self._amount(load.measure) if load else None
        return None if amount is None or not people else amount // people

    def _split_state(
        self, rule: SplitRule, people: int, per_person: int | None
    ) -> Literal["now", "people_first", "watch", "done"]:
        others = [role for role in rule.into if role != rule.role]
        if all(role in self._posts for role in others):
            return "done"
        if rule.load is None or per_person is None or per_person < rule.load.per_person:
            return "watch"
        return "now" if people >= rule.least_people else "people_first"


def _seats(step: HiringStep) -> tuple[tuple[str, ...], ...]:
    return tuple(seat.roles for seat in step.seats) or (step.roles,)


def _serves(role: Role, wanted: Role) -> bool:
    return role.id == wanted.id or (role.family == wanted.family and role.rung > wanted.rung)


__all__ = [
    "DutyNow",
    "HiringAdvice",
    "NextPost",
    "Overflow",
    "Post",
    "SplitState",
    "StepState",
    "TeamNow",
    "hiring_advice",
    "post_named",
]
