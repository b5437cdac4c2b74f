"""What is kept between visits, in the person's own folder: settings, and where one was.

Each file is written whole or not at all. One that cannot be read is set aside, a sentence says so, and the
app starts fresh. Nothing here knows of screens.
"""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from kb.files import write_atomically
from kb.told import why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SETTINGS_FILE = "settings.toml"
SESSION_FILE = "session.json"

PRIVATE = 0o600
"""Permission bits: what somebody wrote is for their eyes."""

MOST_BYTES = 2_000_000
"""A larger file is not ours."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Settings:
    """What somebody chose; empty means the app's own choice."""

    language: str = ""
    """One of the three languages."""
    theme: str = ""
    """Name of a set of colours."""
    encoder: str = ""
    """Name of an encoder; empty for n-grams at once and the best one when it is ready."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action id to its keys, where they are not the default."""

    @classmethod
    def read(cls, content: bytes) -> Settings:
        """Settings from TOML.

        Raises:
            ValueError: when it is no TOML, or a value has the wrong type.
        """
        data = tomllib.loads(content.decode("utf-8"))
        keys = data.get("keys", {})
        if not isinstance(keys, dict):
            raise TypeError("keys is no table")
        return cls(
            language=_text(data, "language"),
            theme=_text(data, "theme"),
            encoder=_text(data, "encoder"),
            keys={name: _text(keys, name) for name in keys},
        )

    def written(self) -> bytes:
        """The same as TOML."""
        lines = [f"{key} = {_quoted(getattr(self, key))}" for key in ("language", "theme", "encoder")]
        lines += ["", "[keys]", *(f"{_quoted(name)} = {_quoted(keys)}" for name, keys in self.keys.items())]
        return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True)
class Visit:
    """Where somebody was when they left."""

    place: str = ""
    """Id of the place."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Where in each place, in the screens' own terms."""
    person: Mapping[str, Any] = field(default_factory=dict)
    """The profile as plain data; whoever reads it checks it."""

    @classmethod
    def read(cls, content: bytes) -> Visit:
        """A visit from JSON.

        Raises:
            ValueError: when it is no JSON.
            TypeError: when a value has the wrong type.
        """
        data = json.loads(content)
        if not isinstance(data, dict):
            raise TypeError("no object")
        where, person = data.get("where", {}), data.get("person", {})
        if not isinstance(where, dict) or not isinstance(person, dict):
            raise TypeError("where and person are objects")
        return cls(_text(data, "place"), {name: _text(where, name) for name in where}, person)

    def written(self) -> bytes:
        """The same as JSON."""
        return (json.dumps(asdict(self), ensure_ascii=True, indent=1) + "\n").encode()


class Keeper:
    """Reads and writes what is kept; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, only: tuple[str, ...] = ()) -> None:
        """Nothing is read before it is asked for.

        Args:
            folder: where things are kept; None to keep nothing.
            only: the files that are read and written; empty for all.
        """
        self._folder = folder
        self._only = only
        self._written: dict[str, bytes] = {}
        self._told = 0
        self.set_aside: list[Path] = []
        """Files that could not be read, under the names they have now."""

    @property
    def folder(self) -> Path | None:
        """Where things are kept."""
        return self._folder

    @property
    def is_first_visit(self) -> bool:
        """Whether things are kept, and nothing is kept of a visit yet."""
        return self._folder is not None and not (self._folder / SESSION_FILE).exists()

    def tell_set_aside(self) -> list[Path]:
        """Files set aside since this was asked last."""
        fresh, self._told = self.set_aside[self._told :], len(self.set_aside)
        return fresh

    def settings(self) -> Settings:
        """What somebody chose."""
        return self.read(SETTINGS_FILE, Settings.read) or Settings()

    def visit(self) -> Visit:
        """Where somebody was."""
        return self.read(SESSION_FILE, Visit.read) or Visit()

    def read(self, name: str, reader: Callable[[bytes], Found]) -> Found | None:
        """What a file holds; None when it is not there or had to be set aside.

        Args:
            name: the file's name.
            reader: makes sense of its content; raises `ValueError` or `TypeError` when there is none.
        """
        if self._folder is None or not self._keeps(name):
            return None
        path = self._folder / name
        try:
            content = path.read_bytes()
            if len(content) > MOST_BYTES:
                raise ValueError("too large")
            found = reader(content)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, RecursionError):
            self._put_aside(path)
            return None
        self._written[name] = content
        return found

    def write(self, name: str, content: bytes) -> str:
        """Keep a file; nothing is written that is there already.

        Args:
            name: the file's name.
            content: all of it.

        Returns:
            Why it could not be written, or nothing.
        """
        if self._folder is None or not self._keeps(name) or self._written.get(name) == content:
            return ""
        try:
            write_atomically(self._folder / name, content, PRIVATE)
        except OSError as error:
            return why(error)
        self._written[name] = content
        return ""

    def _keeps(self, name: str) -> bool:
        return not self._only or name in self._only

    def _put_aside(self, path: Path) -> None:
        number = 1
        while (other := path.with_name(f"{path.name}.unread-{number}")).exists():
            number += 1
        with suppress(OSError):
            path.rename(other)
            self.set_aside.append(other)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return value


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, but for DEL and the halves of surrogate pairs."""
    plain = text.encode("utf-8", "replace").decode()
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
