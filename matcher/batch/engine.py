"""Keeps the books of a run: every row in is an answer or a reject out, whatever interrupts it.

Rows are read in one stream, cut into shards, answered by a runner in any order, kept whole on the disk, and
put together in the order of the table. Nothing depends on how many rows there are but the time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kb.messages import Messages
from matcher.batch.manifest import Identity, hash_of, identity
from matcher.batch.options import SHARDS_ALONE, BatchError, BatchOptions
from matcher.batch.parts import Parts
from matcher.batch.people import Person, person_of
from matcher.batch.rejects import RejectsFile, is_rejects, mended
from matcher.batch.runners import Runner
from matcher.batch.scoring import Recipe, Shard
from matcher.batch.seen import Seen
from matcher.batch.whole import Whole
from matcher.tables import Mapping, Row, RowProblem, Table, corrected, known_names, open_table
from matcher.tables.mapping import propose_mapping

Told = Callable[[int, int], None]
"""Told how many rows are done and how many there are."""

READ_BY = ("text", "skills", "interests", "riasec", "experience")
"""Fields of which at least one must be there."""

_ABSTAINED = b',"abstained":true'
"""Stands once in the line of a row without an answer and nowhere else: marks in texts are escaped."""

MOST_NAMED = 20
"""Rows named in a note; the others are counted."""


@dataclass
class Counts:
    """What became of the rows."""

    rows: int = 0
    """Rows with anything in them."""
    answered: int = 0
    """Rows in the output."""
    abstained: int = 0
    """Of those, rows without an honest answer."""
    rejected: int = 0
    """Rows in the file of rejects."""
    by_code: Counter[str] = field(default_factory=Counter)
    """Rejects by what is wrong with them."""
    twins: int = 0
    """Answered rows whose id stood on an earlier row."""
    nameless: int = 0
    """Answered rows without an id."""
    twin_rows: list[int] = field(default_factory=list)
    """The first of them."""
    nameless_rows: list[int] = field(default_factory=list)
    """The first of them."""

    @property
    def has_problems(self) -> bool:
        """Whether somebody should look."""
        return bool(self.rejected or self.twins or self.nameless)


@dataclass(frozen=True)
class Prepared:
    """An input that was opened and understood."""

    source: Path
    """Where it lies."""
    table: Table
    """What it holds."""
    mapping: Mapping
    """What its columns mean."""


def prepare(source: Path, options: BatchOptions) -> Prepared:
    """Open the input and find out what its columns mean.

    Raises:
        TableError: when it cannot be read, or an option does not fit it.
        BatchError: when no column says anything about a person.
    """
    fields = known_names("student")
    table = open_table(source, options.encoding, options.sheet)
    mapping = propose_mapping(table.columns, fields)
    saved = [f"{name}={column}" for name, columns in options.template.items() for column in columns]
    for wishes in (saved, list(options.wishes)):
        if wishes:
            mapping = corrected(mapping, wishes, table.columns, list(fields))
    if not any(mapping.of(name) for name in READ_BY):
        shown = ", ".join(table.columns[:30])
        raise BatchError("nothing_to_read", name=table.name, columns=shown, known=", ".join(READ_BY))
    return Prepared(source, table, mapping)


def people(
    prepared: Prepared, counts: Counts, limit: int | None, reject: Callable[[Row, RowProblem], None]
) -> Iterator[Person]:
    """The people of a table, in order; what is wrong with the others is told.

    Args:
        prepared: the input.
        counts: kept up to date.
        limit: rows to read at most.
        reject: told of every row that cannot be answered.
    """
    again = is_rejects(prepared.table.columns)
    seen = Seen()
    for read in islice(prepared.table.rows(), limit):
        row = mended(read) if again else read
        counts.rows += 1
        person = row.problem or person_of(row, prepared.mapping)
        if isinstance(person, RowProblem):
            counts.rejected += 1
            counts.by_code[person.code] += 1
            reject(row, person)
            continue
        if not person.id:
            counts.nameless += 1
            counts.nameless_rows += [row.number] if counts.nameless <= MOST_NAMED else []
        elif seen.again(person.id):
            counts.twins += 1
            counts.twin_rows += [row.number] if counts.twins <= MOST_NAMED else []
        yield person


def count_rows(prepared: Prepared, limit: int | None) -> int:
    """How many rows there are to read."""
    known = prepared.table.length
    if known is None:
        known = sum(1 for _ in islice(prepared.table.rows(), limit))
    return known if limit is None else min(known, limit)


class Run:
    """One run, from the first row to the last shard."""

    def __init__(self, prepared: Prepared, options: BatchOptions, recipe: Recipe) -> None:
        self.prepared = prepared
        self.options = options
        self.recipe = recipe
        self.parts = Parts(options.output)
        self.counts = Counts()
        self.resumed = 0
        self.whole: Whole | None = None
        """The output, where it is nothing but the shards, put together by `answer`."""
        self._shards = 0

    def identity(self) -> Identity:
        """What this run is made from."""
        mapping = {name: list(columns) for name, columns in self.prepared.mapping.columns.items()}
        return identity(
            self.recipe.matcher(),
            hash_of(self.prepared.source),
            self.options.that_matter() | {"mapping": mapping},
            self.options.shard_rows,
        )

    def begin(self, own: Identity, *, resume: bool, restart: bool) -> Identity:
        """Make ready, or take up what an earlier run left.

        Args:
            own: what this run is made from.
            resume: whether to go on with what is there.
            restart: whether to throw away what is there.

        Raises:
            BatchError: when something is there and neither was asked for, or it was made from something else.
        """
        begun = self.parts.begun()
        if begun is None or restart:
            self.parts.begin(own)
            return own
        if not resume:
            raise BatchError("half_done", name=self.options.output.name)
        differs = own.difference(begun)
        if differs:
            raise BatchError(f"changed_{differs}", name=self.options.output.name)
        self.resumed = len(self.parts.done())
        return begun

    def answer(
        self, runner: Runner, begun: Identity, messages: Messages, told: Told | None, total: int
    ) -> None:
        """Answer every row that no kept shard answers.

        Args:
            runner: does the work.
            begun: from `begin`.
            messages: the language of what is wrong with rejects.
            told: told of progress.
            total: rows there are.
        """
        done = self.parts.done()
        sizes: dict[int, int] = {}
        finished = 0
        columns = self.prepared.table.columns
        path = self.parts.whole(self.options.output.suffix)
        whole = Whole(path, self.parts.read) if self.options.format == SHARDS_ALONE else None
        with RejectsFile(self.parts.rejects, columns, messages) as rejects, whole or nullcontext():

            def take(number: int, lines: bytes) -> None:
                self.counts.abstained += lines.count(_ABSTAINED)
                if whole is not None:
                    whole.add(number, lines)

            def shards() -> Iterator[Shard]:
                nonlocal finished
                stream = people(self.prepared, self.counts, self.options.limit, rejects.add)
                while batch := tuple(islice(stream, begun.shard_rows)):
                    number = self._shards
                    self._shards += 1
                    self.counts.answered += len(batch)
                    if number in done:
                        finished += len(batch)
                        take(number, self.parts.read(number))
                        continue
                    sizes[number] = len(batch)
                    yield Shard(number, batch)

            for number, lines in runner.run(shards(), self.recipe):
                self.parts.keep(number, lines)
                take(number, lines)
                finished += sizes.pop(number)
                if told is not None:
                    told(finished + self.counts.rejected, total)
        self.whole = whole

    def lines(self) -> Iterator[bytes]:
        """All answers, in the order of the table."""
        return self.parts.lines(self._shards)


__all__ = [
    "READ_BY",
    "Counts",
    "Prepared",
    "Run",
    "Told",
    "count_rows",
    "people",
    "prepare",
]
