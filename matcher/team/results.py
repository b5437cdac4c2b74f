"""What is said of a team: typed results that explain themselves and turn into JSON as they are.

Ids only; `matcher.team.wording` says them in words.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from kb.models import Text
from matcher.team.people import Rater

Verdict: TypeAlias = Literal["ready", "pending", "not_yet", "in_post"]
"""Ready now; ready once the named things are shown; not yet; already holds the post."""

BlockKind: TypeAlias = Literal[
    "tenure", "tenure_unknown", "no_vacancy", "no_track", "no_role", "not_rated", "not_available"
]
"""What stands in the way besides skills.

`no_track`: no promotion leads straight from the present post to the target. `no_role`: the present post is
not linked to a role. `not_rated`: nobody has rated any of the skills asked for.
"""

Status: TypeAlias = Literal["met", "claimed", "short", "unrated"]
"""Confirmed at level; at level by the person's own word only; below it; never rated."""

DemandOrigin: TypeAlias = Literal["track", "must", "both"]
"""Asked by the promotion track, as a must-have of the post, or by both."""


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Demand(_Result):
    """One thing that must be shown for a move, and how the person stands."""

    skill: str
    """Skill id."""
    need: int
    """The level asked for."""
    have: int | None
    """The person's level; None when nobody rated it."""
    by: Rater | None
    """Who vouches for it."""
    status: Status
    """Whether it is met."""
    origin: DemandOrigin
    """Who asks for it."""

    @property
    def levels_short(self) -> int:
        """Levels still to climb."""
        return max(0, self.need - (self.have or 0))


class Block(_Result):
    """Something that stands in the way besides skills."""

    kind: BlockKind
    """What it is."""
    post_months: int = 0
    """For a time gate: months in the post still to serve."""
    company_months: int = 0
    """For a time gate: months in the company still to serve."""
    next_role: str | None = None
    """Without a track: the next post on the best way there."""


class Override(_Result):
    """A verdict that a lead put beside the computed one."""

    person: str
    """Who it is about."""
    role: str
    """The target role."""
    verdict: Literal["ready", "pending", "not_yet"]
    """What the lead says."""
    reason: str
    """Why."""
    by: str
    """Which lead."""
    when: datetime
    """When it was said."""


class NineBox(_Result):
    """Performance against potential, each in thirds; only where both were really rated."""

    performance: int
    """1 low to 3 high."""
    potential: int
    """1 low to 3 high."""


class Readiness(_Result):
    """One person against one target role."""

    person: str
    """Person id."""
    role: str
    """The target role."""
    from_role: str | None
    """The role they hold now."""
    track: str | None
    """Id of the promotion edge, `from--to`; None when no track leads straight there."""
    verdict: Verdict
    """What the rules say."""
    override: Override | None = None
    """What a lead says instead."""
    demands: tuple[Demand, ...]
    """All that is asked, in the order in which it should be shown."""
    blocks: tuple[Block, ...] = ()
    """What else stands in the way."""
    fit: float
    """Share of the whole post's requirements met, by importance and level, 0 to 1; surplus never counts."""
    left_out: tuple[str, ...] = ()
    """Skills the company has no use for, which left the denominator."""
    outside: bool = False
    """Whether this is an applicant."""
    wish: Literal["wished", "unknown", "other"] = "unknown"
    """Whether they want this post, did not say, or want others."""
    nine_box: NineBox | None = None
    """Performance and potential, where both were rated."""

    @property
    def stands(self) -> Verdict:
        """The verdict that counts: a lead's own, else the computed one."""
        return self.override.verdict if self.override is not None else self.verdict

    @property
    def to_show(self) -> tuple[Demand, ...]:
        """What still has to be shown, in order."""
        return tuple(demand for demand in self.demands if demand.status != "met")

    @property
    def available(self) -> bool:
        """Whether they can move now."""
        return all(block.kind != "not_available" for block in self.blocks)


