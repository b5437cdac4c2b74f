"""A blank performance sheet as a workbook: a row for the team, rows for people, and notes on every column.

The first row holds the names the program reads, the second what they mean; rows that begin with # are for
people. Cells that do not belong to a row are grey, and a cell says what may stand in it when one enters it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kb import Knowledge
from kb.messages import Messages
from kb.models import TeamStage
from matcher.team.report.workbook import MADE_ON, OPTIONS
from matcher.team.sheets.columns import Column, columns
from matcher.team.sheets.numbers import plain
from matcher.team.sheets.sheet import DEFAULT_TOP, TEAM
from matcher.team.sheets.wording import SheetWording

PEOPLE_ROWS = 30
"""Rows prepared for people; more may follow."""

HEAD_COLUMNS = ("id", "name", "stage", "period", "currency", "top")
"""What stands before the figures."""

_FIRST_PERSON = 3
"""Row of the first person, counted from 0: names, meanings and the team come first."""


def template_workbook(knowledge: Knowledge, messages: Messages, stage: TeamStage) -> bytes:
    """The blank sheet of a stage in one language; the same stage gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties({"created": MADE_ON})
    writer = _Template(book, knowledge, messages, stage)
    writer.sheet()
    writer.notes()
    book.close()
    return stream.getvalue()


class _Template:
    def __init__(self, book: Any, knowledge: Knowledge, messages: Messages, stage: TeamStage) -> None:
        self._book = book
        self._messages = messages
        self._stage = stage
        self._words = SheetWording(knowledge, messages, stage)
        self._columns = columns(knowledge, stage)
        self._key = book.add_format({"bold": True, "bg_color": "#E7EEF7", "text_wrap": True, "valign": "top"})
        self._label = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._grey = book.add_format({"bg_color": "#DDDDDD", "pattern": 14})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True})

    def sheet(self) -> None:
        """The sheet to fill in."""
        sheet = self._book.add_worksheet(self._say("template_title"))
        for number, key in enumerate(HEAD_COLUMNS):
            sheet.write_string(0, number, key, self._key)
        sheet.write_string(1, 0, self._say("template_hint"), self._label)
        sheet.write_row(2, 0, [TEAM, "", self._stage.id.removeprefix("stage-")])
        sheet.write_number(2, HEAD_COLUMNS.index("top"), int(DEFAULT_TOP))
        last = _FIRST_PERSON + PEOPLE_ROWS - 1
        for place, column in enumerate(self._columns, len(HEAD_COLUMNS)):
            sheet.write_string(0, place, column.key, self._key)
            sheet.write_string(1, place, self._meaning(column), self._label)
            if column.scope == "person":
                sheet.write_blank(2, place, None, self._grey)
            if column.scope == "team":
                for row in range(_FIRST_PERSON, last + 1):
                    sheet.write_blank(row, place, None, self._grey)
            self._hint(sheet, place, last, column)
        sheet.set_column(0, len(HEAD_COLUMNS) - 1, 12)
        sheet.set_column(len(HEAD_COLUMNS), len(HEAD_COLUMNS) + len(self._columns) - 1, 18)
        sheet.set_row(1, 60)
        sheet.freeze_panes(2, 2)

    def notes(self) -> None:
        """How to fill it in, what every column is, and the formulas."""
        sheet = self._book.add_worksheet(self._say("template_notes"))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 48)
        sheet.set_column(2, 3, 26)
        row = 0
        for text in (self._stage.description.get(self._messages.language), *self._how_to()):
            sheet.merge_range(row, 0, row, 3, text, self._text)
            sheet.set_row(row, 48)
            row += 1
        titles = ("template_key", "template_meaning", "template_who", "template_range")
        row = self._row(sheet, row + 1, [self._say(title) for title in titles], self._bold)
        for column in self._columns:
            who = self._say(f"who_{column.scope}")
            row = self._row(
                sheet, row, [column.key, self._meaning(column), who, self._range(column)], self._text
            )
        row = self._row(sheet, row + 1, [self._say("template_formula")], self._bold)
        for formula in self._stage.formulas:
            cells = [
                self._words.formula_title(formula),
                self._words.in_words(formula),
                self._words.formula_note(formula),
            ]
            row = self._row(sheet, row, cells, self._text)

    def _row(self, sheet: Any, row: int, cells: Sequence[str], form: Any) -> int:
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, form)
        return row + 1

    def _how_to(self) -> list[str]:
        return [self._say(f"how_to.{key}") for key in ("first", "second", "third", "fourth")]

    def _hint(self, sheet: Any, place: int, last: int, column: Column) -> None:
        """What a cell says when one enters it; nothing is forbidden, since the program explains better."""
        title = self._meaning(column)[:32]
        options = {"validate": "any", "input_title": title, "input_message": self._range(column)[:255]}
        sheet.data_validation(2, place, last, place, options)

    def _meaning(self, column: Column) -> str:
        label = column.label.get(self._messages.language)
        if column.part is None:
            return label
        return f"{column.part.label.get(self._messages.language)}: {label}"

    def _range(self, column: Column) -> str:
        variable = column.variable
        if variable is None:
            return self._say("range_marks", top=plain(DEFAULT_TOP))
        low, high = variable.minimum, variable.maximum
        if low is not None and high is not None:
            said = self._say("range_between", low=plain(Decimal(str(low))), high=plain(Decimal(str(high))))
        elif low is not None:
            said = self._say("range_from", low=plain(Decimal(str(low))))
        else:
            said = self._say("range_any")
        if variable.default is None:
            return said
        return self._say("range_default", range=said, value=plain(Decimal(str(variable.default))))

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"sheets.{key}", **values)


__all__ = ["HEAD_COLUMNS", "PEOPLE_ROWS", "template_workbook"]
