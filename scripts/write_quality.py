"""Rewrite the figures of docs/quality.md between their two markers.

Usage: python scripts/write_quality.py [FIGURES.json]
FIGURES.json holds what `shopladder eval --baselines --json` printed; without it the measurement runs here,
for some minutes. Figures on real texts need the development data beside the repository.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kb.files import write_atomically

QUALITY = Path(__file__).resolve().parents[1] / "docs" / "quality.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
COMMAND = "shopladder eval"

MEASURES = {
    "role_in_three": "right role in the first three",
    "role_first": "right role first",
    "family_first": "right family first",
    "family_macro": "right family first, mean of families",
    "mrr": "mean reciprocal rank, first ten",
    "ndcg": "nDCG, first ten",
    "calibration_error": "calibration error",
    "abstention_precision": "abstained: share outside the trade",
    "abstention_recall": "outside the trade: abstained",
    "outsiders_held_back": "outside the trade: abstained or under 0.2",
    "insiders_sent_away": "in the trade: wrongly abstained",
    "twins_agree": "twins with the same first role",
}
GROUPS = ("language", "style", "family")


def measured() -> dict[str, Any]:
    """Every figure, measured now with the best encoder built."""
    from matcher import Matcher
    from matcher.evaluation.suite import as_data, development_folder, run_suite

    def tell(table: str, done: int, total: int) -> None:
        if done == total:
            print(f"{table}: {total}", file=sys.stderr)

    return as_data(run_suite(Matcher.load(), dev=development_folder(), baselines=True, progress=tell))


def rendered(data: dict[str, Any], day: str) -> str:
    """All figures as Markdown."""
    gold = data["gold"]
    command = f"{COMMAND} --baselines" if data["baselines"] else COMMAND
    head = (
        f"Measured on {day} with `{command}`: encoder {data['encoder']}, knowledge {data['knowledge'][:12]}."
    )
    parts = [head, "### Own profiles", _own(gold["figures"]), "### Is confidence borne out?"]
    parts.append(
        _table(
            ("mean confidence", "share right", "answers"),
            [(_number(mean), _number(share), str(rows)) for mean, share, rows in gold["reliability"]],
        )
    )
    parts += ["### Own profiles by kind", _groups(gold["groups"])]
    if data["held_out"]:
        parts += ["### Profiles written apart", _apart(data["held_out"])]
    if data["tables"]:
        parts += ["### Real texts: right family first", _real(data["tables"])]
    if data["titles"]:
        rows = [
            (t["name"], _number(t["average_precision"]), str(t["queries"]), str(t["titles"]))
            for t in data["titles"]
        ]
        parts += ["### Job titles of the same meaning", _table(("table", "MAP", "queries", "titles"), rows)]
    if data["baselines"]:
        parts += ["### Simple methods on the same texts", _baselines(data["baselines"])]
    return "\n\n".join(parts)


def _own(figures: dict[str, Any]) -> str:
    rows = [(MEASURES[name], *_figure(found), str(found["rows"])) for name, found in figures.items()]
    return _table(("measure", "value", "95 % interval", "rows"), rows)


def _apart(reports: dict[str, Any]) -> str:
    rows = [
        (MEASURES[name], *(_number(report["figures"][name]["value"]) for report in reports.values()))
        for name in MEASURES
    ]
    texts = (sum(group["rows"] for group in r["groups"]["language"].values()) for r in reports.values())
    rows.append(("texts of the trade", *map(str, texts)))
    return _table(("measure", *reports), rows)


def _groups(groups: dict[str, Any]) -> str:
    rows = [
        (name, *_figure(group["role_in_three"]), _number(group["family"]["value"]), str(group["rows"]))
        for kind in GROUPS
        for name, group in groups[kind].items()
    ]
    return _table(("", "right role in three", "95 % interval", "right family first", "rows"), rows)


def _real(tables: Sequence[dict[str, Any]]) -> str:
    rows = [
        (
            t["name"],
            *_figure(t["top1"]),
            _number(t["macro"]),
            _number(t["top3"]["value"]),
            _number(t["mrr"]["value"]),
            str(t["abstained"]),
            str(t["rows"]),
        )
        for t in tables
    ]
    return _table(("table", "first", "95 % interval", "macro", "in three", "MRR", "abstained", "rows"), rows)


def _baselines(found: Sequence[dict[str, Any]]) -> str:
    rows = []
    for b in found:
        table, three = b["families"], b["role_in_three"]
        figures = (*_figure(table["top1"]), _number(table["mrr"]["value"]))
        rows.append(
            (
                b["method"],
                table["name"],
                *figures,
                _number(three["value"]) if three else "",
                str(table["rows"]),
            )
        )
    return _table(("method", "table", "family first", "95 % interval", "MRR", "role in three", "rows"), rows)


def _figure(found: dict[str, Any]) -> tuple[str, str]:
    if found["value"] is None:
        return "-", "-"
    return _number(found["value"]), f"{found['low']:.3f} to {found['high']:.3f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str]) -> None:
    """Rewrite the figures."""
    data = json.loads(Path(arguments[0]).read_text("utf-8")) if arguments else measured()
    before, _, rest = QUALITY.read_text("utf-8").partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        sys.exit(f"{QUALITY.name} lacks its markers {BEGIN} and {END}")
    text = f"{before}{BEGIN}\n\n{rendered(data, date.today().isoformat())}\n\n{END}{after}"
    write_atomically(QUALITY, text.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
