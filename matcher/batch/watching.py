"""Seeing answers as they come: a runner around another, and which answers somebody should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from matcher.batch.answers import Answer, from_line
from matcher.batch.runners import Runner
from matcher.batch.scoring import Recipe, Shard

LEAST_SURE = 0.4
"""A calibrated chance below this is called unsure (`matcher.wording.CONFIDENCE_STEPS`)."""


class WatchedRunner(Runner):
    """Hands on what another runner answers, and shows it to somebody on the way.

    Args:
        runner: does the work.
        seen: told of the answers of each shard, in any order of shards.
    """

    def __init__(self, runner: Runner, seen: Callable[[tuple[Answer, ...]], None]) -> None:
        self._runner = runner
        self._seen = seen

    def ready(self, recipe: Recipe) -> AbstractContextManager[None]:
        """Make the other one ready; see `Runner`."""
        return self._runner.ready(recipe)

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        """Answer shards; see `Runner`."""
        for number, lines in self._runner.run(shards, recipe):
            self._seen(tuple(from_line(line) for line in lines.split(b"\n") if line))
            yield number, lines


def in_doubt(answer: Answer) -> bool:
    """Whether somebody should look at an answer: there is none, or it is unsure of the line of work."""
    return answer.abstained or not answer.matches or answer.matches[0].confidence < LEAST_SURE


__all__ = ["LEAST_SURE", "WatchedRunner", "in_doubt"]
