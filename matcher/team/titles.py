"""Titles: what a company calls its posts, linked to roles; shown, and corrected by whoever knows better.

A name of a role is taken as it is. A title with words more or less than a name ('客服專員（夜班）') is linked
when one role alone comes near. Anything else stays unlinked, with the nearest role named: a wrong post would
judge somebody against the wrong track.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from kb import Knowledge, UnknownRecord
from kb.chinese import fold, fold_keeping_blanks
from matcher.team.results import RoleLink
from matcher.text import HAN

LEAST = 0.6
"""A title less like than this is another job."""

CLEAR = 0.05
"""By so much the best role must beat the next, or the title could be either."""

SHOWN = 0.85
"""A nearest role that shares no words and is less like than this is not worth naming."""

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


class Titles:
    """Links the titles of one company."""

    def __init__(self, knowledge: Knowledge, said: Mapping[str, str] | None = None) -> None:
        """Prepare.

        Args:
            knowledge: roles with their names.
            said: title -> role (id or name), as whoever knows the company says.

        Raises:
            UnknownRecord: when a role said is not known.
        """
        self._knowledge = knowledge
        self._said = {fold(title): knowledge.role(role).id for title, role in (said or {}).items()}
        self._seen: Counter[str] = Counter()
        self._links: dict[str, RoleLink] = {}

    def role(self, title: str) -> str | None:
        """The role of a title, or None; counts who holds it."""
        title = title.strip()
        if not title:
            return None
        self._seen[title] += 1
        if title not in self._links:
            self._links[title] = self._link(title)
        return self._links[title].role

    def links(self) -> tuple[RoleLink, ...]:
        """Every title met, those not linked first, then the uncertain, the most held first."""
        order = ("none", "near", "said", "named")
        met = (link.model_copy(update={"people": self._seen[title]}) for title, link in self._links.items())
        return tuple(sorted(met, key=lambda link: (order.index(link.how), -link.people, link.title)))

    def _link(self, title: str) -> RoleLink:
        said = self._said.get(fold(title))
        if said is not None:
            return RoleLink(title=title, role=said, how="said", likeness=1.0, nearest=said, people=0)
        for written in (title, _BRACKETS.sub("", title).strip()):
            try:
                role = self._knowledge.role(written).id
            except UnknownRecord:
                continue
            return RoleLink(title=title, role=role, how="named", likeness=1.0, nearest=role, people=0)
        likeness = self._likeness(title)
        best = sorted(likeness, key=lambda role: (-likeness[role], role))[:2]
        if not best:
            return RoleLink(title=title, role=None, how="none", likeness=0.0, nearest=None, people=0)
        first = likeness[best[0]]
        same = self._same_words(title, best[0])
        clear = first >= LEAST and (len(best) == 1 or first - likeness[best[1]] >= CLEAR)
        linked = best[0] if clear and same else None
        return RoleLink(
            title=title,
            role=linked,
            how="near" if linked else "none",
            likeness=round(first, 3),
            nearest=best[0] if first >= (LEAST if same else SHOWN) else None,
            people=0,
        )

    @cached_property
    def _names(self) -> tuple[list[str], list[str]]:
        pairs = [(fold(name), role.id) for role in self._knowledge.roles.values() for name in role.names()]
        return [name for name, _ in pairs], [role for _, role in pairs]

    def _likeness(self, title: str) -> dict[str, float]:
        """Likeness to the nearest name of each of the nearest roles."""
        names, roles = self._names
        best: dict[str, float] = {}
        for _, score, place in process.extract(fold(title), names, scorer=fuzz.ratio, limit=12):
            best[roles[place]] = max(best.get(roles[place], 0.0), score / 100)
        return best

    def _same_words(self, title: str, role: str) -> bool:
        """Whether a title and some name of a role differ only in words that one has beside the other's."""
        words = _words(title)
        return len(words) > 1 and any(
            words <= other or other <= words
            for other in map(_words, self._knowledge.roles[role].names())
            if other
        )


def _words(text: str) -> set[str]:
    """English words and Chinese characters."""
    folded = fold_keeping_blanks(text)
    return {*HAN.findall(folded), *re.findall(r"[a-z0-9]+", folded)}


def said_titles(pairs: Iterable[str]) -> dict[str, str]:
    """`TITLE=ROLE` as a mapping.

    Raises:
        ValueError: naming the pair that has no `=`.
    """
    said = {}
    for pair in pairs:
        title, mark, role = pair.rpartition("=")
        if not mark or not title.strip() or not role.strip():
            raise ValueError(pair)
        said[title.strip()] = role.strip()
    return said


__all__ = ["Titles", "said_titles"]
