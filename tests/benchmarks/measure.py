"""How things are timed: medians of repeats, alternatives taken in turn, memory of a process of its own."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its alternative."""

    what: str
    """What was measured."""
    ours: float
    """Our value in `unit`."""
    alternative: str
    """What it is compared with."""
    theirs: float
    """The alternative's value in `unit`."""
    unit: str
    """Unit of both values: s, ms, texts/s, MiB, or blank."""
    ratio: float
    """How many times as good as the alternative we are; above 1 is better."""
    target: float | None = None
    """What `ratio` should reach, when a target was set."""
    note: str = ""
    """What a reader must know to read it rightly."""

    def __str__(self) -> str:
        """One line for a person."""
        reached = "" if self.target is None else f", target {self.target:g}: {self.verdict}"
        values = f"{self.ours:.4g} against {self.theirs:.4g} {self.unit}".rstrip()
        note = f" ({self.note})" if self.note else ""
        return f"{self.what}: {values} of {self.alternative}; {self.ratio:.2f} times{reached}{note}"

    @property
    def verdict(self) -> str:
        """Whether the target is reached, in a word."""
        return "reached" if self.target is None or self.ratio >= self.target else "missed"


def seconds(call: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def medians(calls: Sequence[Callable[[], object]], repeats: int = 5) -> list[float]:
    """Median wall seconds of each call, taken in turn so that a busy moment hits all of them.

    Args:
        calls: what to time.
        repeats: how often each is run; one run before them is not counted.
    """
    for call in calls:
        call()
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(repeats):
        for times, call in zip(taken, calls, strict=True):
            times.append(seconds(call))
    return [statistics.median(times) for times in taken]


def process(*words: str, text: str | None = None) -> Callable[[], object]:
    """A call that runs this interpreter in a new process from the root of the repository.

    Raises (when called):
        CalledProcessError: when the process fails.
    """

    def call() -> object:
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, input=text, capture_output=True, text=True, check=True
        )

    return call
