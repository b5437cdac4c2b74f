"""Odd machines: no home, no cache, a full disk, other locales, no network: an answer or a sentence."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

TEXT = "我喜歡拍照修圖，會用 Photoshop 做海報"
MATCH = ("match", "--text", TEXT, "--json", "--encoder", "ngram")
DROPPED = ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING", "SHOPLADDER_LANG")


def call(
    words: tuple[str, ...],
    changes: Mapping[str, str | None],
    prefix: tuple[str, ...] = (),
    prepare: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in DROPPED}
    for key, value in changes.items():
        environment.pop(key, None)
        if value is not None:
            environment[key] = value
    return subprocess.run(
        [*prefix, sys.executable, "-m", "tui.cli", *words],
        env=environment,
        capture_output=True,
        preexec_fn=prepare,
        timeout=120,
    )


def right(done: subprocess.CompletedProcess[bytes]) -> bool:
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    return bool(json.loads(done.stdout.decode("utf-8"))["matches"][0]["family"] == "visual_design")


@pytest.mark.parametrize(
    "changes",
    [
        {"LC_ALL": "C"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "TERM": "dumb"},
        {"LC_ALL": "zh_TW.BIG5"},
        {"HOME": None, "XDG_CACHE_HOME": None},
        {"TZ": "Nowhere/Atall"},
    ],
    ids=lambda changes: ",".join(f"{k}={v}" for k, v in changes.items()),
)
def test_a_match_is_made(changes: dict[str, str | None]) -> None:
    assert right(call(MATCH, changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"HOME": "/nonexistent", "SHOPLADDER_CACHE": None, "XDG_CACHE_HOME": None},
        {"HOME": "/dev/null", "SHOPLADDER_CACHE": None, "XDG_CACHE_HOME": None},
        {"SHOPLADDER_CACHE": "/dev/null/cache"},
    ],
    ids=lambda changes: ",".join(f"{k}={v}" for k, v in changes.items()),
)
def test_a_cache_that_cannot_be_written_costs_only_time(changes: dict[str, str | None]) -> None:
    done = call(("role", "show", "visual-designer", "--json"), changes)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "visual-designer"


def test_a_full_disk_costs_only_time(tmp_path: Path) -> None:
    def nothing_fits() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    assert right(call(MATCH, {"SHOPLADDER_CACHE": str(tmp_path / "cache")}, prepare=nothing_fits))
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.stat().st_size] == []


def test_a_full_disk_under_an_export_is_one_sentence(tmp_path: Path) -> None:
    def little_fits() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = call(("kb", "export", "html", str(tmp_path / "map.html"), "--lang", "en"), {}, prepare=little_fits)
    assert done.returncode == 2
    said = done.stderr.decode("utf-8")
    assert "map.html" in said
    assert "Traceback" not in said
    assert not (tmp_path / "map.html").exists()


def test_a_closed_stdout_is_no_error() -> None:
    command = f"{sys.executable} -m tui.cli role list | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=120)
    assert b"Traceback" not in done.stderr


def test_two_processes_fill_one_empty_cache(tmp_path: Path) -> None:
    environment = os.environ | {"SHOPLADDER_CACHE": str(tmp_path / "cache")}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tui.cli", "role", "list", "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=240) for process in started]
    assert [process.returncode for process in started] == [0, 0], outputs
    assert outputs[0][0] == outputs[1][0]


def test_files_from_the_future_are_read() -> None:
    """A clock that jumped back leaves a cache with times to come."""
    from kb.cache import cache_folder

    assert right(call(MATCH, {}))
    for path in (cache_folder() / "knowledge").glob("*.json"):
        later = path.stat().st_mtime + 10_000_000
        os.utime(path, (later, later))
    assert right(call(MATCH, {}))


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to take the network away")
def test_no_network_is_needed() -> None:
    if subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode:
        pytest.skip("this user may not take the network away")
    assert right(call(MATCH[:-2], {}, prefix=("unshare", "-n")))
