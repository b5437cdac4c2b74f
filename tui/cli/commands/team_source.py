"""Where the commands of `team` find their people: a file, the store, or the bundled sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from cyclopts import Parameter

from kb import Knowledge
from kb.locate import builtin_root
from matcher.wording import clean
from tui.cli.narration import ExitCode, narrate
from tui.cli.session import current

if TYPE_CHECKING:
    from matcher.team.people import Roster
    from matcher.team.policy import Policy
    from matcher.team.readiness import Judge, Overrides
    from matcher.team.results import RoleLink, Vacancy
    from matcher.team.roster_table import TableRoster
    from matcher.team.store import Store
    from matcher.team.titles import Titles

RosterOption: TypeAlias = Annotated[Path | None, Parameter(name="--roster", help="team_roster")]
StoreOption: TypeAlias = Annotated[Path | None, Parameter(name="--store", help="team_store")]
SamplesOption: TypeAlias = Annotated[bool, Parameter(name="--samples", help="team_samples", negative="")]
MapOption: TypeAlias = Annotated[list[str] | None, Parameter(name="--map", help="team_map", negative="")]
TitleOption: TypeAlias = Annotated[
    list[str] | None, Parameter(name="--title", help="team_job_title", negative="")
]
PolicyOption: TypeAlias = Annotated[Path | None, Parameter(name="--policy", help="team_policy")]
HashOption: TypeAlias = Annotated[bool, Parameter(name="--hash-names", help="team_hash_names", negative="")]
VacanciesOption: TypeAlias = Annotated[Path | None, Parameter(name="--vacancies", help="team_vacancies")]
DayOption: TypeAlias = Annotated[str | None, Parameter(name="--as-of", help="team_as_of")]


@Parameter(name="*")
@dataclass(frozen=True)
class Where:
    """Options that say where the people come from."""

    roster: RosterOption = None
    store: StoreOption = None
    samples: SamplesOption = False
    map: MapOption = None
    title: TitleOption = None
    policy: PolicyOption = None
    hash_names: HashOption = False


NOWHERE = Where()
"""Nothing said."""

MOST_TOLD = 20
"""So many rows, words or titles are named on stderr; JSON has all of them."""


@dataclass(frozen=True)
class Source:
    """The people, and how they were read."""

    roster: Roster
    policy: Policy
    overrides: Overrides = field(default_factory=dict)
    titles: Titles | None = None
    """How job titles were linked; None for people from the store, whose posts are linked already."""
    table: TableRoster | None = None
    """How a table was read."""

    @property
    def links(self) -> tuple[RoleLink, ...]:
        """Every job title met and the role it was taken for."""
        return self.titles.links() if self.titles is not None else ()

    @property
    def exit_code(self) -> ExitCode:
        """Whether rows were left out."""
        return ExitCode.PROBLEMS if self.table is not None and self.table.rejects else ExitCode.OK

    def data(self) -> dict[str, Any]:
        """How the people were read, for JSON."""
        messages = current().messages
        read: dict[str, Any] = {
            "people": len(self.roster.people),
            "titles": [link.model_dump(mode="json") for link in self.links],
        }
        if self.table is not None:
            read["columns"] = {name: list(found) for name, found in self.table.columns.columns.items()}
            read["skill_columns"] = list(self.table.skill_columns)
            read["not_understood"] = dict(self.table.not_understood)
            read["rejects"] = [
                {
                    "row": reject.row,
                    "column": reject.problem.column,
                    "code": reject.problem.code,
                    "message": reject.problem.said(messages),
                }
                for reject in self.table.rejects
            ]
        return read


def given_people(where: Where, knowledge: Knowledge) -> Source:
    """The people that the options name; the store when none is named.

    Raises:
        Stop: when there are none, or several sources are named.
        TeamError: when a file cannot be used.
    """
    from matcher.team.policy import builtin_policy, read_policy
    from matcher.team.store_file import default_store

    session = current()
    if sum((where.roster is not None, where.store is not None, where.samples)) > 1:
        raise session.stop(ExitCode.USAGE, "team.several_rosters")
    policy = read_policy(where.policy) if where.policy is not None else builtin_policy()
    path = where.store or default_store()
    if where.samples or where.roster is not None:
        source = read_people(where.roster or samples() / "roster.yaml", where, policy, knowledge)
    elif path.exists():
        with open_store(path) as store:
            source = Source(store.roster(), policy, store.overrides())
    else:
        raise session.stop(ExitCode.USAGE, "team.no_roster")
    if not where.hash_names:
        return source
    codes = code_maker()
    overrides = {
        (codes(person), role): one.model_copy(update={"person": codes(person)})
        for (person, role), one in source.overrides.items()
    }
    return replace(source, roster=hashed(source.roster, codes), overrides=overrides)


def read_people(
    path: Path,
    where: Where,
    policy: Policy,
    knowledge: Knowledge,
    known: Mapping[str, str] | None = None,
    day: date | None = None,
) -> Source:
    """A roster file of any kind.

    Args:
        path: the file.
        where: the options, with `--map` and `--title`.
        policy: how near is nearly ready.
        knowledge: roles and skills.
        known: what job titles mean, as said before.
        day: the day to count months up to.

    Raises:
        Stop: when `--title` is not a pair.
        TeamError: when the file cannot be used.
        TableError: when it is a table that cannot be read.
    """
    from matcher.team.roster_file import DOCUMENTS, read_roster
    from matcher.team.roster_table import read_table
    from matcher.team.titles import Titles, said_titles

    try:
        said = {**(known or {}), **said_titles(where.title or ())}
    except ValueError as error:
        raise current().stop(ExitCode.USAGE, "team.bad_title", asked=error) from None
    if path.suffix.lower() in (".yaml", ".yml", ".json", *DOCUMENTS):
        roster, titles = read_roster(path, knowledge, said)
        return Source(roster, policy, titles=titles)
    table = read_table(path, knowledge, Titles(knowledge, said), where.map or (), day)
    return Source(table.roster, policy, titles=table.titles, table=table)


def judge_of(source: Source, knowledge: Knowledge, vacancies: Sequence[Vacancy] | None) -> Judge:
    """The rules for these people.

    Args:
        source: the people.
        knowledge: roles and tracks.
        vacancies: what is open; None when nobody said.
    """
    from matcher.team.readiness import Judge

    open_roles = {vacancy.role for vacancy in vacancies} if vacancies is not None else None
    return Judge(knowledge, source.roster, source.policy, source.overrides, open_roles)


def given_vacancies(
    where: Where, path: Path | None, roles: Sequence[str], knowledge: Knowledge
) -> tuple[Vacancy, ...] | None:
    """The vacancies that are named, in a file or by role; the bundled ones with the bundled people."""
    from matcher.team.results import Vacancy
    from matcher.team.roster_file import read_vacancies

    if path is not None:
        return read_vacancies(path, knowledge)
    if roles:
        named = [knowledge.role(role).id for role in roles]
        return tuple(Vacancy(id=role, role=role, openings=named.count(role)) for role in dict.fromkeys(named))
    return read_vacancies(samples() / "vacancies.yaml", knowledge) if where.samples else None


def open_store(path: Path | None) -> Store:
    """The store named, or the usual one."""
    from matcher.team.store import Store

    return Store(path)


def kept_titles(path: Path | None) -> dict[str, str]:
    """What job titles mean by the store named, or the usual one; nothing where there is none yet."""
    from matcher.team.store_file import default_store

    if not (path or default_store()).exists():
        return {}
    with open_store(path) as store:
        return store.titles()


def code_maker() -> Callable[[str], str]:
    """Turns ids into the codes of this machine."""
    from matcher.team.hashing import code, codes_key
    from matcher.team.store_file import default_store

    key = codes_key(default_store().parent)
    return lambda person: code(person, key)


def hashed(roster: Roster, codes: Callable[[str], str]) -> Roster:
    """A roster under codes."""
    people = tuple(person.model_copy(update={"id": codes(person.id)}) for person in roster.people)
    return roster.model_copy(update={"people": people})


def given_day(asked: str | None) -> date:
    """A day as written on the command line; today when none is.

    Raises:
        Stop: when it is not a day.
    """
    if asked is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise current().stop(ExitCode.USAGE, "team.bad_date", asked=asked) from None


def samples() -> Path:
    """The bundled samples."""
    return builtin_root() / "samples"


def tell(source: Source, knowledge: Knowledge) -> None:
    """Say on stderr how a file was read: columns, titles that were not linked, rows left out."""
    from matcher.team.wording import TeamWording

    session = current()
    if source.table is not None:
        taken = [f"{name}={', '.join(found)}" for name, found in source.table.columns.columns.items()]
        narrate(session.say("team.read_columns", columns="; ".join([*taken, *source.table.skill_columns])))
        if source.table.not_understood:
            words = list(source.table.not_understood)
            shown = ", ".join(map(clean, words[:MOST_TOLD])) + (", ..." if len(words) > MOST_TOLD else "")
            narrate(session.say("team.not_understood", words=shown))
        if source.table.rejects:
            narrate(session.say("team.rejects", count=len(source.table.rejects)))
        for reject in source.table.rejects[:MOST_TOLD]:
            why = reject.problem.said(session.messages)
            column = clean(reject.problem.column)
            narrate("  " + session.say("team.reject", row=reject.row, column=column, why=why))
    doubtful = [link for link in source.links if link.how in ("none", "near")]
    if doubtful:
        wording = TeamWording(knowledge, session.messages)
        if any(link.how == "none" for link in doubtful):
            narrate(session.say("team.titles_head"))
        for link in doubtful[:MOST_TOLD]:
            narrate(f"  {wording.link(link)}")


__all__ = [
    "NOWHERE",
    "DayOption",
    "Source",
    "StoreOption",
    "VacanciesOption",
    "Where",
    "code_maker",
    "given_day",
    "given_people",
    "given_vacancies",
    "hashed",
    "judge_of",
    "kept_titles",
    "open_store",
    "read_people",
    "samples",
    "tell",
]
