"""Which column of a table means which field, proposed from the headers and corrected by the user."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass

from kb.problems import did_you_mean
from matcher.tables.headers import header_keys
from matcher.tables.rows import TableError

SINGLE = frozenset(("id", "name", "current_role", "riasec"))
"""Fields of which a person has one; others are read from all their columns together."""


@dataclass(frozen=True)
class Mapping:
    """Fields and the columns they are read from."""

    columns: MappingOf[str, tuple[str, ...]]
    """Field to columns, in the order of the table; a field may be read from several."""
    unused: tuple[str, ...] = ()
    """Columns that no field is read from."""

    def of(self, field: str) -> tuple[str, ...]:
        """The columns of a field; none when it is not there."""
        return self.columns.get(field, ())

    def text(self, cells: MappingOf[str, str], field: str) -> str:
        """What a row says in a field: its columns on lines of their own.

        Args:
            cells: of one row.
            field: a field.
        """
        columns = self.columns.get(field, ())
        if len(columns) == 1:
            return cells.get(columns[0], "").strip()
        texts = (cells.get(column, "").strip() for column in columns)
        return "\n".join(text for text in texts if text)


def propose_mapping(columns: Sequence[str], fields: MappingOf[str, Sequence[str]]) -> Mapping:
    """Find the columns whose headers are known.

    Args:
        columns: names of the columns.
        fields: field to the headers it is known by, in any language, script and spelling.

    Returns:
        The mapping. A header that is known for two fields goes to the first; the whole header counts before
        its parts. Of several columns for a field of `SINGLE` the one whose header stands first in its list is
        taken: a student number before a serial number.
    """
    known: dict[str, tuple[str, int]] = {}
    for field, names in fields.items():
        for rank, name in enumerate((field, *names)):
            for key in header_keys(name)[:1]:
                known.setdefault(key, (field, rank))
    found: dict[str, list[tuple[int, str]]] = {}
    for column in columns:
        meant = next((known[key] for key in header_keys(column) if key in known), None)
        if meant is not None:
            found.setdefault(meant[0], []).append((meant[1], column))
    for field in SINGLE & found.keys():
        found[field] = [min(found[field], key=lambda ranked: ranked[0])]
    ordered = {field: tuple(column for _, column in found[field]) for field in fields if field in found}
    used = {column for chosen in ordered.values() for column in chosen}
    return Mapping(ordered, tuple(column for column in columns if column not in used))


def corrected(
    mapping: Mapping, wishes: Sequence[str], columns: Sequence[str], fields: Sequence[str]
) -> Mapping:
    """Change a mapping as the user wishes.

    Args:
        mapping: as proposed.
        wishes: `field=column` each; several for one field are read together; `field=` reads it from nowhere.
        columns: names of the columns; one may also be given by its number from 1.
        fields: the fields there are.

    Raises:
        TableError: when a wish names no field or no column.
    """
    wished: dict[str, list[str]] = {}
    for wish in wishes:
        field, equals, column = wish.partition("=")
        field = field.strip()
        if not equals:
            raise TableError("bad_map", asked=wish)
        if field not in fields:
            hint = did_you_mean(field, fields)
            raise TableError("unknown_field", asked=field, known=", ".join(fields), hint=hint)
        wished.setdefault(field, [])
        if column.strip():
            wished[field].append(_column(column.strip(), columns))
    taken = {column for chosen in wished.values() for column in chosen}
    changed = {
        field: tuple(c for c in chosen if c not in taken)
        for field, chosen in mapping.columns.items()
        if field not in wished
    }
    changed |= {field: tuple(chosen) for field, chosen in wished.items()}
    kept = {field: changed[field] for field in fields if changed.get(field)}
    used = {column for chosen in kept.values() for column in chosen}
    return Mapping(kept, tuple(column for column in columns if column not in used))


def _column(asked: str, columns: Sequence[str]) -> str:
    if asked in columns:
        return asked
    alike = [column for column in columns if set(header_keys(column)[:1]) == set(header_keys(asked)[:1])]
    if len(alike) == 1:
        return alike[0]
    if asked.isdigit() and 1 <= int(asked) <= len(columns):
        return columns[int(asked) - 1]
    shown = ", ".join(columns[:30]) + (", ..." if len(columns) > 30 else "")
    raise TableError("unknown_column", asked=asked, known=shown, hint=did_you_mean(asked, columns))


__all__ = ["Mapping", "corrected", "propose_mapping"]
