"""The strict YAML reader: plain data, true lines, every problem, no exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.yaml_reader import MAX_BYTES, MAX_DEPTH, Document, dotted, read_yaml


def _read(folder: Path, text: str | bytes) -> tuple[Document | None, list]:
    path = folder / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "some.yaml")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ('"1.10"', "1.10"),
        ("'12'", "12"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2026-11-23", "2026-11-23"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("客服", "客服"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(tmp_path: Path, written: str, read: object) -> None:
    document, problems = _read(tmp_path, f"key: {written}\n")

    assert not problems
    assert document is not None
    assert document.data == {"key": read}
    assert type(document.data["key"]) is type(read)


def test_sequences_become_tuples_and_every_key_has_its_line(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, "a: 1\nb:\n  - c: 2\n    d: [3, 4]\n  - e: 5\n")

    assert not problems
    assert document is not None
    assert document.data == {"a": 1, "b": ({"c": 2, "d": (3, 4)}, {"e": 5})}
    assert document.marks["a",] == 1
    assert document.marks["b",] == 2
    assert document.marks["b", 0, "d"] == 4
    assert document.marks["b", 0, "d", 1] == 4
    assert document.marks["b", 1, "e"] == 5


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, "a"),
        ('a: 1\n"a": 3\n', "duplicate-key", 2, "a"),
        ("x:\n  - {a: 1, a: 2}\n", "duplicate-key", 2, "x[0].a"),
        ("a: &x {b: 1}\nc: *x\n", "anchor", 2, "c"),
        ("a: &x word\nc: *x\n", "anchor", 2, "c"),
        ("a: !!str 5\n", "tag", 1, "a"),
        ("a: !!binary aGVs\n", "tag", 1, "a"),
        ("a: !!python/name:os.system x\n", "tag", 1, "a"),
        ("a: !secret x\n", "tag", 1, "a"),
        ("a: !set {b: 1}\n", "tag", 1, "a"),
        ("? [a]\n: b\n", "key-kind", 1, ""),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, ""),
        ("a: 1\n  b: 2\n", "yaml-syntax", 2, ""),
        ('a: "open\nb: 2\n', "yaml-syntax", 3, ""),
        ("a: b: c\n", "yaml-syntax", 1, ""),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2, ""),
        ("a: 1\n\nb: x\x00y\n", "yaml-syntax", 3, ""),
        ("a: 1\nb: x\x07y\n", "yaml-syntax", 2, ""),
        ("- a\n- b\n", "not-a-mapping", 1, ""),
        ("word\n", "not-a-mapping", 1, ""),
        (b"a: 1\nb: \xff\xfe\n", "not-utf8", 2, ""),
        ("", "empty", None, ""),
        ("# only a comment\n", "empty", None, ""),
    ],
)
def test_what_may_not_stand_is_a_problem_with_its_place(
    tmp_path: Path, text: str | bytes, code: str, line: int | None, key: str
) -> None:
    _, problems = _read(tmp_path, text)

    assert [(p.file, p.code, p.line, p.key) for p in problems] == [("some.yaml", code, line, key)]
    assert problems[0].message
    assert problems[0].remedy
    assert "\n" not in str(problems[0])


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, "a: 1\na: 2\nb: !x 1\nc: 3\nc: 4\n")

    assert [p.code for p in problems] == ["duplicate-key", "tag", "duplicate-key"]
    assert document is not None
    assert document.data["c"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 200_000,
        "a: " + "[" * 200_000 + "]" * 200_000,
        "a: " + "{b: " * 50_000 + "}" * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(3000)),
        "- " * 5000 + "a",
        "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
    ids=["open", "lists", "mappings", "indent", "dashes", "just-too-deep"],
)
def test_a_deep_file_is_a_problem_and_no_crash(tmp_path: Path, text: str) -> None:
    document, problems = _read(tmp_path, text)

    assert document is None
    assert [p.code for p in problems] == ["too-deep"]
    assert problems[0].line is not None


def test_brackets_within_texts_are_no_depth(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, 'a: "' + "[" * 500 + '"\n')

    assert not problems
    assert document is not None


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in read_yaml(tmp_path / "none.yaml")[1]] == ["unreadable"]
    assert [p.code for p in read_yaml(tmp_path)[1]] == ["unreadable"]


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    _, problems = _read(tmp_path, b"a: " + b"x" * MAX_BYTES)

    assert [p.code for p in problems] == ["too-large"]


def test_a_byte_order_mark_is_read_past(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, "\ufeffa: 1\n")

    assert not problems
    assert document is not None
    assert document.data == {"a": 1}


def test_a_key_path_is_written_as_people_write_it() -> None:
    assert dotted(()) == ""
    assert dotted(("skills", 2, "level")) == "skills[2].level"


@given(st.one_of(st.binary(max_size=80), st.text(alphabet="ab:-[]{}&*!?|>'\"# \n\t,1", max_size=80)))
def test_no_file_at_all_raises(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    document, problems = _read(tmp_path_factory.getbasetemp(), content)

    assert document is not None or problems
    assert all(p.remedy and p.message for p in problems)
