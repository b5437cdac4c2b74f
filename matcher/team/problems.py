"""What can be wrong with a team's files and questions: one error with a kind and its values.

The kind is a key of messages (`team.errors.KIND`), so that the sentence is in the reader's language.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from kb.messages import Messages
from kb.told import in_language
from matcher.wording import clean

TeamErrorKind: TypeAlias = Literal[
    "file",
    "key",
    "refused",
    "twice",
    "unknown_role",
    "unknown_skill",
    "unknown_person",
    "no_people",
    "no_id_column",
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

    @property
    def is_wish(self) -> bool:
        """Whether the files are fine and what was asked of them is not."""
        return self.kind in ("unknown_person", "no_id_column")

    def said(self, messages: Messages) -> str:
        """The sentence in the reader's language."""
        shown = {name: clean(str(in_language(value, messages))) for name, value in self.values.items()}
        values = {"at": "", "why": "", "hint": "", **shown}
        return messages.get(f"team.errors.{self.kind}", where=clean(self.where), **values).strip()


__all__ = ["TeamError", "TeamErrorKind"]
