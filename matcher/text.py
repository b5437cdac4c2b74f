"""A text as the matcher sees it: folded, with the way back to the person's own words.

Owns folding with positions, clauses and tokens. Folding itself is `kb.chinese`; this module adds the map from
each folded character to the original, so that a reason can quote what was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kb.chinese import fold_keeping_blanks

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character."""

_HAN_CLASS = "\u3400-\u9fff"
_BLANK_BESIDE_HAN = re.compile(rf"(?<=[{_HAN_CLASS}])\s+|\s+(?=[{_HAN_CLASS}])")
_BREAK = re.compile(r"[。；;！!？?\n\r\t•·●◆■★▪]+|(?<![0-9])[.．](?![0-9a-z])|\s[-–—]\s|(?<=\s)\d{1,2}[.)、](?=\s?\D)")
_COMMA = re.compile(r"[,，:：()（）\[\]【】|/／]+")
TOKEN = re.compile(r"[a-z0-9][a-z0-9]*(?:[+#]+|(?:[.'’&][a-z0-9]+)*)")
"""A Latin word, as in c++, c#, node.js, r&d, men's."""


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters came from."""

    original: str
    """What the person wrote."""
    text: str
    """Width, case and script folded, blanks beside Chinese removed."""
    origin: tuple[int, ...]
    """For each character of `text`, its index in `original`."""

    def quote(self, start: int, end: int) -> str:
        """The person's own words behind `text[start:end]`."""
        if start >= end:
            return ""
        return self.original[self.origin[start] : self.origin[end - 1] + 1]


def fold_with_origin(original: str) -> Folded:
    """Fold a text, keeping for each character the way back.

    Args:
        original: any text.
    """
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(original):
        if character.isspace():
            character = "\n" if character in "\n\r" else " "
        for folded in unicodedata.normalize("NFKC", character).casefold():
            if unicodedata.category(folded) not in ("Cf", "Mn"):
                characters.append(folded)
                origin.append(index)
    joined = "".join(characters)
    simplified = fold_keeping_blanks(joined)
    if len(simplified) != len(joined):
        simplified = "".join(fold_keeping_blanks(c)[:1] or c for c in joined)
    spans = [match.span() for match in _BLANK_BESIDE_HAN.finditer(simplified)]
    if spans:
        keep = [True] * len(simplified)
        for start, end in spans:
            if "\n" not in simplified[start:end]:
                keep[start:end] = [False] * (end - start)
        simplified = "".join(c for c, kept in zip(simplified, keep, strict=True) if kept)
        origin = [o for o, kept in zip(origin, keep, strict=True) if kept]
    return Folded(original=original, text=simplified, origin=tuple(origin))


def squeeze(form: str) -> str:
    """A plain-folded form without blanks beside Chinese, as texts are folded here."""
    return _BLANK_BESIDE_HAN.sub("", form)


@dataclass(frozen=True)
class Clause:
    """A stretch of folded text that says one thing."""

    start: int
    end: int


def clauses(text: str, fine: bool = True) -> list[Clause]:
    """Cut a folded text where a sentence, list item or, if `fine`, a comma ends it.

    Args:
        text: folded text.
        fine: whether commas, colons and brackets cut too.
    """
    cuts = [match.span() for match in _BREAK.finditer(text)]
    if fine:
        cuts += [match.span() for match in _COMMA.finditer(text)]
    cuts.sort()
    found: list[Clause] = []
    position = 0
    for start, end in cuts:
        if text[position:start].strip():
            found.append(Clause(position, start))
        position = max(position, end)
    if text[position:].strip():
        found.append(Clause(position, len(text)))
    return found


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
    return [(stem(m.group().replace("’", "'")), m.start(), m.end()) for m in TOKEN.finditer(text, start, stop)]


def has_han(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return HAN.search(text) is not None