class RoleLink(_Result):
    """A job title of the company and the role it was taken for."""

    title: str
    """As the company writes it."""
    role: str | None
    """The role; None when nothing was near enough."""
    how: Literal["named", "said", "near", "none"]
    """One of its names; said by the user; a name with words more or less; not linked."""
    likeness: float
    """Likeness to the nearest name, 0 to 1."""
    nearest: str | None
    """The role whose name is nearest, worth a look where the title was not linked."""
    people: int
    """How many people hold it."""


class Vacancy(_Result):
    """A post to be filled."""

    id: str
    """Unique among the vacancies."""
    role: str
    """Role id."""
    openings: Annotated[int, Field(ge=1, le=200)] = 1
    """How many people are wanted."""
    internal_first: bool = True
    """False when the company advertises outside at once; those inside are asked first all the same."""
    not_applicable: tuple[str, ...] = ()
    """Skill ids this post has no use for here."""
    note: Text | None = None
    """The lead's own words."""


WhyHire: TypeAlias = Literal[
    "entry_post", "no_track", "nobody_close", "all_taken", "not_available", "not_needed"
]
"""Why somebody must be hired: the post is where people start; nobody here holds a post that leads to it;
those who do are not there yet; whoever could is needed elsewhere; whoever could is not available.
`not_needed` marks hiring that is only compared, since somebody inside could take the post."""


class Hire(_Result):
    """A post to be filled from outside."""

    role: str
    """Role id."""
    why: WhyHire
    """Why nobody inside takes it."""
    closest: tuple[str, ...] = ()
    """Ids of the people inside who are nearest, best first."""
    applicants: tuple[str, ...] = ()
    """Ids of applicants who are ready or nearly, best first."""


class Move(_Result):
    """One person taking up one post."""

    person: str
    """Who."""
    from_role: str
    """The post they leave."""
    to_role: str
    """The post they take."""
    verdict: Verdict
    """How ready they are, after any override."""
    to_show: tuple[Demand, ...] = ()
    """What they still have to show."""


class Chain(_Result):
    """How one opening is filled, down to the post that is hired for."""

    vacancy: str
    """The vacancy."""
    opening: int
    """Which of its openings, from 1."""
    moves: tuple[Move, ...]
    """Who moves, the opening first; each leaves the post that the next takes."""
    hire: Hire
    """The post left open at the end. There is always one: each person who moves leaves a hole."""


class Option(_Result):
    """One way of filling a vacancy, to be compared with others."""

    kind: Literal["promote", "hire"]
    """From inside or from outside."""
    person: str | None
    """Who is promoted."""
    verdict: Verdict | None
    """How ready they are."""
    fit: float | None
    """Share of the post's requirements they meet."""
    to_show: int
    """How many things they still have to show."""
    moves: int
    """How many people change posts, backfill included."""
    chain: tuple[Move, ...]
    """Who moves."""
    hire: Hire
    """The post to be hired for in the end."""
    breaks: tuple[str, ...] = ()
    """Skills and `role/duty` ids that nobody else here covers once this person has left the old post."""


class VacancyAnswer(_Result):
    """All there is to say about one vacancy."""

    vacancy: Vacancy
    """The vacancy."""
    candidates: tuple[Readiness, ...]
    """Everybody worth naming: inside before outside, ready before pending, best first."""
    chosen: tuple[str, ...]
    """Who fills it in the joint solution, in order of openings."""
    chains: tuple[Chain, ...]
    """How each opening is filled."""
    options: tuple[Option, ...]
    """The best people inside one by one, and hiring, side by side."""


class Solution(_Result):
    """What a joint solution is worth; compared from left to right."""

    filled: int
    """Openings filled from inside."""
    ready: int
    """Of these, by people who are ready now."""
    fit: float
    """Sum of fit and wish over them."""


class TeamPlan(_Result):
    """All vacancies solved together."""

    answers: tuple[VacancyAnswer, ...]
    """One a vacancy, in the order given."""
    solution: Solution
    """What the joint solution is worth."""
    one_by_one: Solution
    """What taking the best for each vacancy in turn would have been worth."""
    headcount: int
    """People inside before."""
    headcount_after: int
    """People inside when all hires are made."""


