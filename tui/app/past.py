"""What a person said before: picked skills, quiz and file, one step back at a time.

Typing is left out, since the box undoes that itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.profile import Profile

MOST = 50
"""Steps kept."""


class Past:
    """Earlier states of a person, the latest last."""

    def __init__(self) -> None:
        self._earlier: list[Profile | None] = []
        self._going_back = False

    def note(self, before: Profile | None, after: Profile | None) -> None:
        """Keep what was, when more than words changed.

        Args:
            before: the person until now.
            after: the person from now on.
        """
        if not self._going_back and _beside_words(before) != _beside_words(after):
            self._earlier = [*self._earlier, before][-MOST:]

    def back(self) -> tuple[Profile | None] | None:
        """The person before the last change, in a tuple of one; None when there was no change."""
        return (self._earlier.pop(),) if self._earlier else None

    def hold(self, going_back: bool) -> None:
        """Whether changes that follow are steps back themselves, and not to be noted."""
        self._going_back = going_back


def _beside_words(person: Profile | None) -> dict[str, object]:
    return {} if person is None else person.model_dump(exclude={"text"}, exclude_defaults=True)
