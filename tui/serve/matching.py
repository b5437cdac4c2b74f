"""The one matcher process: loads each matcher once and answers all sessions over a private socket.

Run as `python -m tui.serve.matching` with its settings as one JSON line on standard input; ends when that
input closes, so it never outlives the server. Messages are JSON; nothing is ever unpickled.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher import Matcher
    from matcher.taught import Taught

READY = "ready"
"""Printed when sessions may connect."""

MOST_BYTES = 4_000_000
"""A request larger than this is no profile."""

MOST_TAUGHT_KEPT = 16
"""Sessions with different taught words that are kept apart without loading again."""


class MatchingService:
    """Answers requests of sessions."""

    def __init__(self, overlays: tuple[Path, ...]) -> None:
        self._overlays = overlays
        self._lock = Lock()
        self._loading = Lock()
        self._matchers: dict[str | None, Matcher] = {}
        self._with_taught = lru_cache(MOST_TAUGHT_KEPT)(self._teach)

    def answer(self, request: Mapping[str, Any]) -> Any:
        """The answer to one request, as plain data.

        Raises:
            Exception: whatever went wrong; the caller turns it into a sentence.
        """
        from matcher.profile import Profile
        from matcher.taught import taught_word

        encoder = request.get("encoder")
        if request["ask"] == "load":
            return self._load(encoder).encoder_name
        taught = tuple(taught_word(*entry) for entry in request.get("taught", ()))
        matcher = self._with_taught(encoder, taught)
        with self._lock:
            if request["ask"] == "nearest":
                found = matcher.nearest(str(request["words"]), int(request["limit"]))
                return [[record.kind, record.id] for record in found]
            person = Profile.model_validate(request["profile"])
            if request["ask"] == "match":
                return matcher.match(person, top=int(request["top"])).model_dump(mode="json")
            if request["ask"] == "standing":
                return matcher.standing(person).model_dump(mode="json")
            if request["ask"] == "match_role":
                return matcher.match_role(person, str(request["role"])).model_dump(mode="json")
        raise ValueError(f"nothing is called '{request['ask']}'")

    def _load(self, encoder: str | None) -> Matcher:
        from kb import Knowledge
        from matcher import Matcher
        from tui.app.engine import WARM_UP

        with self._loading:
            if encoder not in self._matchers:
                known = next(iter(self._matchers.values()), None)
                knowledge = known.knowledge if known else Knowledge.load(self._overlays)
                matcher = Matcher.load(knowledge=knowledge, encoder=encoder)
                for text in WARM_UP:
                    matcher.match(text, top=1)
                self._matchers[encoder] = matcher
            return self._matchers[encoder]

    def _teach(self, encoder: str | None, taught: Taught) -> Matcher:
        matcher = self._load(encoder)
        return matcher.with_taught(taught) if taught else matcher


def _serve_one(connection: Connection, service: MatchingService) -> None:
    """Answer one session until it leaves."""
    with connection:
        while True:
            try:
                request = json.loads(connection.recv_bytes(MOST_BYTES))
            except (EOFError, OSError, ValueError):
                return
            try:
                reply = {"ok": service.answer(request)}
            except Exception as error:  # One session's trouble is its own; the others are served on.
                reply = {"error": f"{type(error).__name__}: {error}"}
            try:
                connection.send_bytes(json.dumps(reply).encode())
            except OSError:
                return


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Serve until the server goes away."""
    from multiprocessing import AuthenticationError

    settings = json.loads(sys.stdin.readline())
    service = MatchingService(tuple(map(Path, settings["overlays"])))
    with Listener(settings["address"], authkey=bytes.fromhex(settings["key"])) as listener:
        Thread(target=_end_with_parent, daemon=True).start()
        sys.stdout.write(READY + "\n")
        sys.stdout.flush()
        while True:
            try:
                connection = listener.accept()
            except (AuthenticationError, EOFError, OSError):
                continue
            Thread(target=_serve_one, args=(connection, service), daemon=True).start()


if __name__ == "__main__":
    main()
