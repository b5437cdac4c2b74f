"""Outside: what tells that a text is not about work in the trade, though names of the trade may stand in it.

Words of other trades and of buyers, orders to the program, code, and mere lists of everything. The words are
data (`data/matching/outside.yaml`). Says how much of each there is; what follows from it, confidence decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kb.chinese import plain_fold
from matcher.cues import phrase_pattern
from matcher.matching_data import matching_document

_SENTENCE = re.compile(r"[^。！!？?\n]+?(?:[。！!？?\n]|\.(?!\w)|$)")
_MARKUP = re.compile(
    r"[\[<](?P<tag>/?(?:system|prompt|instructions?|assistant|profile|admin))\b[^\]>\n]{0,200}[\]>]"
    r"(?:[^\[<\n]{0,300}[\[<]/(?:system|prompt|instructions?|assistant|admin)[\]>])?"
    r"|\{\s*[\"'](?:role|score|confidence|match|top|result)[\"'][^{}\n]{0,200}\}",
    re.IGNORECASE,
)
"""Tags and objects that pretend to come from the program."""

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,120}>|\[/?[a-zA-Z]{1,12}\]")
_SAME_MARK = re.compile(r"(\W)\1+")
_CODE = frozenset("{}[]<>$\\^=~_;%`#@&")
"""Marks of code; brackets and strokes of ordinary prose and of tables are not here."""

_THRICE = re.compile(r"(\S.{1,14}?)\s*\1(?:\s*\1)+")
"""The same thing said three times on end."""

_SENTENCES = re.compile(r"[^。.!！?？\n]*[^\s。.!！?？\n][^。.!！?？\n]*[。.!！?？]*")
_ASKING = re.compile(
    r"[?？]\s*$|请问|怎么[用下装去走办弄]"
    r"|^(?:how|what|where|when|why|who|which|can|could) (?:do|does|is|are|can|to|i|time|you)\b"
)

MOST_REPEATED = 0.5
"""Share of a text said thrice on end beyond which it is noise."""

_OWN_VOICE = re.compile(r"我|本人|自己|(?<![a-z])(?:i|i['’](?:m|ve|d|ll)|my|me|myself)(?![a-z])")

MOST_CODE = 0.12
"""Share of marks of code among letters and marks beyond which a text is no prose."""

_STATEMENT = re.compile(
    r"^\s*(?:def \w+\(.*\):|class \w+(?:\(.*\))?:|from \w[\w.]* import \w|(?:async )?function \w*\("
    r"|(?:const|let|var) \w+ ?=|#include\b|public (?:static )?\w+ \w+\(|(?:if|for|while) ?\(.*\) ?\{?$)"
    r"|^\s*for \w+ in .*:$|^\s*print\(.*\)$|^\s*import \w[\w.]*(?: as \w+)?\s*(?:;.*)?$|<script\b"
    r"|\bdrop table \w|\binsert into \w+ (?:values|\()|\bselect \* from \w"
    r"|(?-i:\bSELECT [\w*,.() ]{1,80}?\sFROM \w)",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that is a statement of a programming language, whatever it is about."""

MOST_STATEMENTS = 3
"""So many statements are a program, though one letter of it be an i."""

LEAST_CODE = 5
"""Marks of code below which a text is prose all the same: a smile after a few words is no program."""


def without_orders(text: str) -> str:
    """Blank out sentences that speak to the program; every position stays true.

    Args:
        text: as somebody wrote it.
    """
    if not _MARKUP.search(text) and not _orders().search(plain_fold(text)):
        return text

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"\S", " ", match.group())

    bare = _MARKUP.sub(blank, text)

    def order(match: re.Match[str]) -> str:
        return blank(match) if _orders().search(plain_fold(match.group())) else match.group()

    return _SENTENCE.sub(order, bare)


@dataclass(frozen=True)
class Manner:
    """How a text speaks, whatever it speaks of."""

    other_work: int = 0
    """How many different words of other trades it holds."""
    is_code: bool = False
    """Whether it is code or noise and no prose."""
    only_asks: bool = False
    """Whether it asks something and tells nothing."""
    own_voice: bool = False
    """Whether somebody speaks of themselves, as no posting does."""
    buying: int = 0
    """How many different words it holds that only a buyer says to a shop."""
    covered: float = 0.0
    """Share of its letters that stand in names of the knowledge base; a bare list of names has nearly all."""


