"""Pull: how much naming a term speaks for each family, from what the families need and what postings use.

Smoothed log ratio of the chance that a posting of the family uses the term to its geometric mean over
families. The counts are facts about real postings (`data/evidence/`); the prior, worth `PRIOR_POSTINGS`
postings, is the knowledge base's own judgement, and stands alone where nothing was counted.
"""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.lexicon import Form, Lexicon, Target
from matcher.passages import need_by_family

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PRIOR_POSTINGS = 8.0
"""How many postings our own judgement is worth; 6 to 10 did alike on the development data."""

UNCOUNTED_SHARE = 0.5
"""How much judgement alone counts where a knowledge base has no counts."""

FLOOR = 0.002
"""Share given to a family with no judgement for a term, and rate of a term never counted."""


class Pulls:
    """Term -> family -> pull, only where above 0."""

    def __init__(self, families: Sequence[str], terms: Mapping[str, int], table: NDArray[np.float32]) -> None:
        self.families = tuple(families)
        self._terms = terms
        self._table = table

    def of(self, terms: Iterable[str]) -> dict[str, dict[str, float]]:
        """The pulls of some terms, sorted by term."""
        found = {}
        for term in sorted(set(terms)):
            row = self._terms.get(term)
            if row is not None:
                values = zip(self.families, self._table[row].tolist(), strict=True)
                found[term] = {family: value for family, value in values if value > 0.0}
        return found

    def total(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """(families,) the pulls of some terms, summed."""
        import numpy as np

        rows = [row for term in sorted(set(terms)) if (row := self._terms.get(term)) is not None]
        summed: NDArray[np.float64] = np.maximum(self._table[rows], 0.0).astype(np.float64).sum(axis=0)
        return summed


def pulls(knowledge: Knowledge, lexicon: Lexicon) -> Pulls:
    """The pull of every term of a knowledge base, compiled now unless the cache has it."""
    import numpy as np

    families = list(knowledge.families)
    folder = compiled_folder("pull", knowledge)
    if folder is not None:
        with contextlib.suppress(OSError, ValueError, EOFError):
            terms = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
            table = np.load(folder / "pulls.npy", mmap_mode="r", allow_pickle=False)
            if table.shape == (len(terms), len(families)):
                return Pulls(families, {term: i for i, term in enumerate(terms)}, table)
    by_term = _by_term(knowledge, lexicon)
    terms = list(by_term)
    table = np.array([[by_term[t].get(f, 0.0) for f in families] for t in terms], np.float32)
    if folder is not None:
        stream = io.BytesIO()
        np.save(stream, table, allow_pickle=False)
        with contextlib.suppress(OSError):
            write_atomically(folder / "pulls.npy", stream.getvalue())
            write_atomically(folder / "terms.txt", "\n".join(terms).encode())
    return Pulls(families, {term: i for i, term in enumerate(terms)}, table)


def _by_term(knowledge: Knowledge, lexicon: Lexicon) -> dict[str, dict[str, float]]:
    judged = _judgement(knowledge, [*lexicon.han.values(), *lexicon.latin.values()])
    counts = {c.family: c for c in knowledge.records.term_counts}
    if not counts:
        return {term: _uncounted(knowledge, shares) for term, shares in judged.items()}
    used: dict[str, dict[str, int]] = {}
    read = {family: c.postings_zh + c.postings_en for family, c in counts.items()}
    for family, counted in counts.items():
        for count in counted.terms:
            used.setdefault(count.term, {})[family] = count.postings_zh + count.postings_en
    total = sum(read.values())
    found: dict[str, dict[str, float]] = {}
    for term, shares in judged.items():
        uses = used.get(term, {})
        rate = sum(uses.values()) / total + FLOOR
        logs = []
        for family in knowledge.families:
            prior = min(max(rate * shares.get(family, 0.0) * len(knowledge.families), 1e-4), 0.9)
            chance = (uses.get(family, 0) + PRIOR_POSTINGS * prior) / (read.get(family, 0) + PRIOR_POSTINGS)
            logs.append(math.log(chance))
        mean = sum(logs) / len(logs)
        found[term] = {f: log - mean for f, log in zip(knowledge.families, logs, strict=True) if log > mean}
    return found


def _judgement(knowledge: Knowledge, forms: Iterable[Form]) -> dict[str, dict[str, float]]:
    """Term -> family -> share, by what its targets belong to; every family has at least the floor."""
    needs = need_by_family(knowledge)
    targets: dict[str, dict[Target, None]] = {}
    for form in forms:
        targets.setdefault(form.name, {}).update(dict.fromkeys(form.targets))
    found = {}
    for term, named in targets.items():
        shares = dict.fromkeys(knowledge.families, FLOOR)
        for target in named:
            for family, share in _shares(knowledge, needs, target).items():
                shares[family] += share / len(named)
        whole = sum(shares.values())
        found[term] = {family: share / whole for family, share in shares.items()}
    return found


def _shares(
    knowledge: Knowledge, needs: Mapping[str, Mapping[str, float]], target: Target
) -> Mapping[str, float]:
    if target.kind == "skill":
        return needs.get(target.id, {})
    if target.kind == "family":
        return {target.id: 1.0}
    if target.kind == "role":
        return {knowledge.roles[target.id].family: 1.0}
    if target.kind == "tool":
        shown = knowledge.tools[target.id].shows
        shares: dict[str, float] = {}
        for skill in shown:
            for family, share in needs.get(skill, {}).items():
                shares[family] = shares.get(family, 0.0) + share / len(shown)
        return shares
    return {}


def _uncounted(knowledge: Knowledge, shares: Mapping[str, float]) -> dict[str, float]:
    count = len(knowledge.families)
    return {f: UNCOUNTED_SHARE * math.log(s * count) for f, s in shares.items() if s * count > 1.0}
