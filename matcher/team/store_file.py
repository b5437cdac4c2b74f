"""The store's file: an SQLite database of our own, private to its owner, safe to share between processes.

What is committed is on the disk (WAL, full synchronisation), what is deleted is overwritten (secure_delete).
Knows nothing about people.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.told import Told
from matcher.team.problems import TeamError

STORE_VARIABLE = "SHOPLADDER_STORE"
"""Names another store, for tests and for teams that keep one on a shared disk."""

APPLICATION_ID = 0x73686C64
"""Marks the file as ours ('shld')."""

VERSION = 1
"""Version of the tables; a newer one is refused, never guessed at."""

WAIT_SECONDS = 15.0
"""How long to wait for another process that is writing."""

TABLES = """
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE TABLE ratings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    skill TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    rater TEXT NOT NULL CHECK (rater IN ('self', 'lead', 'evidence')),
    said_on TEXT NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX ratings_person ON ratings (person, skill);
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX changes_person ON changes (person);
CREATE TABLE overrides (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('ready', 'pending', 'not_yet')),
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX overrides_person ON overrides (person, role);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


def default_store() -> Path:
    """Where the store lies unless somebody says otherwise."""
    chosen = os.environ.get(STORE_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("shopladder", appauthor=False) / "team.sqlite"


def connect(path: Path) -> sqlite3.Connection:
    """Open a store, making it when there is none.

    Raises:
        TeamError: when the file is damaged, foreign or newer, or stays locked.
        OSError: when its folder cannot be made or written.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made by us first, private from its first byte on; SQLite gives its side files the same mode.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with told(path):
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Looked at before anything is set: another program's file is left as it is.
    owner, empty = _pragma(connection, "application_id"), _is_empty(connection)
    if owner != APPLICATION_ID and not (owner == 0 and empty):
        raise TeamError("store_damaged", str(path), why=Told("another_program"))
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    with writing(connection):
        version = _pragma(connection, "user_version")
        # Asked again inside the transaction: of two processes that come first together, one makes the tables.
        if _is_empty(connection):
            for statement in filter(str.strip, TABLES.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        elif version > VERSION:
            raise TeamError("store_newer", str(path))


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all of it is on the disk when this ends, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into our own errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise TeamError("store_busy", str(path)) from None
        closed = "unable to open" in str(error)
        raise TeamError(
            "store_damaged", str(path), why=Told("store_closed" if closed else "store_unread")
        ) from None
    except sqlite3.DatabaseError:
        raise TeamError("store_damaged", str(path), why=Told("store_unread")) from None


def compact(connection: sqlite3.Connection) -> None:
    """Write the file anew, so that nothing deleted is left in it or beside it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


__all__ = ["STORE_VARIABLE", "compact", "connect", "default_store", "told", "writing"]
