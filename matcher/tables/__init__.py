"""Tables of people as they come: any format, encoding and header, as numbered rows of text."""

from __future__ import annotations

from matcher.tables.headers import known_names
from matcher.tables.mapping import Mapping, corrected, propose_mapping
from matcher.tables.opening import STDIN, input_file, open_table
from matcher.tables.rows import Row, RowProblem, Table, TableError

__all__ = [
    "STDIN",
    "Mapping",
    "Row",
    "RowProblem",
    "Table",
    "TableError",
    "corrected",
    "input_file",
    "known_names",
    "open_table",
    "propose_mapping",
]
