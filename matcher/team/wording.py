"""Wording of teams: readiness, vacancies and benches as sentences in the reader's language.

The same on every screen and in every report. Decides nothing about people.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb import Knowledge
from kb.messages import Messages
from matcher.team.results import (
    Block,
    Demand,
    Hire,
    Move,
    Opening,
    Option,
    Override,
    Readiness,
    RoleLink,
    SkillDifference,
    TeamPlan,
    Training,
    Vacancy,
    Verdict,
)
from matcher.wording import Wording, clean, points

MOST_NAMED = 6
"""A list of more names than this ends in 'and so many more'."""


class TeamWording:
    """Says results about a team in one language, with the names of one knowledge base."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages
        self.names = Wording(knowledge, messages)
        """Names of roles and skills."""

    def person(self, person: str) -> str:
        """A person's id, safe to print."""
        return clean(person)

    def people(self, people: Sequence[str], most: int = MOST_NAMED) -> str:
        """Ids in a row."""
        return self.listed([self.person(person) for person in people], most)

    def listed(self, names: Sequence[str], most: int = MOST_NAMED, *, sentences: bool = False) -> str:
        """Names, or sentences, in a row, cut where the list grows long."""
        shown = list(names[:most])
        if len(names) > most:
            shown.append(self._say("more", count=len(names) - most))
        return self._messages.get("words.semicolon").join(shown) if sentences else self.names.listed(shown)

    def head(self, readiness: Readiness) -> str:
        """Who, for which post, and the verdict that counts."""
        person, role = self.person(readiness.person), self.names.role(readiness.role)
        return self._say("head", person=person, role=role, verdict=self.verdict(readiness.stands))

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in a word or two."""
        return self._say(f"verdict.{verdict}")

    def summary(self, readiness: Readiness) -> str:
        """The computed verdict in one sentence."""
        role = self.names.role(readiness.role)
        return self._say(f"summary.{readiness.verdict}", role=role, what=self._what(readiness))

    def _what(self, readiness: Readiness) -> str:
        kinds = {block.kind for block in readiness.blocks}
        if "no_role" in kinds:
            return self._say("summary.no_role")
        if "no_track" in kinds:
            return self._say("summary.path")
        if readiness.to_show:
            return self._say("summary.show", count=len(readiness.to_show))
        if not readiness.demands:
            return self._say("summary.nothing")
        return self._say("summary.time")

    def demand(self, demand: Demand) -> str:
        """One thing asked for, and how the person stands."""
        text = self._say(
            f"demand.{demand.status}",
            skill=self.names.skill(demand.skill),
            need=demand.need,
            have=demand.have,
            by=self._say(f"by.{demand.by}") if demand.by is not None else "",
        )
        return self._say("demand.must", text=text) if demand.origin != "track" else text

    def brief(self, demand: Demand) -> str:
        """One thing still to be shown, as short as can be: the level held of the level asked."""
        have = "?" if demand.have is None else demand.have
        key = "brief_claimed" if demand.status == "claimed" else "brief"
        return self._say(key, skill=self.names.skill(demand.skill), have=have, need=demand.need)

    def block(self, block: Block) -> str:
        """One thing that stands in the way besides skills."""
        key = block.kind
        if key == "tenure":
            part = "both" if block.post_months and block.company_months else ""
            part = part or ("post" if block.post_months else "company")
            return self._say(f"block.tenure_{part}", post=block.post_months, company=block.company_months)
        if key == "no_track":
            if block.next_role is None:
                return self._say("block.no_track_at_all")
            return self._say("block.no_track", role=self.names.role(block.next_role))
        return self._say(f"block.{key}")

    def evidence(self, track: str | None) -> tuple[str, ...]:
        """The proof a track asks for."""
        edge = next((e for e in self._knowledge.graph.edges if e.id == track), None)
        return tuple(text.get(self._messages.language) for text in edge.evidence) if edge is not None else ()

    def override(self, readiness: Readiness, override: Override) -> str:
        """A lead's own verdict beside the computed one."""
        reason = clean(override.reason)
        stop = self._messages.get("words.stop")
        return self._say(
            "overridden",
            verdict=self.verdict(override.verdict),
            by=clean(override.by),
            when=override.when.date().isoformat(),
            reason=reason if reason.endswith(("。", ".", "!", "！", "?", "？")) else reason + stop,
            computed=self.verdict(readiness.verdict),
        )

    def readiness(self, readiness: Readiness) -> tuple[str, ...]:
        """All that is said of one person and one post, a sentence each."""
        said = [self.summary(readiness)]
        if readiness.override is not None:
            said.append(self.override(readiness, readiness.override))
        if readiness.to_show:
            said.append(self._say("order"))
            said += [f"{place}. {self.demand(demand)}" for place, demand in enumerate(readiness.to_show, 1)]
        proof = self.evidence(readiness.track)
        if proof and readiness.verdict in ("pending", "not_yet"):
            joined = self._messages.get("words.semicolon").join(proof)
            said.append(self._say("evidence", evidence=joined))
        said += [self.block(block) for block in readiness.blocks]
        said += self.beside(readiness)
        return tuple(said)

    def beside(self, readiness: Readiness) -> list[str]:
        """What is good to know beside the verdict: inapplicable skills, wishes, the nine-box."""
        said = []
        if readiness.left_out:
            skills = self.listed([self.names.skill(skill) for skill in readiness.left_out])
            said.append(self._say("left_out", skills=skills))
        box = readiness.nine_box
        if box is not None:
            said.append(
                self._say(
                    "nine_box",
                    performance=self._say(f"third_{box.performance}"),
                    potential=self._say(f"third_{box.potential}"),
                )
            )
        return said

    def fit(self, fit: float) -> str:
        """How much of the post is met."""
        return self._say("fit", percent=points(fit))

    def wish(self, readiness: Readiness) -> str:
        """Whether they want the post; an empty string when nobody asked."""
        return "" if readiness.wish == "unknown" else self._say(f"wish.{readiness.wish}")

    def inside_first(self) -> str:
        """Why those inside are asked first."""
        return self._say("inside_first")

    def vacancy(self, vacancy: Vacancy) -> str:
        """The heading of a vacancy, with the name that somebody gave it where they gave it one."""
        role, openings = self.names.role(vacancy.role), vacancy.openings
        if vacancy.id == vacancy.role:
            return self._say("vacancy_title", role=role, openings=openings)
        return self._say("vacancy_named", role=role, id=clean(vacancy.id), openings=openings)

    def move(self, move: Move) -> str:
        """Who takes up what and leaves what."""
        return self._say(
            "moves",
            person=self.person(move.person),
            to_role=self.names.role(move.to_role),
            from_role=self.names.role(move.from_role),
        )

    def hire(self, hire: Hire) -> tuple[str, ...]:
        """Whom to hire and why, who comes nearest, who applied; a sentence each."""
        said = [self._say("hire", role=self.names.role(hire.role), why=self._say(f"why.{hire.why}"))]
        if hire.closest and hire.why != "not_needed":
            said.append(self._say("closest", people=self.people(hire.closest)))
        if hire.applicants:
            said.append(self._say("applicants", people=self.people(hire.applicants)))
        return tuple(said)

    def option(self, option: Option) -> str:
        """One way of filling a vacancy in a line, to stand beside the others."""
        role = self.names.role(option.hire.role)
        if option.person is None or option.verdict is None:
            return self._say("option_hire", role=role)
        facts = [self.verdict(option.verdict), self.fit(option.fit or 0.0)]
        if option.to_show:
            facts.append(self._say("option_show", count=option.to_show))
        if option.breaks:
            facts.append(self._say("option_breaks", count=len(option.breaks)))
        return self._say(
            "option_promote",
            person=self.person(option.person),
            facts=self.names.listed(facts),
            moves=option.moves,
            role=role,
        )

    def together(self, plan: TeamPlan) -> tuple[str, ...]:
        """What the joint solution comes to, and what one by one would have."""
        openings = sum(answer.vacancy.openings for answer in plan.answers)
        said = [
            self._say(
                "together",
                filled=plan.solution.filled,
                openings=openings,
                ready=plan.solution.ready,
                before=plan.headcount,
                after=plan.headcount_after,
            )
        ]
        greedy = plan.one_by_one
        if (greedy.filled, greedy.ready) != (plan.solution.filled, plan.solution.ready):
            said.append(self._say("together_better", filled=greedy.filled, ready=greedy.ready))
        return tuple(said)

    def duty(self, about: str) -> str:
        """A duty, `role/duty`, in words."""
        role, _, duty = about.partition("/")
        record = self._knowledge.roles.get(role)
        found = next((d for d in record.duties if d.id == duty), None) if record is not None else None
        return found.text.get(self._messages.language) if found is not None else about

    def about(self, about: str) -> str:
        """A skill or a duty, `role/duty`, in words."""
        return self.duty(about) if "/" in about else self.names.skill(about)

    def training(self, training: Training) -> tuple[str, ...]:
        """A training and what it would change; a sentence each."""
        line = self._say(
            "training_line",
            skill=self.names.skill(training.skill),
            people=self.people(training.people),
            levels=training.levels,
        )
        return line, *(self._opening(opening) for opening in training.opens)

    def _opening(self, opening: Opening) -> str:
        return self._say(
            "training_opens",
            person=self.person(opening.person),
            role=self.names.role(opening.role),
            verdict=self.verdict(opening.after),
        )

    def link(self, link: RoleLink) -> str:
        """A title and the role it was or was not taken for."""
        title = clean(link.title)
        if link.how == "near" and link.role is not None:
            return self._say("title_near", title=title, people=link.people, role=self.names.role(link.role))
        if link.nearest is None:
            return self._say("title_none", title=title, people=link.people)
        role = self.names.role(link.nearest)
        return self._say("title_nearest", title=title, people=link.people, role=role, id=link.nearest)

    def difference(self, line: SkillDifference) -> str:
        """One skill of two posts."""
        skill = self.names.skill(line.skill)
        changed = line.before is not None and line.after is not None and line.before != line.after
        key = "difference_levels" if changed else "difference_level"
        after = line.before if line.after is None else line.after
        text = self._say(key, skill=skill, before=line.before, after=after)
        if line.have is not None:
            text = self._say("difference_have", text=text, have=line.have)
        return text

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"team.{key}", **values)


__all__ = ["TeamWording"]
