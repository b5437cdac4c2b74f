"""Laws of folding and conversion: one form for comparing, right words for reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from kb import Knowledge
from kb.chinese import fold, fold_keeping_blanks, plain_fold, to_simplified, variants

_T2S = OpenCC("t2s")

HAN = st.text(
    st.one_of(
        st.sampled_from(
            "資料數據程式設計行銷營運會計師剪輯視頻影片企劃社區帳號週轉乾著後裡臺台發髮隻只行執檔文件"
        ),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    ),
    max_size=12,
)
MIXED = st.text(st.one_of(HAN.filter(bool).map(lambda t: t[0]), st.characters()), max_size=20)


def _names() -> list[str]:
    knowledge = Knowledge.load()
    records = (*knowledge.roles.values(), *knowledge.skills.values(), *knowledge.tools.values())
    return sorted({name for record in records for name in record.names()})


@given(MIXED)
def test_plain_folding_twice_is_folding_once(text: str) -> None:
    assert plain_fold(plain_fold(text)) == plain_fold(text)


@given(HAN)
def test_a_text_and_its_simplified_twin_fold_alike(text: str) -> None:
    twin = _T2S.convert(text)

    assert plain_fold(twin) == plain_fold(text)
    assert fold(twin) == fold(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=30))
def test_width_and_case_do_not_matter(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)

    assert fold(wide) == fold(text) == fold(text.upper()) == fold(text.lower())
    assert plain_fold(text) == text.lower()


@given(MIXED)
def test_no_text_at_all_raises(text: str) -> None:
    assert isinstance(fold(text), str)
    assert isinstance(to_simplified(text), str)
    assert variants(text)[0] == plain_fold(text)


@given(st.text(max_size=20).filter(lambda t: all(ord(c) < 128 for c in t)))
def test_other_languages_pass_unchanged(text: str) -> None:
    assert to_simplified(text) == text
    assert fold(text) == plain_fold(text)


@given(HAN)
def test_keeping_blanks_keeps_the_length(text: str) -> None:
    spaced = " ".join(text)

    assert len(fold_keeping_blanks(spaced)) == len(spaced)


def test_blanks_and_format_characters_do_not_matter() -> None:
    assert plain_fold("  a \t\n b\u3000c ") == "a b c"
    assert plain_fold("數\u200b據\ufeff") == "数据"
    assert plain_fold("cafe\u0301") == plain_fold("café") == "café"
    assert plain_fold("e\u200d\u0301") == "é"


@pytest.mark.parametrize(
    "same",
    [
        ("資料", "资料", "數據", "数据"),
        ("程式", "程序"),
        ("程式設計師", "程序员", "程序員"),
        ("行銷", "营销", "營銷"),
        ("短影音", "短视频", "短視頻"),
        ("影片剪輯", "视频剪辑", "視頻剪輯"),
        ("企劃", "策划", "策劃"),
        ("社群", "社区"),
        ("營運", "运营", "運營"),
        ("帳號", "账号", "賬號"),
        ("人資", "人力資源", "人力资源", "人事"),
        ("網路", "网络", "網絡"),
        ("區域網路", "局域网络"),
        ("執行長", "首席执行官"),
        ("稽核", "审核"),
        ("著陸頁", "落地页"),
        ("週報", "周报"),
        ("臺灣", "台湾"),
        ("ＳＱＬ", "sql", "Sql"),
        ("檔案", "文件"),
    ],
)
def test_two_shores_and_two_scripts_fold_to_one(same: tuple[str, ...]) -> None:
    assert len({fold(form) for form in same}) == 1, [fold(form) for form in same]


@pytest.mark.parametrize(
    "pair", [("客服", "客戶"), ("設計", "設施"), ("會計", "會議"), ("java", "javascript")]
)
def test_different_things_stay_apart(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) != fold(pair[1])


def test_every_name_of_the_knowledge_base_folds_stably_in_every_script() -> None:
    for name in _names():
        assert fold(fold(name)) == fold(name), name
        assert fold(_T2S.convert(name)) == fold(name), name
        assert fold(to_simplified(name)) == fold(name), name


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("資料分析", "数据分析"),
        ("影片剪輯", "视频剪辑"),
        ("網路行銷", "网络营销"),
        ("活動企劃", "活动策划"),
        ("軟體專案", "软件项目"),
        ("帳號營運", "账号运营"),
        ("記帳與對帳", "记账与对账"),
        ("程式設計", "编程"),
        ("負責執行活動", "负责执行活动"),
        ("執行力", "执行力"),
        ("執行長", "首席执行官"),
        ("作業程序", "作业程序"),
        ("文件管理", "文件管理"),
        ("著陸頁", "落地页"),
        ("Photoshop 修圖", "Photoshop 修图"),
        ("", ""),
    ],
)
def test_readers_on_the_mainland_get_their_own_words(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


def test_variants_hold_what_each_shore_would_write() -> None:
    assert {"影片剪辑", "视频剪辑"} <= set(variants("影片剪輯"))
    assert {"影片剪辑", "视频剪辑"} <= set(variants("视频剪辑"))
    assert {"数据分析", "资料分析"} <= set(variants("資料分析"))
    assert {"行销", "营销"} <= set(variants("營銷"))
    assert variants("Excel") == ("excel",)


@given(HAN)
def test_variants_are_distinct_and_start_with_the_term_itself(text: str) -> None:
    forms = variants(text)

    assert forms[0] == plain_fold(text)
    assert len(set(forms)) == len(forms)
    assert all(form == plain_fold(form) for form in forms)
