"""Finding roles by any of their names: 資料 = 资料 = 數據, full width = half width, case aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.chinese import fold

if TYPE_CHECKING:
    from kb import Knowledge

NEAR = 78
"""Least similarity, of 100, at which a misspelt name still counts as meant."""


@dataclass(frozen=True)
class _Entry:
    role: str
    labels: tuple[str, ...]
    """Folded preferred names."""
    names: str
    """Every folded name, the family's too, one a line."""


class RoleIndex:
    """Roles by folded name. Building it folds every name once; do it in a thread."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = []
        for role in knowledge.roles.values():
            family = knowledge.families.get(role.family)
            others = (*role.names(), role.id, *(family.names() if family else ()))
            self._entries.append(
                _Entry(
                    role=role.id,
                    labels=(fold(role.label.zh_hant), fold(role.label.en)),
                    names="\n".join(dict.fromkeys(fold(name) for name in others)),
                )
            )

    def find(self, asked: str) -> tuple[str, ...]:
        """The roles that every word of a query names, best first; all of them for an empty query.

        Args:
            asked: what somebody typed.
        """
        words = fold(asked).split()
        if not words:
            return tuple(entry.role for entry in self._entries)
        found = [entry for entry in self._entries if all(word in entry.names for word in words)]
        if not found:
            found = self._near(" ".join(words))
        whole = " ".join(words)
        return tuple(entry.role for entry in sorted(found, key=lambda entry: _rank(entry, whole)))

    def _near(self, whole: str) -> list[_Entry]:
        from rapidfuzz import fuzz

        if len(whole) < 3:
            return []
        return [
            entry
            for entry in self._entries
            if any(fuzz.ratio(whole, n) >= NEAR for n in entry.names.split("\n"))
        ]


def _rank(entry: _Entry, whole: str) -> int:
    """0 for the name itself, then names that start with it, then those that hold it, then other names."""
    if whole in entry.labels:
        return 0
    if any(label.startswith(whole) for label in entry.labels):
        return 1
    if any(whole in label for label in entry.labels):
        return 2
    return 3
