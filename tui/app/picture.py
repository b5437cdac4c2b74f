"""A picture of the screen as SVG that names fonts people have and fetches none."""

from __future__ import annotations

import html
import re

from rich.cells import cell_len

FONTS = "'Noto Sans Mono CJK TC', 'Sarasa Mono TC', 'MingLiU', 'PingFang TC', Menlo, Consolas, monospace"
"""Fonts in which a Chinese character is two cells wide, whichever is there."""

_TEXT = re.compile(
    r'<text (class="\S+") x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>'
)
_RUN = re.compile(r"[ \u00a0]+|[\u2e80-\ufffd]|[^ \u00a0\u2e80-\ufffd]+")
"""Blanks, one wide character, or narrow ones."""


def self_contained(exported: str) -> str:
    """A picture that asks no server for anything and sets wide characters in two cells.

    Args:
        exported: what Textual exports.

    Raises:
        ValueError: when the picture would still fetch something.
    """
    return _without_outside_fonts(_TEXT.sub(_runs, exported))


def _without_outside_fonts(svg: str) -> str:
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*Fira Code[^;]*;", f"font-family: {FONTS};", svg)
    if re.search(r"url\(\"?https?:", svg):
        raise ValueError("the picture would fetch something from outside")
    return svg


def _runs(found: re.Match[str]) -> str:
    # Textual's export counts characters, so that a browser squeezes Chinese to half its width.
    head, x, y, length, tail, words = found.groups()
    words = html.unescape(words).replace("\u00a0", " ")
    cell = float(length) / max(len(words), 1)
    parts, at = [], float(x)
    for run in _RUN.findall(words):
        if not run.isspace():
            parts.append(f'<tspan x="{at:.1f}">{html.escape(run)}</tspan>')
        at += cell_len(run) * cell
    return f'<text {head} y="{y}" {tail}>{"".join(parts)}</text>' if parts else ""
