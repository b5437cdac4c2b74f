"""Answers as lines of JSON: what shards hold, what JSONL output is, what every other writer reads.

A line is `{"id", "row", "matches": [...], "abstained"}` with `why` and `suggestions` when there is no match;
for tables that people read it also carries the name.
"""

from __future__ import annotations

import json

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
    try:
        return answer.model_dump_json(exclude_defaults=True).encode() + b"\n"
    except ValueError:
        # Half a character, as escapes in JSON can name it, has no UTF-8.
        data = answer.model_dump(exclude_defaults=True)
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return line.encode("utf-8", "replace") + b"\n"


def from_line(line: bytes) -> Answer:
    """Read a line back.

    Raises:
        pydantic.ValidationError: when it is no answer.
    """
    return Answer.model_validate_json(line)


__all__ = ["Answer", "answer_of", "from_line", "to_line"]
