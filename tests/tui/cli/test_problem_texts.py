"""What is wrong with a file is said in the reader's language: where, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES

_HAN = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"\b(the|is|not|must|should|permitted|Error|Zip|input|file|found)\b")

FILES = {
    "cv.docx": b"PK\x03\x04 this is no archive",
    "cv.pdf": b"%PDF-1.4 cut off",
    "cv.odt": b"x",
    "tab.yaml": b"text: a\n\tskills: []\n",
    "odd.yaml": b"text: [a\n",
    "key.yaml": "text: 會修圖\nskils: [Photoshop]\n".encode(),
    "kind.yaml": b"text: 3\n",
    "level.yaml": b"skills:\n  - {skill: Photoshop, level: 9}\n",
    "twice.yaml": b"text: a\ntext: b\n",
    "big5.yaml": "text: 我會修圖\n".encode("cp950"),
    "none.txt": None,
}


@pytest.mark.parametrize("name", FILES)
def test_a_profile_that_cannot_be_used_says_so_in_every_language(
    call: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    if FILES[name] is not None:
        (tmp_path / name).write_bytes(FILES[name])
    said = {}
    for language in MESSAGE_LANGUAGES:
        run = call("match", "--profile", str(tmp_path / name), "--encoder", "ngram", "--lang", language)
        assert run.code in (2, 4), run.err
        assert name in run.err
        said[language] = run.err.replace(str(tmp_path), "")
    assert not _HAN.search(said["en"])
    for language in ("zh-Hant", "zh-Hans"):
        assert _HAN.search(said[language])
        assert not _ENGLISH.search(said[language].replace("Markdown", "")), said[language]
    assert said["zh-Hant"] != said["zh-Hans"]


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_broken_knowledge_is_explained_in_the_language_of_its_reader(
    call: Callable[..., Any], tmp_path: Path, language: str
) -> None:
    (tmp_path / "tools.yaml").write_text(
        "tools:\n  - id: a\n    label: {zh-Hant: 甲, en: A}\n    shows: [none]\n    sorces: [editorial]\n",
        "utf-8",
    )
    run = call("kb", "check", "--kb", str(tmp_path), "--lang", language)
    assert run.code == 1
    assert "tools.yaml:5 tools[0].sorces: error[unknown-key]" in run.out
    wanted = "你是不是想寫「sources」？" if language == "zh-Hant" else "Did you mean 'sources'?"
    assert wanted in run.out


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_the_name_alone_says_where_to_start_on_the_smallest_screen(
    call: Callable[..., Any], language: str
) -> None:
    run = call("--lang", language)
    assert run.code == 0
    assert "shopladder tui" in run.out
    assert len(run.out.splitlines()) < 24
