"""What Batch asks: one of several things, what should stand in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.finder import FinderScreen, Found, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.batch.mending import Reject
    from tui.app.base import LadderApp


def ask_choice(
    app: LadderApp, key: str, answers: Sequence[Found], chosen: Callable[[str | None], None], **values: object
) -> None:
    """Ask for one of several.

    Args:
        app: whose screen it is.
        key: of the question.
        answers: what can be chosen.
        chosen: called with the id of what was chosen, or None.
        values: for the placeholders of the question.
    """

    def find(typed: str) -> Sequence[Found]:
        return [answer for answer in answers if typed.casefold() in answer.title.casefold()]

    app.push_screen(FinderScreen(Question(app.say(key, **values), "", app.say("ask.keys"), find)), chosen)


def ask_cell(app: LadderApp, reject: Reject, written: Callable[[str, str], None]) -> None:
    """Ask what should stand in a row that came back, and in which column where that is not known.

    Args:
        app: whose screen it is.
        reject: the row.
        written: called with the column and what should stand there.
    """

    def column_chosen(column: str | None) -> None:
        if column is None:
            return

        def said(text: str | None) -> None:
            if text is not None:
                written(column, text)

        title = app.say("batch.ask_cell", column=column, row=reject.row)
        typed = reject.cells.get(column, "")
        question = Question(title, "", app.say("batch.mend_keys"), lambda _: (), typed=typed, free=True)
        app.push_screen(FinderScreen(question), said)

    if reject.column in reject.cells:
        column_chosen(reject.column)
    else:
        columns = [Found(name, name) for name in reject.cells]
        ask_choice(app, "batch.ask_mend", columns, column_chosen, row=reject.row)
