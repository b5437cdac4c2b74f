"""A team on the table: people, rules and vacancies from a file, the store or the sample, and what follows.

The one place where a roster is opened for somebody who looks at a whole team; nothing here is said in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from kb import Knowledge
from kb.locate import builtin_root
from matcher.team.bench import bench, breaks_by_person
from matcher.team.people import Person, Roster
from matcher.team.policy import builtin_policy
from matcher.team.readiness import Judge, Overrides
from matcher.team.results import Bench, Override, Readiness, RoleLink, TeamPlan, Vacancy, Verdict
from matcher.team.succession import Succession

Origin = Literal["samples", "store", "file"]
"""Where the people come from."""

MOST_COLUMNS = 24
"""Posts of the grid; nobody reads more side by side."""


@dataclass(frozen=True)
class TeamDesk:
    """Everything that is asked of one team; each answer is worked out once, when it is first wanted."""

    knowledge: Knowledge
    """Roles and tracks."""
    roster: Roster
    """The people."""
    origin: Origin
    """Where they come from."""
    path: Path | None = None
    """The file they come from."""
    overrides: Overrides | None = None
    """A lead's own verdicts."""
    vacancies: tuple[Vacancy, ...] = ()
    """Posts to be filled."""
    rejects: int = 0
    """Rows of the file that were left out."""
    unread: tuple[str, ...] = ()
    """Columns of the file that nothing was read from."""
    doubtful: tuple[RoleLink, ...] = ()
    """Job titles of the file that are no known name of a post, or only near one."""

    @cached_property
    def judge(self) -> Judge:
        """The rules for these people."""
        open_roles = {vacancy.role for vacancy in self.vacancies} or None
        return Judge(self.knowledge, self.roster, builtin_policy(), self.overrides, open_roles)

    @cached_property
    def plan(self) -> TeamPlan:
        """All vacancies solved together."""
        return Succession(self.judge, self.vacancies, breaks_by_person(self.judge)).plan()

    @cached_property
    def bench(self) -> Bench:
        """What stands behind the team."""
        return bench(self.judge)

    @cached_property
    def posts(self) -> Mapping[str, str | None]:
        """Role by person."""
        return {person.id: person.role for person in self.roster.people}

    @cached_property
    def inside(self) -> tuple[Person, ...]:
        """The people who are in the company, by post and id."""
        people = [person for person in self.roster.people if not person.outside]
        rank = {role: place for place, role in enumerate(self.knowledge.roles)}
        return tuple(sorted(people, key=lambda p: (rank.get(p.role or "", len(rank)), p.id)))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The posts of the grid: vacancies first, then next posts of the people, most wanted first."""
        wanted = [vacancy.role for vacancy in self.vacancies]
        counts: dict[str, int] = {}
        for person in self.inside:
            for role in self.judge.targets(person)[:1]:
                counts[role] = counts.get(role, 0) + 1
        ranked = sorted(counts, key=lambda role: (-counts[role], role))
        return tuple(dict.fromkeys([*wanted, *ranked]))[:MOST_COLUMNS]

    @cached_property
    def best(self) -> Mapping[str, Verdict]:
        """The best verdict that each person has for any next post; nobody without one."""
        found = {person.id: self.standing(person) for person in self.roster.people}
        return {person: standing[0].stands for person, standing in found.items() if standing}

    @cached_property
    def marks(self) -> Mapping[tuple[str, str], Verdict]:
        """Verdicts of the grid by person and post, where a promotion leads straight there or they hold it."""
        found: dict[tuple[str, str], Verdict] = {}
        for person in self.inside:
            for role in self.columns:
                if person.role == role or self.judge.demands.of(person.role, role).edge is not None:
                    found[person.id, role] = self.judge.assess(person, role).stands
        return found

    def person(self, person: str) -> Person | None:
        """Somebody of the roster, or None."""
        return self.roster.person(person)

    def standing(self, person: Person) -> tuple[Readiness, ...]:
        """One person against each post that could come next, best first."""
        order = {"ready": 0, "pending": 1, "not_yet": 2, "in_post": 3}
        found = [self.judge.assess(person, role) for role in self.judge.targets(person)]
        return tuple(sorted(found, key=lambda one: (order[one.stands], -one.fit, one.role)))

    def counts(self) -> dict[str, int]:
        """People inside by post, for those whose post is known."""
        counts: dict[str, int] = {}
        for person in self.inside:
            if person.role in self.knowledge.roles:
                counts[str(person.role)] = counts.get(str(person.role), 0) + 1
        return counts

    def with_vacancies(self, vacancies: Sequence[Vacancy]) -> TeamDesk:
        """The same team with other posts to fill."""
        return replace(self, vacancies=tuple(vacancies))

    def with_opening(self, role: str) -> TeamDesk:
        """The same team with one more opening for a post."""
        for place, vacancy in enumerate(self.vacancies):
            if vacancy.role == role:
                more = vacancy.model_copy(update={"openings": vacancy.openings + 1})
                return self.with_vacancies([*self.vacancies[:place], more, *self.vacancies[place + 1 :]])
        return self.with_vacancies([*self.vacancies, Vacancy(id=role, role=role)])

    def with_override(self, said: Override) -> TeamDesk:
        """The same team with a lead's own verdict beside the computed one."""
        return replace(self, overrides={**(self.overrides or {}), (said.person, said.role): said})

    def without_vacancy(self, vacancy: str) -> TeamDesk:
        """The same team without a vacancy."""
        return self.with_vacancies([one for one in self.vacancies if one.id != vacancy])


