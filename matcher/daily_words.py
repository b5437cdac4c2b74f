"""Daily words: everyday words of a line of work that name no skill, tool or post, found in clauses.

Read from `data/matching/daily_words.yaml`. A word is looked up among the features of a clause, so it costs a
lookup; where a longer daily word of the clause holds it, only the longer one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kb.chinese import fold
from kb.problems import BrokenKnowledge, Problem
from kb.told import told
from matcher.affinity import features
from matcher.matching_data import matching_document

_ENGLISH = "w:"
"""How English features are marked."""

_FEATURES_OF_ENGLISH = (1, 3)
"""One word is one feature; two are three, the pair last."""


@dataclass(frozen=True)
class DailyWords:
    """Words and the families whose daily work they belong to."""

    families: Mapping[str, tuple[str, ...]]
    """Word as written -> families, in the order of the file."""
    by_feature: Mapping[str, str]
    """Feature of a clause -> the word that it shows."""

    def used_in(self, clause: str) -> tuple[str, ...]:
        """The words that a folded clause uses, in a stable order."""
        met = sorted({feature for feature in features(clause) if feature in self.by_feature})
        return tuple(self.by_feature[f] for f in met if not any(_holds(other, f) for other in met))


def _holds(longer: str, shorter: str) -> bool:
    if longer == shorter or longer.startswith(_ENGLISH) != shorter.startswith(_ENGLISH):
        return False
    if longer.startswith(_ENGLISH):
        return shorter.removeprefix(_ENGLISH) in longer.removeprefix(_ENGLISH).split(" ")
    return shorter in longer


def feature_of(word: str) -> str | None:
    """The one feature that shows a word, or None where the word is too long or mixes scripts."""
    folded = fold(word)
    found = features(folded)
    if folded in found:
        return folded
    english = all(feature.startswith(_ENGLISH) for feature in found)
    return found[-1] if english and len(found) in _FEATURES_OF_ENGLISH else None


@cache
def builtin_daily_words() -> DailyWords:
    """The words that ship.

    Raises:
        BrokenKnowledge: when the file is damaged or a word is too long.
    """
    families: dict[str, dict[str, None]] = {}
    by_feature: dict[str, str] = {}
    for family, lists in matching_document("daily_words").data.items():
        for language, words in lists.items():
            for word in words:
                feature = feature_of(word)
                if feature is None:
                    raise BrokenKnowledge([_too_long(family, language, word)])
                families.setdefault(by_feature.setdefault(feature, word), {}).setdefault(family)
    return DailyWords({word: tuple(found) for word, found in families.items()}, by_feature)


def _too_long(family: str, language: str, word: str) -> Problem:
    return Problem(
        "matching/daily_words.yaml",
        None,
        f"{family}.{language}",
        "daily_words",
        told("daily_word_long", word=word),
        told("daily_word_shorten"),
    )
