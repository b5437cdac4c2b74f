"""Hiring advice as a report: what comes first and why, who covers the work today, what splits."""

from __future__ import annotations

from collections.abc import Iterable

from kb import Knowledge
from kb.messages import Messages
from kb.models import RUNG_LABELS, SplitRule, Text
from matcher.team.hiring import DutyNow, HiringAdvice, NextPost, Overflow, SplitState, StepState
from matcher.team.report.document import Entry, Report, Section


def hiring_report(advice: HiringAdvice, knowledge: Knowledge, messages: Messages) -> Report:
    """The report of hiring advice in one language."""
    return _Hiring(advice, knowledge, messages).report()


BY_RULE = "*"
"""Marks a post that covers a duty by the order alone."""


class _Hiring:
    def __init__(self, advice: HiringAdvice, knowledge: Knowledge, messages: Messages) -> None:
        self._advice = advice
        self._knowledge = knowledge
        self._messages = messages
        self._rules: dict[str, SplitRule] = {rule.id: rule for rule in knowledge.records.split_rules}

    def report(self) -> Report:
        advice = self._advice
        sections = [Section(self._say("answer"), lines=tuple(self._answer()))]
        if advice.next is not None:
            sections.append(self._next(advice.next))
        if advice.splits:
            entries = tuple(self._split(state) for state in advice.splits)
            sections.append(Section(self._say("splits"), entries=entries))
        if advice.posts:
            sections.append(Section(self._say("team"), lines=tuple(self._posts())))
        sections.append(Section(self._say("order"), entries=tuple(map(self._step, advice.steps))))
        return Report(
            title=self._say("title"),
            language=self._messages.language,
            lines=tuple(self._team()),
            sections=tuple(sections),
            foot=(self._say("foot"),),
        )

    def _posts(self) -> list[str]:
        advice = self._advice
        posts = self._comma(
            self._say("post", role=self._role(post.role), people=post.people) for post in advice.posts
        )
        lines = [self._say("posts_assumed" if advice.posts_assumed else "posts", posts=posts)]
        if advice.unplaced:
            lines.append(self._say("unplaced", people=advice.unplaced))
        return lines

    def _team(self) -> list[str]:
        advice = self._advice
        lines = [self._say("headcount", people=advice.headcount)]
        if advice.stage is not None:
            key = "stage_given" if advice.stage_given else "stage"
            lines.append(self._say(key, stage=self._stage(advice.stage)))
        if advice.stage_given and advice.usual_stage not in (None, advice.stage):
            lines.append(self._say("stage_unusual", stage=self._stage(advice.usual_stage or "")))
        return lines

    def _answer(self) -> list[str]:
        advice = self._advice
        said = [self._overflow(overflow) for overflow in advice.overflow]
        if advice.next is None:
            said.append(self._say("complete"))
        elif advice.next.when == "later_stage":
            stage = self._stage(advice.next.from_stage or "")
            said.append(self._say("wait", role=self._role(advice.next.role), stage=stage))
        elif advice.overflow:
            said.append(self._say("fill_after", role=self._role(advice.next.role)))
        else:
            said.append(self._say("fill", role=self._role(advice.next.role)))
        return [*said, *(self._say(f"not_counted_{measure}") for measure in advice.not_counted)]

    def _overflow(self, overflow: Overflow) -> str:
        return self._say(
            f"overflow_{overflow.measure}",
            roles=self._comma(map(self._role, overflow.roles)),
            people=overflow.people,
            amount=_commas(overflow.amount),
            limit=_commas(overflow.limit),
            more=overflow.more,
        )

    def _next(self, following: NextPost) -> Section:
        step = self._knowledge.hiring_steps[following.step]
        role = self._knowledge.roles[following.role]
        lines = [self._text(step.why)]
        if following.instead:
            lines.append(self._say("instead", roles=self._comma(map(self._role, following.instead))))
        if following.needed > 1:
            lines.append(self._say("needed", people=following.needed))
        lines.append(self._text(role.entry.note))
        if following.inside_from:
            inside = self._comma(map(self._role, following.inside_from))
            lines.append(self._say("inside", roles=inside))
        if step.hand_down is not None:
            lines.append(self._text(step.hand_down))
        lines.append(self._say("covered"))
        if any(duty.how == "rule" for duty in following.duties):
            lines.append(self._say("by_rule"))
        entries = tuple(self._duty(following.role, duty) for duty in following.duties)
        rung = self._text(RUNG_LABELS[role.rung])
        heading = self._say("next", role=self._role(following.role), rung=rung)
        return Section(heading, lines=tuple(lines), entries=entries)

    def _duty(self, role: str, now: DutyNow) -> Entry:
        duty = next(d for d in self._knowledge.roles[role].duties if d.id == now.duty)
        mark = self._role(now.by) if now.by else self._say("nobody")
        return Entry(self._text(duty.text), mark=mark + BY_RULE * (now.how == "rule"))

    def _split(self, state: SplitState) -> Entry:
        rule = self._rules[state.rule]
        details = [self._text(rule.when)]
        if state.per_person is not None and state.limit is not None and state.measure is not None:
            details.append(
                self._say(
                    f"per_person_{state.measure}",
                    amount=_commas(state.per_person),
                    limit=_commas(state.limit),
                )
            )
        if state.state == "people_first":
            details.append(self._say("people_first", people=rule.least_people))
        return Entry(self._text(rule.title), tuple(details), self._say(f"split_{state.state}"))

    def _step(self, state: StepState) -> Entry:
        step = self._knowledge.hiring_steps[state.step]
        mark = self._say("step_filled" if state.filled else "step_open")
        details = []
        if state.holders:
            details.append(self._say("held", roles=self._comma(map(self._role, state.holders))))
        if state.open and state.holders:
            missing = self._comma(self._role(seat[0]) for seat in state.open)
            details.append(self._say("missing", roles=missing))
        if step.from_stage is not None and not state.filled:
            details.append(self._say("from_stage", stage=self._stage(step.from_stage)))
        text = self._say("step", number=state.order, title=self._text(step.title))
        return Entry(text, tuple(details), mark)

    def _role(self, role: str) -> str:
        return self._text(self._knowledge.roles[role].label)

    def _stage(self, stage: str) -> str:
        found = next((s for s in self._knowledge.records.team_stages if s.id == stage), None)
        return self._text(found.title) if found else stage

    def _comma(self, texts: Iterable[str]) -> str:
        return self._messages.get("words.comma").join(texts)

    def _text(self, text: Text) -> str:
        return text.get(self._messages.language)

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"report.hiring.{key}", **values)


def _commas(number: int) -> str:
    return f"{number:,}"


__all__ = ["hiring_report"]
