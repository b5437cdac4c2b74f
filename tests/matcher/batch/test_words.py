"""The words of tables and batches: each is said somewhere, by its code or where messages are put together."""

from __future__ import annotations

import re

from kb.locate import builtin_root
from kb.messages import Messages

ROOT = builtin_root().parent
PUT_TOGETHER = {
    "about": (
        "input",
        "input_hash",
        "mapping",
        "rows",
        "answered",
        "rejected",
        "abstained",
        "knowledge",
        "model",
        "program",
        "method",
        "privacy",
    ),
    "blank": (
        "id",
        "name",
        "text",
        "skills",
        "interests",
        "experience",
        "current_role",
        "riasec",
        "field",
        "meaning",
        "example",
    ),
    "changed": ("input", "knowledge", "model", "program", "options"),
    "cohort": ("sure_high", "sure_fair", "sure_low"),
    "column": ("row", "id", "name", "role", "family", "score", "confidence", "reason", "gap", "next", "note"),
    "how": ("forced", "mark", "valid", "score"),
    "kind": ("csv", "jsonl", "workbook", "parquet", "folder"),
}
"""Messages named by a part that code fills in."""


def test_every_word_of_tables_and_batches_is_said() -> None:
    files = [
        path
        for folder in ("matcher/tables", "matcher/batch", "matcher/team", "tui/cli")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".j2")
    ]
    code = "".join(path.read_text("utf-8") for path in files)
    said = set(re.findall(r"""["']((?:batch|table|reject)\.\w+)["']""", code))
    said |= {f"table.{code}" for code in re.findall(r'TableError\(\s*"(\w+)"', code)}
    said |= {f"reject.{code}" for code in re.findall(r'RowProblem\(\s*"(\w+)"', code)}
    said |= {f"batch.{code}" for code in re.findall(r'BatchError\(\s*"(\w+)"', code)}
    said |= {f"batch.{start}_{end}" for start, ends in PUT_TOGETHER.items() for end in ends}
    fields = PUT_TOGETHER["blank"][:8]
    said |= {f"batch.{start}_{field}" for start in ("header", "example") for field in fields}
    written = {key for key in Messages.load("en").keys() if key.startswith(("batch.", "table.", "reject."))}  # noqa: SIM118
    unsaid = {key for key in written - said if key.removesuffix("_remedy") not in said}
    words = set(re.findall(r'"(\w+)"', code))
    assert {key for key in unsaid if key.partition(".")[2] not in words} == set()
    assert {key for key in said if key.startswith(("table.", "reject."))} - written == set()
