"""The store: people of a team and all that was said of them, with who said it and when.

Nothing is overwritten: a new rating stands beside the old ones, and the last of each rater counts. Deleting a
person is for good and leaves nothing of them in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from matcher.team.people import Person, Roster, SkillRating
from matcher.team.problems import TeamError
from matcher.team.results import Override
from matcher.team.store_file import compact, connect, default_store, told, writing

WATCHED = ("title", "role", "performance", "potential", "wishes", "available", "outside")
"""What of a person leaves a line in the history when it changes; months only count up."""


@dataclass(frozen=True)
class Stored:
    """What an import did."""

    new: int
    """People who were not there before."""
    changed: int
    """People of whom something changed."""
    same: int
    """People as before."""
    ratings: int
    """Ratings added."""


@dataclass(frozen=True)
class Deleted:
    """What was deleted of one person."""

    people: int
    facts: int
    overrides: int


class Store:
    """One store file. Use it as a context manager."""

    def __init__(self, path: Path | None = None) -> None:
        """Open a store, making it when there is none.

        Raises:
            TeamError: when the file cannot be used.
        """
        self.path = path or default_store()
        self._connection = connect(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def put(self, roster: Roster, who: str, as_of: date, titles: Mapping[str, str] | None = None) -> Stored:
        """Take in a roster, all of it or nothing.

        Args:
            roster: the people; those already there are brought up to date, others stay as they are.
            who: who says all this.
            as_of: the day its months were counted.
            titles: what job titles mean, kept for the next import.
        """
        counts = {"new": 0, "changed": 0, "same": 0, "ratings": 0}
        with self._write():
            for person in roster.people:
                state, ratings = self._put(person, who, as_of)
                counts[state] += 1
                counts["ratings"] += ratings
            if roster.not_applicable:
                self._set("not_applicable", list(roster.not_applicable))
            if titles:
                self._set("titles", {**self._get("titles", {}), **titles})
        return Stored(**counts)

    def rate(self, person: str, rating: SkillRating, who: str) -> None:
        """Add a rating.

        Raises:
            TeamError: when there is no such person.
        """
        with self._write():
            self._data(person)
            self._rate(person, rating, who, rating.when or _today())

    def override(self, override: Override) -> None:
        """Put a lead's verdict beside the computed one.

        Raises:
            TeamError: when there is no such person.
        """
        o = override
        with self._write():
            self._data(o.person)
            self._connection.execute(
                "INSERT INTO overrides (person, role, verdict, reason, who, recorded) VALUES (?,?,?,?,?,?)",
                (o.person, o.role, o.verdict, o.reason, o.by, o.when.isoformat()),
            )

    def roster(self, day: date | None = None) -> Roster:
        """Everybody, with the months counted up to a day.

        Args:
            day: today by default.
        """
        today = day or _today()
        with told(self.path):
            rows = self._connection.execute("SELECT id, as_of, data FROM people ORDER BY place, id")
            people = [_person(name, date.fromisoformat(when), data, today) for name, when, data in rows]
            ratings: dict[str, list[SkillRating]] = {}
            # The last of each rater counts; earlier ones are history.
            rows = self._connection.execute(
                "SELECT person, skill, level, rater, said_on, note FROM ratings WHERE seq IN "
                "(SELECT max(seq) FROM ratings GROUP BY person, skill, rater) ORDER BY seq"
            )
            for name, skill, level, rater, said_on, note in rows:
                ratings.setdefault(name, []).append(
                    SkillRating(
                        skill=skill, level=level, by=rater, when=date.fromisoformat(said_on), note=note
                    )
                )
            without = tuple(self._get("not_applicable", []))
        return Roster(
            people=tuple(
                person.model_copy(update={"skills": tuple(ratings.get(person.id, ()))}) for person in people
            ),
            not_applicable=without,
            as_of=today,
        )

    def titles(self) -> dict[str, str]:
        """What job titles mean, as said so far: title -> role id."""
        with told(self.path):
            found: dict[str, str] = self._get("titles", {})
            return found

    def overrides(self) -> dict[tuple[str, str], Override]:
        """The last verdict of a lead for each person and role."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT person, role, verdict, reason, who, recorded FROM overrides ORDER BY seq"
            )
            return {(row[0], row[1]): _override(row) for row in rows}

    def held(self, person: str) -> dict[str, Any]:
        """Everything held about a person, as plain data.

        Raises:
            TeamError: when there is no such person.
        """
        with told(self.path):
            as_of, data = self._data(person)
            return {
                "id": person,
                "as_of": as_of,
                "person": data,
                "ratings": self._rows("ratings", person),
                "changes": self._rows("changes", person),
                "overrides": self._rows("overrides", person),
            }

    def delete(self, person: str) -> Deleted:
        """Delete a person for good: rows, history, and their traces in the file.

        Raises:
            TeamError: when there is no such person.
        """
        with self._write():
            self._data(person)
            counts = [
                self._connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (person,)).rowcount
                for table, key in (
                    ("people", "id"),
                    ("ratings", "person"),
                    ("changes", "person"),
                    ("overrides", "person"),
                )
            ]
        with told(self.path):
            compact(self._connection)
        return Deleted(people=counts[0], facts=counts[1] + counts[2], overrides=counts[3])

    @contextmanager
    def _write(self) -> Iterator[None]:
        with told(self.path), writing(self._connection):
            yield

    def _put(self, person: Person, who: str, as_of: date) -> tuple[str, int]:
        data = person.model_dump(mode="json", exclude={"id", "skills"})
        row = self._connection.execute("SELECT data FROM people WHERE id = ?", (person.id,)).fetchone()
        before: dict[str, Any] = json.loads(row[0]) if row is not None else {}
        if row is None:
            place = self._connection.execute("SELECT coalesce(max(place), 0) + 1 FROM people").fetchone()[0]
            self._connection.execute(
                "INSERT INTO people (id, place, as_of, data) VALUES (?,?,?,?)",
                (person.id, place, as_of.isoformat(), _packed(data)),
            )
        else:
            self._connection.execute(
                "UPDATE people SET as_of = ?, data = ? WHERE id = ?",
                (as_of.isoformat(), _packed(data), person.id),
            )
        known = before or Person(id=person.id).model_dump(mode="json")
        changed = [key for key in WATCHED if data[key] != known.get(key)]
        self._connection.executemany(
            "INSERT INTO changes (person, what, value, who, recorded) VALUES (?,?,?,?,?)",
            [(person.id, key, _packed(data[key]), who, _now()) for key in changed],
        )
        ratings = sum(self._rate_if_new(person.id, rating, who, as_of) for rating in person.skills)
        return ("new" if row is None else "changed" if changed or ratings else "same"), ratings

    def _rate_if_new(self, person: str, rating: SkillRating, who: str, as_of: date) -> bool:
        last = self._connection.execute(
            "SELECT level, said_on, note FROM ratings WHERE person = ? AND skill = ? AND rater = ? "
            "ORDER BY seq DESC LIMIT 1",
            (person, rating.skill, rating.by),
        ).fetchone()
        day = rating.when or as_of
        if last is not None:
            level, said_on, note = last
            repeated = level == rating.level and note == rating.note
            older = rating.when is not None and rating.when.isoformat() < said_on
            if repeated or older:
                return False
        self._rate(person, rating, who, day)
        return True

    def _rate(self, person: str, rating: SkillRating, who: str, day: date) -> None:
        self._connection.execute(
            "INSERT INTO ratings (person, skill, level, rater, said_on, note, who, recorded) "
            "VALUES (?,?,?,?,?,?,?,?)",
            (person, rating.skill, rating.level, rating.by, day.isoformat(), rating.note, who, _now()),
        )

    def _data(self, person: str) -> tuple[str, dict[str, Any]]:
        row = self._connection.execute("SELECT as_of, data FROM people WHERE id = ?", (person,)).fetchone()
        if row is None:
            raise TeamError("unknown_person", self.path.name, id=person)
        return row[0], json.loads(row[1])

    def _rows(self, table: str, person: str) -> list[dict[str, Any]]:
        cursor = self._connection.execute(f"SELECT * FROM {table} WHERE person = ? ORDER BY seq", (person,))
        names = [column[0] for column in cursor.description]
        return [
            {name: value for name, value in zip(names, row, strict=True) if name not in ("seq", "person")}
            for row in cursor
        ]

    def _set(self, key: str, value: object) -> None:
        self._connection.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, _packed(value)),
        )

    def _get(self, key: str, otherwise: Any) -> Any:
        row = self._connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row is not None else otherwise


def _person(name: str, as_of: date, packed: str, today: date) -> Person:
    data = json.loads(packed)
    passed = max(0, (today.year - as_of.year) * 12 + today.month - as_of.month - (today.day < as_of.day))
    for key in ("post_months", "company_months"):
        if data[key] is not None:
            data[key] = min(720, data[key] + passed)
    return Person.model_validate({"id": name, **data})


def _override(row: Iterable[Any]) -> Override:
    person, role, verdict, reason, who, recorded = row
    return Override(
        person=person,
        role=role,
        verdict=verdict,
        reason=reason,
        by=who,
        when=datetime.fromisoformat(recorded),
    )


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _today() -> date:
    return datetime.now(UTC).date()


__all__ = ["Deleted", "Store", "Stored"]
