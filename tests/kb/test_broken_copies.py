"""Deliberately broken copies of `data/`: each fault is reported with file, line, key and a remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kb.layout
from kb.checks import check
from kb.loader import load_folders
from kb.locate import builtin_root
from kb.problems import Problem, Severity
from kb.yaml_reader import Document, read_yaml

ROLE = "roles/visual_design/design-assistant.yaml"
TRACK = "tracks/visual_design.yaml"
SKILLS = "skills/visual_design.yaml"


class Copy:
    """A copy of `data/` that a test breaks by small edits."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, name: str, old: str, new: str, after: str = "") -> int:
        """Replace the first `old` behind `after`, and return the line where the new text starts."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        place = text.index(old, text.index(after))
        path.unlink()  # The copy is of hard links; the original must stay as it is.
        path.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
        return text.count("\n", 0, place) + 1 + (len(new) - len(new.lstrip("\n")))

    def add(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def errors(self) -> list[Problem]:
        loaded = load_folders([self.root])
        problems = [*loaded.problems, *check(loaded)]
        return [problem for problem in problems if problem.severity is Severity.ERROR]


_READ: dict[tuple[int, int, str], tuple[Document | None, list[Problem]]] = {}
"""Files read so far, by inode, time and name: those that a test did not break need no second reading."""


def _read_once(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    status = path.stat()
    key = status.st_ino, status.st_mtime_ns, name
    if key not in _READ:
        _READ[key] = read_yaml(path, name)
    document, problems = _READ[key]
    return document, list(problems)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Make a fresh copy; files that no test changed are parsed once for all tests."""
    root = tmp_path / "data"
    shutil.copytree(
        builtin_root(), root, copy_function=os.link, ignore=shutil.ignore_patterns("samples", "gold")
    )
    monkeypatch.setattr(kb.layout, "read_yaml", _read_once)
    return Copy(root)


Break = Callable[[Copy], int | None]
"""Breaks a copy and says on which line the fault stands, None where no parser could know."""


def _duplicate_key(c: Copy) -> int:
    return c.edit(ROLE, "\nladder:", "\nrung: 2\nladder:")


def _unknown_key(c: Copy) -> int:
    return c.edit(ROLE, "mission:", "misson: x\nmission:")


def _misspelt_key(c: Copy) -> int:
    return c.edit(SKILLS, "practice:", "practise:")


def _wrong_scalar_kind(c: Copy) -> int:
    return c.edit(ROLE, "rung: 1", 'rung: "1"')


def _number_as_text(c: Copy) -> int:
    return c.edit(ROLE, "en: Design assistant", "en: 404")


def _missing_key(c: Copy) -> int:
    c.edit(ROLE, "ladder: specialist\n", "")
    return 1


def _unknown_skill(c: Copy) -> int:
    return c.edit(ROLE, "{skill: image-retouching", "{skill: image-retuching")


def _unknown_role_in_edge(c: Copy) -> int:
    return c.edit(TRACK, "to: visual-designer", "to: visual-desinger")


def _level_out_of_range(c: Copy) -> int:
    return c.edit(TRACK, "level: 3", "level: 7")


def _importance_as_text(c: Copy) -> int:
    return c.edit(ROLE, "importance: 5", "importance: high")


def _duplicate_id(c: Copy) -> int:
    again = "  - {id: editorial, title: {zh-Hant: 甲, en: A}, kind: judgement, licence: own}\n"
    return c.edit("sources.yaml", "  - id: esco\n", again + "  - id: esco\n")


def _duty_twice(c: Copy) -> int:
    return c.edit(ROLE, "- id: resize-for-platforms", "- id: cut-out-pictures")


def _id_is_not_file_name(c: Copy) -> int:
    return c.edit(ROLE, "id: design-assistant", "id: design-assistent")


def _stray_file(c: Copy) -> None:
    c.add("roles/visual_design/notes.txt", "remember to ask\n")


def _tab(c: Copy) -> int:
    return c.edit(ROLE, "\nladder:", "\n\tladder:")


def _bad_indent(c: Copy) -> int:
    return c.edit(TRACK, "    kind: vertical", "   kind: vertical")


def _uncited_fact(c: Copy) -> int:
    for path in sorted(c.root.rglob("*.yaml")):
        name = path.relative_to(c.root).as_posix()
        while name != "sources.yaml" and "article#2.9" in path.read_text(encoding="utf-8"):
            c.edit(name, "article#2.9", "article#2.2")
    text = (c.root / "sources.yaml").read_text(encoding="utf-8")
    return text[: text.index('"2.9"')].count("\n") + 1


def _no_such_fact(c: Copy) -> int:
    return c.edit(ROLE, "article#4.8", "article#4.88")


def _no_such_source(c: Copy) -> int:
    return c.edit("sources.yaml", "- id: standard", "- id: standards") and None