def open_desk(knowledge: Knowledge, path: Path | None = None) -> TeamDesk:
    """Put a team on the table.

    Args:
        knowledge: roles and tracks.
        path: a roster of any kind; without one the store, and where there is none the bundled sample.

    Raises:
        TeamError: when a roster or the store cannot be used.
        TableError: when a table cannot be read.
    """
    from matcher.team.store_file import default_store

    if path is not None:
        return _from_file(knowledge, path)
    if default_store().exists():
        from matcher.team.store import Store

        with Store(default_store()) as store:
            return TeamDesk(knowledge, store.roster(), "store", overrides=store.overrides())
    return sample_desk(knowledge)


def keep_override(desk: TeamDesk, said: Override) -> TeamDesk:
    """Keep a lead's own verdict: in the store where the people come from it, else on the table only.

    Args:
        desk: the team.
        said: the verdict.

    Raises:
        TeamError: when the store cannot be written or has no such person.
    """
    if desk.origin == "store":
        from matcher.team.store import Store
        from matcher.team.store_file import default_store

        with Store(default_store()) as store:
            store.override(said)
    return desk.with_override(said)


def sample_desk(knowledge: Knowledge) -> TeamDesk:
    """The bundled, invented team with its vacancies.

    Raises:
        TeamError: when the knowledge is another trade's and does not know its posts.
    """
    from matcher.team.roster_file import read_roster, read_vacancies

    folder = builtin_root() / "samples"
    roster, _ = read_roster(folder / "roster.yaml", knowledge)
    vacancies = read_vacancies(folder / "vacancies.yaml", knowledge)
    return TeamDesk(knowledge, roster, "samples", vacancies=vacancies)


def _from_file(knowledge: Knowledge, path: Path) -> TeamDesk:
    from matcher.team.roster_file import DOCUMENTS, read_roster

    if path.suffix.lower() in (".yaml", ".yml", ".json", *DOCUMENTS):
        roster, _ = read_roster(path, knowledge)
        return TeamDesk(knowledge, roster, "file", path)
    from matcher.team.roster_table import read_table
    from matcher.team.titles import Titles

    table = read_table(path, knowledge, Titles(knowledge, {}))
    unread = tuple(column for column in table.columns.unused if column not in table.skill_columns)
    doubtful = tuple(link for link in table.titles.links() if link.how in ("none", "near"))
    return TeamDesk(
        *(knowledge, table.roster, "file", path),
        rejects=len(table.rejects),
        unread=unread,
        doubtful=doubtful,
    )


__all__ = ["MOST_COLUMNS", "Origin", "TeamDesk", "keep_override", "open_desk", "sample_desk"]
