"""Parquet, read in batches; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matcher.tables.headers import unique_names
from matcher.tables.rows import Row, Table, TableError, as_row
from matcher.tables.workbook import cell_text

BATCH = 1_024
"""Rows held at once."""


def open_parquet(path: Path, name: str) -> Table:
    """Open a Parquet file.

    Raises:
        TableError: when it is damaged, or pyarrow is not installed.
    """
    with _file(path, name) as file:
        columns = unique_names(file.schema_arrow.names)
    return Table(
        name=name, kind="parquet", columns=columns, reader=lambda: _rows(path, name, columns), header_row=0
    )


def _file(path: Path, name: str) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise TableError("needs_extra", name=name, extra="parquet") from None
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        raise TableError("damaged", name=name) from None


def _rows(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    import pyarrow as pa

    number = 0
    with _file(path, name) as file:
        try:
            for batch in file.iter_batches(batch_size=BATCH):
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    row = as_row(number, columns, [_text(value) for value in values])
                    if row is not None:
                        yield row
        except (pa.ArrowException, OSError):
            raise TableError("damaged", name=name) from None


def _text(value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        from matcher.tables.json_lines import text_of

        return text_of(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return cell_text(value)


__all__ = ["BATCH", "open_parquet"]
