"""The columns that people read, in their language: roles, scores, reasons in words, gaps, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from kb import Knowledge
from kb.messages import Messages
from matcher.batch.answers import Answer
from matcher.results import Match
from matcher.wording import Wording, grouped, points

REASONS = 3
"""Reasons written out."""

GAPS = 3
"""Gaps written out."""

Cell = str | int
"""A text or points of 100."""


class Columns:
    """Says answers as rows of cells.

    Args:
        knowledge: names and practice.
        messages: the reader's language.
        top: roles a person.
    """

    def __init__(self, knowledge: Knowledge, messages: Messages, top: int) -> None:
        self.wording = Wording(knowledge, messages)
        self._knowledge = knowledge
        self._messages = messages
        self._top = top

    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        names = [self._name(name) for name in ("row", "id", "name")]
        for rank in range(1, self._top + 1):
            names += [self._name(name, rank=rank) for name in ("role", "family", "score", "confidence")]
        names += [self._name("reason", rank=rank) for rank in range(1, REASONS + 1)]
        names += [self._name("gap", rank=rank) for rank in range(1, GAPS + 1)]
        return (*names, self._name("next"), self._name("note"))

    def cells(self, answer: Answer) -> tuple[Cell, ...]:
        """The cells of one answer; as many as `header` has names."""
        cells: list[Cell] = [answer.row, answer.id, answer.name]
        for rank in range(self._top):
            cells += self._ranked(answer.matches[rank]) if rank < len(answer.matches) else ("", "", "", "")
        if not answer.matches:
            return (
                *cells,
                *[""] * (REASONS + GAPS + 1),
                " ".join(self.wording.abstention(answer.as_result())),
            )
        first = answer.matches[0]
        cells += _padded(self.reasons(first), REASONS)
        cells += _padded(self.gaps(first), GAPS)
        return (*cells, self.next_step(first), "")

    def reasons(self, match: Match, most: int = REASONS) -> list[str]:
        """The weightiest reasons in words."""
        return [self.wording.reason(reason, match.role) for reason, _ in grouped(match)[:most]]

    def gaps(self, match: Match, most: int = GAPS) -> list[str]:
        """The heaviest gaps in words."""
        return [self.wording.gap(gap, unlocks=0) for gap in match.gaps[:most]]

    def next_step(self, match: Match) -> str:
        """What to do first: practise the heaviest gap, or look for an opening."""
        if not match.gaps:
            return self._messages.get("batch.next_apply", role=self.wording.role(match.role))
        skill = match.gaps[0].skill
        record = self._knowledge.skills.get(skill)
        practice = record.practice.get(self._messages.language) if record is not None else ""
        if not practice:
            return self._messages.get("batch.next_learn", skill=self.wording.skill(skill))
        return self._messages.get("batch.next_practise", skill=self.wording.skill(skill), practice=practice)

    def _ranked(self, match: Match) -> tuple[Cell, ...]:
        return (
            self.wording.role(match.role),
            self.wording.record("family", match.family),
            points(match.score),
            self.wording.confidence(match.confidence),
        )

    def _name(self, key: str, **values: object) -> str:
        return self._messages.get(f"batch.column_{key}", **values)


def _padded(texts: Sequence[str], size: int) -> list[Cell]:
    return [*texts, *[""] * (size - len(texts))]


__all__ = ["GAPS", "REASONS", "Cell", "Columns"]
