"""What a batch run says on stderr: what was read, what the columns mean, how far it is, what became of it."""

from __future__ import annotations

import time
from pathlib import Path

from kb.messages import Messages
from matcher.batch.engine import Prepared
from matcher.batch.execute import Done, Estimate
from matcher.batch.mending import how_to_join
from matcher.batch.options import BatchOptions
from matcher.matcher import WORDS_ONLY
from tui.cli.layout import table, wrap, wrap_hint
from tui.cli.narration import Progress, narrate
from tui.cli.session import Session

MOST_UNUSED = 12
"""Columns named that are not read."""


class BatchView:
    """Narrates one run."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._say = session.say

    def opened(self, prepared: Prepared) -> None:
        """What was found in the input, aloud, so that a wrong guess is seen."""
        found = prepared.table
        say = self._say
        name, kind = found.name, say(f"batch.kind_{found.kind}")
        if found.sheet is not None:
            count = len(found.sheets)
            self._line(
                say("batch.reading_sheet", name=name, sheet=found.sheet, count=count, row=found.header_row)
            )
        elif found.encoding is not None and found.how is not None:
            how = say(f"batch.how_{found.how}")
            columns = len(found.columns)
            key = "reading_text" if found.header_row else "reading_objects"
            values = {"name": name, "kind": kind, "encoding": found.encoding, "how": how, "columns": columns}
            self._line(say(f"batch.{key}", row=found.header_row, **values))
        else:
            self._line(say("batch.reading", name=name, kind=kind, columns=len(found.columns)))
        self._mapping(prepared)

    def _mapping(self, prepared: Prepared) -> None:
        mapping = prepared.mapping
        rows = [(field, ", ".join(columns)) for field, columns in mapping.columns.items()]
        if not mapping.of("id"):
            rows.insert(0, ("id", self._say("batch.without_id_column")))
        self._line(self._say("batch.mapped"))
        narrate(table(rows, self._session.columns))
        if mapping.unused:
            comma = self._say("words.comma")
            shown = comma.join(mapping.unused[:MOST_UNUSED]) + (
                f"{comma}..." if len(mapping.unused) > MOST_UNUSED else ""
            )
            self._line(self._say("batch.unused", columns=shown))

    def done(self, done: Done, options: BatchOptions, rejects: Path, mend: str) -> None:
        """What became of the rows, and what to do about those that came back.

        Args:
            done: the run.
            options: what was asked for.
            rejects: where the rejects are.
            mend: the command that runs mended rejects.
        """
        counts = done.counts
        output = options.output
        if done.already:
            narrate(self._say("batch.already", name=output))
        self._matched_by(str(done.about["model"]).partition(" ")[0], options.encoder)
        self._twins(
            counts["ids_again"],
            counts["rows_with_ids_again"],
            counts["without_id"],
            counts["rows_without_id"],
        )
        figures = {key: counts[key] for key in ("rows", "answered", "abstained", "rejected")}
        key = "done" if counts["abstained"] else "done_all"
        self._line(self._say(f"batch.{key}", name=output, **figures))
        join = how_to_join(done.about["input"]["columns"], options.format, self._session.messages)
        if join:
            self._line(join)
        if counts["rejected"]:
            narrate(self._say("batch.rejects", name=rejects))
            narrate(self._say("batch.rejects_next", command=mend))

    def _matched_by(self, encoder: str, asked: str | None) -> None:
        """Which encoder read; where it is not the best one, how to have that."""
        known = self._session.messages.find(f"encoder.{encoder}")
        self._line(self._say("batch.matched_by", encoder=known or self._say("encoder.other", name=encoder)))
        if encoder == WORDS_ONLY and asked is None:
            narrate(wrap_hint(self._say("match.build_hint"), self._session.columns))

    def estimated(self, found: Estimate, workers: int) -> None:
        """What a run would be."""
        counts = found.counts
        self._twins(counts.twins, counts.twin_rows, counts.nameless, counts.nameless_rows)
        self._line(self._say("batch.check", rows=counts.rows, good=found.good, rejected=counts.rejected))
        if counts.by_code:
            codes = ", ".join(f"{code} {n}" for code, n in sorted(counts.by_code.items()))
            self._line(self._say("batch.check_codes", codes=codes))
        time = time_in_words(found.seconds, self._session.messages)
        narrate(self._say("batch.estimate", time=time, workers=workers))

    def _twins(self, again: int, again_rows: list[int], without: int, without_rows: list[int]) -> None:
        """Ids that do not tell people apart."""
        for key, count, rows in (("ids_again", again, again_rows), ("without_id", without, without_rows)):
            if count:
                named = ", ".join(map(str, rows)) + (", ..." if count > len(rows) else "")
                self._line(self._say(f"batch.{key}", count=count, rows=named))

    def _line(self, text: str) -> None:
        narrate(wrap(text, self._session.columns))


class Pace:
    """Tells how far a run is, how fast it goes and how long it will take."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._progress = Progress()
        self._start = time.monotonic()
        self._skipped = 0

    def resumed(self, shards: int, rows: int) -> None:
        """Say what an earlier run did; about so many rows do not count towards the pace."""
        narrate(self._session.say("batch.resumed", done=shards))
        self._skipped = rows

    def told(self, done: int, total: int) -> None:
        """Say it."""
        passed = max(time.monotonic() - self._start, 1e-6)
        rate = max(1, done - self._skipped) / passed
        left = max(0, total - done) / rate if rate else 0.0
        text = self._session.say(
            "batch.progress",
            done=f"{done:,}",
            total=f"{total:,}",
            rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}",
            left=time_in_words(left, self._session.messages),
        )
        self._progress.show(text, "batch")

    def end(self) -> None:
        """Leave the moving line."""
        self._progress.end()


def time_in_words(seconds: float, messages: Messages) -> str:
    """Seconds as seconds, minutes or hours."""
    whole = max(int(seconds > 0), round(seconds))
    if whole < 120:
        return messages.get("batch.seconds", count=whole)
    minutes = round(whole / 60)
    if minutes < 120:
        return messages.get("batch.minutes", count=minutes)
    return messages.get("batch.hours", count=minutes // 60, minutes=minutes % 60)


__all__ = ["BatchView", "Pace", "time_in_words"]
