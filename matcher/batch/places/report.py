"""A sharing in words and rows: what a student can be told, what an advisor files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from kb import Knowledge
from kb.messages import Messages
from matcher.batch.cells import harmless
from matcher.batch.places.model import Barrier
from matcher.batch.places.sharing import Placed, Shared
from matcher.team.report.document import Cell, Entry, Section, Table
from matcher.team.report.document import Report as Document
from matcher.wording import Wording, grouped, points

COLUMNS = ("row", "id", "name", "place", "role", "score", "why")
"""Columns of the table; the key of a header is `places.column_<name>`."""

FORMATS = (".csv", ".jsonl", ".xlsx", ".html")
"""Endings of what can be written."""

REASONS = 2
"""Reasons of a match that are told."""

BARRIERS: tuple[Barrier, ...] = ("refused", "site", "language", "hours", "must", "least")
"""In the order in which they are told."""


class PlacesReport:
    """Says a sharing in one language."""

    def __init__(self, shared: Shared, knowledge: Knowledge, messages: Messages) -> None:
        self.shared = shared
        self._say = messages.get
        self._language = messages.language
        self._wording = Wording(knowledge, messages)
        self._between = " " if messages.language == "en" else ""

    def why(self, person: Placed) -> str:
        """What a student can be told: why this place, or why none and what can be done; no other's name.

        Args:
            person: one of the sharing.
        """
        if person.outcome == "placed":
            return self._between.join(self._placed(person))
        if person.outcome == "no_evidence" and person.unread is not None:
            said = (self._say("places.no_evidence"), *self._wording.abstention(person.unread))
            return self._between.join(said)
        if person.outcome == "full":
            sentences = [self._say("places.full", count=person.open_to)]
            sentences += self._rather(person)
        else:
            sentences = [self._say("places.barred")]
        counts = person.barriers or {}
        sentences += [self._say(f"places.bar_{b}", count=counts[b]) for b in BARRIERS if counts.get(b)]
        return self._between.join(sentences)

    def _placed(self, person: Placed) -> list[str]:
        place, match = person.place, person.match
        if place is None or match is None:
            return []
        role = self._wording.role(place.role)
        sentences = [self._say("places.placed", place=place.name, role=role, points=points(match.score))]
        if person.wish:
            sentences.append(self._say("places.wish", number=person.wish))
        told = [reason for reason, _ in grouped(match) if reason.quotes or reason.kind == "interest"]
        sentences += [self._wording.reason(reason, match.role) for reason in told[:REASONS]]
        if person.open_to == 1:
            sentences.append(self._say("places.only_one"))
        return sentences + self._rather(person)

    def _rather(self, person: Placed) -> list[str]:
        if person.rather is None:
            return [self._say("places.best", count=person.open_to)] if person.open_to > 1 else []
        key = "rather_taken" if person.rather_taken else "rather_shared"
        return [self._say(f"places.{key}", place=person.rather.name)]

    def rows(self) -> list[dict[str, Any]]:
        """A row a student, as plain data."""
        return [
            {
                "row": person.student.row,
                "id": person.student.id,
                "outcome": person.outcome,
                "place": person.place.id if person.place else None,
                "role": person.place.role if person.place else None,
                "score": person.match.score if person.match else None,
                "wish": person.wish or None,
                "open_to": person.open_to,
                "rather": person.rather.id if person.rather else None,
                "barriers": dict(person.barriers or {}),
                "why": self.why(person),
            }
            for person in self.shared.people
        ]

    def written(self, suffix: str) -> bytes:
        """The sharing as a file.

        Args:
            suffix: one of `FORMATS`.
        """
        if suffix == ".jsonl":
            lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) for row in self.rows())
            return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
        if suffix == ".xlsx":
            from matcher.team.report.workbook import report_workbook

            return report_workbook(self.document())
        if suffix == ".html":
            from matcher.team.report.page import report_page

            return report_page(self.document()).encode("utf-8", "replace")
        stream = io.StringIO()
        writer = csv.writer(stream)
        table = self._people()
        writer.writerow(table.columns)
        for row in table.rows:
            writer.writerow([harmless("" if cell is None else str(cell)) for cell in row])
        return stream.getvalue().encode("utf-8-sig", "replace")

    def summary(self) -> tuple[str, ...]:
        """The whole in a few sentences: how many have a place, the lowest score, who would rather swap."""
        figures = self.figures()
        count, placed = figures["students"], figures["placed"]
        said = [self._say("places.counted", students=count, placed=placed, unplaced=count - placed)]
        if self.shared.floor is not None:
            values = {"floor": points(self.shared.floor), "mean": points(figures["mean"])}
            said.append(self._say("places.lowest", **values))
        pairs = len(self.shared.envies)
        said.append(self._say("places.unstable", count=pairs) if pairs else self._say("places.stable"))
        return tuple(said)

    def pairs(self, most: int | None = None) -> tuple[str, ...]:
        """Students and places that would rather have each other, a line each.

        Args:
            most: lines at most; all by default.
        """
        return tuple(
            self._say("places.unstable_line", student=student.id, place=place.name)
            for student, place, _ in self.shared.envies[:most]
        )

    def document(self) -> Document:
        """The sharing as a page or a workbook shows it."""
        envied = tuple(map(Entry, self.pairs()))
        sections = [
            Section(self._say("places.sheet_people"), table=self._people()),
            Section(self._say("places.sheet_places"), table=self._places()),
        ]
        if envied:
            sections.append(Section(self._say("places.sheet_pairs"), entries=envied))
        foot = (self._say("places.foot"), self._say("batch.about_privacy_text"))
        return Document(self._say("places.title"), self._language, self.summary(), tuple(sections), foot)

    def _people(self) -> Table:
        columns = tuple(self._say(f"places.column_{name}") for name in COLUMNS)
        return Table(columns, tuple(map(self._person, self.shared.people)))

    def _person(self, person: Placed) -> tuple[Cell, ...]:
        place, match = person.place, person.match
        return (
            person.student.row,
            person.student.id,
            person.student.name,
            place.name if place else None,
            self._wording.role(place.role) if place else None,
            points(match.score) if match else None,
            self.why(person),
        )

    def _places(self) -> Table:
        names = ("id", "place", "role", "seats", "taken")
        rows = tuple(
            (place.id, place.name, self._wording.role(place.role), place.seats, self.shared.taken(place))
            for place in self.shared.places
        )
        return Table(tuple(self._say(f"places.column_{name}") for name in names), rows)

    def figures(self) -> dict[str, Any]:
        """The whole in figures, as plain data."""
        placed = self.shared.placed
        scores = [person.match.score for person in placed if person.match]
        outcomes = [person.outcome for person in self.shared.people]
        return {
            "students": len(outcomes),
            "seats": sum(place.seats for place in self.shared.places),
            "placed": len(placed),
            "not_placed": {kind: outcomes.count(kind) for kind in ("full", "barred", "no_evidence")},
            "floor": self.shared.floor,
            "mean": round(sum(scores) / len(scores), 9) if scores else None,
            "first_wishes": sum(person.wish == 1 for person in placed),
            "stable": not self.shared.envies,
            "would_rather": [
                {"student": student.id, "place": place.id, "instead_of": other.id if other else None}
                for student, place, other in self.shared.envies
            ],
            "places": [
                {"id": place.id, "role": place.role, "seats": place.seats, "taken": self.shared.taken(place)}
                for place in self.shared.places
            ],
        }


__all__ = ["COLUMNS", "FORMATS", "PlacesReport"]
