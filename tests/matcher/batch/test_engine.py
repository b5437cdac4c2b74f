"""The engine: rows in are answers and rejects out, the same bytes however they were made."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.batch.manifest import Identity
from matcher.batch.options import BatchError
from matcher.batch.runners import LEAST_SHARED, LocalRunner, Runner, usual_workers
from matcher.batch.scoring import Recipe, Shard, run_recipe
from tests.matcher.batch.runs import PEOPLE, lines, run


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


class Backwards(Runner):
    """A runner that answers the last shard first."""

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        for shard in reversed(list(shards)):
            yield run_recipe(shard, recipe)


class Dies(Runner):
    """A runner that is killed after some shards."""

    def __init__(self, after: int) -> None:
        self.after = after

    def run(self, shards: Iterable[Shard], recipe: Recipe) -> Iterator[tuple[int, bytes]]:
        for done, shard in enumerate(shards):
            if done == self.after:
                raise KeyboardInterrupt
            yield run_recipe(shard, recipe)


def test_every_row_is_answered_in_its_order(people: Path, tmp_path: Path) -> None:
    done = run(people, tmp_path / "out.jsonl")
    answers = lines(tmp_path / "out.jsonl")
    assert [(a["row"], a["id"], a["abstained"]) for a in answers] == [
        (2, "00123", False),
        (3, "00124", False),
        (4, "00125", False),
        (5, "00126", True),
        (6, "00127", True),
    ]
    assert all({"id", "row", "matches", "abstained"} <= set(a) and "name" not in a for a in answers)
    for match in (match for answer in answers for match in answer["matches"]):
        assert sum(r["contribution"] for r in match["reasons"]) == pytest.approx(match["score"], abs=1e-6)
    assert (done.counts["rows"], done.counts["answered"], done.counts["abstained"]) == (5, 5, 2)
    manifest = json.loads((tmp_path / "out.run.json").read_text("utf-8"))
    assert manifest["counts"] == done.counts
    assert not (tmp_path / "out.rejects.csv").exists()
    assert not (tmp_path / "out.jsonl.parts").exists()


@pytest.mark.parametrize("size", [1, 2, 64])
def test_bytes_do_not_depend_on_shards_or_on_their_order(people: Path, tmp_path: Path, size: int) -> None:
    run(people, tmp_path / "a.jsonl")
    run(people, tmp_path / "b.jsonl", runner=Backwards(), shard_rows=size)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "html"])
def test_a_resumed_run_gives_the_same_bytes(people: Path, tmp_path: Path, form: str) -> None:
    whole, cut = tmp_path / f"whole.{form}", tmp_path / f"cut.{form}"
    run(people, whole, shard_rows=1)
    with pytest.raises(KeyboardInterrupt):
        run(people, cut, runner=Dies(2), shard_rows=1)
    assert not cut.exists()
    with pytest.raises(BatchError, match="--resume"):
        run(people, cut, shard_rows=1)
    run(people, cut, shard_rows=1, resume=True)
    assert cut.read_bytes() == whole.read_bytes()
    assert run(people, cut, shard_rows=1, resume=True).already


def test_a_run_of_something_else_is_not_resumed(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(people, output, runner=Dies(1), shard_rows=1)
    with pytest.raises(BatchError) as caught:
        run(people, output, shard_rows=1, resume=True, top=3)
    assert caught.value.code == "changed_options"
    people.write_text(PEOPLE + "00128,新,會寫文案,,\n", "utf-8")
    with pytest.raises(BatchError) as caught:
        run(people, output, shard_rows=1, resume=True)
    assert caught.value.code == "changed_input"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"input": "x"}, "input"),
        ({"knowledge": "x"}, "knowledge"),
        ({"model": "x"}, "model"),
        ({"program": "x"}, "program"),
        ({"code": "x"}, "program"),
        ({"options": {"top": 6}}, "options"),
        ({"shard_rows": 2}, ""),
    ],
)
def test_whatever_differs_is_named_in_one_sentence(changed: dict[str, Any], named: str) -> None:
    first = Identity(
        program="1", code="c", input="i", knowledge="k", model="m", options={"top": 5}, shard_rows=64
    )
    assert first.difference(first.model_copy(update=changed)) == named
    for language in MESSAGE_LANGUAGES if named else ():
        sentence = BatchError(f"changed_{named}", name="out.xlsx").said(Messages.load(language))
        assert "out.xlsx" in sentence
        assert "--restart" in sentence


def test_rejects_can_be_mended_and_run_again(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text,riasec\n1,=修圖,RIA\n2,會修圖,XYZ\n3,會修圖,RIA,4\n", "utf-8")
    done = run(source, tmp_path / "out.jsonl")
    assert (done.counts["rows"], done.counts["answered"], done.counts["rejected"]) == (3, 1, 2)
    assert done.has_problems
    path = tmp_path / "out.rejects.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rejects = list(csv.DictReader(stream))
    assert [(r["row"], r["column"], r["code"], r["id"]) for r in rejects] == [
        ("3", "riasec", "bad_riasec", "2"),
        ("4", "", "too_many_cells", "3"),
    ]
    assert all(r["message"] for r in rejects)
    mended = path.read_text("utf-8-sig").replace("XYZ", "IRA")
    path.write_text(mended, "utf-8-sig")
    again = run(path, tmp_path / "again.jsonl")
    assert again.counts["rejected"] == 0
    answers = lines(tmp_path / "again.jsonl")
    assert [(a["id"], a["row"]) for a in answers] == [("2", 3), ("3", 4)], "their rows in the list, not here"
    path.write_text(mended.replace("\n3,", "\nthree,"), "utf-8-sig")
    run(path, tmp_path / "odd.jsonl")
    assert [a["row"] for a in lines(tmp_path / "odd.jsonl")] == [2, 4]


def test_ids_that_do_not_tell_people_apart_are_reported(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text\n1,會修圖\n1,會寫文案\n,會剪片\n", "utf-8")
    done = run(source, tmp_path / "out.jsonl")
    assert [(a["row"], a["id"]) for a in lines(tmp_path / "out.jsonl")] == [(2, "1"), (3, "1"), (4, "")]
    assert (done.counts["ids_again"], done.counts["rows_with_ids_again"]) == (1, [3])
    assert (done.counts["without_id"], done.counts["rows_without_id"]) == (1, [4])
    assert done.has_problems


def test_without_an_id_column_the_row_is_the_id(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("自我介紹\n會修圖\n", "utf-8")
    run(source, tmp_path / "out.jsonl")
    assert lines(tmp_path / "out.jsonl")[0]["id"] == "2"


@pytest.mark.slow
def test_a_pool_gives_the_same_bytes(people: Path, tmp_path: Path) -> None:
    run(people, tmp_path / "one.jsonl")
    run(people, tmp_path / "two.jsonl", runner=LocalRunner(2), shard_rows=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_short_list_keeps_to_one_process_and_a_long_one_takes_every_core_up_to_four(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for cores, processes in ((1, 1), (3, 3), (16, 4)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, count=cores: range(count), raising=False)
        assert usual_workers(LEAST_SHARED - 1) == 1
        assert usual_workers(LEAST_SHARED) == processes


@pytest.mark.slow
def test_a_pool_that_was_begun_ends_when_the_run_is_refused(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(people, output, runner=Dies(1), shard_rows=1)
    runner = LocalRunner(2)
    with pytest.raises(BatchError) as refused:
        run(people, output, runner=runner, shard_rows=1)
    assert refused.value.code == "half_done"
    run(people, output, runner=runner, shard_rows=1, resume=True)
    run(people, tmp_path / "whole.jsonl")
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
