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
from matcher.wording import Wording, grouped, points

COLUMNS = ("row", "id", "name", "place", "role", "score", "why")
"""Columns of the table; the key of a header is `places.column_<name>`."""

FORMATS = (".csv", ".jsonl")
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
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow([self._say(f"places.column_{name}") for name in COLUMNS])
        for person in self.shared.people:
            place, match = person.place, person.match
            cells = (
                str(person.student.row),
                person.student.id,
                person.student.name,
                place.name if place else "",
                self._wording.role(place.role) if place else "",
                str(points(match.score)) if match else "",
                self.why(person),
            )
            writer.writerow([harmless(cell) for cell in cells])
        return stream.getvalue().encode("utf-8-sig", "replace")

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
