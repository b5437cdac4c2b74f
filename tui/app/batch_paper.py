"""What stands on the right in Batch: the list that was opened, a person's answer, a row that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.match_paper import MatchPaper
from tui.app.paper import MUTED, STRONG, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb import Knowledge
    from kb.messages import Messages
    from matcher.batch.answers import Answer
    from matcher.batch.engine import Prepared
    from matcher.batch.mending import Reject
    from matcher.tables import Row

LONGEST = 160
"""Characters of a cell shown; the rest is in the file."""

ROLES = 5
"""Roles told of one person."""


class BatchPaper:
    """Writes in one language."""

    def __init__(self, messages: Messages, knowledge: Knowledge | None) -> None:
        self._messages = messages
        self._knowledge = knowledge

    def welcome(self) -> Paper:
        """What this place is for."""
        paper = Paper()
        for name in ("what", "how", "mend", "private"):
            paper.add(self._say(f"welcome.{name}")).blank()
        return paper

    def run_mended(self) -> Paper:
        """What running the mended rows again does."""
        return Paper().add(self._say("run_mended_how"))

    def opened(self, prepared: Prepared, first: Sequence[Row]) -> Paper:
        """What was found in a list, with its first people, so that a wrong guess is seen.

        Args:
            prepared: the list.
            first: its first rows.
        """
        paper = Paper().add(self._say("preview"), STRONG)
        for row in first:
            paper.blank().add(self._say("row", row=row.number), MUTED)
            if row.problem is not None:
                paper.add(row.problem.said(self._messages), lead="! ")
                continue
            for field in prepared.mapping.columns:
                text = _short(prepared.mapping.text(row.cells, field))
                if text:
                    paper.add(text, lead=self._label(self._field(field)), lead_style=MUTED)
        return paper

    def answer(self, answer: Answer, cells: Mapping[str, str]) -> Paper:
        """One person: the first role with its reasons, the others by name, and what they wrote.

        Args:
            answer: of the person.
            cells: the row as it stands in the list.
        """
        paper = Paper().add(
            self._say("person", row=answer.row, id=answer.id, name=answer.name).rstrip(), STRONG
        )
        if self._knowledge is not None:
            writer = MatchPaper(self._knowledge, self._messages)
            result = answer.as_result()
            told = writer.write(answer.matches[0], result) if answer.matches else writer.abstained(result)
            paper.blank().extend(told)
            rest = answer.matches[1:ROLES]
            if rest:
                paper.heading(self._say("others"))
                for match in rest:
                    paper.bullet(writer.line(match))
        if cells:
            paper.heading(self._say("written"))
            for column, text in cells.items():
                if text.strip():
                    paper.add(_short(text), lead=self._label(column), lead_style=MUTED)
        return paper

    def reject(self, reject: Reject) -> Paper:
        """A row that came back: what is wrong, and its cells."""
        why = self._say("changed") if reject.changed else reject.message
        paper = Paper().add(self._say("row", row=reject.row), STRONG).add(why, lead="! ").blank()
        for column, text in reject.cells.items():
            mark = "> " if column == reject.column else "  "
            paper.add(_short(text), lead=mark + self._label(column), lead_style=MUTED)
        if reject.raw:
            paper.blank().add(_short(reject.raw), MUTED)
        return paper.blank().add(self._say("mend_how"), MUTED)

    def _label(self, column: str) -> str:
        return self._say("label", name=column)

    def _field(self, field: str) -> str:
        return self._messages.find(f"app.batch.field.{field}") or field

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"app.batch.{key}", **values)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 2] + ".."
