"""What can be wrong with a team's files and questions: one error with a kind and its values.

The kind is a key of messages (`team.errors.KIND`), so that the sentence is in the reader's language.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

TeamErrorKind: TypeAlias = Literal[
    "file",
    "key",
    "twice",
    "unknown_role",
    "unknown_skill",
    "unknown_person",
    "no_people",
    "no_id_column",
    "bad_table",
    "store_damaged",
    "store_newer",
    "store_busy",
]
"""What is wrong."""


class TeamError(ValueError):
    """A file, a row or a question that cannot be used."""

    def __init__(self, kind: TeamErrorKind, where: str, **values: object) -> None:
        """Say what is wrong.

        Args:
            kind: which message.
            where: the file, or the file and the row.
            values: for the placeholders of the message.
        """
        self.kind = kind
        self.where = where
        self.values = values
        shown = ", ".join(f"{name}: {value}" for name, value in values.items())
        super().__init__(f"{where}: {kind.replace('_', ' ')}{f' ({shown})' if shown else ''}")


__all__ = ["TeamError", "TeamErrorKind"]
