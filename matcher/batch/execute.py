"""A whole run in one call, and what a run would be; the doors for the command line, the app and programs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kb.messages import Messages
from matcher.batch.cohort import Cohort
from matcher.batch.engine import Counts, Prepared, Run, Told, count_rows, people
from matcher.batch.finish import finish, finished, provenance
from matcher.batch.options import FOR_MACHINES, BatchOptions
from matcher.batch.runners import Runner
from matcher.batch.scoring import Recipe, score_shard

SAMPLED = 12
"""People answered to estimate how long a run would take."""


@dataclass(frozen=True)
class Done:
    """A run that came to its end."""

    counts: Mapping[str, Any]
    """What became of the rows, as in the manifest."""
    about: Mapping[str, Any]
    """What it was made from, as in the manifest."""
    cohort: Cohort | None
    """The whole in figures; None when nobody asked, or an earlier run had finished already."""
    already: bool = False
    """Whether there was nothing to do."""

    @property
    def has_problems(self) -> bool:
        """Whether somebody should look: rejects, ids that do not tell people apart."""
        return any(self.counts[key] for key in ("rejected", "ids_again", "without_id"))


@dataclass(frozen=True)
class Estimate:
    """What a run would be."""

    counts: Counts
    """What would become of the rows; none is answered."""
    good: int
    """Rows that can be answered."""
    seconds: float
    """About how long it would take."""


def run_batch(
    prepared: Prepared,
    options: BatchOptions,
    runner: Runner,
    messages: Messages,
    *,
    resume: bool = False,
    restart: bool = False,
    told: Told | None = None,
    resumed: Callable[[int], None] | None = None,
    facts: Mapping[str, Any] | None = None,
    figures: bool = False,
) -> Done:
    """Answer everybody and write the output, the rejects and the manifest.

    Args:
        prepared: the input.
        options: what is asked for.
        runner: does the work.
        messages: the reader's language.
        resume: whether to go on with what an interrupted run left.
        restart: whether to throw that away.
        told: told of progress.
        resumed: told how many shards were there already, when resuming.
        facts: how it runs, for the manifest only.
        figures: whether the cohort in figures is wanted where the output does not show it.

    Raises:
        BatchError: when it cannot start or go on.
        OSError: when a file cannot be written.
        KeyboardInterrupt: when the user stops it; what is done is kept.
    """
    start = time.monotonic()
    run = Run(prepared, options, recipe_of(options))
    with runner.ready(run.recipe):
        own = run.identity()
        if resume and run.parts.begun() is None:
            manifest = finished(options.output, own)
            if manifest is not None:
                run.parts.clear()
                return Done(manifest["counts"], manifest, None, already=True)
        begun = run.begin(own, resume=resume, restart=restart)
        if run.resumed and resumed is not None:
            resumed(run.resumed)
        run.answer(runner, begun, messages, told, count_rows(prepared, options.limit))
    ran = dict(facts or {}) | {"seconds": round(time.monotonic() - start, 1)}
    cohort = finish(run, begun, messages, ran, figures=figures)
    about = provenance(run, begun)
    return Done(about["counts"], about, cohort)


def estimate(prepared: Prepared, options: BatchOptions, workers: int) -> Estimate:
    """Read everything, answer a few people, write nothing.

    Args:
        prepared: the input.
        options: what is asked for.
        workers: processes that would share the work.
    """
    counts = Counts()
    stream = people(prepared, counts, options.limit, lambda row, problem: None)  # noqa: ARG005 - counted, not kept
    sample = list(islice(stream, SAMPLED))
    good = len(sample) + sum(1 for _ in stream)
    matcher = recipe_of(options).matcher()
    score_shard(sample[:1], matcher, options.top)
    start = time.monotonic()
    score_shard(sample[1:], matcher, options.top)
    each = (time.monotonic() - start) / max(1, len(sample) - 1)
    return Estimate(counts, good, each * good / max(1, workers))


def recipe_of(options: BatchOptions) -> Recipe:
    """What a process needs to answer for these options."""
    return Recipe(
        encoder=options.encoder,
        overlays=options.overlays,
        base=options.base,
        top=options.top,
        named=options.format not in FOR_MACHINES,
    )


__all__ = ["SAMPLED", "Done", "Estimate", "estimate", "recipe_of", "run_batch"]
