"""The cluster gives the same bytes as this machine, also when a node is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matcher.batch.options import BatchError
from matcher.batch.runners import runner_named
from matcher.batch.scoring import Recipe

pytest.importorskip("ray")

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_two_nodes_give_the_same_bytes_though_one_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.matcher.batch.two_nodes"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {"nodes": 2, "left": 1, "shards": 24, "same": True}


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(BatchError) as caught:
        runner_named("ray", 2)

    assert caught.value.code == "needs_extra"


def test_a_node_that_knows_something_else_is_refused() -> None:
    from matcher.batch.ray_runner import answer

    row = answer({"shard": b""}, Recipe(encoder="ngram"), "another knowledge base")

    assert (row["number"], row["lines"]) == (-1, b"")
    assert row["told"].endswith(" ngram")