class RoleBench(_Result):
    """Who could take a post if it fell empty."""

    role: str
    """Role id."""
    holders: tuple[str, ...]
    """Who holds it."""
    ready: tuple[str, ...]
    """Who could take it now."""
    pending: tuple[str, ...]
    """Who could once something is shown."""


class SinglePoint(_Result):
    """Something only one person here can do."""

    kind: Literal["skill", "duty"]
    """A skill, or a duty of a post."""
    about: str
    """Skill id, or `role/duty`."""
    person: str
    """Who."""
    roles: tuple[str, ...]
    """The posts here that need it."""
    next_best: str | None
    """Who comes nearest, or None."""


class DutyCoverage(_Result):
    """Who can do a duty."""

    role: str
    """The post."""
    duty: str
    """Duty id within the post."""
    holders: tuple[str, ...]
    """Who holds the post."""
    others: tuple[str, ...]
    """Who else has the skills for it at the level the post asks."""


class Opening(_Result):
    """A verdict that a training would change."""

    person: str
    """Who."""
    role: str
    """For which post."""
    before: Verdict
    """Verdict now."""
    after: Verdict
    """Verdict with the skill at the level asked for."""


class Training(_Result):
    """One skill to train, and what it would do."""

    skill: str
    """Skill id."""
    people: tuple[str, ...]
    """Who is short of it for a post they could move to next."""
    levels: int
    """Effort: levels to be climbed, all people together."""
    gain: float
    """Readiness gained: verdict steps up, and shares of what is still to be shown, summed."""
    opens: tuple[Opening, ...]
    """Verdicts it would change by itself."""

    @property
    def gain_per_level(self) -> float:
        """Readiness per level of effort."""
        return self.gain / self.levels if self.levels else 0.0


class Bench(_Result):
    """What a team has behind it."""

    roles: tuple[RoleBench, ...]
    """By post."""
    single_points: tuple[SinglePoint, ...]
    """What only one person can do."""
    duties: tuple[DutyCoverage, ...]
    """Who covers what."""
    training: tuple[Training, ...]
    """Where training pays most, best first."""


class SkillDifference(_Result):
    """A skill in one post and the next."""

    skill: str
    """Skill id."""
    before: int | None
    """Level in the first post; None when it is not asked."""
    after: int | None
    """Level in the second."""
    importance_before: int
    """Importance in the first, 0 when it is not asked."""
    importance_after: int
    """Importance in the second, 0 when it is not asked."""
    must: bool
    """Whether the second post takes nobody without it."""
    have: int | None = None
    """The person's confirmed level, where one was named."""


class RoleDifference(_Result):
    """What changes from one post to another."""

    from_role: str
    """The first post."""
    to_role: str
    """The second."""
    track: str | None
    """The promotion edge between them."""
    new: tuple[SkillDifference, ...]
    """Skills only the second asks for."""
    higher: tuple[SkillDifference, ...]
    """Skills it asks for at a higher level."""
    same: tuple[SkillDifference, ...]
    """Skills it asks for at the same or a lower level."""
    dropped: tuple[SkillDifference, ...]
    """Skills it asks for no more."""
    duties: tuple[str, ...]
    """Duties of the second post, `role/duty`, that the first has not."""


__all__ = [
    "Bench",
    "Block",
    "BlockKind",
    "Chain",
    "Demand",
    "DemandOrigin",
    "DutyCoverage",
    "Hire",
    "Move",
    "NineBox",
    "Opening",
    "Option",
    "Override",
    "Readiness",
    "RoleBench",
    "RoleDifference",
    "RoleLink",
    "SinglePoint",
    "SkillDifference",
    "Solution",
    "Status",
    "TeamPlan",
    "Training",
    "Vacancy",
    "VacancyAnswer",
    "Verdict",
    "WhyHire",
]
