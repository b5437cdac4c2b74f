"""Rows as people: what a row says, read into a profile; what nobody can read is a problem with its column."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from matcher.profile import Profile, ProfileSkill
from matcher.tables import Mapping, Row, RowProblem

MOST_CHARACTERS = 100_000
"""Characters that one person may write in all; sixty pages."""

LONGEST_NAME = 20
"""An item of a skills cell with more Chinese characters is a sentence and is read as text."""

LONGEST_LATIN_NAME = 60
"""The same for items in ASCII."""

HOLLAND_SHARES = (1.0, 0.8, 0.6, 0.4, 0.2, 0.1)
"""What the letters of a Holland code such as RIA stand for, in their order."""

_SEPARATORS = re.compile(r"[、,，;；\n\r\t|]+")
_LEVEL = re.compile(
    r"^(?P<name>.+?)\s*(?:[:：]\s*(?P<a>[1-5])|[(（]\s*(?P<b>[1-5])\s*[)）]|\s(?P<c>[1-5])\s*[級级])$"
)
_LETTER = re.compile(r"([RIASEC])\s*[:：=]?\s*([0-9]*\.?[0-9]+)\s*(%?)", re.IGNORECASE)
_CODE = re.compile(r"[RIASEC]{1,6}", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """One row to be answered."""

    row: int
    """The row's number in its table."""
    id: str
    """As written; empty when the table names nobody."""
    name: str
    """As written, for reports; never scored."""
    profile: Profile
    """What counts."""


def person_of(row: Row, mapping: Mapping) -> Person | RowProblem:
    """Read a row.

    Args:
        row: a row without a problem.
        mapping: which column is which field; without an id column the row's number is the id.
    """
    cells = row.cells
    told = {field: mapping.text(cells, field) for field in mapping.columns}
    size = sum(map(len, told.values()))
    if size > MOST_CHARACTERS:
        longest = max(told, key=lambda field: len(told[field]))
        values = {"count": size, "most": MOST_CHARACTERS}
        return RowProblem("text_too_long", ", ".join(mapping.of(longest)), values)
    riasec = read_riasec(told.get("riasec", ""))
    if riasec is None:
        return RowProblem("bad_riasec", ", ".join(mapping.of("riasec")))
    items = _items(told.get("skills", ""))
    sentences = [i for i in items if len(i) > (LONGEST_LATIN_NAME if i.isascii() else LONGEST_NAME)]
    key = " ".join(mapping.text(cells, "id").split("\n")) if mapping.of("id") else str(row.number)
    return Person(
        row=row.number,
        id=key,
        name=" ".join(told.get("name", "").split()),
        profile=Profile(
            id=key,
            text="\n".join(filter(None, [told.get("text", ""), *sentences])),
            skills=tuple(_skill(item) for item in items if item not in sentences),
            interests=_items(told.get("interests", "")),
            riasec=riasec,
            experience=_items(told.get("experience", "")),
            current_role=told.get("current_role") or None,
        ),
    )


def read_riasec(text: str) -> MappingOf[str, float] | None:
    """Interests by Holland letter: `I:0.9 C:70%` or a code such as `IRC`, best first.

    Args:
        text: of a cell.

    Returns:
        Letter to share, 0 to 1; None when the text is neither.
    """
    plain = re.sub(r"[\s、,，;；/\-]+", " ", text).strip()
    if not plain:
        return {}
    if _CODE.fullmatch(plain.replace(" ", "")):
        letters = plain.replace(" ", "").upper()
        if len(set(letters)) < len(letters):
            return None
        return dict(zip(letters, HOLLAND_SHARES, strict=False))
    found = _LETTER.findall(plain)
    if not found or _LETTER.sub("", plain).strip():
        return None
    shares = {letter.upper(): float(value) / (100 if percent else 1) for letter, value, percent in found}
    return shares if len(shares) == len(found) and all(0 <= share <= 1 for share in shares.values()) else None


def _items(text: str) -> tuple[str, ...]:
    """The things a cell lists, each once."""
    return tuple(dict.fromkeys(item.strip() for item in _SEPARATORS.split(text) if item.strip()))


def _skill(item: str) -> ProfileSkill:
    """A skill with the level that stands after it: `修圖:3`, `修圖（3）` or `修圖 3級`."""
    found = _LEVEL.match(item)
    if found is None:
        return ProfileSkill(skill=item)
    level = found["a"] or found["b"] or found["c"]
    return ProfileSkill(skill=found["name"].strip(), level=int(level))


__all__ = ["HOLLAND_SHARES", "LONGEST_NAME", "MOST_CHARACTERS", "Person", "person_of", "read_riasec"]
