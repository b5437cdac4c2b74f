"""Coverage: how much a knowledge base holds, how much of it is sourced, how much speaks all three languages.

Counts what loaded; what did not load is a problem and is listed as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kb.models import Record, Source, Text
from kb.models.role import Requirement
from kb.records import Records


@dataclass(frozen=True)
class Coverage:
    """Counts of a knowledge base."""

    roles: int
    skills: int
    duties: int
    edges: int
    tools: int
    sources: int
    records: int
    """Everything that may cite a source: records, their duties and entry gates, and each requirement."""
    sourced: int
    """Those that do."""
    texts: int
    """Every text written to be read."""
    in_three_languages: int
    """Those written in Traditional Chinese and in English; Simplified Chinese follows by conversion."""

    @property
    def sourced_percent(self) -> int:
        """Share of records with a source, rounded down, so that 100 means all."""
        return percent(self.sourced, self.records)

    @property
    def language_percent(self) -> int:
        """Share of texts in three languages, rounded down, so that 100 means all."""
        return percent(self.in_three_languages, self.texts)

    def as_data(self) -> dict[str, int]:
        """Every number by its name."""
        shares = {"sourced_percent": self.sourced_percent, "language_percent": self.language_percent}
        return {**asdict(self), **shares}


def percent(part: int, whole: int) -> int:
    """A share in whole per cent, rounded down; 100 of nothing."""
    return 100 * part // whole if whole else 100


def coverage(records: Records) -> Coverage:
    """Count everything."""
    sources = [cited for record in _records(records) if (cited := _cited(record)) is not None]
    texts = [record for record in _records(records) if isinstance(record, Text)]
    return Coverage(
        roles=len(records.roles),
        skills=len(records.skills),
        duties=sum(len(role.duties) for role in records.roles),
        edges=len(records.edges),
        tools=len(records.tools),
        sources=len(records.sources),
        records=len(sources),
        sourced=sum(bool(cited) for cited in sources),
        texts=len(texts),
        in_three_languages=sum(_in_three_languages(text) for text in texts),
    )


def _cited(record: Record) -> tuple[str, ...] | None:
    """What a record cites; None for parts of records, which cite nothing of their own, and for sources."""
    if isinstance(record, Requirement):
        return record.evidence
    cited: tuple[str, ...] | None = getattr(record, "sources", None)
    return None if isinstance(record, (Source, Records)) else cited


def _in_three_languages(text: Text) -> bool:
    return text.only is None and bool(text.zh_hant.strip()) and bool(text.en.strip())


def _records(value: Any) -> Iterator[Record]:
    """A value and everything in it that is a record."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from _records(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _records(item)
