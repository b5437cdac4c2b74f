"""Where one has been: back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 200
"""Stops kept; nobody steps back further."""


@dataclass(frozen=True)
class Stop:
    """A place, and where in it one was."""

    place: str
    """Id of the place."""
    where: str = ""
    """What the screen's `where` said; the screen alone knows what it means."""


class History:
    """Stops, and the one where one is."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._here = -1

    @property
    def here(self) -> Stop | None:
        """Where one is."""
        return self._stops[self._here] if self._stops else None

    def visit(self, stop: Stop) -> None:
        """Go on to a stop; what lay ahead is forgotten. Staying where one is adds nothing."""
        if stop == self.here:
            return
        self._stops = [*self._stops[: self._here + 1], stop][-MOST:]
        self._here = len(self._stops) - 1

    def amend(self, stop: Stop) -> None:
        """Say more exactly where one is, so that coming back leads to where one left."""
        if self.here is not None and self.here.place == stop.place:
            self._stops[self._here] = stop

    def back(self) -> Stop | None:
        """Step back; None at the beginning."""
        return self._step(-1)

    def forward(self) -> Stop | None:
        """Step forward again; None at the end."""
        return self._step(1)

    def _step(self, way: int) -> Stop | None:
        here = self.here
        at = self._here + way
        while 0 <= at < len(self._stops):
            if self._stops[at] != here:
                self._here = at
                return self._stops[at]
            at += way
        return None
