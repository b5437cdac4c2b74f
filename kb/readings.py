"""How Chinese is read aloud: names by pinyin, pinyin initials and bopomofo, from a committed file.

`scripts/write_readings.py` writes the file. Nothing here knows tones: who types to search leaves them out.
"""

from __future__ import annotations

import json
import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from kb.locate import builtin_root
from kb.problems import KnowledgeError
from kb.told import told

FILE = builtin_root() / "matching" / "readings.json"

TONES = dict.fromkeys(map(ord, "ˊˇˋ˙ˉ"))
"""Tone signs of bopomofo, for `str.translate`."""

BOPOMOFO = re.compile("[\u3105-\u312f]+")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LETTERS = re.compile("[a-z]+")

LEAST = 2
"""Letters or signs that make a reading worth looking for; one alone would find nearly everything."""


class Syllable(NamedTuple):
    """How one character is read."""

    pinyin: str
    """Letters without tone, ü as v."""
    bopomofo: str
    """Signs without tone."""


def chinese_runs(folded: str) -> tuple[str, ...]:
    """The stretches of Chinese characters in a folded text."""
    return tuple(_CHINESE.findall(folded))


@lru_cache(maxsize=65_536)
def syllables(run: str) -> tuple[Syllable, ...]:
    """How a run of Simplified characters is read; characters nobody knows are left out.

    Args:
        run: a part of `chinese_runs`.

    Raises:
        KnowledgeError: when the file of readings is missing or damaged.
    """
    known, characters, phrases = _readings()
    said = phrases.get(run)
    names = said.split(" ") if said else [characters[c] for c in run if c in characters]
    return tuple(known[name] for name in names if name in known)


class Heard(IntEnum):
    """How much of a stretch of Chinese a word spells; less is better."""

    WHOLE = 0
    BEGINNING = 1
    INSIDE = 2


def heard(asked: str, run: tuple[Syllable, ...]) -> Heard | None:
    """How a typed word spells a stretch of a name, or None: in full, by initials, or some of both.

    Args:
        asked: one folded word without tones: letters (`zlfx`, `ziliao`, `ziliaofx`) or bopomofo (`ㄗㄌㄈㄒ`).
        run: the stretch, syllable by syllable.
    """
    place = 1 if BOPOMOFO.match(asked) else 0
    spelled = tuple(syllable[place] for syllable in run)
    for start in range(len(spelled)):
        end = _spells(asked, spelled, start)
        if end:
            if start:
                return Heard.INSIDE
            return Heard.WHOLE if end == len(spelled) else Heard.BEGINNING
    return None


def spoken(word: str) -> str:
    """A word as `heard` takes it, without tone signs; empty when it spells nothing or too little.

    Args:
        word: a folded word.
    """
    plain = word.translate(TONES)
    spells = _LETTERS.fullmatch(plain) or BOPOMOFO.fullmatch(plain)
    return plain if spells and len(plain) >= LEAST else ""


def _spells(word: str, spelled: tuple[str, ...], at: int) -> int:
    """Where a word of beginnings of the syllables from `at` on, none left out, ends; 0 for nowhere."""
    if not word:
        return at
    if at == len(spelled):
        return 0
    syllable = spelled[at]
    for length in range(min(len(syllable), len(word)), 0, -1):
        if word[:length] == syllable[:length] and _whole(syllable, length, word):
            end = _spells(word[length:], spelled, at + 1)
            if end:
                return end
    return 0


def _whole(syllable: str, length: int, word: str) -> bool:
    """A syllable is typed in full, by its initial, or as far as one has typed."""
    return length in (len(syllable), _initial(syllable)) or length == len(word) or length == 1


def _initial(syllable: str) -> int:
    return 2 if syllable[:2] in ("zh", "ch", "sh") else 1


@cache
def _readings() -> tuple[dict[str, Syllable], dict[str, str], dict[str, str]]:
    try:
        read = json.loads(FILE.read_bytes())
        known = {name: Syllable(name, signs) for name, (signs, _) in read["syllables"].items()}
        characters = {c: name for name, (_, members) in read["syllables"].items() for c in members}
        return known, characters, dict(read["phrases"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise KnowledgeError(told("readings_damaged", name=FILE.name)) from error
