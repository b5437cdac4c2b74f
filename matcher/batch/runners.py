"""Who does the work: this process, or a pool of local ones. A runner knows nothing of what it runs.

Another runner (a cluster) is one more class with the same method; results may come in any order.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import multiprocessing
import multiprocessing.connection
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Protocol

from matcher.batch.options import BatchError
from matcher.batch.scoring import Recipe, Shard, load_recipe, run_recipe, use_shared_rows

MOST_WAITING = 2
"""Shards that wait for each process; more would only fill memory."""

LEAST_SHARED = 256
"""Rows from which a second process is worth loading the matcher for, which takes a second."""

ALLOCATIONS = 50_000
"""Objects made between two searches for garbage; an answer is a few hundred, and none of them are cycles."""


class Runner(Protocol):
    """Spreads shards over whatever it has."""

    def ready(self, recipe: Recipe) -> AbstractContextManager[None]:
        """Begin to make ready, while the caller sees to other things; shards are run inside.

        Args:
            recipe: of the shards to come.
        """
        del recipe
        return nullcontext()

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        """Answer shards.

        Args:
            shards: taken as they are needed, never all at once.
            recipe: how to answer.

        Returns:
            Number and lines of each shard, in any order, each once.
        """
        ...


class LocalRunner(Runner):
    """Runs in this process, or in a pool of processes on this machine."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = max(1, workers)
        self._pool: ProcessPoolExecutor | None = None

    @contextmanager
    def ready(self, recipe: Recipe) -> Iterator[None]:
        """Start the pool: its processes load the matcher while this one reads the table; see `Runner`."""
        if self.workers == 1 or self._pool is not None:
            yield
            return
        with tempfile.TemporaryDirectory(prefix="shopladder-") as folder:
            pool = ProcessPoolExecutor(
                self.workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(Path(folder) / "rows",),
            )
            try:
                with _uninterrupted():
                    for _ in range(self.workers):
                        pool.submit(load_recipe, recipe)
                self._pool = pool
                yield
            except BaseException:
                _kill(pool)
                raise
            finally:
                self._pool = None
            # The processes end by themselves; nobody waits for it.
            pool.shutdown(wait=False, cancel_futures=True)

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        """Answer shards; see `Runner`."""
        if self.workers == 1:
            for shard in shards:
                yield run_recipe(shard, recipe)
            return
        with self.ready(recipe):
            assert self._pool is not None
            yield from self._spread(self._pool, iter(shards), recipe)

    def _spread(
        self, pool: ProcessPoolExecutor, shards: Iterator[Shard], recipe: Recipe
    ) -> Iterator[tuple[int, bytes]]:
        waiting: set[Future[tuple[int, bytes]]] = set()
        while True:
            room = self.workers * MOST_WAITING - len(waiting)
            waiting |= {pool.submit(run_recipe, shard, recipe) for shard in islice(shards, room)}
            if not waiting:
                break
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def runner_named(name: str, workers: int, address: str | None = None) -> Runner:
    """The runner that is asked for.

    Args:
        name: `local` or `ray`.
        workers: processes, at most.
        address: of a running cluster, for `ray`; one is started here otherwise.

    Raises:
        BatchError: when it is not installed.
    """
    if name == "local":
        return LocalRunner(workers)
    if importlib.util.find_spec("ray") is None:
        raise BatchError("needs_extra", extra="ray")
    from matcher.batch.ray_runner import RayRunner

    return RayRunner(workers, address)


def usual_workers(rows: int) -> int:
    """Processes that serve a list: one a core that this process may use, four at most; one for a short list.

    Args:
        rows: of the list, at least; from `LEAST_SHARED` on it does not matter how many.
    """
    if rows < LEAST_SHARED:
        return 1
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return max(1, min(4, cores))


def _begin(shared: Path) -> None:
    """Make a process of the pool ready: interrupts are the parent's, and rows are shared."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(ALLOCATIONS)
    use_shared_rows(shared)


def _end_with_parent() -> None:
    """End when the parent does, however it ends; a pool's process would wait for work for good."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that ignore ctrl-C from their first moment; they inherit it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End a pool at once; what it was doing is done again when the run is resumed."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        with contextlib.suppress(OSError, ValueError):
            process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


__all__ = ["LEAST_SHARED", "MOST_WAITING", "LocalRunner", "Runner", "runner_named", "usual_workers"]
