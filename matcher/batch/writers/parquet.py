"""Parquet for programs: the same records as JSON Lines, typed; needs the extra `parquet`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from matcher.batch.options import BatchError
from matcher.batch.writers import Report

GROUP = 1_024
"""Rows of a row group, the same whatever the shards were."""


def write(report: Report, path: Path) -> None:
    """Write the file."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise BatchError("needs_extra", extra="parquet") from None
    schema = answer_schema(pa)
    records = map(json.loads, report.lines())
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(records):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def answer_schema(pa: Any) -> Any:
    """The columns of an answer; `pa` is pyarrow."""
    text = pa.string()
    reason = pa.struct(
        [
            ("kind", text),
            ("contribution", pa.float64()),
            ("quotes", pa.list_(text)),
            ("about", text),
            ("via", text),
            ("have", pa.int8()),
            ("need", pa.int8()),
        ]
    )
    gap = pa.struct(
        [
            ("skill", text),
            ("importance", pa.int8()),
            ("have", pa.int8()),
            ("need", pa.int8()),
            ("must", pa.bool_()),
            ("weight", pa.float64()),
            ("unlocks", pa.list_(text)),
        ]
    )
    match = pa.struct(
        [
            ("role", text),
            ("family", text),
            ("score", pa.float64()),
            ("confidence", pa.float64()),
            ("reasons", pa.list_(reason)),
            ("gaps", pa.list_(gap)),
        ]
    )
    return pa.schema(
        [
            ("id", text),
            ("row", pa.int64()),
            ("matches", pa.list_(match)),
            ("abstained", pa.bool_()),
            ("why", text),
            ("suggestions", pa.list_(text)),
        ]
    )


def _groups(records: Iterator[Any]) -> Iterator[list[Any]]:
    while group := list(islice(records, GROUP)):
        yield group


__all__ = ["GROUP", "answer_schema", "write"]
