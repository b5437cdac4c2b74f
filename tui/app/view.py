"""What a screen shows, as something that can be taken elsewhere: saved, or asked for on the command line."""

from __future__ import annotations

import html
import json
import re
import shlex
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.app.paper import Block, Paper

Format = Literal["md", "html", "json", "svg"]
"""Endings of files that a view can be saved as; `svg` is a picture of the screen."""

ROW_WIDTH = 88
"""Cells to a line of rows, where their bars must stay under each other."""

_MARKDOWN = re.compile(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#?\w+;))")
"""What Markdown would read as its own wherever it stands; an underscore within a word it would not."""

_MARKDOWN_START = re.compile(r"^(\s*)([-+=>#|]|\d+[.)])")
"""What Markdown would read as its own at the beginning of a line."""

_STYLE = (
    "body{font-family:sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;line-height:1.6}"
    "li.note{list-style:none;margin-left:1.5rem;color:#555}li.task{list-style:none}"
    "pre{font-family:monospace;line-height:1.4;white-space:pre-wrap}h2{margin-top:1.6rem}"
)


@dataclass(frozen=True)
class View:
    """What somebody sees on a screen."""

    name: str
    """What a file of it would be called, without ending: ids and hyphens only."""
    title: str
    """What it is."""
    paper: Paper
    """All of it in words."""
    data: Mapping[str, object] = field(default_factory=dict)
    """The same as plain data, where possible with the keys that the command's `--json` prints."""
    command: tuple[str, ...] = ()
    """The command that says the same, `shopladder` first; empty when there is none."""

    @property
    def command_line(self) -> str:
        """The command as one would type it in a shell."""
        return shlex.join(self.command)

    def written(self, form: Format) -> str:
        """The view as the content of a file.

        Args:
            form: any but a picture, which only the app can take.

        Raises:
            ValueError: for a picture.
        """
        if form == "md":
            return self._markdown()
        if form == "html":
            return self._html()
        if form == "json":
            return json.dumps(self._plain(), ensure_ascii=False, indent=2) + "\n"
        raise ValueError("a picture is taken of the screen")

    def _plain(self) -> Mapping[str, object]:
        if self.data:
            return self.data
        return {
            "title": self.title,
            "text": [" | ".join((block.text, *block.cells)) for block in self.paper.blocks if block.text],
        }

    def _markdown(self) -> str:
        parts = [f"# {_escaped(self.title)}"]
        for kind, blocks in groupby(self._body(), key=_kind):
            found = list(blocks)
            if kind == "heading":
                parts += [f"## {_escaped(block.text)}" for block in found]
            elif kind == "list":
                parts.append("\n".join(map(_item, found)))
            elif kind == "row":
                lines = _rows(found)
                longest = max(map(len, re.findall("`+", "\n".join(lines))), default=0)
                fence = "`" * max(3, longest + 1)
                parts.append("\n".join([fence, *lines, fence]))
            else:
                parts += [_escaped(block.text) for block in found if block.text]
        if self.command:
            parts.append("```sh\n" + self.command_line.replace("```", "") + "\n```")
        return "\n\n".join(parts) + "\n"

    def _html(self) -> str:
        title = html.escape(self.title)
        parts = [f"<h1>{title}</h1>"]
        for kind, blocks in groupby(self._body(), key=_kind):
            found = list(blocks)
            if kind == "heading":
                parts += [f"<h2>{html.escape(block.text)}</h2>" for block in found]
            elif kind == "list":
                parts.append("<ul>" + "".join(map(_html_item, found)) + "</ul>")
            elif kind == "row":
                parts.append("<pre>" + html.escape("\n".join(_rows(found))) + "</pre>")
            else:
                parts += [f"<p>{html.escape(block.text)}</p>" for block in found if block.text]
        if self.command:
            parts.append(f"<pre><code>{html.escape(self.command_line)}</code></pre>")
        body = "\n".join(parts)
        return (
            '<!doctype html>\n<html><head><meta charset="utf-8">'
            f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
        )

    def _body(self) -> list[Block]:
        """The blocks, without a first one that only repeats the title."""
        blocks = list(self.paper.blocks)
        return blocks[1:] if blocks and blocks[0].text == self.title else blocks


def _kind(block: Block) -> str:
    """What a block is written as; all that makes up one list is a list."""
    return "list" if block.kind in ("bullet", "task", "note") else block.kind


def _item(block: Block) -> str:
    """An item of a list in Markdown; the box of a task is one that can be ticked there too."""
    if block.kind == "note":
        return f"  - {_escaped(block.text)}"
    box = f"[{'x' if _is_done(block) else ' '}] " if block.kind == "task" else ""
    return f"- {box}{_escaped(block.text)}"


def _html_item(block: Block) -> str:
    text = html.escape(block.text)
    if block.kind == "note":
        return f'<li class="note">{text}</li>'
    if block.kind == "bullet":
        return f"<li>{text}</li>"
    return f'<li class="task"><input type="checkbox"{" checked" if _is_done(block) else ""}> {text}</li>'


def _is_done(block: Block) -> bool:
    """Whether a task is ticked, or met without."""
    return block.lead.strip() != "[ ]"


def _escaped(text: str) -> str:
    return _MARKDOWN_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text)).replace("\n", " ")


def _rows(blocks: list[Block]) -> list[str]:
    from tui.app.paper import Paper

    paper = Paper()
    for block in blocks:
        paper.append(block)
    return [line.plain.rstrip() for line in paper.lines(ROW_WIDTH)]
