"""Answers as lines of JSON: what shards hold, what JSONL output is, what every other writer reads.

A line is `{"id", "row", "matches": [...], "abstained"}` with `why` and `suggestions` when there is no match;
for tables that people read it also carries the name.
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring as _text

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_json

from matcher.batch.people import Person
from matcher.fits import Fit, Fits, Lack, Part
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


def to_line(person: Person, fits: Fits, *, named: bool) -> bytes:
    """One line of JSON in UTF-8 with its line end: an `Answer` as pydantic writes it, without defaults.

    Made by hand, because most of a line is gaps that many people share. Half a character, as escapes in JSON
    can name it, has no UTF-8 and becomes a question mark.

    Args:
        person: the row.
        fits: what the matcher said of the person's profile.
        named: whether the name goes along.
    """
    name = f',"name":{_text(person.name)}' if named and person.name else ""
    matches = ",".join(map(_match, fits.roles))
    line = f'{{"id":{_text(person.id)},"row":{person.row}{name},"matches":[{matches}]'
    if fits.why is None:
        line += ',"abstained":false'
    else:
        line += f',"abstained":true,"why":"{fits.why}"'
    if fits.suggestions:
        line += f',"suggestions":{_texts(fits.suggestions)}'
    return f"{line}}}\n".encode("utf-8", "replace")


def _match(fit: Fit) -> str:
    return (
        f'{{"role":{_text(fit.role)},"family":{_text(fit.family)},"score":{_number(fit.score)}'
        f',"confidence":{_number(fit.confidence)},"reasons":[{",".join(map(_reason, fit.parts))}]'
        f',"gaps":[{",".join(map(_gap, fit.lacks))}]}}'
    )


def _reason(part: Part) -> str:
    kind, contribution, quotes, about, via, have, need = part
    said = f'{{"kind":"{kind}","contribution":{_number(contribution)}'
    if quotes:
        said += f',"quotes":{_texts(quotes)}'
    if about:
        said += f',"about":{_text(about)}'
    if via:
        said += f',"via":{_text(via)}'
    if have is not None:
        said += f',"have":{have}'
    if need is not None:
        said += f',"need":{need}'
    return said + "}"


def _gap(lack: Lack) -> str:
    begun = _begun_gap(lack[:-1])
    unlocks = lack[-1]
    return f'{begun},"unlocks":{_ids(unlocks)}}}' if unlocks else begun + "}"


@lru_cache(maxsize=16_384)
def _begun_gap(asked: tuple[str, int, int, int, bool, float]) -> str:
    """A gap up to what it unlocks, which is the same for many people."""
    skill, importance, have, need, must, weight = asked
    return (
        f'{{"skill":{_text(skill)},"importance":{importance},"have":{have},"need":{need}'
        f',"must":{"true" if must else "false"},"weight":{_number(weight)}'
    )


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{_text(texts[0])}]" if len(texts) == 1 else f"[{','.join(map(_text, texts))}]"


_ids = lru_cache(maxsize=16_384)(_texts)
"""Some ids, of which there are few."""


def _number(number: float) -> str:
    """A number as pydantic writes it, which is how Python does but for exponents."""
    written = repr(number)
    return to_json(number).decode() if "e" in written else written


def from_line(line: bytes) -> Answer:
    """Read a line back.

    Raises:
        pydantic.ValidationError: when it is no answer.
    """
    return Answer.model_validate_json(line)


__all__ = ["Answer", "from_line", "to_line"]
