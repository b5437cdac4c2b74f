"""Everything held about one person of a team as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kb import Knowledge
from matcher.team.wording import TeamWording
from matcher.wording import clean
from tui.cli.layout import wrap
from tui.cli.session import Session


class PersonView:
    """Renders what a store holds about a person."""

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        self._session = session
        self._say = TeamWording(knowledge, session.messages)

    def held(self, held: Mapping[str, Any]) -> str:
        """All of it, oldest first.

        Args:
            held: as `Store.held` gives it.
        """
        session = self._session
        person = held["person"]
        unknown = session.say("team.person_unknown")
        role = self._say.names.role(person["role"]) if person["role"] else unknown
        months = {
            key: unknown if person[f"{key}_months"] is None else person[f"{key}_months"]
            for key in ("post", "company")
        }
        lines = [
            session.style.bold(session.say("team.person_title", person=clean(held["id"]))),
            session.say("team.person_post", title=clean(person["title"]) or unknown, role=role),
            session.say("team.person_months", **months),
            "",
            session.say("team.person_history"),
        ]
        history = sorted(
            [
                *((row["recorded"], self._rating(row)) for row in held["ratings"]),
                *((row["recorded"], self._change(row)) for row in held["changes"]),
                *((row["recorded"], self._override(row)) for row in held["overrides"]),
            ],
            key=lambda pair: pair[0],
        )
        if not history:
            lines.append(f"  {session.say('team.person_none_held')}")
        return "\n".join([*lines, *(wrap(text, session.columns, "  - ") for _, text in history)])

    def _rating(self, row: Mapping[str, Any]) -> str:
        said = self._session.say(
            "team.history_rating",
            when=row["said_on"],
            by=f"{self._session.say('team.by.' + row['rater'])} ({clean(row['who'])})",
            skill=self._say.names.skill(row["skill"]),
            level=row["level"],
        )
        note = clean(row["note"])
        return said + (self._session.say("words.semicolon") + note if note else "")

    def _change(self, row: Mapping[str, Any]) -> str:
        return self._session.say(
            "team.history_change",
            when=row["recorded"][:10],
            by=clean(row["who"]),
            what=self._session.say(f"team.what.{row['what']}"),
            value=self._value(row["what"], json.loads(row["value"])),
        )

    def _value(self, what: str, value: Any) -> str:
        if isinstance(value, dict):
            return f"{value['value']:g}/{value['of']}"
        if isinstance(value, list):
            return self._say.listed([self._say.names.role(role) for role in value])
        return self._say.names.role(value) if what == "role" and value else clean(str(value))

    def _override(self, row: Mapping[str, Any]) -> str:
        return self._session.say(
            "team.history_override",
            when=row["recorded"][:10],
            by=clean(row["who"]),
            verdict=self._say.verdict(row["verdict"]),
            role=self._say.names.role(row["role"]),
            reason=clean(row["reason"]),
        )


__all__ = ["PersonView"]
