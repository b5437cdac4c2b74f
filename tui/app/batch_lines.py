"""The lines on the left of Batch: columns of a list, people of an answer, rows that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb import Knowledge
    from matcher.batch.answers import Answer
    from matcher.batch.engine import Prepared
    from matcher.batch.mending import Reject
    from tui.app.base import LadderApp


class BatchLines:
    """Writes the lines in the app's present language."""

    def __init__(self, app: LadderApp, knowledge: Knowledge | None) -> None:
        self._app = app
        self._knowledge = knowledge

    def columns(self, prepared: Prepared | None) -> list[Choice]:
        """What each column of a list is read as.

        Args:
            prepared: the list, or None before there is one.
        """
        from matcher.tables import known_names

        say = self._app.say
        if prepared is None:
            return [Choice("open", say("batch.open_first"))]
        mapping, comma = prepared.mapping, self._app.messages.get("words.comma")
        lines = []
        for field in known_names("student"):
            columns = comma.join(mapping.of(field)) or say("batch.not_read")
            lines.append(Choice(f"field:{field}", f"{say(f'batch.field.{field}')} = {columns}", hang=2))
        if mapping.unused:
            lines.append(Choice("", say("batch.unused", columns=comma.join(mapping.unused)), hang=2))
        return [*lines, Choice("run", f"+ {say('batch.run_now')}")]

    def people(self, answers: Sequence[Answer], answered: int, progress: str) -> list[Choice]:
        """Each person with their first role; who is in doubt is marked.

        Args:
            answers: those that can be looked at.
            answered: how many there are in all, 0 while it is not known.
            progress: what is said while nobody is there yet.
        """
        from matcher.batch.watching import in_doubt
        from matcher.wording import points

        lines = []
        for answer in answers:
            mark = "? " if in_doubt(answer) else "  "
            who = f"{answer.id} {answer.name}".strip()
            role = self._app.say("batch.no_role")
            if answer.matches:
                first = answer.matches[0]
                found = self._knowledge.roles.get(first.role) if self._knowledge is not None else None
                label = found.label.get(self._app.language) if found is not None else first.role
                role = f"{label} {points(first.score)}"
            lines.append(
                Choice(
                    f"row:{answer.row}", mark + self._app.say("batch.one_person", who=who, role=role), hang=4
                )
            )
        if len(answers) < answered:
            lines.append(Choice("", self._app.say("batch.more_in_file", shown=len(answers)), hang=2))
        return lines or [Choice("", progress or self._app.say("batch.nobody"))]

    def came_back(self, rejects: Sequence[Reject]) -> list[Choice]:
        """Each row that could not be read, and why.

        Args:
            rejects: in the order of the list.
        """
        say = self._app.say
        lines = [
            Choice(f"reject:{place}", say("batch.row_why", row=reject.row, why=self._why(reject)), hang=2)
            for place, reject in enumerate(rejects)
        ]
        if lines:
            return [*lines, Choice("run", f"+ {say('batch.run_mended')}")]
        return [Choice("", say("batch.nothing_came_back"))]

    def _why(self, reject: Reject) -> str:
        return self._app.say("batch.changed") if reject.changed else reject.message
