"""Readiness, vacancies and benches as reports, in the sentences that every other view uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kb import Knowledge
from kb.messages import Messages
from matcher.team.people import Person
from matcher.team.report.document import Cell, Entry, Report, Section, Table
from matcher.team.results import Bench, Chain, Readiness, SinglePoint, TeamPlan, VacancyAnswer, Verdict
from matcher.team.wording import TeamWording
from matcher.wording import points

ORDER: tuple[Verdict, ...] = ("ready", "pending", "not_yet", "in_post")
"""The order in which verdicts are told."""


class TeamReports:
    """Makes reports about one team in one language.

    Args:
        knowledge: names of roles and skills.
        messages: the language.
    """

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._messages = messages
        self._words = TeamWording(knowledge, messages)

    def readiness(self, found: Sequence[Readiness], people: Sequence[Person]) -> Report:
        """Who is ready for what: a table of everybody, then person by person.

        Args:
            found: the verdicts.
            people: everybody who was asked about.
        """
        counts = Counter(one.stands for one in found)
        head = self._messages.get(
            "team.ready_head",
            people=len(people),
            ready=counts["ready"],
            pending=counts["pending"],
            not_yet=counts["not_yet"],
        )
        ordered = sorted(found, key=lambda one: (ORDER.index(one.stands), -one.fit, one.person, one.role))
        told = {one.person for one in found}
        left = sum(person.id not in told for person in people)
        lines = [head, *([self._messages.get("team.no_target", count=left)] if left else [])]
        sections = [Section(self._say("overview"), table=self._overview(ordered))] if ordered else []
        for person in dict.fromkeys(one.person for one in ordered):
            entries = tuple(self._verdict(one) for one in ordered if one.person == person)
            sections.append(Section(self._words.person(person), entries=entries))
        return self._report("ready_title", lines, sections)

    def person(self, person: Person, found: Sequence[Readiness]) -> Report:
        """One person against several posts.

        Args:
            person: who.
            found: the verdicts, in the order to tell them.
        """
        title = self._words.person(person.id)
        role = self._words.names.role(person.role) if person.role else person.title
        entries = tuple(self._verdict(one) for one in found)
        lines = () if entries else (self._messages.get("team.no_target", count=1),)
        heading = self._messages.get("team.single_person", person=title, role=role).rstrip(":：")
        section = Section(heading, lines=lines, entries=entries)
        return Report(title, self._messages.language, (), (section,), (self._say("foot"),))

    def together(self, plan: TeamPlan) -> tuple[str, ...]:
        """What all vacancies together come to."""
        return self._words.together(plan)

    def plan(self, plan: TeamPlan) -> Report:
        """How vacancies are filled together, with every candidate, chain and choice."""
        sections = [section for answer in plan.answers for section in self._answer(answer)]
        lines = [self._words.inside_first(), *self._words.together(plan)]
        return self._report("vacancy_title", lines, sections)

    def bench(self, bench: Bench, posts: Mapping[str, str | None]) -> Report:
        """What stands behind a team.

        Args:
            bench: what was found.
            posts: role by person.
        """
        names = self._words.names
        heads = tuple(self._messages.get("team.bench_columns").split("|"))
        rows: list[tuple[Cell, ...]] = [
            (
                names.role(line.role),
                self._words.people(line.holders, len(line.holders)),
                self._words.people(line.ready, len(line.ready)),
                self._words.people(line.pending, len(line.pending)),
            )
            for line in bench.roles
        ]
        sections = [
            Section(self._messages.get("team.bench_title"), table=Table(heads, tuple(rows))),
            self.singles(bench, posts),
            Section(self._say("coverage"), lines=(self.coverage(bench),)),
            self.training(bench),
        ]
        return self._report("bench_title", [], sections)

    def coverage(self, bench: Bench) -> str:
        """How many duties more than one person can do."""
        covered = sum(len(line.holders) + len(line.others) > 1 for line in bench.duties)
        return self._messages.get("team.coverage", covered=covered, all=len(bench.duties))

    def training(self, bench: Bench) -> Section:
        """Which training would pay."""
        told = (self._words.training(training) for training in bench.training)
        return Section(
            self._messages.get("team.training_title"),
            lines=(self._messages.get("team.training_note"),),
            entries=tuple(Entry(first, tuple(rest)) for first, *rest in told),
        )

    def _overview(self, ordered: Sequence[Readiness]) -> Table:
        columns = tuple(self._say("ready_columns").split("|"))
        return Table(columns, tuple(self._row(one) for one in ordered))

    def _row(self, one: Readiness) -> tuple[Cell, ...]:
        semicolon = self._messages.get("words.semicolon")
        show = self._words.listed([self._words.brief(d) for d in one.to_show], len(one.to_show))
        blocks = semicolon.join(self._words.block(block) for block in one.blocks)
        return (
            self._words.person(one.person),
            self._words.names.role(one.role),
            self._words.verdict(one.stands),
            points(one.fit),
            show,
            blocks,
        )

    def _verdict(self, one: Readiness) -> Entry:
        first, *rest = self._words.readiness(one)
        beside = [self._words.fit(one.fit), self._words.wish(one)]
        rest.append(self._messages.get("words.comma").join(filter(None, beside)))
        return Entry(first, tuple(rest), self._words.verdict(one.stands))

    def _answer(self, answer: VacancyAnswer) -> list[Section]:
        lines = []
        if answer.vacancy.note is not None:
            lines.append(answer.vacancy.note.get(self._messages.language))
        if not answer.vacancy.internal_first:
            lines.append(self._messages.get("team.outside_too"))
        if not any(not candidate.outside for candidate in answer.candidates):
            lines.append(self._messages.get("team.no_candidates"))
        title = self._words.vacancy(answer.vacancy)
        options = tuple(Entry(self._words.option(option)) for option in answer.options)
        candidates = tuple(self._candidate(candidate) for candidate in answer.candidates)
        return [
            Section(title, lines=tuple(lines)),
            Section(self._messages.get("team.candidates"), 3, entries=candidates),
            Section(self._messages.get("team.chosen"), 3, entries=tuple(map(self._chain, answer.chains))),
            Section(self._messages.get("team.options"), 3, entries=options),
        ]

    def _candidate(self, candidate: Readiness) -> Entry:
        facts = [self._words.person(candidate.person), self._words.fit(candidate.fit)]
        facts += filter(None, [self._words.wish(candidate)])
        if candidate.outside:
            facts.append(self._messages.get("team.applicant"))
        text = self._messages.get("words.comma").join(facts)
        return Entry(text, self._words.readiness(candidate), self._words.verdict(candidate.stands))

    def _chain(self, chain: Chain) -> Entry:
        steps = [*(self._words.move(move) for move in chain.moves), *self._words.hire(chain.hire)]
        return Entry(steps[0], tuple(steps[1:]), str(chain.opening))

    def singles(self, bench: Bench, posts: Mapping[str, str | None]) -> Section:
        """What only one person can do, person by person."""
        by_person: dict[str, list[SinglePoint]] = {}
        for point in bench.single_points:
            by_person.setdefault(point.person, []).append(point)
        entries = []
        for person, found in sorted(by_person.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            role = posts.get(person)
            name = self._words.names.role(role) if role else ""
            title = self._messages.get(
                "team.single_person", person=self._words.person(person), role=name
            ).rstrip(":：")
            entries.append(Entry(title, tuple(map(self._single, found)), str(len(found))))
        lines = () if entries else (self._messages.get("team.single_none"),)
        return Section(self._messages.get("team.single_title"), lines=lines, entries=tuple(entries))

    def _single(self, point: SinglePoint) -> str:
        about = self._words.about(point.about)
        if point.next_best is None:
            return about
        person = self._words.person(point.next_best)
        return self._messages.get("team.next_best", skill=about, person=person)

    def _report(self, title: str, lines: Sequence[str], sections: Sequence[Section]) -> Report:
        return Report(
            self._say(title), self._messages.language, tuple(lines), tuple(sections), (self._say("foot"),)
        )

    def _say(self, key: str) -> str:
        return self._messages.get(f"report.team.{key}")


__all__ = ["ORDER", "TeamReports"]