def _pretended_source(c: Copy) -> int:
    return c.edit(ROLE, "sources: [editorial]", "sources: [rumour]")


def _circular_promotion(c: Copy) -> int:
    path = c.root / TRACK
    text = path.read_text(encoding="utf-8").rstrip("\n")
    edge = text[text.index("  - from: design-assistant") :]
    edge = edge[: edge.index("  - from:", 5)]
    back = edge.replace("from: design-assistant", "from: visual-designer", 1).replace(
        "to: visual-designer", "to: design-assistant", 1
    )
    path.unlink()
    path.write_text(f"{text}\n{back}", encoding="utf-8")
    return text.count("\n") + 3


def _wrong_direction(c: Copy) -> int:
    return c.edit(TRACK, "kind: vertical", "kind: lateral")


def _broken_correction(c: Copy) -> int:
    return c.edit("zh_hans.yaml", "overrides:", "override:")


def _anchor(c: Copy) -> int:
    c.edit(ROLE, "id: design-assistant", "id: &me design-assistant")
    return c.edit(ROLE, "ladder: specialist", "ladder: *me")


def _two_documents(c: Copy) -> int:
    return c.edit(ROLE, "\nladder:", "\n---\nladder:")


CASES: tuple[tuple[Break, str, str, str, str], ...] = (
    (_duplicate_key, ROLE, "rung", "duplicate-key", "Keep one"),
    (_unknown_key, ROLE, "misson", "unknown-key", "Did you mean 'mission'?"),
    (_misspelt_key, SKILLS, "skills[0].practise", "unknown-key", "Did you mean 'practice'?"),
    (_wrong_scalar_kind, ROLE, "rung", "wrong-kind", "a whole number"),
    (_number_as_text, ROLE, "label.en", "wrong-kind", "quotes"),
    (_missing_key, ROLE, "ladder", "missing-key", "Add 'ladder:'"),
    (_unknown_skill, ROLE, "skills[0].skill", "unknown-id", "Did you mean 'image-retouching'?"),
    (_unknown_role_in_edge, TRACK, "edges[0].to", "unknown-id", "Did you mean 'visual-designer'?"),
    (_level_out_of_range, TRACK, "edges[0].show[0].level", "out-of-range", "5 or less"),
    (_importance_as_text, ROLE, "skills[0].importance", "wrong-kind", "a whole number"),
    (_duplicate_id, "sources.yaml", "sources[2].id", "duplicate-id", "another id"),
    (_duty_twice, ROLE, "duties[1].id", "duplicate-id", "another id"),
    (_id_is_not_file_name, ROLE, "id", "id-is-not-file-name", "id: design-assistant"),
    (_stray_file, "roles/visual_design/notes.txt", "", "stray-file", "Move it out"),
    (_tab, ROLE, "", "yaml-syntax", "indentation"),
    (_bad_indent, TRACK, "", "yaml-syntax", "indentation"),
    (_uncited_fact, "sources.yaml", "sources[0].anchors[10]", "fact-not-covered", "article#2.9"),
    (_no_such_fact, ROLE, "duties[0].sources[0]", "unknown-anchor", "1.1 to 7.1"),
    (_pretended_source, ROLE, "duties[1].sources[0]", "malformed", "must match"),
    (_circular_promotion, TRACK, "", "circle", "Remove one edge"),
    (_wrong_direction, TRACK, "edges[0].kind", "wrong-direction", "lateral: same rung"),
    (_broken_correction, "zh_hans.yaml", "override", "unknown-key", "Did you mean 'overrides'?"),
    (_anchor, ROLE, "ladder", "anchor", "Write it out"),
    (_two_documents, ROLE, "", "yaml-syntax", "Check"),
)


def test_the_unbroken_copy_has_no_errors(copy: Copy) -> None:
    assert copy.errors() == []


@pytest.mark.parametrize(
    ("break_it", "file", "key", "code", "remedy"), CASES, ids=[case[0].__name__.strip("_") for case in CASES]
)
def test_a_broken_copy_is_reported_with_file_line_key_and_remedy(
    copy: Copy, break_it: Break, file: str, key: str, code: str, remedy: str
) -> None:
    line = break_it(copy)

    errors = copy.errors()
    found = [
        p for p in errors if (p.file, p.code, p.line) == (file, code, line) and (not key or p.key == key)
    ]

    assert found, "\n".join(map(str, errors[:20]))
    assert remedy in found[0].remedy
    assert len(errors) <= 4, "one fault must not bury its reader: " + "\n".join(map(str, errors[:20]))
    assert all(problem.remedy for problem in errors)


def test_an_unknown_source_is_reported_where_it_is_cited(copy: Copy) -> None:
    _no_such_source(copy)

    errors = copy.errors()

    assert {p.code for p in errors} == {"unknown-source"}
    assert all(p.line and p.key for p in errors)
