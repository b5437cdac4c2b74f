"""Loading: every problem of every file at once, each with file, line, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.loader import load_folders
from kb.problems import Problem, Severity

SOURCE = """\
  - id: {id}
    title: {{zh-Hant: 來源, en: A source}}
    kind: article
    licence: facts
"""


def _tools(root: Path, body: str) -> tuple[Problem, ...]:
    (root / "tools.yaml").write_text("tools:\n" + body, encoding="utf-8")
    return load_folders([root]).problems


def _only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_well_formed_records_are_loaded_in_file_order(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        "sources:\n" + SOURCE.format(id="b") + SOURCE.format(id="a"), encoding="utf-8"
    )

    loaded = load_folders([tmp_path])

    assert loaded.problems == ()
    assert [source.id for source in loaded.records.sources] == ["b", "a"]
    assert loaded.raw["source", "a"].line() == 6


@pytest.mark.parametrize(
    ("line", "key", "code", "words", "remedy"),
    [
        ("    labell: x", "labell", "unknown-key", "labell", "Did you mean 'label'?"),
        ("    zzz: x", "zzz", "unknown-key", "zzz", "the keys here are"),
        ("    label: {zh-Hant: 甲, en: A, fr: Un}", "label.fr", "unknown-key", "fr", "zh-Hant"),
        ("    label: {zh-Hant: 甲, enn: A, en: B}", "label.enn", "unknown-key", "enn", "'en'"),
        ("    label: word", "label", "wrong-kind", "keys and values, not a text", "keys and values"),
        (
            "    label: {zh-Hant: 5, en: A}",
            "label.zh-Hant",
            "wrong-kind",
            "a text, not a whole number",
            "quotes",
        ),
        (
            "    label: {zh-Hant: 2.10, en: A}",
            "label.zh-Hant",
            "wrong-kind",
            "a text, not a number",
            "quotes",
        ),
        ("    label: {zh-Hant: true, en: A}", "label.zh-Hant", "wrong-kind", "not true or false", "quotes"),
        ("    label: {zh-Hant: , en: A}", "label.zh-Hant", "wrong-kind", "not a blank", "a text"),
        ("    shows: talk", "shows", "wrong-kind", "a list, not a text", "a list"),
        (
            "    shows: []",
            "shows",
            "out-of-range",
            "'shows' is out of range",
            "Write at least 1; there are 0.",
        ),
        ("    shows: [talk, Big Talk]", "shows[1]", "malformed", "Big Talk", "must match"),
        ('    label: {zh-Hant: "甲 ", en: A}', "label.zh-Hant", "malformed", "甲", "blanks"),
        ("    sources: [gossip]", "sources[0]", "malformed", "gossip", "must match"),
    ],
)
def test_a_fault_in_a_record_has_file_line_key_and_remedy(
    tmp_path: Path, line: str, key: str, code: str, words: str, remedy: str
) -> None:
    good = {
        "label": "    label: {zh-Hant: 甲, en: A}",
        "shows": "    shows: [talk]",
        "sources": "    sources: [editorial]",
    }
    good.pop(line.split(":")[0].strip(), None)

    problem = _only(_tools(tmp_path, "\n".join(["  - id: a", line, *good.values(), ""])))

    assert (problem.file, problem.line, problem.code) == ("tools.yaml", 3, code)
    assert problem.key == f"tools[0].{key}"
    assert words in problem.message
    assert remedy in problem.remedy
    assert problem.severity is Severity.ERROR


def test_a_missing_key_names_the_record_it_is_missing_from(tmp_path: Path) -> None:
    problem = _only(
        _tools(tmp_path, "  - id: a\n    label: {zh-Hant: 甲, en: A}\n    sources: [editorial]\n")
    )

    assert (problem.line, problem.key, problem.code) == (2, "tools[0].shows", "missing-key")
    assert problem.remedy == "Add 'shows:'."


def test_a_record_without_an_id_is_one_problem_each(tmp_path: Path) -> None:
    rest = "label: {zh-Hant: 甲, en: A}\n    shows: [talk]\n    sources: [editorial]\n"

    problems = _tools(tmp_path, f"  - {rest}  - {rest}")

    assert [(p.code, p.key) for p in problems] == [
        ("missing-key", "tools[0].id"),
        ("missing-key", "tools[1].id"),
    ]


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources:\n  - id: A\n    kind: artcle\n", encoding="utf-8")
    (tmp_path / "families.yaml").write_text("families: {\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")

    problems = load_folders([tmp_path]).problems

    assert {(p.file, p.code, p.key) for p in problems} == {
        ("sources.yaml", "malformed", "sources[0].id"),
        ("sources.yaml", "not-in-list", "sources[0].kind"),
        ("sources.yaml", "missing-key", "sources[0].title"),
        ("sources.yaml", "missing-key", "sources[0].licence"),
        ("families.yaml", "yaml-syntax", ""),
        ("notes.txt", "stray-file", ""),
    }
    assert "Did you mean 'article'?" in {p.remedy for p in problems}


def test_the_same_id_twice_names_the_first_place(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources:\n" + SOURCE.format(id="a") * 2, encoding="utf-8")

    problem = _only(load_folders([tmp_path]).problems)

    assert (problem.code, problem.line, problem.key) == ("duplicate-id", 6, "sources[1].id")
    assert "sources.yaml:2" in problem.message


def test_the_same_edge_twice_is_reported_at_the_edge(tmp_path: Path) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks" / "hr.yaml").write_text(
        "edges:\n  - {from: a, to: b}\n  - {from: a, to: b}\n", encoding="utf-8"
    )

    duplicate = [p for p in load_folders([tmp_path]).problems if p.code == "duplicate-id"]

    assert [(p.line, p.key) for p in duplicate] == [(3, "edges[1]")]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problem = _only(load_folders([tmp_path / "none"]).problems)

    assert problem.code == "no-folder"
    assert "--kb" in problem.remedy


@pytest.mark.parametrize(
    ("level", "remedy"),
    [
        ("6", "Write 5 or less."),
        ("0", "Write 1 or more."),
        ('"3"', "a whole number"),
        ("3.0", "a whole number"),
    ],
)
def test_a_level_beyond_its_range_says_the_range(tmp_path: Path, level: str, remedy: str) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks" / "hr.yaml").write_text(
        "edges:\n  - from: a\n    to: b\n    kind: vertical\n    ladder: manager\n    internal_first: true\n"
        f"    show:\n      - {{skill: x, level: {level}}}\n"
        "    evidence: [{zh-Hant: 甲, en: A}]\n    sources: [editorial]\n",
        encoding="utf-8",
    )

    problem = _only(load_folders([tmp_path]).problems)

    assert (problem.file, problem.line, problem.key) == ("tracks/hr.yaml", 8, "edges[0].show[0].level")
    assert remedy in problem.remedy


def test_an_overlay_adds_changes_and_removes(tmp_path: Path) -> None:
    base, above = tmp_path / "base", tmp_path / "above"
    for folder, body in (
        (base, SOURCE.format(id="a") + SOURCE.format(id="b")),
        (above, SOURCE.format(id="c")),
    ):
        folder.mkdir()
        (folder / "sources.yaml").write_text("sources:\n" + body, encoding="utf-8")
    (above / "overlay.yaml").write_text("remove:\n  source: [a, a]\n", encoding="utf-8")

    loaded = load_folders([base, above])

    assert loaded.problems == ()
    assert [source.id for source in loaded.records.sources] == ["b", "c"]
