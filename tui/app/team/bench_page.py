"""What stands behind a team: who could follow in each post, what hangs on one person, which training pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import STRONG, Paper
from tui.app.team.page import TeamPage, write_section
from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.team.results import RoleBench

SINGLE, TRAINING = "=single", "=training"
"""Choices that are about the whole team; no role id begins with a sign."""


class BenchPage(TeamPage):
    """Two lines about the whole team, then a line a post."""

    name = "bench"

    def choices(self) -> Sequence[Choice]:
        """The whole team, then its posts, those with nobody behind them first."""
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        bench = self.desk.bench
        found = [
            Choice(SINGLE, self.say("single", count=len(bench.single_points)), hang=2, style="bold"),
            Choice(TRAINING, self.say("training", count=len(bench.training)), hang=2, style="bold"),
        ]
        ordered = sorted(bench.roles, key=lambda line: (len(line.ready), len(line.pending)))
        for line in ordered:
            mark = self.say("mark_covered") if line.ready else self.say("mark_bare")
            said = self.say(
                "bench_line",
                mark=mark,
                role=words.names.role(line.role),
                holders=len(line.holders),
                ready=len(line.ready),
                pending=len(line.pending),
            )
            found.append(Choice(line.role, said, hang=3))
        return found

    def paper(self, chosen: str) -> Paper:
        """The whole team, or one post."""
        from matcher.team.report.people import TeamReports

        reports = TeamReports(self.desk.knowledge, self.messages)
        paper = Paper()
        if chosen == SINGLE:
            write_section(paper, reports.singles(self.desk.bench, self.desk.posts))
            paper.blank().add(reports.coverage(self.desk.bench))
            return paper
        if chosen == TRAINING:
            write_section(paper, reports.training(self.desk.bench))
            return paper
        line = self._line(chosen)
        return super().paper(chosen) if line is None else self._post(line)

    def _line(self, role: str) -> RoleBench | None:
        return next((line for line in self.desk.bench.roles if line.role == role), None)

    def _post(self, line: RoleBench) -> Paper:
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        paper = Paper().add(words.names.role(line.role), STRONG)
        for key, people in (("holders", line.holders), ("ready", line.ready), ("pending", line.pending)):
            paper.heading(self.say(f"bench_{key}"))
            if not people:
                paper.add(self.say("nobody"))
            for person in people:
                paper.bullet(words.person(person))
        covered = [duty for duty in self.desk.bench.duties if duty.role == line.role]
        if covered:
            paper.heading(self.say("bench_duties"))
        for duty in covered:
            who = words.people(duty.others) or self.say("nobody")
            paper.add(words.duty(f"{duty.role}/{duty.duty}"), lead="- ")
            paper.add(self.say("also", people=who), lead="  ")
        return paper

    def data(self, chosen: str) -> Mapping[str, object]:
        """All of it, or one post."""
        line = self._line(chosen)
        return (line or self.desk.bench).model_dump(mode="json")

    def command(self, chosen: str) -> tuple[str, ...]:
        """`team bench`."""
        only = () if chosen in (SINGLE, TRAINING, "") else ("--for", chosen)
        return ("team", "bench", *only, *self.source())

    def role(self, chosen: str) -> str:
        """The post."""
        return chosen if chosen in self.desk.knowledge.roles else ""
