"""Seniority: on which rung a person stands, as far as their words tell, in Chinese and English alike.

Reads what they call their post, how many people answer to them, how long they have done the work, and that
they are new; nothing about age or degrees. Rough on purpose. The words are data (`data/matching/cues.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from matcher.cues import NUMBER, builtin_cues, number, phrase_pattern
from matcher.matching_data import matching_document
from matcher.text import clauses

RUNG_BY_YEARS: tuple[tuple[float, float], ...] = ((8, 3.4), (5, 3.1), (4, 2.8), (3, 2.4), (1, 2.0), (0, 1.6))
"""Done for at least so many years: usually that rung. Years alone make nobody a manager. Editorial."""

RUNG_BY_PEOPLE: tuple[tuple[int, float], ...] = (
    (100, 6.0),
    (25, 5.6),
    (12, 5.0),
    (7, 4.7),
    (3, 4.1),
    (0, 3.8),
)
"""So many people answer to them: usually that rung. Editorial."""

LEADS = 4.1
"""The rung of somebody who leads people and does not say how many."""

CHARGE = 5.0
"""The least rung of somebody who leads and answers for a year's budget or a whole brand."""

NEW = 1.3
"""The rung of a student, an intern or somebody without experience."""

BARE_STANDING = 0.65
"""Share of a clause's letters in words of standing from which it tells nothing else."""

NEVER_LED = 3.2
"""The highest rung of somebody who says that nobody answers to them."""

_MOST_PEOPLE = 5_000
"""A greater number counts something else."""


def estimated_rung(folded: str, titles: Sequence[int], usual: float) -> float:
    """The rung a person seems to stand on, 1 to 6.

    Args:
        folded: their folded text.
        titles: rungs of posts they say they hold or held.
        usual: the answer when nothing is said.
    """
    told = [_signs(clause.text) for clause in clauses(folded)]
    meant = [signs for signs in told if not signs.wish]
    ranks = [rank for signs in meant for rank in signs.ranks]
    ranks += [float(rung) for rung in titles if rung >= 3]
    led = [rung for signs in meant for rung in signs.led]
    most = NEVER_LED if any(signs.alone for signs in told) else 6.0
    if max(ranks, default=0.0) < 3 and any(signs.unworked for signs in told):
        return NEW
    if led or max(ranks, default=0.0) >= 4:
        ranks += [CHARGE] * any(signs.charge for signs in meant)
    if max(ranks, default=0.0) >= 3 or (led and most > NEVER_LED):
        # Whoever leads more people than their post is called after stands between the two.
        highest = max(ranks, default=0.0)
        people = max(led, default=0.0)
        return min(most, highest if people <= highest else (highest + people) / 2 if highest >= 3 else people)
    if any(signs.new for signs in told):
        return NEW
    years = [length for signs in meant for length in signs.years]
    if years:
        return min(most, next(rung for least, rung in RUNG_BY_YEARS if max(years) >= least))
    return max(ranks, default=usual)


def only_standing(clause: str) -> bool:
    """Whether a folded clause tells how long, how new or how alone somebody is, and nothing else."""
    letters = sum(map(str.isalnum, clause))
    words = _words()
    spans = [m.span() for p in (words.new, words.unworked, words.alone) for m in p.finditer(clause)]
    said = {
        place for start, end in (*spans, *builtin_cues().durations(clause)) for place in range(start, end)
    }
    return sum(clause[place].isalnum() for place in said) >= BARE_STANDING * letters > 0


class _Signs(NamedTuple):
    """What one clause says of a person's standing."""

    wish: bool
    unworked: bool
    alone: bool
    charge: bool
    new: bool
    ranks: tuple[float, ...]
    led: tuple[float, ...]
    years: tuple[float, ...]


@lru_cache(maxsize=65_536)
def _signs(clause: str) -> _Signs:
    words = _words()
    alone = words.alone.search(clause) is not None
    return _Signs(
        wish=words.wish.search(clause) is not None,
        unworked=words.unworked.search(clause) is not None,
        alone=alone,
        charge=words.charge.search(clause) is not None,
        new=words.new.search(clause) is not None,
        ranks=tuple(words.ranks(clause)),
        led=() if alone else tuple(words.led(clause)),
        years=tuple(builtin_cues().years(clause)),
    )


