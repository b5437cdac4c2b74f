"""Batch: a list is opened, seen, run, and what came back is mended; each person can be looked at."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal
from textual.widgets import OptionList

from tui.app.actions import bindings
from tui.app.base import LadderScreen
from tui.app.batch_lines import BatchLines
from tui.app.batch_paper import BatchPaper
from tui.app.messages import BatchEnded, BatchFailed, BatchOpened, BatchProgress, BatchSeen
from tui.app.screens.asking import ask_for_file, ask_where
from tui.app.screens.batch_asking import ask_cell, ask_choice
from tui.app.screens.finder import Found
from tui.app.view import View
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.notes import Notes
from tui.app.widgets.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from matcher.batch.answers import Answer
    from matcher.batch.engine import Prepared
    from matcher.batch.execute import Done
    from matcher.batch.mending import Reject
    from matcher.batch.options import BatchOptions
    from matcher.tables import Row
    from tui.app.paper import Paper
    from tui.app.widgets.choice_list import Choice

PREVIEWED = 5
"""People shown before a run."""

MOST_SHOWN = 2_000
"""People that can be looked at inside; the file holds all of them."""

ENDINGS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".jsonl", ".parquet", ".txt")

READ_BACK = 20_000
"""Rows of the list looked through for what somebody wrote; further down the file itself is quicker."""

NOWHERE = "\x00"
"""Stands for no column where one is chosen; no column is called so."""


class Stopped(Exception):
    """The person stopped the run; what is done is kept."""


class BatchScreen(LadderScreen):
    """What is going on above; columns, people or rejects on the left; one of them on the right."""

    CSS_PATH = "batch.tcss"
    MODE = "batch"
    AUTO_FOCUS = "#lines"

    BINDINGS: ClassVar[list[BindingType]] = bindings("batch")

    lines = getters.query_one("#lines", ChoiceList)
    detail = getters.query_one("#detail", Reader)

    def __init__(self) -> None:
        super().__init__()
        self._options: BatchOptions | None = None
        self._prepared: Prepared | None = None
        self._first: tuple[Row, ...] = ()
        self._answers: list[Answer] = []
        self._rejects: tuple[Reject, ...] = ()
        self._done: Done | None = None
        self._shown = "columns"
        self._progress = ""
        self._busy = False
        self._stopping = False

    def compose_body(self) -> ComposeResult:
        """What is going on, the list, the paper."""
        yield Notes("state")
        with Horizontal():
            yield ChoiceList("lines")
            yield Reader("detail")

    def say_again(self) -> None:
        """Say everything in the present language."""
        self._show()

    def view(self) -> View | None:
        """The paper one sees, and the command that runs this list."""
        options, prepared = self._options, self._prepared
        if options is None or prepared is None:
            return None
        command = ["shopladder", "batch", str(prepared.source), "-o", str(options.output)]
        for wish in options.wishes:
            command += ["--map", wish]
        command += ["--encoding", options.encoding] if options.encoding else []
        command += ["--encoder", options.encoder] if options.encoder else []
        return View("batch", self.app.say("places.batch"), self._paper(), {}, tuple(command))

    @property
    def is_busy(self) -> bool:
        """Whether a list is being matched."""
        return self._busy

    # ---- opening

    def action_open(self) -> None:
        """Ask for a list and open it."""
        if not self._busy:
            ask_for_file(
                self.app,
                self.app.say("batch.ask_list"),
                self.app.say("batch.list_keys"),
                ENDINGS,
                self.open_list,
            )

    def open_list(self, path: Path) -> None:
        """Open a list; what it holds comes as a message.

        Args:
            path: a table of people.
        """
        from kb.manifest import stacked
        from matcher.batch.options import BatchOptions

        base, *layers = stacked(self.app.overlays)
        output = path.with_name(f"{path.stem}-matches.xlsx")
        self._load(
            path,
            BatchOptions(
                output,
                self.app.language,
                base=str(base),
                overlays=tuple(map(str, layers)),
                encoder=self.app.encoder,
            ),
        )

    @work(thread=True, group="open", exclusive=True, exit_on_error=False)
    def _load(self, path: Path, options: BatchOptions) -> None:
        from matcher.batch.engine import prepare
        from matcher.batch.options import BatchError
        from matcher.tables import TableError

        try:
            prepared = prepare(path, options)
            first = tuple(islice(prepared.table.rows(), PREVIEWED))
        except (BatchError, TableError) as error:
            self.post_message(BatchFailed(error.said(self.app.messages)))
        except OSError as error:
            self.post_message(BatchFailed(self.app.explain(error)))
        except Exception as error:
            # Whatever a reader of workbooks raises on a damaged file, a sentence says that it cannot be read.
            why = self.app.explain_any(error)
            self.post_message(BatchFailed(self.app.say("batch.damaged", name=path.name, why=why)))
        else:
            self.post_message(BatchOpened(prepared, options, first))

    @on(BatchOpened)
    def _opened(self, event: BatchOpened) -> None:
        self._prepared, self._options, self._first = event.prepared, event.options, event.first
        self._answers, self._rejects, self._done = [], (), None
        self._shown, self._progress = "columns", ""
        self._show_lines(from_top=True)
        self._show()
        self.lines.focus()

    # ---- what a column means

    def action_encoding(self) -> None:
        """Read the list in another encoding."""
        from matcher.encodings import ENCODINGS

        prepared, options = self._prepared, self._options
        if self._busy or prepared is None or options is None or prepared.table.encoding is None:
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self._load(prepared.source, replace(options, encoding=name, wishes=()))

        ask_choice(self.app, "batch.ask_encoding", [Found(name, name) for name in ENCODINGS], chosen)

    def _choose_column(self, field: str) -> None:
        prepared, options = self._prepared, self._options
        if self._busy or prepared is None or options is None:
            return

        def chosen(column: str | None) -> None:
            if column is not None:
                kept = tuple(wish for wish in options.wishes if not wish.startswith(f"{field}="))
                name = "" if column == NOWHERE else column
                self._load(prepared.source, replace(options, wishes=(*kept, f"{field}={name}")))

        columns = [Found(name, name) for name in prepared.table.columns]
        nowhere = Found(NOWHERE, self.app.say("batch.from_nowhere"))
        ask_choice(
            self.app,
            "batch.ask_column",
            [*columns, nowhere],
            chosen,
            field=self.app.say(f"batch.field.{field}"),
        )

    # ---- running

    def action_run(self) -> None:
        """Match everybody, or those who came back and were mended."""
        prepared, options = self._prepared, self._options
        if self._busy or prepared is None or options is None:
            return
        if self._shown == "rejects" and self._rejects:
            self._run_mended(options)
            return

        def chosen(output: Path) -> None:
            self._start(prepared, replace(options, output=output, language=self.app.language))

        say = self.app.say
        ask_where(self.app, say("batch.ask_output"), say("batch.output_keys"), options.output, chosen)

    def _run_mended(self, options: BatchOptions) -> None:
        from matcher.batch.engine import prepare
        from matcher.batch.finish import rejects_path
        from matcher.batch.mending import write_rejects
        from matcher.batch.options import BatchError
        from matcher.tables import TableError

        path = rejects_path(options.output)
        output = options.output.with_name(f"{options.output.stem}-mended{options.output.suffix}")
        again = replace(options, output=output, encoding=None)
        try:
            write_rejects(path, self._rejects)
            prepared = prepare(path, again)
        except (BatchError, TableError) as error:
            self.post_message(BatchFailed(error.said(self.app.messages)))
        except OSError as error:
            self.post_message(BatchFailed(self.app.explain(error)))
        else:
            self._prepared = prepared
            self._start(prepared, again)

    def _start(self, prepared: Prepared, options: BatchOptions) -> None:
        self._options = options
        self._answers, self._rejects, self._done = [], (), None
        self._busy, self._stopping = True, False
        self._shown = "people"
        self._progress = self.app.say("batch.loading")
        self._show()
        self._run(prepared, options)

    @work(thread=True, group="batch", exit_on_error=False)
    def _run(self, prepared: Prepared, options: BatchOptions) -> None:
        from matcher.batch.execute import run_batch
        from matcher.batch.finish import rejects_path
        from matcher.batch.mending import read_rejects
        from matcher.batch.options import BatchError
        from matcher.batch.runners import LocalRunner
        from matcher.batch.watching import WatchedRunner
        from matcher.tables import TableError

        def told(done: int, total: int) -> None:
            self.post_message(BatchProgress(done, total))
            if self._stopping:
                raise Stopped

        def seen(answers: tuple[Answer, ...]) -> None:
            self.post_message(BatchSeen(answers))

        runner = WatchedRunner(LocalRunner(), seen)
        try:
            done = run_batch(prepared, options, runner, self.app.messages, restart=True, told=told)
            path = rejects_path(options.output)
            rejects = read_rejects(path) if path.is_file() else ()
        except Stopped:
            self.post_message(BatchFailed(self.app.say("batch.stopped")))
        except (BatchError, TableError) as error:
            self.post_message(BatchFailed(error.said(self.app.messages)))
        except Exception as error:
            # Whatever a writer or an encoder raises, the list stays open and a sentence says why.
            self.post_message(BatchFailed(self.app.say("batch.halted", why=self.app.explain_any(error))))
        else:
            self.post_message(BatchEnded(done, rejects))

    @on(BatchProgress)
    def _told(self, event: BatchProgress) -> None:
        self._progress = self.app.say("batch.progress", done=event.done, total=event.total)
        self._say_state()

    @on(BatchSeen)
    def _seen(self, event: BatchSeen) -> None:
        self._answers += event.answers[: max(MOST_SHOWN - len(self._answers), 0)]
        if self._shown == "people":
            self._show_lines()

    @on(BatchEnded)
    def _ended(self, event: BatchEnded) -> None:
        self._busy = False
        self._done, self._rejects = event.done, event.rejects
        self._answers.sort(key=lambda answer: answer.row)
        self._progress = ""
        self._show()

    @on(BatchFailed)
    def _failed(self, event: BatchFailed) -> None:
        self._busy = False
        self._progress = event.why
        self._show()

    def action_stop(self) -> None:
        """Stop the run."""
        self._stopping = self._busy

    # ---- showing

    def _show(self) -> None:
        self._say_state()
        self._show_lines()
        self.detail.show(self._paper())

    def _say_state(self) -> None:
        from matcher.batch.mending import how_to_join

        prepared, options, done = self._prepared, self._options, self._done
        parts = []
        if prepared is None or options is None:
            parts.append(self.app.say("batch.nothing_open"))
        else:
            table = prepared.table
            values = {"name": table.name, "columns": len(table.columns), "row": table.header_row}
            if table.encoding is not None and table.how is not None:
                # Here a key changes it, on the command line an option.
                key = f"batch.how_{table.how}"
                how = self.app.say(key) if table.how == "score" else self.app.messages.get(key)
                parts.append(self.app.say("batch.opened_text", encoding=table.encoding, how=how, **values))
            else:
                parts.append(self.app.say("batch.opened", **values))
        if done is not None and options is not None:
            counts = {key: done.counts[key] for key in ("rows", "answered", "abstained", "rejected")}
            parts.append(self.app.say("batch.done", name=options.output.name, **counts))
            columns = done.about["input"]["columns"]
            parts += filter(None, [how_to_join(columns, options.format, self.app.messages)])
            if self._shown == "people" and self._rejects:
                parts.append(self.app.say("batch.see_back"))
        parts += [self._progress] if self._progress else []
        self.query_one("#state", Notes).say("\n".join(parts))

    def _show_lines(self, *, from_top: bool = False) -> None:
        lines = self._lines()
        self.lines.show(lines, next((line.id for line in lines if line.id), "") if from_top else "")

    def _lines(self) -> list[Choice]:
        writer = BatchLines(self.app, self.app.knowledge)
        if self._shown == "columns":
            return writer.columns(self._prepared)
        if self._shown == "rejects":
            return writer.came_back(self._rejects)
        answered = self._done.counts["answered"] if self._done is not None else 0
        return writer.people(self._answers, answered, self._progress)

    def _paper(self) -> Paper:
        writer = BatchPaper(self.app.messages, self.app.knowledge)
        kind, _, which = self.lines.chosen.partition(":")
        if self._prepared is None:
            return writer.welcome()
        if kind == "row":
            answer = next(a for a in self._answers if a.row == int(which))
            return writer.answer(answer, self._cells_of(answer.row))
        if kind == "reject":
            return writer.reject(self._rejects[int(which)])
        if self._shown == "rejects" and kind == "run":
            return writer.run_mended()
        return writer.opened(self._prepared, self._first)

    def _cells_of(self, number: int) -> dict[str, str]:
        """What stands in a row of the list; nothing when it is too far down."""
        if self._prepared is None or self._busy:
            return {}
        from matcher.batch.rejects import is_rejects, mended

        table = self._prepared.table
        rows = islice(table.rows(), READ_BACK)
        again = is_rejects(table.columns)
        return next(
            (dict(row.cells) for row in (mended(r) if again else r for r in rows) if row.number == number), {}
        )

    @on(OptionList.OptionHighlighted, "#lines")
    def _looked_at(self) -> None:
        self.detail.show(self._paper())

    @on(OptionList.OptionSelected, "#lines")
    def _chosen(self) -> None:
        kind, _, which = self.lines.chosen.partition(":")
        if kind == "open":
            self.action_open()
        elif kind == "run":
            self.action_run()
        elif kind == "field":
            self._choose_column(which)
        elif kind == "row":
            self.detail.focus()
        elif kind == "reject":
            self._mend(int(which))

    # ---- looking and mending

    def action_turn(self) -> None:
        """Turn from columns to people to what came back."""
        order = ("columns", "people", "rejects")
        self._shown = order[(order.index(self._shown) + 1) % len(order)]
        self._show_lines(from_top=True)
        self._show()

    def action_next_doubt(self) -> None:
        """Go to the next person somebody should look at."""
        from matcher.batch.watching import in_doubt

        doubtful = [answer.row for answer in self._answers if in_doubt(answer)]
        if not doubtful:
            self.app.tell("no_doubt")
            return
        self._shown = "people"
        here = self.lines.chosen.removeprefix("row:")
        after = [row for row in doubtful if here.isdecimal() and row > int(here)]
        self._show_lines()
        self.lines.show(self._lines(), f"row:{(after or doubtful)[0]}")
        self.detail.show(self._paper())

    def _mend(self, place: int) -> None:
        reject = self._rejects[place]

        def written(column: str, text: str) -> None:
            rejects = list(self._rejects)
            rejects[place] = reject.with_cell(column, text)
            self._rejects = tuple(rejects)
            self._show()
            self.app.tell("mended")

        ask_cell(self.app, reject, written)
