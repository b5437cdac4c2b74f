"""Readiness, vacancies, benches and differences as text and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kb import Knowledge
from matcher.team.people import Person
from matcher.team.results import (
    Bench,
    Chain,
    Readiness,
    RoleDifference,
    TeamPlan,
    VacancyAnswer,
)
from matcher.team.wording import TeamWording
from tui.cli.layout import table, truncate, wrap, wrap_hint
from tui.cli.session import Session

MOST_SHOWN = 4
"""Candidates told in full under a vacancy; the others take a line."""

WIDEST_DUTY = 60
"""A duty longer than this is cut in lists."""


class TeamView:
    """Renders results about a team for one session and knowledge base."""

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        self._session = session
        self._knowledge = knowledge
        self._say = TeamWording(knowledge, session.messages)

    def readiness(self, found: Sequence[Readiness], people: Sequence[Person], *, full: bool) -> str:
        """Who is ready for what: a line each, or everything about a few.

        Args:
            found: the verdicts.
            people: everybody who was asked about.
            full: whether to say everything.
        """
        session = self._session
        told = {readiness.person for readiness in found}
        left = sum(person.id not in told for person in people)
        rest = [wrap(session.say("team.no_target", count=left), session.columns)] if left else []
        if not found:
            return "\n".join([*rest, wrap(session.say("team.nobody"), session.columns)])
        if full:
            return "\n\n".join([*(self._one(readiness) for readiness in found), *rest])
        counts = Counter(readiness.stands for readiness in found)
        head = session.say(
            "team.ready_head",
            people=len(people),
            ready=counts["ready"],
            pending=counts["pending"],
            not_yet=counts["not_yet"],
        )
        rank = ("ready", "pending", "not_yet", "in_post")
        ordered = sorted(found, key=lambda r: (rank.index(r.stands), -r.fit, r.person, r.role))
        rows = [line for readiness in ordered for line in self._row(readiness)]
        hint = session.style.dim(wrap_hint(session.say("team.ready_next"), session.columns))
        return "\n".join([session.style.bold(head), *rest, "", *rows, "", hint])

    def _row(self, readiness: Readiness) -> list[str]:
        columns = self._session.columns
        mark = self._session.say(f"team.mark.{readiness.stands}")
        kinds = {block.kind for block in readiness.blocks}
        far = kinds & {"no_track", "no_role"}
        rest = [] if far else [self._say.listed([self._say.brief(d) for d in readiness.to_show])]
        rest += [self._say.block(block).rstrip("。.") for block in readiness.blocks]
        detail = self._session.say("words.semicolon").join(filter(None, rest))
        lines = [wrap(self._say.head(readiness), columns, f" {mark:>2} ")]
        return [*lines, wrap(detail, columns, "      ")] if detail else lines

    def _one(self, readiness: Readiness) -> str:
        session = self._session
        first, *rest = self._say.readiness(readiness)
        lines = [session.style.bold(self._say.head(readiness)), wrap(first, session.columns, "  ")]
        lines += [wrap(text, session.columns, "    " if text[:1].isdigit() else "  ") for text in rest]
        beside = [self._say.fit(readiness.fit), self._say.wish(readiness)]
        lines.append("  " + session.style.dim(session.say("words.comma").join(filter(None, beside))))
        return "\n".join(lines)

    def plan(self, plan: TeamPlan) -> str:
        """Vacancies and how they are filled."""
        session = self._session
        lines = [wrap(self._say.inside_first(), session.columns), ""]
        for answer in plan.answers:
            lines += [*self._answer(answer), ""]
        lines += [wrap(text, session.columns) for text in self._say.together(plan)]
        return "\n".join(lines)

    def _answer(self, answer: VacancyAnswer) -> list[str]:
        session, language = self._session, self._session.language
        lines = [session.style.bold(self._say.vacancy(answer.vacancy))]
        if answer.vacancy.note is not None:
            lines.append(wrap(answer.vacancy.note.get(language), session.columns, "  "))
        if not answer.vacancy.internal_first:
            lines.append(wrap(session.say("team.outside_too"), session.columns, "  "))
        lines.append(f"  {session.say('team.candidates')}")
        if not any(not candidate.outside for candidate in answer.candidates):
            lines.append(wrap(session.say("team.no_candidates"), session.columns, "    "))
        for place, candidate in enumerate(answer.candidates):
            lines += self._candidate(candidate, full=place < MOST_SHOWN)
        lines.append(f"  {session.say('team.chosen')}")
        for chain in answer.chains:
            lines += self._chain(chain)
        lines.append(f"  {session.say('team.options')}")
        return [*lines, *(wrap(self._say.option(o), session.columns, "    - ") for o in answer.options)]

    def _candidate(self, candidate: Readiness, *, full: bool) -> list[str]:
        session = self._session
        facts = [self._say.verdict(candidate.stands), self._say.fit(candidate.fit)]
        facts += filter(None, [self._say.wish(candidate)])
        if candidate.outside:
            facts.append(session.say("team.applicant"))
        mark = session.say(f"team.mark.{candidate.stands}")
        head = f"{self._say.person(candidate.person)}  {session.say('words.comma').join(facts)}"
        lines = [wrap(head, session.columns, f"   {mark:>2} ")]
        if full:
            _, *rest = self._say.readiness(candidate)
            lines += [wrap(text, session.columns, "      ") for text in rest]
        return lines

    def _chain(self, chain: Chain) -> list[str]:
        columns = self._session.columns
        lines = [wrap(self._say.move(move), columns, "    > ") for move in chain.moves]
        first, *rest = self._say.hire(chain.hire)
        return [*lines, wrap(first, columns, "    > "), *(wrap(text, columns, "      ") for text in rest)]

    def bench(self, bench: Bench, posts: Mapping[str, str | None]) -> str:
        """What stands behind a team.

        Args:
            bench: what was found.
            posts: role by person.
        """
        session = self._session
        rows = [tuple(session.say("team.bench_columns").split("|"))]
        rows += [
            (
                self._say.names.role(line.role),
                str(len(line.holders)),
                f"{len(line.ready)} {self._say.people(line.ready, 3)}".strip(),
                f"{len(line.pending)} {self._say.people(line.pending, 3)}".strip(),
            )
            for line in bench.roles
        ]
        lines = [session.style.bold(session.say("team.bench_title")), table(rows, session.columns), ""]
        lines += [*self._single(bench, posts), ""]
        covered = sum(len(line.holders) + len(line.others) > 1 for line in bench.duties)
        lines.append(session.say("team.coverage", covered=covered, all=len(bench.duties)))
        lines += ["", session.style.bold(session.say("team.training_title"))]
        for training in bench.training:
            first, *rest = self._say.training(training)
            lines.append(wrap(first, session.columns, "  - "))
            lines += [wrap(text, session.columns, "    ") for text in rest]
        lines.append(session.style.dim(wrap(session.say("team.training_note"), session.columns, "  ")))
        return "\n".join(lines)

    def _single(self, bench: Bench, posts: Mapping[str, str | None]) -> list[str]:
        session = self._session
        lines = [session.style.bold(session.say("team.single_title"))]
        if not bench.single_points:
            return [*lines, f"  {session.say('team.single_none')}"]
        by_person: dict[str, list[Any]] = {}
        for point in bench.single_points:
            by_person.setdefault(point.person, []).append(point)
        for person, points in sorted(by_person.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            role = posts.get(person)
            name = self._say.names.role(role) if role else ""
            lines.append("  " + session.say("team.single_person", person=self._say.person(person), role=name))
            skills = [
                session.say(
                    "team.next_best",
                    skill=self._say.names.skill(p.about),
                    person=self._say.person(p.next_best),
                )
                if p.next_best
                else self._say.names.skill(p.about)
                for p in points
                if p.kind == "skill"
            ]
            duties = [truncate(self._say.duty(p.about), WIDEST_DUTY) for p in points if p.kind == "duty"]
            for key, names in (("skills", skills), ("duties", duties)):
                if names:
                    listed = self._say.listed(names, 4, sentences=key == "duties")
                    text = session.say(f"team.single_{key}", **{key: listed})
                    lines.append(wrap(text, session.columns, "    "))
        return lines

    def difference(self, difference: RoleDifference) -> str:
        """What changes from one post to another."""
        session, names = self._session, self._say.names
        title = session.say(
            "team.difference_title",
            from_role=names.role(difference.from_role),
            to_role=names.role(difference.to_role),
        )
        lines = [session.style.bold(title)]
        if difference.track is None:
            lines.append(wrap(session.say("team.no_direct_track"), session.columns))
        for key in ("new", "higher", "same", "dropped"):
            part = getattr(difference, key)
            if part:
                lines += ["", session.say(f"team.difference_{key}")]
                lines += [wrap(self._say.difference(line), session.columns, "  - ") for line in part]
        if difference.duties:
            lines += ["", session.say("team.difference_duties")]
            lines += [wrap(self._say.duty(duty), session.columns, "  - ") for duty in difference.duties]
        return "\n".join(lines)


def readiness_data(
    found: Sequence[Readiness], people: Sequence[Person], knowledge: Knowledge, session: Session
) -> dict[str, Any]:
    """What `team ready --json` prints."""
    wording = TeamWording(knowledge, session.messages)
    told = {readiness.person for readiness in found}
    return {
        "readiness": [readiness_as_data(readiness, wording) for readiness in found],
        "no_target": [
            {"person": person.id, "title": person.title, "role": person.role}
            for person in people
            if person.id not in told
        ],
    }


def readiness_as_data(readiness: Readiness, wording: TeamWording) -> dict[str, Any]:
    """One person against one post, with what still has to be shown and the sentences."""
    return {
        **readiness.model_dump(mode="json"),
        "stands": readiness.stands,
        "to_show": [demand.model_dump(mode="json") for demand in readiness.to_show],
        "evidence": list(wording.evidence(readiness.track)),
        "label": wording.names.role(readiness.role),
        "text": list(wording.readiness(readiness)),
    }


def plan_data(plan: TeamPlan, knowledge: Knowledge, session: Session) -> dict[str, Any]:
    """What `team vacancy --json` prints."""
    wording = TeamWording(knowledge, session.messages)
    data: dict[str, Any] = plan.model_dump(mode="json", by_alias=True)
    for written, answer in zip(data["answers"], plan.answers, strict=True):
        written["label"] = wording.names.role(answer.vacancy.role)
        written["reason"] = wording.inside_first()
        written["candidates"] = [readiness_as_data(one, wording) for one in answer.candidates]
        for option, known in zip(written["options"], answer.options, strict=True):
            option["text"] = list(wording.hire(known.hire))
        for chain, found in zip(written["chains"], answer.chains, strict=True):
            moves = [wording.move(move) for move in found.moves]
            chain["text"] = [*moves, *wording.hire(found.hire)]
    return {**data, "text": list(wording.together(plan))}


def bench_data(bench: Bench, knowledge: Knowledge, session: Session) -> dict[str, Any]:
    """What `team bench --json` prints."""
    wording = TeamWording(knowledge, session.messages)
    data: dict[str, Any] = bench.model_dump(mode="json")
    for key in ("roles", "duties"):
        for written in data[key]:
            written["label"] = wording.names.role(written["role"])
    for written in data["single_points"]:
        written["label"] = wording.about(written["about"])
    for written, training in zip(data["training"], bench.training, strict=True):
        written["gain_per_level"] = round(training.gain_per_level, 6)
        written["label"] = wording.names.skill(training.skill)
        written["text"] = list(wording.training(training))
    return data


def difference_data(difference: RoleDifference, knowledge: Knowledge, session: Session) -> dict[str, Any]:
    """What `team difference --json` prints."""
    wording = TeamWording(knowledge, session.messages)
    data: dict[str, Any] = difference.model_dump(mode="json")
    for key in ("new", "higher", "same", "dropped"):
        for written in data[key]:
            written["label"] = wording.names.skill(written["skill"])
    data["duties"] = [{"duty": duty, "label": wording.duty(duty)} for duty in difference.duties]
    return data


__all__ = [
    "TeamView",
    "bench_data",
    "difference_data",
    "plan_data",
    "readiness_as_data",
    "readiness_data",
]
