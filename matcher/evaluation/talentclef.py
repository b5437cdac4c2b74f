"""TalentCLEF 2025 Task A: find the job titles that mean the same as a given one, among thousands.

Run as `python -m matcher.evaluation.talentclef FOLDER...`; each folder holds `queries.tsv`,
`corpus_elements.tsv` and `qrels.tsv` as published.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.evaluation.ranking import mean_average_precision

if TYPE_CHECKING:
    from matcher.encoders import Encoder


@dataclass(frozen=True)
class TitleTask:
    """Titles to look for, titles to be found, and which belong together."""

    queries: dict[str, str]
    """Title by query id."""
    corpus: dict[str, str]
    """Title by corpus id."""
    relevant: dict[str, set[str]]
    """Corpus ids by query id."""

    @classmethod
    def read(cls, folder: Path) -> TitleTask:
        """From the three published files."""
        relevant: dict[str, set[str]] = {}
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
            query, _, item, grade = line.split()
            if int(grade) > 0:
                relevant.setdefault(query, set()).add(item)
        return cls(
            _titles(folder / "queries.tsv", "q_id"), _titles(folder / "corpus_elements.tsv", "c_id"), relevant
        )

    def evaluate(self, encoder: Encoder | None = None) -> float:
        """Mean average precision of `TextIndex` over the whole corpus."""
        from matcher.index import TextIndex

        ids = list(self.corpus)
        index = TextIndex(list(self.corpus.values()), encoder)
        order, _ = index.search(list(self.queries.values()), len(ids))
        rankings = {
            query: [ids[i] for i in row] for query, row in zip(self.queries, order.tolist(), strict=True)
        }
        return mean_average_precision(rankings, self.relevant)


def _titles(path: Path, column: str) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row[column]: row["jobtitle"] for row in csv.DictReader(stream, delimiter="\t")}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the mean average precision for each folder."""
    from matcher.encoders import load_encoder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--encoder", default=None)
    chosen = parser.parse_args(arguments)
    encoder = load_encoder(chosen.encoder)
    for folder in chosen.folders:
        task = TitleTask.read(folder)
        found = task.evaluate(encoder)
        size = f"{len(task.queries)} queries\t{len(task.corpus)} titles"
        sys.stdout.write(f"{folder.name}\t{encoder.name}\t{size}\tMAP {found:.4f}\n")


if __name__ == "__main__":
    main()
