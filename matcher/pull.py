"""Pull: how much a name or a daily word speaks for each family, by what families need and postings use.

Smoothed log ratio of the chance that a posting of the family uses the term to its geometric mean over
families. The counts are facts about real postings (`data/evidence/`); the prior, worth `PRIOR_POSTINGS`
postings, is the knowledge base's own judgement, and stands alone where nothing was counted. Families differ
in how many of their postings are Chinese, so uses are held against those postings that could have used the
term: indirect standardisation (Breslow and Day 1987, section 2.3) over the languages.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kb import Knowledge
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.daily_words import builtin_daily_words
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


TELLING = 4.0
"""A name that one family uses e^4 times as often as the mean family tells all it can; half that, half."""

SURE_AFTER = 5.0
"""After so many postings the counts of a name are half believed when saying how common it is."""


@dataclass(frozen=True)
class Table:
    """Rows of numbers by term."""

    rows: Mapping[str, int]
    """Term -> row."""
    values: NDArray[np.float32]
    """(terms, families), the pulls, only where above 0; names have one more column, how common they are."""

    def total(self, terms: Iterable[str], columns: int) -> NDArray[np.float64]:
        """(columns,) the rows of some terms, each once, summed."""
        rows = [row for term in sorted(set(terms)) if (row := self.rows.get(term)) is not None]
        summed: NDArray[np.float64] = self.values[rows, :columns].astype("float64").sum(axis=0)
        return summed


class Pulls:
    """Pulls of the names of a knowledge base and of the words of the trade."""

    def __init__(self, families: Sequence[str], names: Table, words: Table) -> None:
        self.families = tuple(families)
        self._names = names
        self._words = words

    def of(self, terms: Iterable[str]) -> dict[str, dict[str, float]]:
        """The pulls of some names, sorted by name."""
        found = {}
        for term in sorted(set(terms)):
            row = self._names.rows.get(term)
            if row is not None:
                values = zip(self.families, self._names.values[row].tolist(), strict=False)
                found[term] = {family: value for family, value in values if value > 0.0}
        return found

    def total(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """(families,) the pulls of some names, summed."""
        return self._names.total(terms, len(self.families))

    def of_words(self, words: Iterable[str]) -> NDArray[np.float64]:
        """(families,) the pulls of some daily words, summed."""
        return self._words.total(words, len(self.families))

    def common(self, name: str) -> float:
        """How little a name tells lines of work apart in real postings, 0 to 1; 0 where uncounted."""
        row = self._names.rows.get(name)
        return 0.0 if row is None else float(self._names.values[row, -1])


def pulls(knowledge: Knowledge, lexicon: Lexicon) -> Pulls:
    """The pulls of a knowledge base, compiled now unless the cache has them."""
    families = list(knowledge.families)
    folder = compiled_folder("pull", knowledge)
    if folder is not None:
        with contextlib.suppress(OSError, ValueError, EOFError):
            return Pulls(families, _read(folder, "names"), _read(folder, "words"))
    forms = [*lexicon.han.values(), *lexicon.latin.values()]
    names = _table(knowledge, _judgement(knowledge, forms), "terms")
    words = _table(knowledge, _word_judgement(knowledge), "words")
    if folder is not None:
        with contextlib.suppress(OSError):
            _write(folder, "names", names)
            _write(folder, "words", words)
    return Pulls(families, names, words)


def _read(folder: Path, name: str) -> Table:
    import numpy as np

    terms = (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    values = np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
    if len(terms) != len(values):
        raise ValueError("the compiled pulls are damaged")
    return Table({term: row for row, term in enumerate(terms)}, values)


def _write(folder: Path, name: str, table: Table) -> None:
    import numpy as np

    stream = io.BytesIO()
    np.save(stream, table.values, allow_pickle=False)
    write_atomically(folder / f"{name}.npy", stream.getvalue())
    write_atomically(folder / f"{name}.txt", "\n".join(table.rows).encode())


def _table(
    knowledge: Knowledge, shares: Mapping[str, Mapping[str, float]], counted: Literal["terms", "words"]
) -> Table:
    """Pulls of terms by our judgement of their families and by what was counted, how common they are last."""
    import numpy as np

    judgement = np.array([[row.get(f, FLOOR) for f in knowledge.families] for row in shares.values()])
    judgement = judgement.reshape(len(shares), len(knowledge.families))
    judgement /= judgement.sum(axis=1, keepdims=True)
    rows = {term: row for row, term in enumerate(shares)}
    if not knowledge.records.term_counts:
        ratio = np.log(judgement * len(knowledge.families))
        found = np.column_stack([UNCOUNTED_SHARE * np.maximum(ratio, 0.0), np.zeros(len(shares))])
        return Table(rows, found.astype(np.float32))
    uses, read, rate = _counted(knowledge, rows, counted)
    prior = np.clip((rate + FLOOR) * judgement * len(knowledge.families), 1e-4, 0.9)
    pull = np.log((uses + PRIOR_POSTINGS * prior) / (read + PRIOR_POSTINGS))
    pull = np.maximum(pull - pull.mean(axis=1, keepdims=True), 0.0)
    counts = np.log((uses + PRIOR_POSTINGS * rate + 0.01) / (read + PRIOR_POSTINGS))[:, read.any(axis=0)]
    telling = np.clip((counts.max(axis=1) - counts.mean(axis=1)) / TELLING, 0.0, 1.0)
    total = uses.sum(axis=1)
    common = total / (total + SURE_AFTER) * (1.0 - telling)
    return Table(rows, np.column_stack([pull, common]).astype(np.float32))


def _counted(
    knowledge: Knowledge, rows: Mapping[str, int], counted: Literal["terms", "words"]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """What was counted of some terms: (terms, families) uses and postings that could use it, (terms, 1) rate.

    A posting counts by how usual the term is in its language, 1 where the term keeps to that language.
    """
    import numpy as np

    uses = np.zeros((2, len(rows), len(knowledge.families)))
    read = np.zeros((2, len(knowledge.families)))
    for column, family in enumerate(knowledge.families):
        record = knowledge.term_counts.get(family)
        if record is not None:
            read[:, column] = record.postings_zh, record.postings_en
            for count in getattr(record, counted):
                if count.term in rows:
                    uses[:, rows[count.term], column] = count.postings_zh, count.postings_en
    by_language = uses.sum(axis=2)
    rates = by_language / np.maximum(read.sum(axis=1), 1.0)[:, None]
    shares = by_language / np.maximum(by_language.sum(axis=0), 1.0)
    rate = (shares * rates).sum(axis=0)[:, None]
    expected = np.einsum("lt,lf->tf", rates, read)
    could = np.where(rate > 0.0, expected / np.where(rate > 0.0, rate, 1.0), read.sum(axis=0))
    return uses.sum(axis=0), could, rate


def _word_judgement(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """Daily word -> family -> share; words of families that the knowledge lacks are left out."""
    found = {}
    for word, families in builtin_daily_words().families.items():
        own = [family for family in families if family in knowledge.families]
        if own:
            found[word] = dict.fromkeys(own, 1.0 / len(own))
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