def manner(written: str, folded: str, named: Mapping[str, int]) -> Manner:
    """How a text speaks.

    Args:
        written: as somebody wrote it.
        folded: the same folded.
        named: each clause of the folded text, once however often it is said -> how many of its characters
            stand in names.
    """
    letters = sum(map(_letters_of_clause, named))
    return Manner(
        other_work=other_work(named),
        buying=buying(named),
        is_code=is_code(written),
        only_asks=only_asks(folded),
        own_voice=_OWN_VOICE.search(folded) is not None,
        covered=min(1.0, sum(named.values()) / letters) if letters else 0.0,
    )


def other_work(clauses: Iterable[str]) -> int:
    """How many different words of other trades folded clauses hold; no such word reaches over two clauses."""
    return _different(_others, clauses)


def buying(clauses: Iterable[str]) -> int:
    """How many different words folded clauses hold that only a buyer says to a shop."""
    return _different(_buyers, clauses)


def _different(words: Callable[[], re.Pattern[str]], clauses: Iterable[str]) -> int:
    """How many different ones of some words clauses hold."""
    return len({word for clause in clauses for word in _met(words, clause)})


@lru_cache(maxsize=131_072)
def _met(words: Callable[[], re.Pattern[str]], clause: str) -> tuple[str, ...]:
    return tuple(match.group() for match in words().finditer(clause))


def is_code(text: str) -> bool:
    """Whether a text is code, or says the same thing over and over, and is no prose."""
    bare = _TAG.sub(" ", text)
    if _is_marked(bare) or _holds_statements(text):
        return True
    if _never_thrice(bare):
        return False
    repeated = sum(len(match.group()) for match in _THRICE.finditer(bare))
    return repeated > MOST_REPEATED * len(bare.strip())


def _never_thrice(bare: str) -> bool:
    """Whether a text is surely not repeated as `MOST_REPEATED` has it; far cheaper than looking for it.

    Of n characters that say the same thrice on end, at most n / 3 pairs of neighbours are different. So where
    five in six of all pairs are different, too little is left for that; blanks may stand anywhere between.
    """
    solid = "".join(bare.split())
    pairs = len(set(pairwise(solid)))
    return 6 * pairs >= 5 * len(solid) + 2 * (len(bare) - len(solid))


def _holds_statements(text: str) -> bool:
    """Whether statements stand in a text and nobody speaks beside them."""
    beside, stated = _STATEMENT.subn("", text)
    return stated >= MOST_STATEMENTS or (stated > 0 and not _OWN_VOICE.search(beside.lower()))


def _is_marked(bare: str) -> bool:
    """Whether marks of code, a row of the same mark counted once, stand thick in a text."""
    if sum(map(bare.count, _CODE)) < LEAST_CODE:
        return False
    marks = sum(c in _CODE for c in _SAME_MARK.sub(r"\1", bare))
    return marks >= LEAST_CODE and marks > MOST_CODE * (_letters(bare) + marks)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


_letters_of_clause = lru_cache(maxsize=65_536)(_letters)


def only_asks(folded: str) -> bool:
    """Whether a text asks something and tells nothing."""
    told = _SENTENCES.findall(folded)
    return bool(told) and all(_ASKING.search(sentence.strip()) for sentence in told)


@cache
def _others() -> re.Pattern[str]:
    data = matching_document("outside").data
    plural = [*data["en"], *(f"{word}s" for word in data["en"])]
    return phrase_pattern(data["zh"], plural)


@cache
def _buyers() -> re.Pattern[str]:
    return _phrases("buyers")


@cache
def _orders() -> re.Pattern[str]:
    return _phrases("orders")


def _phrases(key: str) -> re.Pattern[str]:
    data = matching_document("outside").data[key]
    return phrase_pattern(data["zh"], data["en"])


__all__ = ["MOST_CODE", "Manner", "buying", "is_code", "manner", "only_asks", "other_work", "without_orders"]
