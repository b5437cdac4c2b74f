"""The layout of a knowledge folder: what may lie where, and how files become raw records."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.layout import KINDS, read_folder
from kb.locate import builtin_root
from kb.records import MODELS


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_kind_of_record_has_a_model() -> None:
    assert set(KINDS) == set(MODELS)


def test_the_built_in_folder_holds_only_expected_files() -> None:
    records, problems = read_folder(builtin_root())

    assert problems == []
    assert {record.kind for record in records} <= set(KINDS)
    assert len({(record.kind, record.id) for record in records}) == len(records)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("notes.txt", "Move it out or rename it."),
        ("source.yaml", "Did you mean 'sources.yaml'?"),
        ("tools.yml", "Did you mean 'tools.yaml'?"),
        ("roles/clerk.yaml", "roles/<family>/<role>.yaml"),
        ("roles/hr/deep/clerk.yaml", "roles/<family>/<role>.yaml"),
        ("skills/hr/talk.yaml", "skills/<name>.yaml"),
        ("skill/talk.yaml", "Did you mean 'skills'?"),
        ("team/stage.yaml", "Did you mean 'team/stages.yaml'?"),
        ("tracks/hr.yml", "Did you mean 'tracks/hr.yaml'?"),
    ],
)
def test_a_stray_file_is_named_with_a_better_place(tmp_path: Path, name: str, remedy: str) -> None:
    _write(tmp_path, name, "a: 1\n")

    records, problems = read_folder(tmp_path)

    assert records == []
    assert [(p.code, p.file, p.line) for p in problems] == [("stray-file", name, None)]
    assert remedy in problems[0].remedy
    assert f"'{name}'" not in problems[0].remedy


def test_hidden_files_and_folders_of_others_are_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", "gold/any.txt", "matching/x.bin", "samples/y", "README.md"):
        _write(tmp_path, name, "x")

    assert read_folder(tmp_path) == ([], [])


def test_links_and_pipes_are_reported_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").symlink_to("/nowhere/at/all")
    (tmp_path / "skills").mkdir()
    os.mkfifo(tmp_path / "skills" / "pipe.yaml")

    records, problems = read_folder(tmp_path)

    assert records == []
    assert [(p.file, p.code) for p in problems] == [
        ("skills/pipe.yaml", "stray-file"),
        ("sources.yaml", "stray-file"),
    ]


def test_a_role_takes_its_family_from_its_folder(tmp_path: Path) -> None:
    _write(tmp_path, "roles/hr/clerk.yaml", "id: clerk\n")

    (record,), problems = read_folder(tmp_path)

    assert not problems
    assert (record.kind, record.id, record.data["family"]) == ("role", "clerk", "hr")


@pytest.mark.parametrize(
    ("name", "text", "code", "line", "key"),
    [
        ("roles/hr/clerk.yaml", "rung: 1\nid: clark\n", "id-is-not-file-name", 2, "id"),
        ("roles/hr/clerk.yaml", "id: clerk\nfamily: finance\n", "family-is-not-folder-name", 2, "family"),
        ("skills/talk.yaml", "group:\n  id: speak\n", "id-is-not-file-name", 2, "group.id"),
        ("evidence/hr.yaml", "family: finance\n", "family-is-not-file-name", 1, "family"),
    ],
)
def test_a_name_that_repeats_the_place_must_agree_with_it(
    tmp_path: Path, name: str, text: str, code: str, line: int, key: str
) -> None:
    _write(tmp_path, name, text)

    _, problems = read_folder(tmp_path)

    assert [(p.file, p.code, p.line, p.key) for p in problems] == [(name, code, line, key)]
    assert "Write" in problems[0].remedy


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("sauces:\n  - id: a\n", "unknown-key", 1, "sauces"),
        ("sources: word\n", "not-a-list", 1, "sources"),
        ("sources:\n  - word\n", "not-a-record", 2, "sources[0]"),
    ],
)
def test_a_list_file_holds_lists_of_records(
    tmp_path: Path, text: str, code: str, line: int, key: str
) -> None:
    _write(tmp_path, "sources.yaml", text)

    _, problems = read_folder(tmp_path)

    assert [(p.code, p.line, p.key) for p in problems] == [(code, line, key)]
    assert problems[0].remedy


def test_records_without_an_id_are_kept_apart(tmp_path: Path) -> None:
    _write(tmp_path, "sources.yaml", "sources:\n  - kind: article\n  - kind: standard\n")

    records, _ = read_folder(tmp_path)

    assert len({record.id for record in records}) == 2


def test_an_edge_is_named_by_its_ends(tmp_path: Path) -> None:
    _write(tmp_path, "tracks/hr.yaml", "edges:\n  - {from: a, to: b}\n")

    (record,), _ = read_folder(tmp_path)

    assert (record.kind, record.id) == ("edge", "a--b")


def test_a_record_knows_its_lines_and_the_nearest_one_for_missing_keys(tmp_path: Path) -> None:
    _write(tmp_path, "tools.yaml", "tools:\n  - id: a\n    shows:\n      - x\n  - id: b\n")

    first, second = read_folder(tmp_path)[0]

    assert first.line(("shows", 0)) == 4
    assert first.line(("sources",)) == 2
    assert second.line() == 5
    assert second.problem("code", ("shows",), "m", "r").key == "tools[1].shows"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("override:\n  a: b\n", "unknown-key", 1),
        ("overrides: [a]\n", "wrong-kind", 1),
        ("overrides:\n  a: 1\n", "wrong-kind", 1),
        ("overrides: {\n", "yaml-syntax", 2),
    ],
)
def test_corrections_of_simplified_are_checked_too(tmp_path: Path, text: str, code: str, line: int) -> None:
    _write(tmp_path, "zh_hans.yaml", text)

    _, problems = read_folder(tmp_path)

    assert [(p.file, p.code, p.line) for p in problems] == [("zh_hans.yaml", code, line)]
    assert problems[0].remedy


def test_files_come_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("tracks/b.yaml", "tracks/a.yaml"):
        _write(tmp_path, name, f"edges:\n  - {{from: {name[7:8]}, to: z}}\n")

    assert [record.file for record in read_folder(tmp_path)[0]] == ["tracks/a.yaml", "tracks/b.yaml"]
