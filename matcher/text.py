"""A text as the matcher sees it: folded, with the way back to the person's own words.

Owns folding with positions, clauses and tokens. Folding itself is `kb.chinese`; this module adds the map from
each folded character to the original, so that a reason can quote what was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kb.chinese import fold_keeping_blanks

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character."""

_HAN_CLASS = "\u3400-\u9fff"
_BLANKS = re.compile(r"\s+")
_BESIDE = re.compile(rf"[{_HAN_CLASS}]")
_LINE_END = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_BREAK = re.compile(
    r"[。；;！!？?\n\r\t•·●◆■★▪]+|(?<![0-9])[.．](?![0-9a-z])|\s[-–—]\s|(?<!\S)\d{1,2}[.)、](?=\s?\D)"
)
_PAUSE = re.compile(rf"(?<=[{_HAN_CLASS}]{{3}})\s+(?=[{_HAN_CLASS}]{{3}})")
"""A blank that stands for a comma; fewer letters on one side may be a word with a blank in it."""
_JOINED = re.compile(r"(?<!\s)\s++(?=(?:but|because|while|though|although|whereas|(?:so|then|and) i)\b)")
"""Where the next English clause begins without a comma."""
_COMMA = re.compile(r"[,，:：()（）\[\]【】|/／]+")
TOKEN = re.compile(r"[a-z0-9][a-z0-9]*(?:[+#]+|(?:[.'’&][a-z0-9]+)*)")
"""A Latin word, as in c++, c#, node.js, r&d, men's."""


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters came from."""

    original: str
    """What the person wrote."""
    text: str
    """Width, case and script folded, blanks beside Chinese removed or, between stretches, made commas."""
    origin: Sequence[int]
    """For each character of `text`, its index in `original`."""

    def quote(self, start: int, end: int) -> str:
        """The person's own words behind `text[start:end]`."""
        if start >= end:
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1]


@lru_cache(maxsize=16_384)
def _folded_character(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cs", "Mn"))


def fold_with_origin(original: str) -> Folded:
    """Fold a text, keeping for each character the way back.

    Args:
        original: any text.
    """
    characters = [_folded_character(c) for c in _LINE_END.sub("\n", original)]
    joined = "".join(characters)
    origin: Sequence[int] = range(len(original))
    if len(joined) != len(original) or "" in characters:
        origin = [index for index, folded in enumerate(characters) for _ in folded]
    simplified = fold_keeping_blanks(joined)
    if len(simplified) != len(joined):
        simplified = "".join(fold_keeping_blanks(c)[:1] or c for c in joined)
    kept: list[str] = []
    places: list[int] = []
    position = 0
    for start, end in _blanks_beside_han(simplified):
        if "\n" not in simplified[start:end]:
            kept.append(simplified[position:start])
            places += origin[position:start]
            if _PAUSE.match(simplified, start):
                kept.append(",")
                places.append(origin[start])
            position = end
    if not kept:
        return Folded(original, simplified, origin)
    return Folded(original, "".join((*kept, simplified[position:])), (*places, *origin[position:]))


def squeeze(form: str) -> str:
    """A plain-folded form without blanks beside Chinese, as texts are folded here."""
    spans = list(_blanks_beside_han(form))
    edges = [0, *(edge for span in spans for edge in span), len(form)]
    return "".join(form[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))


def _blanks_beside_han(text: str) -> Iterator[tuple[int, int]]:
    """Runs of blanks with Chinese on either side."""
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        if _BESIDE.match(text, start - 1 if start else start) or _BESIDE.match(text, end):
            yield start, end


class Clause(NamedTuple):
    """A stretch of folded text that says one thing."""

    start: int
    end: int
    text: str
    """What stands there."""


@lru_cache(maxsize=16)
def clauses(text: str, fine: bool = True) -> tuple[Clause, ...]:
    """Cut a folded text where a sentence, list item or, if `fine`, a comma ends it.

    Remembers the last texts, since several look at one after another.

    Args:
        text: folded text.
        fine: whether commas, colons, brackets and words that join clauses cut too.
    """
    cuts = [match.span() for match in _BREAK.finditer(text)]
    if fine:
        cuts += [match.span() for pattern in (_COMMA, _JOINED) for match in pattern.finditer(text)]
    cuts.sort()
    found: list[Clause] = []
    position = 0
    for start, end in (*cuts, (len(text), len(text))):
        part = text[position:start]
        bare = part.strip()
        if bare:
            begins = position + len(part) - len(part.lstrip())
            found.append(Clause(begins, begins + len(bare), bare))
        position = max(position, end)
    return tuple(found)


@cache
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """An English word without its endings (Porter2), so that 'designing' meets 'design'."""
    if len(word) < 4 or not word.isalpha():
        return word
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The stemmed Latin words of a folded text with their places."""
    stop = len(text) if end is None else end
    return [
        (stem(m.group().replace("’", "'")), m.start(), m.end()) for m in TOKEN.finditer(text, start, stop)
    ]


def has_han(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return HAN.search(text) is not None
