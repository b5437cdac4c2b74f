"""Told: a sentence about what is wrong that reads in English and can be said again in another language.

Checks and readers find problems without knowing who will read of them. They hand on a `Told`;
whoever shows it says it in the reader's language. Its words stand in `data/locale/*/problems.yaml`.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

    from kb.messages import Messages

SECTION = "problems"
"""Where the sentences stand in the locale files."""

_TELLING: ContextVar[bool] = ContextVar("telling", default=False)
"""Whether the English words are being read: what is wrong with their own files cannot be told in them."""


class Told(str):
    """A text in English with what it takes to say it in another language."""

    key: str
    """Its message is `problems.<key>`."""
    values: Mapping[str, object]
    """For its placeholders; those that are `Told` are said in the reader's language too."""

    def __new__(cls, key: str, /, **values: object) -> Self:
        """The sentence in English.

        Args:
            key: names the message.
            values: for its placeholders.
        """
        made = super().__new__(cls, _english(key, values))
        made.key, made.values = key, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """As a call that makes it again, for other processes."""
        return _again, (self.key, dict(self.values))

    def said(self, messages: Messages) -> str:
        """The sentence in the reader's language."""
        return messages.get(f"{SECTION}.{self.key}", **self.values)


def told(key: str, /, **values: object) -> Told:
    """A sentence of `problems` that can be said in every language."""
    return Told(key, **values)


def named(kind: str) -> str:
    """What a kind of record is called (`skill`, `hiring step`), to say in every language."""
    return told(f"kind_{kind.replace(' ', '_')}")


def in_language(value: object, messages: Messages) -> object:
    """A value in the reader's language where it can be said in it, also an error that carries such a text."""
    if isinstance(value, OSError):
        value = told("os_at", path=value.filename, why=why(value)) if value.filename else why(value)
    elif isinstance(value, BaseException):
        problems = getattr(value, "problems", ())
        value = problems[0].told if problems else value.args[0] if value.args else str(value)
    return value.said(messages) if isinstance(value, Told) else value


def can_be_told(error: BaseException) -> bool:
    """Whether an error carries a text for people, so that `in_language` has something to say of it."""
    said = error.args[0] if error.args else None
    return isinstance(error, OSError) or bool(getattr(error, "problems", ())) or isinstance(said, Told)


_REASONS = {
    errno.ENOENT: "os_missing",
    errno.EACCES: "os_forbidden",
    errno.EPERM: "os_forbidden",
    errno.EISDIR: "os_folder",
    errno.ENOTDIR: "os_no_folder",
    errno.ENOSPC: "os_full",
    errno.EROFS: "os_read_only",
    errno.ENAMETOOLONG: "os_long_name",
    errno.EEXIST: "os_exists",
    errno.EADDRINUSE: "os_port_taken",
    errno.ELOOP: "os_loop",
}


def why(error: OSError) -> str:
    """What the system says stood in the way, as a clause that can be said in every language."""
    key = _REASONS.get(error.errno or 0)
    return told(key) if key else error.strerror or str(error) or type(error).__name__


def _again(key: str, values: dict[str, object]) -> Told:
    return Told(key, **values)


def _english(key: str, values: Mapping[str, object]) -> str:
    from kb.messages import Messages
    from kb.problems import KnowledgeError

    if not _TELLING.get():
        token = _TELLING.set(True)
        try:
            return Messages.load("en").get(f"{SECTION}.{key}", **values)
        except KnowledgeError:
            pass
        finally:
            _TELLING.reset(token)
    shown = ", ".join(str(value) for value in values.values())
    return f"{key.replace('_', ' ')}{f' ({shown})' if shown else ''}."


__all__ = ["Told", "can_be_told", "in_language", "named", "told", "why"]
