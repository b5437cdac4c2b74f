"""Writers: the answers of a run in every format, each streamed into a file that appears when it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import Knowledge
from kb.messages import Messages
from matcher.batch.answers import Answer, from_line
from matcher.batch.cohort import Cohort
from matcher.batch.columns import Columns


@dataclass(frozen=True)
class Report:
    """What a writer may need."""

    lines: Callable[[], Iterator[bytes]]
    """Starts the answers from the first one."""
    knowledge: Knowledge
    """Names."""
    messages: Messages
    """The reader's language."""
    top: int
    """Roles a person."""
    raw: bool
    """Whether cells of CSV stay as they are."""
    cohort: Cohort
    """The whole in figures."""
    about: Mapping[str, Any]
    """Where it comes from: what the manifest says, but for times."""

    def answers(self) -> Iterator[Answer]:
        """The answers in order."""
        return map(from_line, self.lines())

    @property
    def columns(self) -> Columns:
        """The columns that people read."""
        return Columns(self.knowledge, self.messages, self.top)


def write_report(form: str, report: Report, path: Path) -> None:
    """Write one format.

    Args:
        form: one of `matcher.batch.options.FORMATS` but JSON Lines, which are the answers as they are.
        report: what to write.
        path: a file of no importance; the caller gives it its name when it is whole.

    Raises:
        matcher.batch.options.BatchError: when the format cannot hold it, or needs what is not installed.
    """
    from importlib import import_module

    modules = {"csv": "table_csv", "pdf": "pdf_page", "html": "html_page"}
    module = import_module(f"{__name__}.{modules.get(form, form)}")
    module.write(report, path)


__all__ = ["Report", "write_report"]
