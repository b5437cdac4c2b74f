"""Search that forgives: 資料 = 资料 = 數據 = zl = ㄗㄌ = data, full width, case and slips aside.

One rule for the app's filter and palette and for the command line. Building an index folds every name once;
do it in a thread.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Findable:
    """Something with names."""

    id: str
    """What is found."""
    labels: tuple[str, ...]
    """What it is called first of all, one a language."""
    others: tuple[str, ...] = ()
    """What else it is called, or what it belongs to."""

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.labels, *self.others)


class _Entry:
    """A findable thing, folded."""

    def __init__(self, record: Findable) -> None:
        self.id = record.id
        self.labels = tuple(map(fold, record.labels))
        self.names = "\n".join(dict.fromkeys(map(fold, record.names)))

    def rank(self, whole: str, words: Sequence[str], sound: float) -> float:
        """0 for the name itself, then names that begin with it, hold it, sound like it; then other names."""
        if whole in self.labels:
            return 0
        if any(label.startswith(whole) for label in self.labels):
            return 1
        if any(whole in label for label in self.labels):
            return 2
        return min(sound, 5) if all(word in self.names for word in words) else sound


@dataclass(frozen=True)
class _Run:
    """A stretch of Chinese in some names, and whose names they are."""

    said: tuple[Syllable, ...]
    signs: frozenset[str]
    """Every letter and sign of it, to pass over most runs quickly."""
    owners: Mapping[int, bool]
    """Number of an entry, and whether the stretch stands in its label."""


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
        found = [
            number
            for number, entry in enumerate(self._entries)
            if number in together or all(word in entry.names or number in sounds[word] for word in words)
        ]
        if not found:
            return self._misspelt(" ".join(words))
        whole = " ".join(words)
        first = sounds[words[0]]

        def rank(number: int) -> float:
            sound = together.get(number, first.get(number, 0) + 3)
            return self._entries[number].rank(whole, words, sound)

        ranked = sorted(found, key=rank)
        return tuple(self._entries[number].id for number in ranked)

    def _sounding(self, word: str) -> dict[int, float]:
        """Entries with a name that sounds like a word: 3 and more in the label, 5 and more elsewhere."""
        said = spoken(word)
        letters = set(said)
        found: dict[int, float] = {}
        if not said:
            return found
        for run in self._runs:
            if letters <= run.signs and (how := heard(said, run.said)) is not None:
                for number, in_label in run.owners.items():
                    rank = (3 if in_label else 5) + how / 4
                    found[number] = min(rank, found.get(number, rank))
        return found

    @cached_property
    def _runs(self) -> tuple[_Run, ...]:
        """Every stretch of Chinese in any name, in the words of both shores."""
        owners: dict[tuple[Syllable, ...], dict[int, bool]] = {}
        for number, record in enumerate(self._records):
            for place, name in enumerate(record.names):
                for form in variants(name):
                    for run in chinese_runs(form):
                        known = owners.setdefault(syllables(run), {})
                        known[number] = known.get(number, False) or place < len(record.labels)
        return tuple(
            _Run(said, frozenset("".join(sign for syllable in said for sign in syllable)), whose)
            for said, whose in owners.items()
            if said
        )

    def warm(self) -> None:
        """Read every name aloud now, so that the first query by sound is as quick as the others."""
        _ = self._runs

    def _misspelt(self, whole: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz

        if len(whole) < LEAST_MISSPELT:
            return ()
        near = [
            (max(fuzz.ratio(whole, name, score_cutoff=NEAR) for name in entry.names.split("\n")), number)
            for number, entry in enumerate(self._entries)
        ]
        ranked = sorted((-how, number) for how, number in near if how)
        return tuple(self._entries[number].id for _, number in ranked)


def findable_roles(knowledge: Knowledge) -> Iterator[Findable]:
    """Roles by all their names and those of their line of work."""
    for role in knowledge.roles.values():
        family = knowledge.families.get(role.family)
        others = (*role.names(), role.id, *role.former_ids, *(family.names() if family else ()))
        yield Findable(role.id, _labels(role.label), others)


def findable_skills(knowledge: Knowledge) -> Iterator[Findable]:
    """Skills by all their names."""
    for skill in knowledge.skills.values():
        yield Findable(skill.id, _labels(skill.label), (*skill.names(), skill.id, *skill.former_ids))


def searchable(knowledge: Knowledge) -> Iterator[Findable]:
    """Everything that has names and is searched for."""
    yield from findable_roles(knowledge)
    yield from findable_skills(knowledge)


def _labels(label: Text) -> tuple[str, ...]:
    return (label.zh_hant, label.en)


__all__ = ["Findable", "NameIndex", "findable_roles", "findable_skills", "searchable"]
