"""Cells that no spreadsheet takes for a formula, and what they were before."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula may start, full width too (CWE-1236)."""


def harmless(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run; numbers stay numbers.

    Args:
        cell: any text.
    """
    inner = cell.lstrip("'")
    if inner.startswith(_STARTS) and not (inner == cell and _is_number(cell)):
        return "'" + cell
    return cell


def original(cell: str) -> str:
    """What a cell was before `harmless`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_STARTS) else cell


def _is_number(cell: str) -> bool:
    return cell[:1] in "+-" and cell[1:].replace(".", "", 1).isdecimal() and cell.isascii()


__all__ = ["harmless", "original"]
