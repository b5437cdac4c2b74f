"""Whom to hire next: this team against the usual order, with the work there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.app.team.page import TeamPage, report_paper
from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.messages import Messages
    from matcher.team.desk import TeamDesk
    from matcher.team.hiring import HiringAdvice
    from tui.app.paper import Paper

LARGEST = 10**9
"""More inquiries than this come to nobody."""


@dataclass(frozen=True)
class Work:
    """How much work there is, as somebody said."""

    inquiries: int | None = None
    """A month."""
    orders: int | None = None
    """A month."""
    stage: str | None = None
    """Stage id; by headcount when not said."""

    def said(self, what: str, written: str) -> Work | None:
        """The work with one number changed; None when it is no number.

        Args:
            what: `inquiries` or `orders`.
            written: as typed; nothing means that nobody knows.
        """
        plain = written.strip().replace(",", "")
        if plain in ("", "-"):
            return replace(self, inquiries=None) if what == "inquiries" else replace(self, orders=None)
        if not plain.isdecimal() or int(plain) > LARGEST:
            return None
        number = int(plain)
        return replace(self, inquiries=number) if what == "inquiries" else replace(self, orders=number)


class HiringPage(TeamPage):
    """Numbers to set above, the steps of the order below; the paper is the advice."""

    name = "hiring"

    def __init__(self, desk: TeamDesk, messages: Messages, work: Work) -> None:
        super().__init__(desk, messages)
        self._work = work
        self._found: HiringAdvice | None = None

    def _advice(self) -> HiringAdvice:
        from matcher.team.hiring import TeamNow, hiring_advice

        if self._found is None:
            work = self._work
            team = TeamNow(
                headcount=len(self.desk.inside),
                stage=work.stage,
                inquiries=work.inquiries,
                orders=work.orders,
                posts=self.desk.counts(),
            )
            self._found = hiring_advice(team, self.desk.knowledge)
        return self._found

    def choices(self) -> Sequence[Choice]:
        """What can be set, then the order."""
        found = []
        for what in ("inquiries", "orders"):
            number = getattr(self._work, what)
            shown = self.say("not_said") if number is None else f"{number:,}"
            found.append(Choice(f"set:{what}", self.say(f"set_{what}", number=shown), hang=2, style="bold"))
        advice = self._advice()
        stage = next((s for s in self.desk.knowledge.records.team_stages if s.id == advice.stage), None)
        name = stage.title.get(self.messages.language) if stage else "-"
        found.append(Choice("set:stage", self.say("set_stage", stage=name), hang=2, style="bold"))
        for state in advice.steps:
            step = self.desk.knowledge.hiring_steps[state.step]
            mark = self.say("mark_covered") if state.filled else self.say("mark_bare")
            title = step.title.get(self.messages.language)
            found.append(Choice(state.step, f"{mark} {state.order}. {title}", hang=6))
        return found

    def paper(self, chosen: str) -> Paper:  # noqa: ARG002
        """The advice; it is the same wherever the cursor stands."""
        from matcher.team.report.hiring import hiring_report

        if not self.desk.knowledge.hiring_steps:
            return super().paper("")
        return report_paper(hiring_report(self._advice(), self.desk.knowledge, self.messages))

    def data(self, chosen: str) -> Mapping[str, object]:  # noqa: ARG002
        """The advice."""
        return self._advice().model_dump(mode="json")

    def command(self, chosen: str) -> tuple[str, ...]:  # noqa: ARG002
        """`team hire` with these posts and numbers."""
        parts = ["team", "hire", "--headcount", str(len(self.desk.inside))]
        for role, people in self.desk.counts().items():
            parts += ["--posts", f"{role}={people}"]
        for what in ("inquiries", "orders", "stage"):
            given = getattr(self._work, what)
            if given is not None:
                parts += [f"--{what}", str(given).removeprefix("stage-")]
        return tuple(parts)

    def role(self, chosen: str) -> str:
        """The first post of a step."""
        step = self.desk.knowledge.hiring_steps.get(chosen)
        return step.roles[0] if step is not None else ""
