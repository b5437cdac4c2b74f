"""A cluster does the work: shards go to the tasks of Ray Data, wherever there is room.

Tasks, not a pool of actors: a pool of fixed size waits for ever for a node that is gone, while a task that
was lost is run again on another one, and a node that joins gets tasks at once. A process keeps its matcher
from one task to the next. Nothing of a shard is kept on a node.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from matcher.batch.options import BatchError
from matcher.batch.runners import Runner
from matcher.batch.scoring import Recipe, Shard, run_recipe

WINDOW = 512
"""Shards on the cluster at a time, so that memory does not grow with the table."""


class RayRunner(Runner):
    """Runs on a Ray cluster, or on one that is started here for the run."""

    def __init__(self, workers: int, address: str | None = None) -> None:
        """Nothing is started yet.

        Args:
            workers: processes, where no cluster is named.
            address: of a running cluster, such as `auto` or `ray://head:10001`.
        """
        self.workers = max(1, workers)
        self.address = address

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        """Answer shards; see `Runner`.

        Raises:
            BatchError: when the cluster does not answer, or knows something else than this machine.
        """
        # Ray asks about itself on the network otherwise.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray

        own = not ray.is_initialized()
        if own:
            self._join(ray)
        try:
            ray.data.DataContext.get_current().enable_progress_bars = False
            logging.getLogger("ray.data").setLevel(logging.WARNING)
            stream = iter(shards)
            told = known_to(recipe)
            while window := list(islice(stream, WINDOW)):
                items = [{"shard": pickle.dumps(shard)} for shard in window]
                data = ray.data.from_items(items, override_num_blocks=len(items))
                answered = data.map(
                    answer, fn_kwargs={"recipe": recipe, "told": told}, num_cpus=1, max_retries=-1
                )
                for row in answered.iter_rows():
                    if row["told"] != told:
                        raise BatchError("ray_differs", node=row["node"])
                    yield int(row["number"]), bytes(row["lines"])
        finally:
            if own:
                ray.shutdown()

    def _join(self, ray: Any) -> None:
        here = {} if self.address else {"num_cpus": self.workers, "include_dashboard": False}
        try:
            ray.init(address=self.address, log_to_driver=False, logging_level="error", **here)
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            raise BatchError("ray_unreachable", address=self.address or "local", why=error) from error


def answer(row: dict[str, Any], recipe: Recipe, told: str) -> dict[str, Any]:
    """Answer one shard in a task; where the node knows something else, say what instead."""
    node = os.uname().nodename
    known = known_to(recipe)
    if known != told:
        return {"number": -1, "lines": b"", "told": known, "node": node}
    # From our own driver, which made the shard a moment ago.
    shard: Shard = pickle.loads(row["shard"])
    number, lines = run_recipe(shard, recipe)
    return {"number": number, "lines": lines, "told": known, "node": node}


def known_to(recipe: Recipe) -> str:
    """What an answer depends on besides the person: knowledge and model."""
    matcher = recipe.matcher()
    return f"{matcher.knowledge.digest} {matcher.encoder_name}"


__all__ = ["WINDOW", "RayRunner", "answer", "known_to"]
