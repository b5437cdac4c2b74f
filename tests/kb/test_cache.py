"""The compiled cache: the same records, never stale, never trusted when damaged, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb import BrokenKnowledge
from kb.cache import CACHE_VARIABLE, _forget_old, cache_folder, fingerprint, load_cached

SOURCES = "sources:\n  - {{id: {id}, title: {{zh-Hant: 甲, en: A}}, kind: judgement, licence: own}}\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "kb"
    folder.mkdir()
    (folder / "sources.yaml").write_text(SOURCES.format(id="editorial"), encoding="utf-8")
    return folder


def _compiled(cache: Path) -> list[Path]:
    return sorted((cache / "knowledge").glob("*.json"))


def test_the_cache_gives_back_what_was_read(cache: Path, root: Path) -> None:
    fresh = load_cached((root,))
    (compiled,) = _compiled(cache)
    stamp = compiled.stat().st_mtime_ns

    assert load_cached((root,)) == fresh
    assert compiled.stat().st_mtime_ns == stamp


def test_the_cache_is_json_under_a_digest(cache: Path, root: Path) -> None:
    _, digest = load_cached((root,))

    written = _compiled(cache)[0].read_bytes()

    assert written.startswith(digest.encode() + b"\n{")


def test_a_changed_file_is_read_again(cache: Path, root: Path) -> None:
    _, before = load_cached((root,))
    (root / "sources.yaml").write_text(SOURCES.format(id="company"), encoding="utf-8")

    records, after = load_cached((root,))

    assert [source.id for source in records.sources] == ["company"]
    assert before != after


def test_a_new_file_and_a_lost_file_are_noticed(cache: Path, root: Path) -> None:
    start = fingerprint((root,))
    (root / "tools.yaml").write_text("tools: []\n", encoding="utf-8")
    more = fingerprint((root,))
    (root / "tools.yaml").unlink()

    assert start != more
    assert fingerprint((root,)) == start


def test_the_order_of_overlays_matters_and_the_way_of_writing_a_path_does_not(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(tmp_path)

    assert fingerprint((root, other)) != fingerprint((other, root))
    assert fingerprint((Path("kb"),)) == fingerprint((root,))


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:40],
        lambda content: content.replace(b"judgement", b"article!!"),
        lambda content: content.replace(b'"own"', b'"0wn"'),
        lambda _: b"x\n{}",
        lambda _: b"\xff\xfe\n{}",
        lambda _: b"[" * 100_000,
        lambda content: content.replace(content[:32], b"0" * 32),
    ],
    ids=["empty", "half", "digest-only", "bad-value", "bit-flip", "nothing", "bytes", "deep", "digest"],
)
def test_a_damaged_cache_is_read_past_and_mended(cache: Path, root: Path, damage) -> None:
    fresh = load_cached((root,))
    (compiled,) = _compiled(cache)
    good = compiled.read_bytes()
    compiled.write_bytes(damage(good))

    assert load_cached((root,)) == fresh
    assert compiled.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_only_slower(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    monkeypatch.setenv(CACHE_VARIABLE, str(blocked))

    records, _ = load_cached((root,))

    assert [source.id for source in records.sources] == ["editorial"]
    assert blocked.read_text() == "not a folder"


def test_broken_knowledge_is_never_cached(cache: Path, root: Path) -> None:
    (root / "sources.yaml").write_text("sources: {\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(BrokenKnowledge) as caught:
            load_cached((root,))
        assert [problem.code for problem in caught.value.problems] == ["yaml-syntax"]
    assert not (cache / "knowledge").exists()


def test_a_link_to_nowhere_is_a_problem_and_no_crash(cache: Path, root: Path) -> None:
    (root / "tools.yaml").symlink_to(root / "gone.yaml")

    with pytest.raises(BrokenKnowledge) as caught:
        load_cached((root,))

    assert [problem.code for problem in caught.value.problems] == ["stray-file"]


def test_old_files_are_dropped_and_the_one_in_use_is_kept(cache: Path) -> None:
    folder = cache / "knowledge"
    folder.mkdir(parents=True)
    for number in range(12):
        path = folder / f"{number:02}.json"
        path.write_text("x")
        os.utime(path, (number, number))

    _forget_old(folder, keep=folder / "00.json", most=3)

    assert [path.stem for path in _compiled(cache)] == ["00", "09", "10", "11"]


def test_two_processes_at_once_get_the_same_records(cache: Path, root: Path) -> None:
    code = (
        "from pathlib import Path; from kb.cache import load_cached\n"
        f"print(load_cached((Path({str(root)!r}),)))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=60) for process in processes]

    assert [errors for _, errors in answers] == ["", ""]
    assert answers[0][0] == answers[1][0]
    assert len(_compiled(cache)) == 1
    assert not [path for path in (cache / "knowledge").iterdir() if path.suffix != ".json"]


def test_the_folder_can_be_chosen(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == cache
    monkeypatch.delenv(CACHE_VARIABLE)
    assert cache_folder().name == "shopladder"
