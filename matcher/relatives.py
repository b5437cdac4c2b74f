"""Relatives, friends and bosses: clauses that tell what somebody else is or does, blanked out.

'My mother is a store manager' says nothing of what its writer can do. Conservative: a clause in which the
writer stands as well ('my aunt taught me to keep books') stays whole. The words are data
(`data/matching/relatives.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kb.chinese import plain_fold
from matcher.cues import phrase_pattern
from matcher.matching_data import matching_document

_STRETCH = re.compile(
    r"(?:(?!\s(?:and|but|so|while|because|who|which)\s)[^，,。；;！!？?\n、:：（）()|｜.]|\.(?=\w))+",
    re.IGNORECASE,
)
"""A stretch that says one thing of one person, as written."""

_SIGN = re.compile("[我父母爸]|[mMｍＭ][yYｙＹ]")
"""Stands in every stretch that begins with somebody else; far cheaper than folding it."""


def without_relatives(text: str) -> str:
    """Blank out clauses that tell what somebody else is or does; every position stays true.

    Args:
        text: as somebody wrote it.
    """

    def blank(match: re.Match[str]) -> str:
        stretch = match.group()
        if not _SIGN.search(stretch):
            return stretch
        folded = plain_fold(stretch)
        begins = _begins().match(folded)
        if begins is None or _of_writer().search(folded, begins.end()):
            return stretch
        return re.sub(r"\S", " ", stretch)

    return _STRETCH.sub(blank, text)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True))


@cache
def _begins() -> re.Pattern[str]:
    """How a stretch begins that tells of somebody else."""
    data = matching_document("relatives").data
    own, anyone, does = data["own"], data["anyone"], data["does"]
    between = f"(?:{_any(data['between_zh'])})*"
    joined = "(?:and |but |so |while |because |both )*"
    return re.compile(
        rf"(?:而|但|因为|以前)?我[的们家]*(?:{_any(own['zh'])}){between}(?:{_any(does['zh'])})"
        rf"|(?:{_any(anyone['zh'])}){between}(?:{_any(does['anyone'])})"
        rf"|{joined}my (?:{_any(own['en'])})\s?(?:{_any(does['en'])})(?![a-z])"
    )


@cache
def _of_writer() -> re.Pattern[str]:
    """The writer, in what is told of somebody else."""
    data = matching_document("relatives").data["of_writer"]
    return phrase_pattern(data["zh"], data["en"])
