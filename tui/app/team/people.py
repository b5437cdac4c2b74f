"""Everybody on the team: how near they are to what comes next, and what must be shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.app.team.page import TeamPage, report_paper
from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.app.paper import Paper


class PeoplePage(TeamPage):
    """A line a person, by post; the paper is one person against every next post."""

    name = "people"

    def choices(self) -> Sequence[Choice]:
        """People inside, then applicants."""
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        outside = [person for person in self.desk.roster.people if person.outside]
        found = []
        for person in (*self.desk.inside, *outside):
            best = self.desk.best.get(person.id)
            mark = self.messages.get(f"team.mark.{best}") if best else ""
            post = words.names.role(person.role) if person.role else person.title or self.say("no_post")
            if person.outside:
                post = self.messages.get("team.applicant")
            found.append((person.id, f"{mark:<2} {words.person(person.id)}", post))
        widest = min(max((cell_len(line) for _, line, _ in found), default=0), 18)
        return [
            Choice(identity, line + " " * max(widest - cell_len(line), 0) + "  " + post, hang=3)
            for identity, line, post in found
        ]

    def paper(self, chosen: str) -> Paper:
        """One person against each next post."""
        from matcher.team.report.people import TeamReports

        person = self.desk.person(chosen)
        if person is None:
            return super().paper(chosen)
        reports = TeamReports(self.desk.knowledge, self.messages)
        report = reports.person(person, self.desk.standing(person))
        return report_paper(report, title=False, after=self.how_read())

    def data(self, chosen: str) -> Mapping[str, object]:
        """The verdicts."""
        person = self.desk.person(chosen)
        found = self.desk.standing(person) if person is not None else ()
        return {"readiness": [one.model_dump(mode="json") for one in found]}

    def command(self, chosen: str) -> tuple[str, ...]:
        """`team ready` for this person."""
        return ("team", "ready", chosen, *self.source()) if chosen else ()

    def role(self, chosen: str) -> str:
        """The person's post."""
        person = self.desk.person(chosen)
        return person.role or "" if person is not None else ""
