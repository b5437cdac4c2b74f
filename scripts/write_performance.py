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

NOTES = {
    "batch": """\
The same run as `python -m tests.benchmarks.batch --profiles 10000 100000 --theirs 500`; `--quality` counts
what a fast wrong answer hides. The mean reciprocal rank of the right family is .736 on Chinese and .764 on
English postings, .254 and .558 with sentence-transformers, .461 and .399 with rapidfuzz, .469 and .430 with
TF-IDF (400 rows each, 26 November 2026). [scale.md](scale.md) has more.
""",
    "encoder": """\
The limit is what a text would take if there were nothing but its tokeniser and its 8-bit products. On this
machine the products of a text of 15 pieces take 0.95 ms of one thread, with the weights of all 24 products
read from memory as the model does (0.93 ms with one product over and over), and the whole model 1.85 ms. By
onnxruntime's own profile a run is products with the quantising before them 47 %, attention 24 % (of which its
own products about two fifths), adding and normalising 18 %, GELU 6 %, the rest 5 %. What is ours in Python,
folding, title map and all, is 22 microseconds a text. What was tried on 2026-11-25, processor time a text on
a busy machine, each group in one run, vectors against those of today's model:

| tried | time a text | vectors |
|---|---|---|
| as it is | 1.71 ms | |
| no arena; no memory pattern; no spinning; denormals as zero | 1.82; 1.78; 1.73; 1.78 ms | the same |
| graph optimised by onnxruntime: not, basic, all | 1.91; 1.84; 1.82 ms | the same |
| weights not packed beforehand | 2.91 ms | the same |
| as it is, in the second run | 2.49 ms | |
| nothing fused; attention not fused | 2.60; 2.61 ms | cosine .993 |
| normalising not fused with adding | 2.46 ms | cosine .9999, up to .015 in a figure |
| GELU not fused with its bias | 2.42 ms | the same |
| GELU by tanh | 2.24 ms | cosine .995 |
| one scale a matrix; weights without sign | 2.41; 3.61 ms | cosine .963; .992 |
| outputs bound beforehand (IOBinding) | 2.64 ms | the same |
| batches of equal length, up to 16; of near length, padded | 1.70; 1.69 ms | not the same |

Only batches bring much, and with dynamic quantising a text's vector would then depend on the texts beside it.
""",
    "scoring": """\
The product is as large as the table that our scores come from: what a skill covers is capped by the level a
role asks for, so each skill has a row for each level, once in full and once as a related skill. Its sums are
held to ours before anything is timed. Ours knows which rows a person has and adds up those few; it also makes
scores of the sums, with titles, likings and rungs, which the product does not. Neither reads the text.
""",
}
"""What a reader of a table must know; written by hand, with the date of what was measured for it."""

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
            parts.extend(filter(None, [NOTES.get(name)]))
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
