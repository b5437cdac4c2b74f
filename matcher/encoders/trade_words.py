"""The knowledge base's own Chinese words: what they are in English, and how common each word is in the trade.

Owns the artefact that depends on the knowledge: small, made at first use in seconds, so that a company
overlay never re-encodes the dictionary.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.cache import fingerprint
from kb.chinese import fold
from kb.locate import builtin_root
from matcher.encoders import artefacts
from matcher.encoders.gloss import is_han, runs, segment, word_cost

if TYPE_CHECKING:
    from kb.knowledge import Knowledge
    from kb.models import Described
    from matcher.encoders.base import Encoder, Vectors

TRADE_WORDS_VERSION = 1
"""Raised when this module changes what it makes."""

WORDS = "words.json"
VECTORS = "vectors.npy"

LONGEST_TERM = 12
"""Characters of the longest term taken whole; longer ones are read word by word."""

_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class TradeWords:
    """Chinese terms with their English, and counts of words."""

    english: Mapping[str, str]
    """English label by folded Chinese term."""
    counts: Mapping[str, int]
    """How often each word occurs in the knowledge's Chinese texts."""

    def to_json(self) -> str:
        """As text, in a stable order."""
        return json.dumps({"english": dict(self.english), "counts": dict(self.counts)}, ensure_ascii=False)

    @classmethod
    def read(cls, path: Path) -> TradeWords:
        """From a file of `to_json`."""
        found = json.loads(path.read_text("utf-8"))
        return cls(found["english"], found["counts"])


def collect(knowledge: Knowledge, costs: Mapping[str, float]) -> TradeWords:
    """Terms and counts of a knowledge base.

    Args:
        knowledge: read for names and for every Chinese text.
        costs: segmentation cost by dictionary word.
    """
    records = knowledge.records
    english = dict(_terms(knowledge, costs))
    all_costs = {**costs, **{term: term_cost(term) for term in english}}
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(_texts(records.model_dump())):
        for run in runs(fold(text)):
            if is_han(run):
                counts.update(segment(run, all_costs, LONGEST_TERM))
    return TradeWords(english, dict(sorted(counts.items())))


def term_cost(term: str) -> float:
    """Price a term of the trade like a dictionary word of which many others are made."""
    return word_cost(len(term), 50)


def load(
    knowledge: Knowledge | None, costs: Mapping[str, float], encoder: Encoder
) -> tuple[TradeWords, Vectors]:
    """Get the terms of a knowledge base and their vectors, from the cache when they were made before.

    A built-in knowledge base that does not load leaves the dictionary to itself; whoever loads it hears why.

    Args:
        knowledge: the built-in one by default.
        costs: segmentation cost by dictionary word.
        encoder: reads the English labels.

    Returns:
        The words, and float32 (terms, dimensions) in the order of `TradeWords.english`.
    """
    import numpy as np

    state = fingerprint((builtin_root(),)) if knowledge is None else knowledge.digest
    made_from = f"{TRADE_WORDS_VERSION} {artefacts.model_key()} {state}"
    folder = artefacts.models_folder() / f"words-{hashlib.sha256(made_from.encode()).hexdigest()[:20]}"
    with contextlib.suppress(OSError, ValueError, KeyError):
        return TradeWords.read(folder / WORDS), np.load(folder / VECTORS, mmap_mode="r")
    if knowledge is None:
        from kb.knowledge import Knowledge
        from kb.problems import BrokenKnowledge

        try:
            knowledge = Knowledge.load()
        except BrokenKnowledge:
            return TradeWords({}, {}), np.zeros((0, encoder.dimensions), dtype=np.float32)
    words = collect(knowledge, costs)
    vectors = encoder.encode(list(words.english.values()))
    if state:
        with contextlib.suppress(OSError), artefacts.lock_of(folder):
            with artefacts.publish(folder) as scratch:
                (scratch / WORDS).write_text(words.to_json(), "utf-8")
                np.save(scratch / VECTORS, vectors)
                artefacts.write_manifest(scratch, terms=len(words.english))
            _forget_old(folder)
    return words, vectors


def _forget_old(keep: Path, most: int = 8) -> None:
    """Drop the oldest word folders beyond `most`."""
    folders = sorted(keep.parent.glob("words-*/"), key=lambda path: path.stat().st_mtime, reverse=True)
    for folder in folders[most:]:
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_name(f"{folder.name}.lock").unlink(missing_ok=True)


def _terms(knowledge: Knowledge, costs: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Folded Chinese term and English label, where the dictionary alone would misread the term.

    Labels come before aliases, and only skills and tools lend their label to their aliases: a role's or
    family's label is wider than its aliases, and would turn every engineer into 'Technology'.
    """
    records = knowledge.records
    things: Sequence[Described] = [*records.skills, *records.tools]
    labelled: Sequence[Described] = [*things, *records.roles, *records.families]
    named = [(record.label.zh_hant, record) for record in labelled]
    for record in things:
        named += [(alias, record) for alias in (*record.aliases.zh_hant, *record.aliases.zh_hans)]
    seen: set[str] = set()
    for name, record in named:
        term = fold(_ASIDE.sub("", name)).replace(" ", "")
        if (
            term not in seen
            and 2 <= len(term) <= LONGEST_TERM
            and all(map(is_han, term))
            and _opaque(term, costs)
        ):
            seen.add(term)
            yield term, _ASIDE.sub("", record.label.en)


def _opaque(term: str, costs: Mapping[str, float]) -> bool:
    """Whether a term means more than its words: 直通車 is an advertisement, 廣告投放 is what it says.

    A dictionary word of two characters, or a row of such words, is left to the dictionary.
    """
    words = segment(term, costs)
    if len(words) == 1:
        return len(term) > 2 or term not in costs
    return any(len(word) == 1 or word not in costs for word in words)


def _texts(value: Any) -> Iterable[str]:
    """Every text with Chinese in it, anywhere in a dumped record."""
    if isinstance(value, str):
        if any(is_han(c) for c in value):
            yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
