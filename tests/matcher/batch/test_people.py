"""Rows as people: fields in, a profile out, nothing private with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.batch.blank import FIELDS, blank_table
from matcher.batch.people import MOST_CHARACTERS, Person, person_of, read_riasec
from matcher.tables import Mapping, Row, RowProblem, known_names, open_table, propose_mapping


def _person(**cells: str) -> Person:
    mapping = Mapping({field: (field,) for field in cells})
    made = person_of(Row(7, cells), mapping)
    assert isinstance(made, Person)
    return made


def test_skills_are_listed_with_their_levels() -> None:
    skills = _person(skills="修圖:3、拍照（4），Excel 2級; Photoshop\nC++:9").profile.skills
    assert [(s.skill, s.level) for s in skills] == [
        ("修圖", 3),
        ("拍照", 4),
        ("Excel", 2),
        ("Photoshop", None),
        ("C++:9", None),
    ]


def test_a_sentence_among_skills_is_read_as_text() -> None:
    person = _person(skills="我會用 Photoshop 做海報也會拍很多商品照片喔, Excel", text="愛寫稿")
    assert [s.skill for s in person.profile.skills] == ["Excel"]
    assert person.profile.text.startswith("愛寫稿\n我會用")


def test_the_name_goes_along_and_is_no_part_of_the_profile() -> None:
    person = _person(id="1", name=" 王  小明 ", text="x")
    assert person.name == "王 小明"
    assert "小明" not in person.profile.model_dump_json()


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("", {}),
        ("RIA", {"R": 1.0, "I": 0.8, "A": 0.6}),
        ("r-i-a", {"R": 1.0, "I": 0.8, "A": 0.6}),
        ("I:0.9 C:70%", {"I": 0.9, "C": 0.7}),
        ("I=1、S=0", {"I": 1.0, "S": 0.0}),
        ("RR", None),
        ("XYZ", None),
        ("I:9", None),
        ("I:0.5 I:0.6", None),
        ("I:0.5 hello", None),
    ],
)
def test_interest_codes(text: str, shares: dict[str, float] | None) -> None:
    assert read_riasec(text) == shares


def test_too_long_a_text_is_a_problem_of_its_column() -> None:
    row = Row(2, {"t": "修" * (MOST_CHARACTERS + 1)})
    problem = person_of(row, Mapping({"text": ("t",)}))
    assert isinstance(problem, RowProblem)
    assert (problem.code, problem.column) == ("text_too_long", "t")


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_the_blank_table_is_understood_again(tmp_path: Path, language: Any) -> None:
    path = tmp_path / "blank.xlsx"
    messages = Messages.load(language)
    path.write_bytes(blank_table(messages))
    table = open_table(path)
    mapping = propose_mapping(table.columns, known_names("student"))
    assert list(mapping.columns) == list(known_names("student"))
    assert set(mapping.columns) == set(FIELDS)
    assert mapping.unused == ()
    assert list(table.rows()) == []
    notes = list(open_table(path, sheet="2").rows())
    assert len(notes) >= len(FIELDS)
