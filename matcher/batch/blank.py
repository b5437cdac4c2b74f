"""A blank table for people to fill in: headers that are understood again, an example, notes."""

from __future__ import annotations

import io

from kb.messages import Messages
from matcher.tables import known_names

FIELDS = ("id", "name", "text", "skills", "interests", "experience", "current_role", "riasec")
"""The columns of the blank table, in order."""

_WIDTHS = {"text": 60, "skills": 34, "interests": 26, "experience": 26}

ROWS_READY = 2_000
"""Rows below the header whose ids are text already, so that zeros in front stay."""


def blank_table(messages: Messages) -> bytes:
    """The workbook as bytes.

    Args:
        messages: the language of headers and notes.
    """
    import xlsxwriter

    from matcher.batch.writers.xlsx import MADE_ON

    assert set(FIELDS) <= set(known_names("student"))
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "shopladder", "created": MADE_ON})
    header = book.add_format({"bold": True, "bg_color": "#E7EEF7", "bottom": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    say = messages.get
    sheet = book.add_worksheet(say("batch.blank_sheet"))
    for column, field in enumerate(FIELDS):
        sheet.set_column(column, column, _WIDTHS.get(field, 14), text)
        sheet.write_string(0, column, say(f"batch.header_{field}"), header)
        sheet.write_comment(0, column, say(f"batch.blank_{field}"))
    for row in range(1, ROWS_READY + 1):
        sheet.write_blank(row, 0, None, text)
    sheet.freeze_panes(1, 1)
    notes = book.add_worksheet(say("batch.blank_notes"))
    notes.set_column(0, 0, 16, text)
    notes.set_column(1, 2, 60, text)
    for column, key in enumerate(("field", "meaning", "example")):
        notes.write_string(0, column, say(f"batch.blank_{key}"), header)
    for row, field in enumerate(FIELDS, 1):
        for column, key in enumerate(("header", "blank", "example")):
            notes.write_string(row, column, say(f"batch.{key}_{field}"), text)
    notes.write_string(len(FIELDS) + 2, 0, say("batch.blank_hint"))
    book.close()
    return stream.getvalue()


__all__ = ["FIELDS", "blank_table"]
