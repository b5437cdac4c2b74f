"""The one thing that is spread over processes and machines: people in, lines out, nothing else touched.

`score_shard` is pure: the same people, matcher and number of roles give the same bytes, whatever else is in
the shard and wherever it runs.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matcher.batch.answers import to_line
from matcher.batch.people import Person
from matcher.encoders.base import THREADS
from matcher.matcher import Matcher
from matcher.rows import SharedRows


@dataclass(frozen=True)
class Shard:
    """A piece of the work."""

    number: int
    """Its place, from 0."""
    people: tuple[Person, ...]
    """In the order of the table."""


@dataclass(frozen=True)
class Recipe:
    """All that a process needs to answer as any other; small enough to be sent."""

    encoder: str | None = None
    """Name of the encoder."""
    overlays: tuple[str, ...] = ()
    """Knowledge folders over the built-in one."""
    base: str | None = None
    """A knowledge folder in place of the built-in one."""
    top: int = 5
    """Roles a person."""
    named: bool = False
    """Whether names go along."""

    def matcher(self) -> Matcher:
        """The matcher of this recipe; made once a process."""
        return _matcher(self.encoder, self.overlays, self.base)


def score_shard(people: Sequence[Person], matcher: Matcher, top: int, *, named: bool = False) -> bytes:
    """Answer people.

    Args:
        people: in the order of the table.
        matcher: who answers.
        top: roles a person.
        named: whether names go along.

    Returns:
        A line of JSON a person, in the same order, as `matcher.batch.answers` writes them.
    """
    return b"".join(to_line(p, matcher.fits(p.profile, top), named=named) for p in people)


def run_recipe(shard: Shard, recipe: Recipe) -> tuple[int, bytes]:
    """Answer a shard in whatever process this is; returns its number and its lines."""
    return shard.number, score_shard(shard.people, recipe.matcher(), recipe.top, named=recipe.named)


def load_recipe(recipe: Recipe) -> None:
    """Make the matcher of a recipe in this process, so that its first shard need not wait for it."""
    recipe.matcher()


_SHARED: list[Path] = []
"""The file of shared rows of this process, if it is one of a pool."""


def use_shared_rows(path: Path) -> None:
    """Be one process of several: from now on matchers share rows with the others and keep to one core.

    Args:
        path: of the file by which no clause is read twice; whoever needs it first makes it.
    """
    _SHARED[:] = [path]
    _matcher.cache_clear()


@lru_cache(maxsize=1)
def _matcher(encoder: str | None, overlays: tuple[str, ...], base: str | None) -> Matcher:
    from kb import Knowledge
    from kb.locate import builtin_root

    root = Path(base) if base is not None else builtin_root()
    knowledge = Knowledge.load(overlays=tuple(Path(folder) for folder in overlays), base=root)
    matcher = Matcher.load(knowledge=knowledge, encoder=encoder, threads=1 if _SHARED else THREADS)
    clauses = matcher.scorer.clauses
    for path in _SHARED:
        with contextlib.suppress(OSError, ValueError):
            SharedRows.create(path, clauses.width)
            clauses.rows = SharedRows(path, clauses.width)
    # Knowledge stays for good: looking through it for garbage again and again takes a third of the time.
    gc.collect()
    gc.freeze()
    return matcher


__all__ = ["Recipe", "Shard", "load_recipe", "run_recipe", "score_shard", "use_shared_rows"]
