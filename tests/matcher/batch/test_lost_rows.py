"""Laws of whole runs: no table loses a row or ends in a traceback, no kill changes a byte."""

from __future__ import annotations

import csv
import io
import os
import random
import signal
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.batch.options import BatchError
from matcher.tables import TableError, open_table
from tests.matcher.batch.runs import lines, run

CELL = st.one_of(
    st.sampled_from(
        ["", "會修圖", "photo editing", "=1+1", '"', "RIA", "a,b", "x\ny", "\x00", "學號", "[/b]", " "]
    ),
    st.text(max_size=8),
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=8)


def _text(rows: list[list[str]], quoted: bool) -> bytes:
    """A table written properly, or only joined, so that quotes, commas and line ends do their worst."""
    if quoted:
        stream = io.StringIO(newline="")
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
        text = stream.getvalue()
    else:
        text = "\n".join(",".join(row) for row in rows)
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, quoted=st.booleans())
def test_random_tables_lose_no_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], quoted: bool
) -> None:
    folder = tmp_path_factory.mktemp("t")
    source = folder / "in.csv"
    source.write_bytes(_text([["學號", "自我介紹", "技能", "何倫碼"], *rows], quoted))
    try:
        read = list(open_table(source).rows())
        done = run(source, folder / "out.jsonl", shard_rows=3)
    except (TableError, BatchError):
        return  # A sentence: the other right outcome. Anything else is a traceback and fails.
    answers = lines(folder / "out.jsonl")
    assert done.counts["rows"] == len(read) == len(answers) + done.counts["rejected"]
    rejected = set()
    if done.counts["rejected"]:
        with (folder / "out.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
            rejected = {int(row["row"]) for row in csv.DictReader(stream)}
    assert sorted({answer["row"] for answer in answers} | rejected) == [row.number for row in read]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to be killed at any moment")
def test_killed_at_ten_moments_and_resumed_the_bytes_are_the_same(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    people = [f"{n:05},會修圖和拍照 {n}，做過客服 {n % 7} 個月" for n in range(60)]
    people[11] += ",one too many"
    source.write_text("學號,自我介紹\n" + "\n".join(people), "utf-8")
    whole = tmp_path / "whole.xlsx"
    run(source, whole, shard_rows=2)
    start = time.monotonic()
    run(source, whole, shard_rows=2)
    length = time.monotonic() - start
    draw = random.Random(20261125)
    for trial in range(10):
        output = tmp_path / f"cut{trial}.xlsx"
        child = os.fork()
        if child == 0:
            run(source, output, shard_rows=2)
            os._exit(0)
        time.sleep(draw.uniform(0.02, 1.0) * length)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done = run(source, output, shard_rows=2, resume=True)
        assert output.read_bytes() == whole.read_bytes(), trial
        assert done.counts["rejected"] == 1
        rejects = output.with_name(f"cut{trial}.rejects.csv").read_bytes()
        assert rejects == (tmp_path / "whole.rejects.csv").read_bytes()
        assert not list(tmp_path.glob("*.parts"))
