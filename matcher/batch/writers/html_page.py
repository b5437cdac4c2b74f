"""One self-contained HTML page: loads nothing, runs nothing, prints well; streamed person by person."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from matcher.batch.writers import Report
from matcher.batch.writers.about import provenance
from matcher.batch.writers.told import told_blocks, told_people

_FOLDER = Path(__file__).parent


def write(report: Report, path: Path) -> None:
    """Write the page."""
    chunks = _template().generate(
        language=report.messages.language,
        say=report.messages.get,
        blocks=told_blocks(report),
        about=provenance(report),
        people=told_people(report),
    )
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        for chunk in chunks:
            stream.write(chunk)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


__all__ = ["write"]
