"""Write `docs/performance.md` and its picture from one run: `python -m tests.benchmarks --json FIGURES.json`.

Usage: python scripts/write_performance.py FIGURES.json
"""

from __future__ import annotations

import html
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.files import write_atomically

DOCS = Path(__file__).resolve().parents[1] / "docs"

TITLES = {
    "cold": "One match from a cold process",
    "batch": "Many people",
    "encoder": "Encoder",
    "scoring": "Scoring",
    "app": "The app's first screen",
    "typing": "From a key to new results",
    "loading": "Loading the knowledge",
    "growth": "How cost grows",
    "team": "A whole company against many posts",
}
"""Benchmarks in the order of the page."""

HEADER = """# Performance, measured against what one would use instead

Written by `python scripts/write_performance.py FIGURES.json` from one run of
`python -m tests.benchmarks --json FIGURES.json`; do not edit. Measured on {date}, Python {python}, {machine}.

Every figure stands beside a named alternative measured in the same run, because seconds alone say little
about a machine that does other things too. *Times* says how many times as good we are; above 1 is better.

![Times as good as the alternative](pictures/performance.svg)
"""


def page(run: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [HEADER.format(**{key: run.get(key, "?") for key in ("date", "python", "machine")})]
    for name, title in TITLES.items():
        if name in run:
            parts.append(f"## {title}\n\n{_table(run[name])}\n")
    return "\n".join(parts)


def _table(figures: Sequence[Mapping[str, Any]]) -> str:
    rows = ["| what | ours | alternative | its value | times | target | |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        target = figure["target"]
        reached = "" if target is None else "reached" if figure["ratio"] >= target else "**missed**"
        ours, theirs = (f"{figure[key]:.4g} {figure['unit']}".strip() for key in ("ours", "theirs"))
        name = figure["alternative"] + (f" ({figure['note']})" if figure["note"] else "")
        wanted = "" if target is None else f"{target:g}"
        row = (figure["what"], ours, name, theirs, f"{figure['ratio']:.2f}", wanted, reached)
        rows.append("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |")
    return "\n".join(rows)


def picture(run: Mapping[str, Any]) -> str:
    """Bars on a logarithmic scale, from a hundredth to a thousand times."""
    bars = [figure for name in TITLES for figure in run.get(name, ())]
    height = 24 * len(bars) + 40
    lines = list(_bars(bars))
    grid = "".join(
        f'<line x1="{_x(tick):.0f}" y1="10" x2="{_x(tick):.0f}" y2="{height - 26}" stroke="#8888" />'
        f'<text x="{_x(tick):.0f}" y="{height - 10}" text-anchor="middle">{tick:g}x</text>'
        for tick in (0.01, 0.1, 1, 10, 100, 1000)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#334">'
        "<title>Times as good as the alternative, logarithmic</title>"
        f'<rect width="900" height="{height}" fill="#fff" />{grid}{"".join(lines)}</svg>\n'
    )


def _x(ratio: float) -> float:
    return 430 + 90 * (math.log10(min(max(ratio, 0.01), 1000.0)) + 2)


def _bars(figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row, figure in enumerate(figures):
        top = 14 + 24 * row
        start, end = sorted((_x(1.0), _x(figure["ratio"])))
        colour = "#0072b2" if figure["ratio"] >= 1 else "#d55e00"
        yield f'<text x="420" y="{top + 12}" text-anchor="end">{html.escape(figure["what"])}</text>'
        width = max(end - start, 1)
        yield f'<rect x="{start:.0f}" y="{top}" width="{width:.0f}" height="16" fill="{colour}" />'
        yield f'<text x="{end + 4:.0f}" y="{top + 12}">{figure["ratio"]:.2g}</text>'


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    measured = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    write_atomically(DOCS / "performance.md", page(measured).encode())
    write_atomically(DOCS / "pictures" / "performance.svg", picture(measured).encode())
    print("wrote performance.md and its picture", file=sys.stderr)
