"""Cues: the words around a mention that tell ability from lack, wish and liking, and how much ability.

The words are data (`data/matching/cues.yaml`); this module finds them and says where they act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kb.locate import builtin_root
from kb.problems import BrokenKnowledge
from kb.yaml_reader import read_yaml

Stance = Literal["able", "like", "wish", "lack"]
"""What a person says of a skill: can do it, likes it, wants to learn it, cannot do it."""

_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
            "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10}
_YEARS = re.compile(
    r"(?P<n>\d{1,2}|[一两二三四五六七八九十]|one|two|three|four|five|six|seven|eight|nine|ten)\s*\+?\s*(?:个)?"
    r"(?:年(?!级)|years?|yrs?)"
)


@dataclass(frozen=True)
class Cue:
    """A cue met in a text."""

    kind: Literal["lack", "wish", "like", "but", "after_lack", "level"]
    start: int
    end: int
    level: int = 0
    """For `level` cues, the level it speaks of."""


class Cues:
    """The compiled cue words."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.default_level = int(data["default_level"])
        self.tool_level = int(data["tool_level"])
        self.liked_level = int(data["liked_level"])
        self._years = sorted(((int(n), int(level)) for n, level in data["years"].items()), reverse=True)
        self._patterns = {
            kind: phrase_pattern(data[kind]["zh"], data[kind]["en"])
            for kind in ("lack", "wish", "like", "but", "after_lack")
        }
        levels: dict[str, int] = {**data["levels"]["zh"], **data["levels"]["en"]}
        self._levels = levels
        self._patterns["level"] = phrase_pattern(data["levels"]["zh"], data["levels"]["en"])

    def find(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues in a clause of folded text, in order."""
        found: list[Cue] = []
        for kind, pattern in self._patterns.items():
            for match in pattern.finditer(text, start, end):
                level = self._levels.get(match.group(), 0) if kind == "level" else 0
                found.append(Cue(kind, match.start(), match.end(), level))  # type: ignore[arg-type]
        for match in _YEARS.finditer(text, start, end):
            number = match["n"]
            years = int(number) if number.isdigit() else _NUMBERS[number]
            level = next((level for least, level in self._years if years >= least), 0)
            if level:
                found.append(Cue("level", match.start(), match.end(), level))
        return sorted(found, key=lambda cue: (cue.start, -cue.end))


@cache
def builtin_cues() -> Cues:
    """The cues of `data/matching/cues.yaml`.

    Raises:
        BrokenKnowledge: when the file is damaged.
    """
    document, problems = read_yaml(builtin_root() / "matching" / "cues.yaml", "matching/cues.yaml")
    if document is None or problems:
        raise BrokenKnowledge(problems)
    return Cues(document.data)


def phrase_pattern(zh: Iterable[str], en: Iterable[str]) -> re.Pattern[str]:
    """One pattern for phrases of folded text: Chinese anywhere, English as whole words; longest first."""
    chinese = sorted(zh, key=len, reverse=True)
    english = sorted(en, key=len, reverse=True)
    parts = [*map(re.escape, chinese), *(rf"\b{re.escape(word)}\b" for word in english)]
    return re.compile("|".join(parts) or r"(?!)")
