"""Where the header of a table is and what its columns are called.

Tables come with titles above the header, merged cells over groups of columns and headers of two rows. The
known names of `data/matching/headers.yaml` tell a header from what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import median

from kb.chinese import fold
from matcher.matching_data import matching_document

LOOKED_AT = 20
"""A header further down than this is not looked for."""

_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_ASIDE = re.compile(r"[(（\[【<＜].*?[)）\]】>＞]")
_PARTS = re.compile(r"[/／|｜\n]+|(?<=[\u3400-\u9fff])[與与及和、](?=[\u3400-\u9fff])")
_SAID = re.compile(r"[，。；！？]")
"""Stands in sentences, never in a name: what a person wrote of themselves is not cut into names."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Header:
    """A header found."""

    first: int
    """Index of the first row after it."""
    row: int
    """Index of the row that names the columns."""
    names: tuple[str, ...]
    """Unique names; a column without one is called by its letter."""
    named: int
    """Number of columns up to the last that has a name of its own."""


@cache
def known_names(section: str) -> Mapping[str, tuple[str, ...]]:
    """The fields of one kind of table and the headers they are known by.

    Args:
        section: a key of `data/matching/headers.yaml`, such as `student`.

    Raises:
        KeyError: when there is no such section.
        BrokenKnowledge: when the file is damaged.
    """
    written = matching_document("headers").data[section]
    return {field: tuple(str(name) for name in names) for field, names in written.items()}


@lru_cache(maxsize=4096)
def header_keys(text: str) -> tuple[str, ...]:
    """The forms under which a header is looked up: whole, its parts, its Chinese and its Latin.

    Args:
        text: as written, with remarks in brackets and stars.
    """
    plain = _ASIDE.sub("", text) or text
    forms = [plain] if _SAID.search(plain) else [plain, *reversed(_PARTS.split(plain))]
    forms += ["".join(_HAN_RUN.findall(form)) for form in forms]
    forms += [_HAN_RUN.sub(" ", form) for form in forms]
    keys = (_NOT_A_WORD.sub("", fold(form)) for form in forms)
    return tuple(dict.fromkeys(key for key in keys if key))


def find_header(
    rows: Sequence[Sequence[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
) -> Header | None:
    """Find the header among the first rows.

    Args:
        rows: texts of the first rows, blank rows included.
        merged: merged ranges as ((first row, first column), (last row, last column)), by index.

    Returns:
        The header; None when every row is blank.
    """
    top = _naming_row(rows)
    if top is None:
        return None
    names = list(rows[top])
    first = top + 1
    if _continues(rows, top):
        lower = rows[top + 1]
        upper = _spread(rows[top], top, merged, lower)
        names = [_joined(above, below) for above, below in _zip(upper, lower)]
        first = top + 2
    elif top > 0:
        upper = _spread(rows[top - 1], top - 1, merged, ())
        if any(_is_known(text) for text, own in zip(upper, names, strict=False) if not own.strip()):
            names = [own if own.strip() else above for above, own in _zip(upper, names)]
    named = max((i + 1 for i, name in enumerate(names) if name.strip()), default=0)
    return Header(first, top, unique_names(names), named)


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names without blanks around them, each once; one that is missing is the column's letter."""
    taken: dict[str, int] = {}
    unique = []
    for index, name in enumerate(names):
        plain = " ".join(_UNPRINTABLE.sub("\ufffd", name).split()) or column_letter(index)
        taken[plain] = taken.get(plain, 0) + 1
        shown = plain if taken[plain] == 1 else f"{plain} ({taken[plain]})"
        while shown in unique:
            shown += "'"
        unique.append(shown)
    return tuple(unique)


def column_letter(index: int) -> str:
    """What a spreadsheet calls a column: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _naming_row(rows: Sequence[Sequence[str]]) -> int | None:
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows[:LOOKED_AT]]
    filled = [width for width in widths if width]
    if not filled:
        return None
    usual = next(i for i, width in enumerate(widths) if width and width * 2 >= median(filled))
    hits = [count_known(row) for row in rows[:LOOKED_AT]]
    best = max(range(len(hits)), key=lambda i: (hits[i], -i))
    return best if hits[best] >= max(2, hits[usual] + 1) else usual


def count_known(names: Sequence[str]) -> int:
    """How many of these headers are known, for any kind of table."""
    return sum(map(_is_known, names))


def _is_known(text: str) -> bool:
    return bool(text.strip()) and not _known_keys().isdisjoint(header_keys(text))


@cache
def _known_keys() -> frozenset[str]:
    sections = matching_document("headers").data
    return frozenset(
        key
        for section in sections
        for names in known_names(section).values()
        for name in names
        for key in header_keys(name)[:1]
    )


def _continues(rows: Sequence[Sequence[str]], top: int) -> bool:
    """Whether the next row names the columns of groups that this row names.

    It does when its texts stand only under groups (a title with nothing to its right) and mostly are known
    names. A row of data has texts under single columns too.
    """
    if top + 1 >= len(rows):
        return False
    upper, lower = rows[top], rows[top + 1]
    named = [i for i, text in enumerate(lower) if text.strip()]
    grouped = [i for i in named if not _at(upper, i).strip()]
    starts = [i for i in named if _at(upper, i).strip() and not _at(upper, i + 1).strip()]
    return bool(grouped) and len(grouped) + len(starts) == len(named) and 2 * count_known(lower) >= len(named)


def _spread(
    row: Sequence[str],
    index: int,
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    lower: Sequence[str],
) -> list[str]:
    """A row with each merged text over all columns it covers.

    Where the file does not say what is merged, a text covers the unnamed columns to its right that have a
    name below.
    """
    texts = list(row)
    for (r1, c1), (r2, c2) in merged:
        if r1 <= index <= r2 and c1 < len(row):
            texts += [""] * (c2 + 1 - len(texts))
            texts[c1 : c2 + 1] = [row[c1]] * (c2 + 1 - c1)
    if not merged:
        for i in range(1, max(len(texts), len(lower))):
            if i >= len(texts):
                texts.append("")
            if not texts[i].strip() and _at(lower, i).strip():
                texts[i] = texts[i - 1]
    return texts


def _joined(above: str, below: str) -> str:
    above, below = above.strip(), below.strip()
    return f"{above} / {below}" if above and below and above != below else below or above


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _zip(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    return [(_at(left, i), _at(right, i)) for i in range(max(len(left), len(right)))]


__all__ = [
    "LOOKED_AT",
    "Header",
    "column_letter",
    "count_known",
    "find_header",
    "header_keys",
    "known_names",
    "unique_names",
]
