"""The team at a glance: everybody against every post that could come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import MUTED, Paper
from tui.app.team.page import TeamPage, report_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.app.widgets.team_grid import TeamGrid

BETWEEN = "|"
"""Between person and role in what is chosen."""


class GridPage(TeamPage):
    """Marks in a grid; what is chosen is `person|role`."""

    name = "grid"

    def fill(self, grid: TeamGrid) -> None:
        """Put the marks into a grid."""
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        heads = [(role, words.names.role(role)) for role in self.desk.columns]
        marks = {
            where: self.messages.get(f"team.mark.{verdict}") for where, verdict in self.desk.marks.items()
        }
        rows = [(person.id, words.person(person.id)) for person in self.desk.inside]
        grid.fill(heads, rows, marks, self.say("people_column", count=len(rows)))

    def paper(self, chosen: str) -> Paper:
        """One person against one post."""
        from matcher.team.report.people import TeamReports

        name, _, role = chosen.partition(BETWEEN)
        person = self.desk.person(name)
        if person is None or role not in self.desk.knowledge.roles:
            return super().paper(chosen)
        reports = TeamReports(self.desk.knowledge, self.messages)
        report = reports.person(person, [self.desk.judge.assess(person, role)])
        paper = Paper().add(self.say("legend"), MUTED)
        return report_paper(report, title=False, after=self.how_read(), paper=paper)

    def data(self, chosen: str) -> Mapping[str, object]:  # noqa: ARG002
        """Every mark."""
        found = [
            self.desk.judge.assess(person, role).model_dump(mode="json")
            for person in self.desk.inside
            for role in self.desk.columns
        ]
        return {"readiness": found}

    def command(self, chosen: str) -> tuple[str, ...]:
        """`team ready` for this person and post."""
        name, _, role = chosen.partition(BETWEEN)
        return ("team", "ready", name, "--for", role, *self.source()) if name and role else ()

    def role(self, chosen: str) -> str:
        """The post."""
        return chosen.partition(BETWEEN)[2]
