"""Answers as lines of JSON: what shards hold, what JSONL output is, what every other writer reads.

A line is `{"id", "row", "matches": [...], "abstained"}` with `why` and `suggestions` when there is no match;
for tables that people read it also carries the name.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from matcher.batch.people import Person
from matcher.results import AbstainReason, Match, MatchResult


class Answer(BaseModel):
    """The answer to one row."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str
    """The person's id as written."""
    row: int
    """The row's number in its table."""
    name: str = ""
    """The person's name, when the output is for people."""
    matches: tuple[Match, ...]
    """Roles, best first."""
    abstained: bool
    """Whether there is no honest answer."""
    why: AbstainReason | None = None
    """Why there is none."""
    suggestions: tuple[str, ...] = ()
    """Skills worth asking about."""

    def as_result(self) -> MatchResult:
        """The answer as the wording takes it."""
        return MatchResult(
            id=self.id,
            matches=self.matches,
            understood=(),
            not_understood=(),
            abstained=self.abstained,
            why=self.why,
            suggestions=self.suggestions,
        )


def answer_of(person: Person, result: MatchResult, *, named: bool) -> Answer:
    """Pair a person with what the matcher said.

    Args:
        person: the row.
        result: of the person's profile.
        named: whether the name goes along.
    """
    return Answer(
        id=person.id,
        row=person.row,
        name=person.name if named else "",
        matches=result.matches,
        abstained=result.abstained,
        why=result.why,
        suggestions=result.suggestions,
    )


def to_line(answer: Answer) -> bytes:
    """One line of JSON in UTF-8 with its line end; the same answer gives the same bytes."""
    data: dict[str, Any] = {"id": answer.id, "row": answer.row}
    if answer.name:
        data["name"] = answer.name
    data["matches"] = [match_data(match) for match in answer.matches]
    data["abstained"] = answer.abstained
    if answer.why is not None:
        data["why"] = answer.why
    if answer.suggestions:
        data["suggestions"] = list(answer.suggestions)
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode(
        "utf-8", "replace"
    )


def match_data(match: Match) -> dict[str, Any]:
    """A match as plain data; what a reason does not have is left out."""
    return {
        "role": match.role,
        "family": match.family,
        "score": match.score,
        "confidence": match.confidence,
        "reasons": [reason.model_dump(mode="json", exclude_defaults=True) for reason in match.reasons],
        "gaps": [gap.model_dump(mode="json", exclude_defaults=True) for gap in match.gaps],
    }


def from_line(line: bytes) -> Answer:
    """Read a line back.

    Raises:
        pydantic.ValidationError: when it is no answer.
    """
    return Answer.model_validate_json(line)


__all__ = ["Answer", "answer_of", "from_line", "match_data", "to_line"]