class _Words:
    """The compiled words."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.new = phrase_pattern(data["new"]["zh"], data["new"]["en"])
        self.unworked = phrase_pattern(data["unworked"]["zh"], data["unworked"]["en"])
        self.alone = phrase_pattern(data["alone"]["zh"], data["alone"]["en"])
        self.charge = phrase_pattern(data["charge"]["zh"], data["charge"]["en"])
        self.wish = phrase_pattern(data["wish"]["zh"], data["wish"]["en"])
        self._leads = phrase_pattern(data["leads"]["zh"], data["leads"]["en"])
        self._others = phrase_pattern(data["others"]["zh"], data["others"]["en"])
        self._rungs: dict[str, float] = {**data["ranks"]["zh"], **data["ranks"]["en"]}
        zh, en = (_any_of(data["ranks"][language]) for language in ("zh", "en"))
        self._posts = (
            re.compile(rf"(?P<before>[^a-z]{{0,12}}?)(?P<post>{zh})(?=$|[\d一二两三四五六七八九十兼的])"),
            re.compile(rf"(?P<before>(?:[\w'&/-]+ ){{0,6}}?)(?P<post>{en})\b(?! to\b|'s)"),
        )
        self._named = re.compile(
            r"\b(?:as|became|i am|i'm|was|promoted to) (?:(?:a|an|the|its|their) )?(?:[\w&-]+ ){0,3}?"
            rf"(?P<post>{en})\b"
        )
        over_zh, over_en = (_any_of(data["over"][language]) for language in ("zh", "en"))
        people = _any_of(data["people"]["en"])
        count = rf"(?:{NUMBER})"
        self._counts = re.compile(
            rf"(?:{over_zh})[^\d一二两三四五六七八九十,。]{{0,5}}?(?P<a>{count}百?)[多来几余]?(?:个|名|位|人)"
            rf"(?!{_any_of(data['things']['zh'])})"
            rf"|(?:^|、|加起来|[共约近]|中心|部门)(?P<b>{count}百?)[多来几余]?[个位名]?人$"
            rf"|(?P<g>{count}百?)[多来几余]?[个位名]?人?都?(?:归我|听我|由我带|是我带|向我)"
            rf"|\b(?:{over_en}) (?:[a-z-]+ ){{0,2}}?(?P<c>{count})(?P<h> hundred)?"
            rf" (?:[a-z-]+ ){{0,2}}?(?:{people})\b"
            rf"|\b(?:{over_en}) (?P<d>{count})$"
            rf"|(?:^[^a-z\d]*|\bwith |\babout |\bover )(?P<e>{count})(?P<i> hundred)? (?:{people})\b"
            rf"|(?:^|with |and )(?P<f>{count}) [a-z -]{{3,40}}"
            r"(?:under me|reports? to me|answers? to me|with me\b|my direction)"
        )

    def ranks(self, clause: str) -> list[float]:
        """The rungs of the posts that a person calls their own."""
        found = []
        for post in self._posts:
            match = post.match(clause)
            if match and not self._others.search(match["before"]):
                found.append(self._rungs[match["post"]])
        return found + [self._rungs[match["post"]] for match in self._named.finditer(clause)]

    def led(self, clause: str) -> list[float]:
        """The rungs that go with the people led."""
        counts = [count for match in self._counts.finditer(clause) if (count := _count(match))]
        if not counts:
            return [LEADS] if self._leads.search(clause) else []
        people = sum(counts)
        if people > _MOST_PEOPLE:
            return []
        return [next(rung for least, rung in RUNG_BY_PEOPLE if people >= least)]


def _count(match: re.Match[str]) -> int:
    """How many people a match speaks of."""
    written = next(match[name] for name in "abcdefg" if match[name])
    hundreds = 100 if written.endswith("百") or match["h"] or match["i"] else 1
    return int(number(written.removesuffix("百")) * hundreds)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _words() -> _Words:
    return _Words(matching_document("cues").data["seniority"])
