"""Search that forgives: 資料 = 资料 = 數據 = zl = ㄗㄌ = data, full width, case and slips aside.

One rule for the app's filter and palette and for the command line. Building an index folds every name once;
do it in a thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.chinese import fold, variants
from kb.readings import BOPOMOFO, TONES, Syllable, chinese_runs, heard, spoken, syllables

if TYPE_CHECKING:
    from kb.knowledge import Knowledge
    from kb.models import Text

NEAR = 78
"""Least similarity, of 100, at which a misspelt name still counts as meant."""

LEAST_MISSPELT = 3
"""Letters below which a slip cannot be told from another word."""

_LATIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Findable:
    """Something with names."""

    id: str
    """What is found."""
    labels: tuple[str, ...]
    """What it is called first of all, one a language."""
    others: tuple[str, ...] = ()
    """What else it is called."""
    among: tuple[str, ...] = ()
    """Names of what it belongs to."""

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.labels, *self.others, *self.among)


class _Entry:
    """A findable thing, folded."""

    def __init__(self, record: Findable) -> None:
        self.id = record.id
        self.labels = tuple(map(fold, record.labels))
        self.own = frozenset(map(fold, (*record.labels, *record.others)))
        self.names = "\n".join(dict.fromkeys(map(fold, record.names)))
        self.words = tuple(filter(None, (tuple(_LATIN.findall(name)) for name in sorted(self.own))))
        """Words of each name that has any in Latin letters."""

    def rank(self, whole: str, words: Sequence[str], sound: float) -> float:
        """How far an entry is from a query: 0 for the label itself.

        Then what else it is called; labels that begin with the query, hold it, have words it is short for,
        sound like it; other names; and last the names of what it belongs to.
        """
        if whole in self.labels:
            return 0
        if whole in self.own:
            return 0.5
        if any(label.startswith(whole) for label in self.labels):
            return 1
        if any(_holds(label, whole) for label in self.labels):
            return 2
        if len(words) > 1 and (left := self.left_of_short(words)) is not None:
            return min(sound, 2.5 + min(left, 4) / 10)
        if all(any(word in name for name in self.own) for word in words):
            return min(sound, 5)
        return min(sound, 5.5) if all(word in self.names for word in words) else sound

    def left_of_short(self, words: Sequence[str]) -> int | None:
        """How many words a name has beyond those that a query stands for (`ops mgr` for operations manager).

        Returns:
            The least over all names; None where every name lacks one.
        """
        fitting = [
            abs(len(name) - len(words))
            for name in self.words
            if all(any(_abbreviates(word, full) for full in (*name, *_initials(name))) for word in words)
        ]
        return min(fitting, default=None)


def _holds(name: str, part: str) -> bool:
    """Whether a name has a part in it; Latin letters from the beginning of a word (no `cs` in analytics)."""
    at = name.find(part)
    while at > 0 and part[0].isascii() and part[0].isalnum() and name[at - 1].isalnum():
        at = name.find(part, at + 1)
    return at >= 0


def _initials(words: Sequence[str]) -> Iterator[str]:
    """First letters of words that stand side by side, two and three of them."""
    for count in (2, 3):
        for start in range(len(words) - count + 1):
            yield "".join(word[0] for word in words[start : start + count])


def _abbreviates(short: str, full: str) -> bool:
    """Whether a word begins like another and has its letters in the same order."""
    if not full.startswith(short[0]):
        return False
    rest = iter(full)
    return full.startswith(short) or (len(short) >= LEAST_MISSPELT and all(sign in rest for sign in short))


@dataclass(frozen=True)
class _Run:
    """A stretch of Chinese in some names, and whose names they are."""

    said: tuple[Syllable, ...]
    signs: frozenset[str]
    """Every letter and sign of it, to pass over most runs quickly."""
    owners: Mapping[int, int]
    """Number of an entry, and where the stretch is: 0 in its label, 1 in its other names, 2 elsewhere."""


class NameIndex:
    """Findable things by name."""

    def __init__(self, records: Iterable[Findable]) -> None:
        self._records = tuple(records)
        self._entries = tuple(map(_Entry, self._records))

    def find(self, asked: str) -> tuple[str, ...]:
        """Ids of what every word of a query names, best first; all of them, in order, for an empty query.

        Args:
            asked: what somebody typed.
        """
        words = fold(asked).split()
        if not words:
            return tuple(entry.id for entry in self._entries)
        joined = "".join(words)
        if BOPOMOFO.fullmatch(joined.translate(TONES)):
            # The first tone is typed as a blank.
            words = [joined]
        sounds = {word: self._sounding(word) for word in words}
        together = self._sounding(joined)
        latin = bool(_LATIN.fullmatch(joined))
        found = [
            number
            for number, entry in enumerate(self._entries)
            if number in together
            or all(word in entry.names or number in sounds[word] for word in words)
            or (latin and len(words) > 1 and entry.left_of_short(words) is not None)
        ]
        whole = " ".join(words)
        if not found:
            return self._misspelt(whole) or self._homophones(whole) or (self._short(whole) if latin else ())
        first = sounds[words[0]]

        def rank(number: int) -> float:
            sound = together.get(number, first.get(number, 0) + 3)
            return self._entries[number].rank(whole, words, sound)

        ranked = sorted(found, key=rank)
        return tuple(self._entries[number].id for number in ranked)

    def _sounding(self, word: str) -> dict[int, float]:
        """Entries with a name that sounds like a word: 3 and more in the label, 4 in others, 5 elsewhere."""
        said = spoken(word)
        letters = set(said)
        found: dict[int, float] = {}
        if not said:
            return found
        for run in self._runs:
            if letters <= run.signs and (how := heard(said, run.said)) is not None:
                for number, place in run.owners.items():
                    rank = 3 + place + how / 4
                    found[number] = min(rank, found.get(number, rank))
        return found

    @cached_property
    def _runs(self) -> tuple[_Run, ...]:
        """Every stretch of Chinese in any name, in the words of both shores."""
        owners: dict[tuple[Syllable, ...], dict[int, int]] = {}
        for number, record in enumerate(self._records):
            for place, names in enumerate((record.labels, record.others, record.among)):
                for form in (form for name in names for form in variants(name)):
                    for run in chinese_runs(form):
                        owners.setdefault(syllables(run), {}).setdefault(number, place)
        return tuple(
            _Run(said, frozenset("".join(sign for syllable in said for sign in syllable)), whose)
            for said, whose in owners.items()
            if said
        )

    def warm(self) -> None:
        """Read every name aloud now, so that the first query by sound is as quick as the others."""
        _ = self._runs

    def _short(self, word: str) -> tuple[str, ...]:
        """Entries for which one word is short; asked last, as its letters stand so in many names."""
        left = {number: entry.left_of_short((word,)) for number, entry in enumerate(self._entries)}
        fitting = sorted((count, number) for number, count in left.items() if count is not None)
        return tuple(self._entries[number].id for _, number in fitting) if len(word) > LEAST_MISSPELT else ()

    def _homophones(self, whole: str) -> tuple[str, ...]:
        """Entries whose names sound the same: what an input method writes when one takes the wrong line."""
        runs = chinese_runs(whole)
        if "".join(runs) != whole.replace(" ", ""):
            return ()
        sounds = self._sounding("".join(s.pinyin for run in runs for s in syllables(run)))
        return tuple(self._entries[number].id for number in sorted(sounds, key=lambda n: (sounds[n], n)))

    def _misspelt(self, whole: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz

        if len(whole) < LEAST_MISSPELT:
            return ()
        near = [
            (max(fuzz.ratio(whole, name, score_cutoff=NEAR) for name in entry.own), number)
            for number, entry in enumerate(self._entries)
        ]
        ranked = sorted((-how, number) for how, number in near if how)
        return tuple(self._entries[number].id for _, number in ranked)


def findable_roles(knowledge: Knowledge) -> Iterator[Findable]:
    """Roles by all their names and those of their line of work."""
    for role in knowledge.roles.values():
        family = knowledge.families.get(role.family)
        others = (*role.names(), role.id, *role.former_ids)
        yield Findable(role.id, _labels(role.label), others, family.names() if family else ())


def findable_skills(knowledge: Knowledge) -> Iterator[Findable]:
    """Skills by all their names and those of the tools that show them."""
    tools: dict[str, list[str]] = {}
    for tool in knowledge.tools.values():
        for skill_id in tool.shows:
            tools.setdefault(skill_id, []).extend(tool.names())
    for skill in knowledge.skills.values():
        others = (*skill.names(), skill.id, *skill.former_ids)
        yield Findable(skill.id, _labels(skill.label), others, tuple(tools.get(skill.id, ())))


def searchable(knowledge: Knowledge) -> Iterator[Findable]:
    """Everything that has names and is searched for."""
    yield from findable_roles(knowledge)
    yield from findable_skills(knowledge)


def _labels(label: Text) -> tuple[str, ...]:
    return (label.zh_hant, label.en)


__all__ = ["Findable", "NameIndex", "findable_roles", "findable_skills", "searchable"]
