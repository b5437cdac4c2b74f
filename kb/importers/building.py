"""Building imported records: identifiers from labels, and models that may lack what was not stated.

Owns how an imported record gets its id and how a broken one is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from kb.explaining import explanations
from kb.importers.tables import Tables
from kb.models import Record
from kb.models.imported import IMPORTED, complete
from kb.records import MODELS
from kb.told import named, told
from kb.yaml_reader import dotted

_R = TypeVar("_R", bound=Record)

MOST = 64
"""The greatest length of an identifier."""

_SPELT = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_SNAKE = re.compile(r"[^a-z]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Ids:
    """Identifiers from labels, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def slug(self, label: str) -> str:
        """A free kebab-case id: the label's words, with a number when they are taken."""
        base = _shortened(_NOT_SLUG.sub("-", _ascii(label)).strip("-") or "unnamed", "-", MOST)
        number, found = 1, base
        while found in self._taken:
            number += 1
            found = f"{_shortened(base, '-', MOST - 5)}-{number}"
        self._taken.add(found)
        return found

    def snake(self, label: str) -> str:
        """A free snake_case id of letters alone, with a letter when the words are taken."""
        base = _shortened(_NOT_SNAKE.sub("_", _ascii(label)).strip("_") or "unnamed", "_", MOST)
        number, found = 0, base
        while found in self._taken:
            number += 1
            found = f"{_shortened(base, '_', MOST - 5)}_{_in_letters(number)}"
        self._taken.add(found)
        return found


def _ascii(label: str) -> str:
    decomposed = unicodedata.normalize("NFKD", label.translate(_SPELT))
    return decomposed.encode("ascii", "ignore").decode().casefold().replace("'", "")


def _shortened(words: str, joint: str, most: int) -> str:
    if len(words) <= most:
        return words
    return words[: most + 1].rpartition(joint)[0] or words[:most]


def _in_letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        text = _LETTERS[rest] + text
    return text


class Builder:
    """Makes models of imported records, leaving out and reporting those that no model accepts."""

    def __init__(self, tables: Tables, file: str) -> None:
        self.tables = tables
        self.file = file

    def make(self, kind: str, model: type[_R], data: Mapping[str, Any]) -> _R | None:
        """A record, or None when it is broken, which is then reported."""
        if MODELS[kind][0] is not model:
            raise TypeError(f"{kind} is not a {model.__name__}")
        try:
            return model.model_validate(complete(kind, data), context=IMPORTED)
        except ValidationError as error:
            first = next(explanations(error, data, model))
            where = dotted(first.path)
            self.tables.report(
                self.file,
                "unusable-record",
                told("the_was_left_out", kind=named(kind), id=data.get("id", ""), why=first.sentence),
                told("correct_the_row"),
                column=where,
            )
            return None


def english(text: str) -> dict[str, str]:
    """A text that was given in English only."""
    return {"en": text}


def bilingual(chinese: str, text: str) -> dict[str, str]:
    """A text of our own about the import, in both written languages."""
    return {"zh-Hant": chinese, "en": text}


MOST_COMMAS = 8
"""No label has more pieces between commas."""


def split_labels(joined: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Skill ids from labels joined by commas, although labels hold commas themselves.

    Args:
        joined: such as `plan, manage and control work, draw`.
        known: folded label to skill id.

    Returns:
        The ids in order, the longest label winning at each place, and the pieces that are no label.
    """
    pieces = joined.split(", ")
    found: list[str] = []
    lost: list[str] = []
    at = 0
    while at < len(pieces):
        for length in range(min(MOST_COMMAS, len(pieces) - at), 0, -1):
            skill = known.get(", ".join(pieces[at : at + length]).strip().casefold())
            if skill is not None:
                found.append(skill)
                at += length
                break
        else:
            lost.append(pieces[at])
            at += 1
    return found, lost
