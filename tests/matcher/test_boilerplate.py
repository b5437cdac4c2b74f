"""What a CV says about anything but ability is blanked out, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.locate import builtin_root
from matcher.boilerplate import _PERSON, _RULES, without_boilerplate
from matcher.evaluation.gold import read_gold

HANT = """個人履歷表
姓名：陳小安　性別：女　出生：1999/03/12
通訊地址：台北市中正區某路 1 號，2 樓　電話：0912-345-678
【個人資料】女／已婚／有汽車駕照／身高158cm
應徵職務：客服主管
學歷：國立某某大學 企業管理系
經歷：2021–2024 某網購公司 客服專員，處理退貨與抱怨
專長：Excel、Photoshop
自傳：我來自一個小康家庭，父親務農，家中排行老二，我做事仔細，常幫同事看報表。
希望待遇：依公司規定
【推薦人】備索
第 1 頁，共 2 頁"""

HANS = """个人简历
姓名：李小红  性别：女  年龄：28  民族：汉  政治面貌：群众
基本信息：李小红｜女｜28岁｜未婚｜身高162cm
毕业院校：某某职业技术学院　专业：电子商务
求职意向：主播
2022.06-2024.09 某旗舰店 直播运营，排品、控场、复盘
手机：138-0000-0000 邮箱：someone@example.com
期望薪资：面议
本人承诺以上信息属实
第1页 共1页"""

ENGLISH = """CURRICULUM VITAE
Name: Jo Doe    Date of birth: 2 May 1997    Gender: F
Address: 12 Example Street, Leeds, LS1 1AA
jo.doe@example.org | +44 7700 900 123
Aim: product photographer
2021-2024 Studio assistant at a shoe shop: lighting, retouching, Lightroom
BA Photography, University of Some Place
Marital status: single. Interests: cycling. References available on request.
Full clean driving licence
Page 1 of 1"""

LINES = [line for text in (HANT, HANS, ENGLISH) for line in text.split("\n")]

KEPT = {
    HANT: [
        "應徵職務：客服主管",
        "企業管理系",
        "客服專員，處理退貨與抱怨",
        "專長：Excel、Photoshop",
        "我做事仔細，常幫同事看報表",
    ],
    HANS: ["求职意向：主播", "专业：电子商务", "直播运营，排品、控场、复盘"],
    ENGLISH: ["Aim: product photographer", "retouching, Lightroom", "BA Photography", "Interests: cycling."],
}
DROPPED = {
    HANT: "陳小安 女 1999 台北市 0912 已婚 駕照 158 某某大學 排行 待遇 推薦人 頁",
    HANS: "姓名 女 28 汉 群众 未婚 162 学院 138 example 面议 承诺 页",
    ENGLISH: "CURRICULUM Doe 1997 Gender Leeds @ 7700 Some Place single request licence Page",
}

WORK = [
    "男裝類目運營三年，也做過女鞋",
    "负责童装、男装、女装三个类目",
    "Men's and women's wear buyer, single-handed",
    "Mobile: React Native, Swift",
    "Email: Mailchimp, Klaviyo, 40% open rate",
    "微信：社群运营两年，三十个群",
    "手机类目运营，月销二十万",
    "大学生，做过校园团购",
    "我在大學時經營過蝦皮賣場",
    "不過從高中我就開始剪片",
    "母親開網店，我從小幫忙打包",
    "管理三十人的学校食堂采购",
    "建立商品資料：編號、規格、照片",
    "I name products and address complaints at school fairs",
    "Handled 1200 orders on 11/11 and 12/12 in 2024",
    "姓名標籤設計",
    "30 years of page layout",
    "Reference photography for catalogues",
    "招聘专员，约面试、谈薪资",
]


@pytest.mark.parametrize("cv", KEPT)
def test_work_stays_and_private_facts_go(cv: str) -> None:
    text = without_boilerplate(cv).text
    assert [part for part in KEPT[cv] if part not in text] == []
    assert [part for part in DROPPED[cv].split() if part in text] == []


@pytest.mark.parametrize("line", WORK)
def test_work_that_looks_like_boilerplate_stays(line: str) -> None:
    assert without_boilerplate(line).text == line


def test_what_was_dropped_is_told_once_in_order() -> None:
    kept = without_boilerplate("姓名：王小明　性別：男　專長：剪片\n第 1 頁")
    assert kept.dropped == ("姓名：王小明", "性別：男", "第 1 頁")
    assert without_boilerplate("References on request. Full clean driving licence.").dropped == (
        "References on request. Full clean driving licence",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("姓名：王小明　性別：男　年齡：25\n會剪片", "姓名：林美麗　性別：女　年齡：52\n會剪片"),
        ("性别：女  年龄：22\n会做表格", "性别：男  年龄：61\n会做表格"),
        ("學歷：國立甲乙大學 會計系", "學歷：私立丙丁大學 會計系"),
        ("Gender: male\nAge: 23\nBuyer", "Gender: female\nAge: 61\nBuyer"),
        ("BSc Statistics, University of York", "BSc Statistics, University of Hull"),
    ],
)
def test_swapping_private_facts_changes_nothing(one: str, other: str) -> None:
    first, second = without_boilerplate(one).text, without_boilerplate(other).text
    assert first.split() == second.split()


def test_labelled_profiles_that_are_no_cvs_lose_nothing_but_words_of_gender_and_age() -> None:
    for profile in read_gold(builtin_root() / "gold"):
        if profile.style != "cv" and profile.trade:
            expected = _PERSON.sub(lambda match: " " * len(match.group()), profile.text)
            assert without_boilerplate(profile.text).text == expected, profile.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我是女生，今年22歲，會剪片", "我是男生，今年35歲，會剪片"),
        ("我是男的，三十歲，做過客服", "我是女的，五十歲，做過客服"),
        ("I am a 24 year old woman. I edit videos", "I am a 51 year old man. I edit videos"),
        ("She packs parcels and she is quick", "He packs parcels and he is quick"),
    ],
)
def test_gender_and_age_inside_a_sentence_change_nothing(one: str, other: str) -> None:
    assert without_boilerplate(one).text.split() == without_boilerplate(other).text.split()


@pytest.mark.parametrize("text", ["做過女裝運營，管理女鞋店", "men's wear buyer", "男裝選品與女包直播"])
def test_goods_for_women_and_men_stay(text: str) -> None:
    assert without_boilerplate(text).text == text


LIKELY = st.sampled_from("姓名：男女／　\n\tName: Ab.@0912大學page of父親是")


@given(st.text(LIKELY | st.characters(), max_size=300))
def test_positions_never_move(text: str) -> None:
    kept = without_boilerplate(text)
    assert len(kept.text) == len(text)
    assert all(k == o or k == " " for k, o in zip(kept.text, text, strict=True))
    assert all(part in text for part in kept.dropped)


@given(st.lists(st.sampled_from([*"".join(LINES), *LINES]), max_size=12))
def test_what_a_rule_finds_holds_its_hint(parts: list[str]) -> None:
    line = "".join(parts)
    for rule, may_match in _RULES:
        assert all(may_match(match.group()) for match in rule.finditer(line))
