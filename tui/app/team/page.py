"""What a page of the Team place is: choices on the left, a paper about the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.app.paper import MUTED, STRONG, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.messages import Messages
    from matcher.team.desk import TeamDesk
    from matcher.team.report.document import Report, Section
    from tui.app.widgets.choice_list import Choice


class TeamPage:
    """One page about one team in one language."""

    name: ClassVar[str] = ""
    """Names its words under `app.team.pages`."""

    def __init__(self, desk: TeamDesk, messages: Messages) -> None:
        self.desk = desk
        self.messages = messages

    def choices(self) -> Sequence[Choice]:
        """What can be looked at, first to last."""
        return ()

    def paper(self, chosen: str) -> Paper:  # noqa: ARG002
        """What is said of a choice.

        Args:
            chosen: its id; empty when there is none.
        """
        return Paper().add(self.say("nothing"))

    def data(self, chosen: str) -> Mapping[str, object]:  # noqa: ARG002
        """The same as plain data."""
        return {}

    def command(self, chosen: str) -> tuple[str, ...]:  # noqa: ARG002
        """The command that says the same, without `shopladder`; empty when there is none."""
        return ()

    def role(self, chosen: str) -> str:  # noqa: ARG002
        """The role a choice is about; empty when it is about none."""
        return ""

    def how_read(self) -> Sequence[str]:
        """What of the file was not read: columns and job titles; nothing when all was."""
        from matcher.team.wording import TeamWording

        words, comma = TeamWording(self.desk.knowledge, self.messages), self.messages.get("words.comma")
        unlinked = [link.title for link in self.desk.doubtful if link.role is None]
        found = (("unread", self.desk.unread), ("unlinked", unlinked))
        said = [self.say(key, names=comma.join(names)) for key, names in found if names]
        return [*said, *(words.link(link) for link in self.desk.doubtful if link.role is not None)]

    def say(self, key: str, **values: object) -> str:
        """What the place says.

        Args:
            key: a key under `app.team`.
            values: for its placeholders.
        """
        return self.messages.get(f"app.team.{key}", **values)

    def source(self) -> tuple[str, ...]:
        """The options of a command that name where these people come from."""
        if self.desk.origin == "samples":
            return ("--samples",)
        return ("--roster", str(self.desk.path)) if self.desk.path is not None else ()


def report_paper(
    report: Report, *, title: bool = True, after: Sequence[str] = (), paper: Paper | None = None
) -> Paper:
    """A report as a paper.

    Args:
        report: what to say.
        title: whether its title stands above it.
        after: what is said below it.
        paper: what it is written on to; a new one by default.
    """
    paper = paper or Paper()
    if title:
        paper.add(report.title, STRONG)
    for line in report.lines:
        paper.add(line)
    for section in report.sections:
        write_section(paper, section)
    if report.foot:
        paper.blank()
    for line in (*report.foot, *after):
        paper.add(line, MUTED)
    return paper


def write_section(paper: Paper, section: Section) -> None:
    """One section: sentences, entries with what belongs under them, and a table row by row."""
    from matcher.team.report.document import shown

    paper.heading(section.heading)
    for line in section.lines:
        paper.add(line)
    for entry in section.entries:
        paper.add(entry.text, STRONG if entry.details else "", lead=f"[{entry.mark}] " if entry.mark else "")
        for detail in entry.details:
            paper.add(detail, lead="  ", kind="bullet")
    if section.table is not None:
        for row in section.table.rows:
            first, *rest = map(shown, row)
            paper.add(first, STRONG)
            for column, cell in zip(section.table.columns[1:], rest, strict=True):
                if cell and cell != "-":
                    paper.add(f"{column} {cell}", lead="  ", kind="bullet")
