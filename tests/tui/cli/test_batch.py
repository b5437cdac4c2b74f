"""`batch` as an advisor meets it: what is said on stderr, what is on stdout, how a run is gone on with."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES
from matcher.batch.runners import LocalRunner
from tests.matcher.batch.runs import PEOPLE

Call = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(PEOPLE.encode("cp950"))
    return path


@pytest.fixture
def batch(call: Call) -> Call:
    return lambda *words, **values: call("batch", *map(str, words), "--encoder", "ngram", **values)


def test_what_is_read_and_how_is_said_aloud(batch: Call, people: Path, tmp_path: Path) -> None:
    run = batch(people, "-o", tmp_path / "out.csv", "--lang", "en")
    assert run.code == 0
    assert run.out == ""
    assert "people.csv: table, encoding cp950 (best fit; --encoding changes it), 5 columns" in run.err
    assert [line.split() for line in run.err.splitlines() if line.startswith("  ")][:3] == [
        ["id", "學號"],
        ["name", "姓名"],
        ["text", "自我介紹"],
    ]
    assert "5 rows: 5 answered (2 of them without a role, with the reason), 0 rejected" in run.err


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_it_speaks_the_readers_language(batch: Call, people: Path, tmp_path: Path, language: str) -> None:
    run = batch(people, "-o", tmp_path / "out.csv", "--lang", language)
    header = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    words = {"zh-Hant": ("編號", "職位 1"), "zh-Hans": ("编号", "职位 1"), "en": ("ID", "Role 1")}[language]
    assert (header[1], header[3]) == words
    assert ("rows" in run.err) == (language == "en")


def test_json_gives_the_cohort_on_stdout(batch: Call, people: Path, tmp_path: Path) -> None:
    run = batch(people, "-o", tmp_path / "out.jsonl", "--json")
    cohort = run.data["cohort"]
    assert (cohort["people"], cohort["abstained"]) == (5, 2)
    assert (
        sum(cohort["families"].values()) == sum(cohort["scores"]) == sum(cohort["confidence"].values()) == 3
    )
    assert [entry["row"] for entry in cohort["abstained_people"]] == [5, 6]
    assert run.data["counts"]["answered"] == 5


def test_check_writes_nothing_and_estimates(batch: Call, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text\n1,會修圖\n2,會剪片,x\n", "utf-8")
    run = batch(source, "--check", "--json", "--lang", "en")
    assert run.code == 1
    assert run.data["rows"] == 2
    assert run.data["rejected_by_code"] == {"too_many_cells": 1}
    assert run.data["seconds"] >= 0
    assert "2 rows: 1 can be matched, 1 would be rejected." in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_rejects_come_with_the_command_that_runs_them_again(batch: Call, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text\n1,會修圖\n2,會剪片,x\n", "utf-8")
    run = batch(source, "-o", tmp_path / "out.jsonl", "--lang", "en")
    assert run.code == 1
    again = next(line for line in run.err.splitlines() if "then run: " in line).partition("then run: ")[2]
    path = tmp_path / "out.rejects.csv"
    path.write_text(path.read_text("utf-8-sig"), "utf-8")
    second = batch(*again.split()[2:])
    assert second.code == 0, second.err
    assert json.loads((tmp_path / "out-mended.jsonl").read_text("utf-8"))["id"] == "2"


def test_a_mapping_is_kept_by_name_and_corrected(
    batch: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPLADDER_HOME", str(tmp_path / "home"))
    source = tmp_path / "in.csv"
    source.write_text("nr,was\n1,會修圖\n", "utf-8")
    assert batch(source, "-o", tmp_path / "a.jsonl").code == 4
    wishes = ("--map", "id=nr", "--map", "text=was")
    assert batch(source, "-o", tmp_path / "a.jsonl", *wishes, "--save-template", "期末 名單").code == 0
    assert batch(source, "-o", tmp_path / "b.jsonl", "--template", "期末 名單").code == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["id"] == "1"


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ((), "Tell me which list"),
        (("{people}",), "where to write"),
        (("{people}", "-o", "{people}"), "written over"),
        (("{people}", "-o", "{folder}"), "is a folder"),
        (("{people}", "-o", "{folder}/no/out.csv"), "is not there"),
        (("{people}", "-o", "{folder}/out.docx"), "jsonl, csv, xlsx"),
        (("{people}", "-o", "{folder}/out.csv", "--top", "0"), "--top"),
        (("{people}", "-o", "{folder}/out.csv", "--workers", "-1"), "--workers"),
        (("{people}", "-o", "{folder}/out.csv", "--limit", "0"), "--limit"),
        (("{people}", "-o", "{folder}/out.csv", "--runner", "spark"), "local, ray"),
    ],
)
def test_wrong_calls_say_what_to_do(
    batch: Call, people: Path, tmp_path: Path, words: tuple[str, ...], phrase: str
) -> None:
    run = batch(*(word.format(people=people, folder=tmp_path) for word in words), "--lang", "en")
    assert run.code == 2
    assert phrase in run.err
    assert people.read_bytes() == PEOPLE.encode("cp950")


def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(
    batch: Call, call: Call, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LocalRunner, "run", interrupted)
        run = batch(people, "-o", tmp_path / "out.jsonl", "--map", "text=自我介紹", "--lang", "en")
    assert run.code == 130
    again = run.err.splitlines()[-1].strip()
    assert again.startswith("shopladder batch ")
    assert "error" not in run.err
    assert "text=自我介紹" in shlex.split(again)
    assert batch(people, "-o", tmp_path / "out.jsonl", "--lang", "en").code == 2
    resumed = call(*shlex.split(again)[1:])
    assert resumed.code == 0, resumed.err
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 5


def test_a_blank_table_is_written_beside_the_command_for_lists(call: Call, tmp_path: Path) -> None:
    run = call("batch", "template", str(tmp_path / "blank"), "--lang", "zh-Hant")
    assert run.code == 0
    assert (tmp_path / "blank.xlsx").read_bytes().startswith(b"PK")
    assert "blank.xlsx" in run.err


def test_standard_input_is_read(shopladder: Call, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run = shopladder("batch", "-", "-o", str(output), "--encoder", "ngram", stdin=PEOPLE.encode())
    assert run.code == 0, run.err
    assert len(output.read_text("utf-8").splitlines()) == 5
    nothing = shopladder("batch", "-", "-o", str(output), "--encoder", "ngram", stdin=b"")
    assert nothing.code == 4


@pytest.mark.slow
def test_a_real_interrupt_and_a_real_kill_are_gone_on_with(
    environment: dict[str, str], tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    rows = "".join(f"{n},會修圖和拍照 {n}，做過客服\n" for n in range(700))
    source.write_text("id,text\n" + rows, "utf-8")
    output = tmp_path / "out.jsonl"
    words = [sys.executable, "-m", "tui.cli", "batch", str(source), "-o", str(output), "--encoder", "ngram"]
    parts = tmp_path / "out.jsonl.parts"
    for sent, code in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        pool = ["--workers", "2"] if sent == signal.SIGINT else []
        before = len(list(parts.glob("*.jsonl"))) if parts.exists() else 0
        process = subprocess.Popen(
            [*words, *pool, "--resume"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        )
        for _ in range(600):
            if len(list(parts.glob("*.jsonl"))) > before:
                break
            time.sleep(0.1)
        os.kill(process.pid, sent)
        _, err = process.communicate(timeout=60)
        assert process.returncode == code, err
        assert "Traceback" not in err
        assert not output.exists()
    done = subprocess.run([*words, "--resume"], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [str(n) for n in range(700)]
    assert not parts.exists()
