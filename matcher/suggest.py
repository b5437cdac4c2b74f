"""Suggestions: skills to ask about when too little was understood, and what words may have meant.

Offers only; a person chooses, and nothing here reaches a score.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from kb import Knowledge
from kb.chinese import fold
from matcher.index import TextIndex
from matcher.text import has_han

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.encoders import Encoder

MOST_SUGGESTED = 6
"""As many as one reads at a glance."""

LEAST_OVERLAP = 0.34
"""Share of a name's letter pairs that must stand in the words before it is offered as what was meant."""

LEAST_LATIN_PAIRS = 4
"""Two Latin letters say far less than two Chinese characters."""

FIRST_RUNGS = 2
"""Skills are suggested from roles that beginners enter."""


@dataclass(frozen=True)
class NamedRecord:
    """A record that words may mean."""

    kind: Literal["skill", "tool", "role"]
    """What kind it is."""
    id: str
    """Its id."""


class NearestNames:
    """Finds the skills, tools and roles whose names are nearest to some words."""

    def __init__(self, knowledge: Knowledge, encoder: Encoder | None = None) -> None:
        self._knowledge = knowledge
        self._encoder = encoder

    def nearest(self, words: str, limit: int) -> tuple[NamedRecord, ...]:
        """The nearest records, best first, each once.

        Args:
            words: what somebody wrote.
            limit: how many.
        """
        index, owners = self._index
        if not words.strip() or not len(index):
            return ()
        found, _ = index.search([words], k=min(len(index), limit * 6))
        return tuple(dict.fromkeys(owners[place] for place in found[0]))[:limit]

    @cached_property
    def _index(self) -> tuple[TextIndex, tuple[NamedRecord, ...]]:
        knowledge = self._knowledge
        named: dict[str, NamedRecord] = {}
        for skill in knowledge.skills.values():
            for name in (skill.label.zh_hant, skill.label.en):
                named.setdefault(name, NamedRecord("skill", skill.id))
        for role in knowledge.roles.values():
            for name in (role.label.zh_hant, role.label.en):
                named.setdefault(name, NamedRecord("role", role.id))
        for tool in knowledge.tools.values():
            for name in (tool.label.zh_hant, tool.label.en):
                named.setdefault(name, NamedRecord("tool", tool.id))
        encoder = self._encoder
        if encoder is None:
            from matcher.encoders.ngram import NgramEncoder

            encoder = NgramEncoder()
        return TextIndex(list(named), encoder), tuple(named.values())


class Suggestions:
    """Skills to ask a person about."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def skills(self, words: Iterable[str], limit: int = MOST_SUGGESTED) -> tuple[str, ...]:
        """Skills whose names look like what was written, then one from each of the larger lines of work.

        Args:
            words: stretches that were not understood.
            limit: how many.
        """
        meant = self._looking_like([fold(stretch) for stretch in words])
        return tuple(dict.fromkeys((*meant, *self._usual)))[:limit]

    def _looking_like(self, words: Sequence[str]) -> list[str]:
        pairs = {pair for stretch in words for pair in _pairs(stretch)}
        shared: dict[str, int] = {}
        for pair in pairs:
            for name in self._names_by_pair.get(pair, ()):
                shared[name] = shared.get(name, 0) + 1
        scored = (
            (count / len(_pairs(name)), self._names[name])
            for name, count in shared.items()
            if has_han(name) or count >= LEAST_LATIN_PAIRS
        )
        best: dict[str, float] = {}
        for share, skill in scored:
            if share >= LEAST_OVERLAP:
                best[skill] = max(share, best.get(skill, 0.0))
        return sorted(best, key=lambda skill: (-best[skill], skill))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Folded name -> skill."""
        return {
            name: skill.id
            for skill in self._knowledge.skills.values()
            for name in map(fold, skill.names())
            if _pairs(name)
        }

    @cached_property
    def _names_by_pair(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            for pair in _pairs(name):
                found.setdefault(pair, []).append(name)
        return {pair: tuple(names) for pair, names in found.items()}

    @cached_property
    def _usual(self) -> tuple[str, ...]:
        """For each line of work, the skill that weighs most where beginners enter; larger lines first."""
        knowledge = self._knowledge
        chosen: dict[str, int] = {}
        for family in knowledge.families:
            roles = [role for role in knowledge.roles_of(family) if role.rung <= FIRST_RUNGS]
            weights: dict[str, int] = {}
            for role in roles:
                for need in role.skills:
                    weights[need.skill] = weights.get(need.skill, 0) + need.importance * (1 + need.must)
            ranked = sorted(weights, key=lambda skill: (-weights[skill], skill))
            first = next(
                (skill for skill in ranked if skill not in chosen and self._says_something(skill)), None
            )
            if first is not None:
                chosen[first] = len(roles)
        return tuple(sorted(chosen, key=lambda skill: -chosen[skill]))

    def _says_something(self, skill: str) -> bool:
        """Whether a skill tells lines of work apart; general ones serve all of them."""
        found = self._knowledge.skills.get(skill)
        return found is not None and found.kind != "general"


def _pairs(text: str) -> frozenset[str]:
    """Pairs of letters that stand together."""
    return frozenset(pair for pair in map("".join, itertools.pairwise(text)) if " " not in pair)


__all__ = ["MOST_SUGGESTED", "NamedRecord", "NearestNames", "Suggestions"]
