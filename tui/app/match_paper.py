"""A match as a paper: the reasons as bars that add up, what is missing, and what was not understood."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from matcher.wording import Wording, points, shares
from tui.app.paper import MUTED, STRONG, Paper

if TYPE_CHECKING:
    from kb import Knowledge
    from kb.messages import Messages
    from matcher.results import Match, MatchResult

BAR = 25
"""Cells of a full bar: four points to a cell."""

REASONS = 8
"""Reasons shown one by one; the rest is one line, so that the sum still stands on the screen."""

GAPS = 8
"""Gaps shown; the heaviest come first."""


class MatchPaper:
    """Writes matches in one language."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages
        self._wording = Wording(knowledge, messages)

    def write(self, match: Match, result: MatchResult, *, keys: bool = False) -> Paper:
        """Why a role fits, and what is missing.

        Args:
            match: the role.
            result: the answer it belongs to.
            keys: whether to say which keys go on from here; they are those of Match.
        """
        paper = Paper()
        score = points(match.score)
        paper.add(self._wording.role(match.role), STRONG)
        paper.add(
            self._say(
                "headline",
                points=score,
                confidence=self._wording.confidence(match.confidence),
                family=self._wording.record("family", match.family),
            ),
        )
        if match.missing_musts:
            paper.add(self._say("missing_musts", count=len(match.missing_musts)), lead="! ")
        self._reasons(paper, match, score)
        paper.heading(self._say("gaps"))
        if not match.gaps:
            paper.add(self._say("no_gaps"))
        for gap in match.gaps[:GAPS]:
            paper.add(self._wording.gap(gap), lead="! " if gap.must else "- ")
        if len(match.gaps) > GAPS:
            more = "more_gaps" if keys else "more_gaps_untold"
            paper.add(self._say(more, count=len(match.gaps) - GAPS), MUTED, lead="  ")
        self._heard(paper, result)
        return paper.blank().add(self._say("next"), MUTED) if keys else paper

    def line(self, match: Match) -> str:
        """A role with its points, in one line."""
        return self._say("line", role=self._wording.role(match.role), points=points(match.score))

    def abstained(self, result: MatchResult) -> Paper:
        """Why there is no answer and what would help."""
        paper = Paper()
        for number, sentence in enumerate(self._wording.abstention(result)):
            if number:
                paper.blank()
            paper.add(sentence, STRONG if number == 0 else "")
        self._heard(paper, result)
        return paper

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"app.match.{key}", **values)

    def _reasons(self, paper: Paper, match: Match, score: int) -> None:
        paper.heading(self._say("reasons"))
        parts = shares(match)
        ranked = sorted(zip(parts, match.reasons, strict=True), key=lambda pair: -pair[0])
        rows = [(part, self._wording.reason(reason, match.role)) for part, reason in ranked if part > 0]
        if len(rows) > REASONS:
            rest = rows[REASONS:]
            others = self._say("other_reasons", count=len(rest))
            rows = [*rows[:REASONS], (sum(part for part, _ in rest), others)]
        ends = list(accumulate(part for part, _ in rows))
        for (part, said), end in zip(rows, ends, strict=True):
            paper.add(_span(end - part, end), lead=f"{part:>4} ")
            paper.add(said, lead="     ")
        paper.add(_span(0, score), STRONG, lead=f"={score:>3} ")
        paper.add(self._say("sum", points=score), MUTED, lead="     ")

    def _heard(self, paper: Paper, result: MatchResult) -> None:
        for stance in ("lack", "wish"):
            names = self._wording.stance_names(result.understood, stance)
            if names:
                listed = self._messages.get("words.comma").join(names)
                paper.blank().add(self._say(f"said_{stance}", skills=listed), MUTED)
        if result.not_understood:
            paper.heading(self._say("not_understood"))
            for words in result.not_understood:
                paper.bullet(self._wording.quotes([words]))


def _span(start: int, end: int) -> str:
    """A bar from one point to another; each begins where the last one ended, so together they are the sum."""
    first, last = round(start * BAR / 100), round(end * BAR / 100)
    return "." * first + "▮" * max(last - first, 0)
