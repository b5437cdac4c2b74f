"""Columns and fields: headers of three languages, and wishes that correct them."""

from __future__ import annotations

import pytest

from matcher.tables import TableError, corrected, known_names, propose_mapping
from matcher.tables.headers import column_letter, header_keys

FIELDS = known_names("student")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("學號", "id"), ("学号", "id"), ("Student ID", "id"), ("STUDENT_ID", "id"), ("學號*", "id"),
        ("姓名 Name", "name"), ("技能（可複選）", "skills"), ("Skills [max 5]", "skills"),
        ("興趣/Interests", "interests"),
        ("兴趣爱好", "interests"), ("自我介绍", "text"), ("About me:", "text"), ("工作經驗", "experience"),
        ("現職", "current_role"), ("基本資料 / 學號", "id"), ("技能 (2)", "skills"),
        ("專長與工具", "skills"), ("兴趣及爱好", "interests"),
    ],
)  # fmt: skip
def test_headers_are_known_in_every_spelling(header: str, field: str) -> None:
    assert propose_mapping([header], FIELDS).columns == {field: (header,)}


@pytest.mark.parametrize("header", ["性別", "gender", "年齡", "電話", "GPA", "A", ""])
def test_other_headers_are_left_alone(header: str) -> None:
    assert propose_mapping([header], FIELDS).columns == {}


def test_no_header_is_known_for_two_fields() -> None:
    keys = [(key, field) for field, names in FIELDS.items() for n in names for key in header_keys(n)[:1]]
    assert len({key for key, _ in set(keys)}) == len(set(keys))


def test_several_columns_of_one_field_are_read_together() -> None:
    mapping = propose_mapping(["技能", "技能 (2)", "x"], FIELDS)
    assert mapping.text({"技能": " 修圖 ", "技能 (2)": "拍照", "x": "y"}, "skills") == "修圖\n拍照"
    assert mapping.unused == ("x",)


def test_of_several_numbers_the_students_own_is_the_id() -> None:
    mapping = propose_mapping(["序號", "學號", "姓名", "技能", "工具"], FIELDS)
    assert mapping.columns == {"id": ("學號",), "name": ("姓名",), "skills": ("技能", "工具")}
    assert mapping.unused == ("序號",)


def test_wishes_correct_a_mapping() -> None:
    columns = ["id", "描述", "x", "技能"]
    mapping = propose_mapping(columns, FIELDS)
    changed = corrected(mapping, ["text=X", "skills=", "interests=技能"], columns, list(FIELDS))
    assert changed.columns == {"id": ("id",), "text": ("x",), "interests": ("技能",)}
    assert changed.unused == ("描述",)
    assert corrected(mapping, ["id=2"], columns, list(FIELDS)).of("id") == ("描述",)


@pytest.mark.parametrize(
    ("wish", "code"), [("text", "bad_map"), ("txt=描述", "unknown_field"), ("text=描数", "unknown_column")]
)
def test_a_wrong_wish_is_a_sentence(wish: str, code: str) -> None:
    with pytest.raises(TableError) as caught:
        corrected(propose_mapping(["描述"], FIELDS), [wish], ["描述"], list(FIELDS))
    assert caught.value.code == code
    assert caught.value.is_wish


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
