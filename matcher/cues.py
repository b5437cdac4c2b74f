"""Cues: the words around a mention that tell ability from lack, wish and liking, and how much ability.

The words are data (`data/matching/cues.yaml`); this module finds them and says where they act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from matcher.matching_data import matching_document

Stance = Literal["able", "like", "wish", "lack"]
"""What a person says of a skill: can do it, likes it, wants to learn it, cannot do it."""

_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0}
_TO_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_TO_TEN)},
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
NUMBER = rf"\d{{1,2}}(?:\.\d)?|[零半一二两三四五六七八九十]{{1,3}}|\b(?:{'|'.join(_WORDS)})\b"
"""A number up to 99 in digits, Chinese or English; see `number`."""

_YEARS = re.compile(
    rf"(?<![\d.第国])(?P<n>{NUMBER})(?:\s*(?:[-–~至到]|to)\s*(?:{NUMBER}))?"
    r"\s*(?:\+|多|余|几|or more|plus)?[\s-]*"
    r"(?:个?(?P<month>月|months?(?![a-z]))|年|(?:years?|yrs?)(?![a-z]))"
    r"(?![级份度生代前内后一]|[\s-]*(?:old|ago|from now|later)\b)"
)
"""How long something was done; ages, dates and times ago are none."""

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_YEAR_OF = re.compile(rf"第(?P<n>{NUMBER})年")
_YEAR_OF_ENGLISH = re.compile(rf"\b(?P<n>{'|'.join(_ORDINALS)}) year (?:in|as|of|at)\b")
_A_YEAR = re.compile(r"(?P<half>半年|\bhalf a year\b|\bsix months\b)|\ba year\b(?! ago|\s*(?:[,.]|$))")
"""Ways of saying how long that `_YEARS` does not see; 'a year' at an end means 'each year'."""

MOST_YEARS = 50
"""Nobody has done anything for longer; a greater number means something else."""

CueKind = Literal["lack", "lack_near", "wish", "like", "able", "but", "level"]
"""What a cue says."""


class Cue(NamedTuple):
    """A cue met in a text."""

    kind: CueKind
    start: int
    end: int
    level: int = 0
    """For `level` cues, the level it speaks of."""
    years: bool = False
    """Whether it tells how long, which may stand further from what it is about."""

    def moved(self, by: int) -> Cue:
        """The same cue further on in a text."""
        return Cue(self.kind, self.start + by, self.end + by, self.level, self.years)


class Cues:
    """The compiled cue words."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.default_level = int(data["default_level"])
        self.tool_level = int(data["tool_level"])
        self.liked_level = int(data["liked_level"])
        self._years = sorted(((int(n), int(level)) for n, level in data["years"].items()), reverse=True)
        self._patterns = {
            kind: phrase_pattern(data[kind]["zh"], data[kind]["en"])
            for kind in ("neutral", "lack", "lack_near", "wish", "like", "able", "but")
        }
        levels: dict[str, int] = {**data["levels"]["zh"], **data["levels"]["en"]}
        self._levels = levels
        self._patterns["level"] = phrase_pattern(data["levels"]["zh"], data["levels"]["en"])

    def find(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues in a clause of folded text, in order, none overlapping another.

        A word within a longer one is dropped; of two that overlap otherwise the first stays.
        """
        met: list[tuple[int, int, str, int, bool]] = []
        for kind, pattern in self._patterns.items():
            for match in pattern.finditer(text, start, end):
                level = self._levels.get(match.group().replace("’", "'"), 0) if kind == "level" else 0
                met.append((match.start(), match.end(), kind, level, False))
        met += self._durations(text, start, end)
        met.sort(key=lambda cue: (cue[0], -cue[1]))
        found: list[Cue] = []
        covered = taken = start
        for first, last, kind, level, years in met:
            if last > covered:
                covered = last
                if kind != "neutral" and first >= taken:
                    taken = last
                    found.append(Cue(kind, first, last, level, years))  # type: ignore[arg-type]
        return found

    def years(self, clause: str) -> list[float]:
        """How long things were done, in years, as a clause of folded text tells."""
        told = [_length(match) for match in _YEARS.finditer(clause)]
        told += [number(match["n"]) for match in _YEAR_OF.finditer(clause)]
        told += [_ORDINALS.index(match["n"]) + 2.0 for match in _YEAR_OF_ENGLISH.finditer(clause)]
        told += [0.5 if match["half"] else 1.0 for match in _A_YEAR.finditer(clause)]
        return [years for years in told if years <= MOST_YEARS]

    def durations(self, clause: str) -> list[tuple[int, int]]:
        """Where a clause of folded text tells how long something was done."""
        patterns = (_YEARS, _YEAR_OF, _YEAR_OF_ENGLISH, _A_YEAR)
        return [match.span() for pattern in patterns for match in pattern.finditer(clause)]

    def _durations(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, int, bool]]:
        for match in _YEARS.finditer(text, start, end):
            years = _length(match)
            level = next((level for least, level in self._years if years >= least), 0)
            if years == 0 and match["n"] in ("0", "零", "zero"):
                yield match.start(), match.end(), "lack", 0, True
            elif level and years <= MOST_YEARS:
                yield match.start(), match.end(), "level", level, True


def _length(match: re.Match[str]) -> float:
    """The years a match of `_YEARS` speaks of."""
    length = number(match["n"])
    return length / 12 if match["month"] else length


def number(written: str) -> float:
    """A number up to 99 in digits, Chinese or English."""
    if written[0].isdigit():
        return float(written)
    if written in _WORDS:
        return _WORDS[written]
    tens, ten, units = written.rpartition("十")
    if not ten:
        return _DIGITS[written[-1]]
    return 10 * (_DIGITS[tens[-1]] if tens else 1) + (_DIGITS[units[0]] if units else 0)


@cache
def builtin_cues() -> Cues:
    """The cues of `data/matching/cues.yaml`.

    Raises:
        BrokenKnowledge: when the file is damaged.
    """
    return Cues(matching_document("cues").data)


def phrase_pattern(zh: Iterable[str], en: Iterable[str]) -> re.Pattern[str]:
    """One pattern for phrases of folded text: Chinese anywhere, English as whole words; longest first.

    Whole as far as Latin letters go: Chinese may stand right beside them. Apostrophes may be curly.
    """
    chinese = sorted(zh, key=len, reverse=True)
    english = sorted(en, key=len, reverse=True)
    whole = "|".join(re.escape(word).replace("'", "['’]") for word in english)
    parts = [*map(re.escape, chinese), *([rf"(?<![a-z0-9])(?:{whole})(?![a-z0-9])"] if whole else [])]
    return re.compile("|".join(parts) or r"(?!)")
