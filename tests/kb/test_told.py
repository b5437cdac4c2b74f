"""Told: sentences that checks and readers hand on, to be said in the reader's language."""

from __future__ import annotations

import errno
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.explaining import explanations
from kb.filling import fill
from kb.messages import MESSAGE_LANGUAGES, Messages
from kb.problems import BrokenKnowledge, Problem, did_you_mean
from kb.told import in_language, named, told, why

ROOT = Path(__file__).resolve().parents[2]
_HAN = re.compile("[\u4e00-\u9fff]")
_KEY = re.compile(r"\b[tT]old\(\s*\"([a-z0-9_]+)\"")


_PUT_TOGETHER = ("kind_", "roles_", "the_is_but_the_", "write_or_rename", "write_or_move", "document_")


def test_every_sentence_told_in_code_has_its_words_and_no_other_is_kept() -> None:
    folders = [ROOT / folder for folder in ("kb", "matcher", "tui")]
    code = "".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py"))
    keys = [key for key in Messages.load("en").keys() if key.startswith("problems.")]  # noqa: SIM118
    known = {key.removeprefix("problems.") for key in keys}
    used = set(_KEY.findall(code))
    assert len(used) > 100
    assert used - known == set()
    assert {k for k in known if f'"{k}"' not in code and not k.startswith(_PUT_TOGETHER)} == set()


def test_a_problem_is_said_in_the_language_of_its_reader() -> None:
    message = told("there_is_no", referred=named("hiring step"), written="x")
    problem = Problem("roles/a.yaml", 3, "skills[0]", "unknown-id", message, did_you_mean("rol", ["role"]))
    assert str(problem) == (
        "roles/a.yaml:3 skills[0]: error[unknown-id] There is no hiring step 'x'. Did you mean 'role'?"
    )
    assert problem.said(Messages.load("zh-Hant")) == (
        "roles/a.yaml:3 skills[0]: error[unknown-id] 沒有叫「x」的招人步驟。你是不是想寫「role」？"
    )
    assert "没有" in problem.said(Messages.load("zh-Hans"))
    assert in_language(BrokenKnowledge([problem]), Messages.load("zh-Hant")) == (
        "roles/a.yaml:3 skills[0]：沒有叫「x」的招人步驟。你是不是想寫「role」？"
    )


def test_a_sentence_goes_to_other_processes_and_stays_sayable() -> None:
    sent = pickle.loads(pickle.dumps(told("in_file", where="a.yaml", what=told("the_file_is_empty"))))
    assert sent == "a.yaml: The file is empty."
    assert sent.said(Messages.load("zh-Hant")) == "a.yaml：檔案是空的。"


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC])
def test_the_system_speaks_the_language_too(language: str, number: int) -> None:
    said = str(in_language(OSError(number, "Some words of the system", "a.txt"), Messages.load(language)))
    assert said.startswith("a.txt")
    assert "Some words" not in said
    assert bool(_HAN.search(said)) == (language != "en")


def test_what_no_words_are_known_for_is_said_as_the_system_does() -> None:
    assert why(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"


def test_words_are_no_sentence_of_a_validator() -> None:
    from pydantic import ValidationError

    from matcher.profile import Profile

    data = {"skils": [], "skills": ({"skill": "x", "level": 9},), "text": 3}
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate(data)
    found = {one.path[0]: one for one in explanations(caught.value, data, Profile)}
    assert found["skils"].remedy == "Did you mean 'skills'?"
    assert found["skills"].remedy == "Write 5 or less."
    said = found["text"].sentence.said(Messages.load("zh-Hant"))
    assert said == "「text」：「text」要填文字，不是整數。請加引號。"


@pytest.mark.parametrize(
    ("template", "values", "filled"),
    [
        ("{who}接任{role}", {"who": "201", "role": "美工"}, "201 接任美工"),
        ("{who}接任{role}", {"who": "小美", "role": "SEO 專員"}, "小美接任 SEO 專員"),
        ("第{n:,}列", {"n": 1234}, "第 1,234 列"),
        ("第 {n} 列", {"n": 3}, "第 3 列"),
        ("「{name}」", {"name": "PS"}, "「PS」"),
        ("{a}{b}", {"a": "Excel", "b": "報表"}, "Excel 報表"),
        ("{a}{b}", {"a": "ab", "b": "12"}, "ab12"),
        ("{{{a}}}", {"a": "美"}, "{美}"),
    ],
)
def test_a_blank_stands_where_chinese_and_latin_meet(
    template: str, values: dict[str, object], filled: str
) -> None:
    assert fill(template, values) == filled


@given(st.text(max_size=8), st.text(max_size=8))
def test_filling_only_ever_adds_a_blank_at_a_seam(left: str, right: str) -> None:
    found = fill("{left}與{right}", {"left": left, "right": right})
    assert found.replace(" ", "") == f"{left}與{right}".replace(" ", "")
    assert len(found) <= len(left) + len(right) + 3
