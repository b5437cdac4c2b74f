"""The shape of the repository: small documented modules, no stray files, nothing of one machine."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from pathlib import Path

import pytest

from kb.layout import FOLDERS, LISTS, LOOSE_FILES, NOT_RECORDS, read_folder

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for package in ("kb", "matcher", "tui") for path in (ROOT / package).rglob("*.py"))

LONGEST = 500
"""A module beyond this does more than one thing."""

TOP = frozenset({".ci", "data", "docs", "kb", "matcher", "scripts", "tests", "tui"})
"""The folders of the repository."""

MACHINE_PATH = re.compile(rf"(?<![\w.~/-])/(?:tmp|work|root|{'home'})/[\w.-]+")
"""A path of the machine somebody happened to work on."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git does not answer here")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_short_and_says_what_it_owns(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))

    assert text.count("\n") <= LONGEST
    assert docstring, f"{_name(path)} has no docstring"
    assert docstring.splitlines()[0].endswith((".", "::"))


def test_no_module_is_called_utils() -> None:
    assert [
        _name(path) for path in MODULES if path.stem in ("utils", "util", "helpers", "misc", "common")
    ] == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "__all__" in p.read_text(encoding="utf-8")], ids=_name
)
def test_what_a_module_exports_is_sorted_and_there(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    exported = list(module.__all__)

    assert exported == sorted(exported, key=_as_ruff_sorts)
    assert len(set(exported)) == len(exported)
    assert [name for name in exported if not hasattr(module, name)] == []


def _as_ruff_sorts(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the linter orders them."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def test_every_package_folder_is_a_package() -> None:
    missing = {_name(path.parent) for path in MODULES if not (path.parent / "__init__.py").is_file()}

    assert missing == set()


def test_the_repository_has_the_promised_folders_only() -> None:
    assert {_name(path).split("/")[0] for path in _tracked() if "/" in _name(path)} - TOP == set()


def test_the_data_folder_holds_only_expected_files() -> None:
    _, problems = read_folder(ROOT / "data")
    top = {path.name for path in (ROOT / "data").iterdir() if not path.name.startswith(".")}
    known = {*FOLDERS, *NOT_RECORDS, *LOOSE_FILES, *(name.split("/")[0] for name in LISTS)}

    assert problems == []
    assert top - known == set()
    assert [_name(p) for p in (ROOT / "data").rglob("*.py")] == []
    assert [_name(p) for p in (ROOT / "data").rglob("*") if p.is_symlink()] == []


def test_tracked_files_name_no_path_of_one_machine() -> None:
    found = []
    for path in _tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{_name(path)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]

    assert found == []


def test_tracked_text_files_end_their_lines_with_lf() -> None:
    crlf = [
        _name(path)
        for path in _tracked()
        if path.suffix in (".py", ".yaml", ".md", ".toml") and b"\r\n" in path.read_bytes()
    ]

    assert crlf == []
