"""Linking: what a person says of each skill, in their own words, in Chinese and English."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from kb import Knowledge
from matcher.cues import builtin_cues
from matcher.lexicon import Lexicon, Target
from matcher.linker import Linked, Linker

_T2S = OpenCC("t2s")

NAMES = {
    Target("tool", "photoshop"): ["Photoshop", "PS", "會PS"],
    Target("tool", "illustrator"): ["Illustrator"],
    Target("tool", "excel"): ["Excel"],
    Target("skill", "sql"): ["SQL"],
    Target("skill", "python"): ["Python"],
    Target("skill", "video-editing"): ["剪輯", "影片剪輯", "video editing"],
    Target("skill", "photography"): ["攝影", "拍照", "photography"],
    Target("family", "customer_service"): ["客服", "客服人員", "customer service"],
    Target("role", "accountant"): ["會計", "會計師", "accountant"],
    Target("role", "engineer"): ["工程師"],
    Target("interest", "A"): ["畫畫"],
}
"""A small lexicon, so that the tables below depend on cues alone."""

# Text -> each mention with what is said of it, and the level where one is given.
SAID = (
    ("不會 Photoshop", "Photoshop=lack"),
    ("我不會PS", "會PS=lack"),
    ("想學剪輯", "剪輯=wish"),
    ("熟練 Excel", "Excel=able4"),
    ("3 years of SQL", "SQL=able4"),
    ("no experience with SQL", "SQL=lack"),
    ("對攝影有興趣", "攝影=like"),
    ("對攝影、剪輯都很有興趣", "攝影=like 剪輯=like"),
    ("對 Excel 很熟悉", "Excel=able4"),
    ("不會 Photoshop、Illustrator 和剪輯", "Photoshop=lack Illustrator=lack 剪輯=lack"),
    ("不會 Photoshop、Illustrator，會剪輯", "Photoshop=lack Illustrator=lack 剪輯=able"),
    ("雖然沒有學過 Photoshop 但會剪輯", "Photoshop=lack 剪輯=able"),
    ("not only Photoshop but also SQL", "Photoshop=able SQL=able"),
    ("I can not only use Photoshop but also write SQL", "Photoshop=able SQL=able"),
    ("不僅會 Photoshop，也會剪輯", "Photoshop=able 剪輯=able"),
    ("不但會 Photoshop 還會剪輯", "Photoshop=able 剪輯=able"),
    ("Photoshop 沒有不會的", "Photoshop=able"),
    ("沒有什麼不會的 Photoshop 功能", "Photoshop=able"),
    ("會 Photoshop，Excel 也會", "Photoshop=able Excel=able"),
    ("Photoshop 不會，Excel 會", "Photoshop=lack Excel=able"),
    ("Photoshop 不會，Excel 也不會", "Photoshop=lack Excel=lack"),
    ("Photoshop、Excel 都不會", "Photoshop=lack Excel=lack"),
    ("Photoshop，Illustrator，Excel 都不會", "Photoshop=lack Illustrator=lack Excel=lack"),
    ("Photoshop 精通", "Photoshop=able5"),
    ("Excel 精通、SQL 熟悉、Photoshop 會一點", "Excel=able5 SQL=able3 Photoshop=able2"),
    ("Excel（精通）、SQL（基礎）", "Excel=able5 SQL=able2"),
    ("Excel 精通 SQL 熟悉", "Excel=able5 SQL=able3"),
    ("Excel 3年", "Excel=able4"),
    ("三年以上 Excel 經驗", "Excel=able4"),
    ("SQL, 5+ years", "SQL=able4"),
    ("5+ years of SQL and Python", "SQL=able4 Python=able4"),
    ("Proficient in Excel, SQL and Python", "Excel=able4 SQL=able4 Python=able4"),
    ("no experience with Photoshop, Illustrator or Excel", "Photoshop=lack Illustrator=lack Excel=lack"),
    ("I don't know Photoshop, but I can use Excel", "Photoshop=lack Excel=able"),
    ("I don’t know Photoshop", "Photoshop=lack"),
    ("no experience required in SQL", "SQL=able"),
    ("無經驗可 客服", "客服=able"),
    ("客服人員，無經驗可", "客服人員=able"),
    ("無經驗可，會 Excel 佳", "Excel=able"),
    ("不需要經驗 客服", "客服=able"),
    (
        "want to learn Photoshop, Illustrator and video editing",
        "Photoshop=wish Illustrator=wish video editing=wish",
    ),
    ("Want to learn: SQL, Python", "SQL=wish Python=wish"),
    ("I love photography and hate SQL", "photography=like SQL=lack"),
    ("喜歡拍照，不喜歡 Excel", "拍照=like Excel=lack"),
    ("拍照我很喜歡", "拍照=like"),
    ("會 Photoshop 也喜歡攝影", "Photoshop=able 攝影=like"),
    ("會 Photoshop 也喜歡旅行", "Photoshop=able"),
    ("不是很熟練 Excel", "Excel=lack"),
    ("not proficient in Excel", "Excel=lack"),
    ("not very good at Excel but good at SQL", "Excel=lack SQL=able3"),
    ("I'm 20 years old and use Excel", "Excel=able"),
    ("2019年開始用 Excel", "Excel=able"),
    ("三年前學過 Excel", "Excel=able2"),
    ("喜歡剪輯但不會 Photoshop", "剪輯=like Photoshop=lack"),
    ("還沒學過 SQL，想學 Python", "SQL=lack Python=wish"),
    ("有機會想學 SQL", "SQL=wish"),
    ("沒有機會接觸 SQL", "SQL=lack"),
    ("希望學會 SQL", "SQL=wish"),
    ("想成為會計", "會計=wish"),
    ("想學會計", "會計=wish"),
    ("SQL: none", "SQL=able"),
    ("SQL - 3 years", "SQL=able4"),
    ("Excel at my last job for over 3 years", "Excel=able4"),
    ("did customer service for about two years", "customer service=able3"),
    ("做了3年客服", "客服=able4"),
    ("客服三年以上", "客服=able4"),
    ("十二年客服經驗", "客服=able5"),
    ("半年剪輯", "剪輯=able2"),
    ("不會畫畫會剪輯", "畫畫=lack 剪輯=able"),
    ("Photoshop沒問題", "Photoshop=able"),
    ("without SQL experience", "SQL=lack"),
    ("no SQL experience", "SQL=lack"),
    ("I have no Excel skills and strong SQL", "Excel=lack SQL=able4"),
    ("including but not limited to SQL and Python", "SQL=able Python=able"),
    ("我不是工程師，會 Excel", "工程師=lack Excel=able"),
    ("想精通 Excel", "Excel=wish"),
    ("精通Excel、SQL、Python", "Excel=able5 SQL=able5 Python=able5"),
    ("熟悉 Excel、SQL；不會 Python", "Excel=able3 SQL=able3 Python=lack"),
    ("沒有豐富的剪輯經驗", "剪輯=lack"),
    ("從來沒有用過 SQL", "SQL=lack"),
    ("零基礎想學 SQL", "SQL=wish"),
    ("SQL零基礎", "SQL=lack"),
    ("SQL 零基礎可", "SQL=able"),
    ("Excel，三年", "Excel=able4"),
    ("I have never used SQL", "SQL=lack"),
    ("although I have not used SQL I can use Excel", "SQL=lack Excel=able"),
    ("cannot use SQL", "SQL=lack"),
    ("interested in learning SQL", "SQL=wish"),
    ("I would like to learn SQL", "SQL=wish"),
    ("SQL is my hobby", "SQL=like"),
    ("I'm not interested in SQL", "SQL=lack"),
    ("I don't want to learn SQL", "SQL=lack"),
    ("不想學 SQL", "SQL=lack"),
    ("advanced Excel", "Excel=able4"),
    ("SQL and advanced Excel", "SQL=able Excel=able4"),
    ("Excel (advanced), SQL (basic)", "Excel=able4 SQL=able2"),
    ("beginner in Python", "Python=able1"),
    ("Python beginner", "Python=able1"),
    ("Photoshop/Illustrator 不會", "Photoshop=lack Illustrator=lack"),
    ("不會 Photoshop/Illustrator", "Photoshop=lack Illustrator=lack"),
)

ANY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "會",
                "不會",
                "想學",
                "精通",
                "Photoshop",
                "影片剪輯",
                "、",
                "，",
                "。",
                "3年",
                " and ",
                "not ",
                "(",
                "：",
                "但",
                "都",
            ]
        ),
        st.sampled_from(
            [
                "\x00",
                "\u200f",
                "\u202e",
                "🦆",
                "\ud83e",
                "[red]",
                "<b>",
                "{{x}}",
                "e\u0301",
                "\ufeff",
                "\n",
                "’",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=20,
).map("".join)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Lexicon.from_names(NAMES.items()))


@pytest.fixture(scope="module")
def full() -> Linker:
    return Linker(Lexicon.of(Knowledge.load()))


def _said(linked: Linked) -> list[str]:
    return [f"{mention.quote}={mention.stance}{mention.level or ''}" for mention in linked.mentions]


def _wanted(table: str) -> list[str]:
    """`A=lack video editing=able3` as a list; names may hold blanks."""
    words: list[str] = []
    open_name = ""
    for part in table.split(" "):
        open_name = f"{open_name} {part}".strip()
        if "=" in part:
            words.append(open_name)
            open_name = ""
    return words


@pytest.mark.parametrize(("text", "wanted"), SAID, ids=[text for text, _ in SAID])
def test_what_is_said_of_each_mention(linker: Linker, text: str, wanted: str) -> None:
    assert _said(linker.link(text)) == _wanted(wanted)


@pytest.mark.parametrize(("text", "wanted"), SAID, ids=[text for text, _ in SAID])
def test_simplified_says_the_same_as_traditional(linker: Linker, text: str, wanted: str) -> None:
    here, there = linker.link(text), linker.link(_T2S.convert(text))

    assert [(m.stance, m.level, m.form.targets) for m in there.mentions] == [
        (m.stance, m.level, m.form.targets) for m in here.mentions
    ]
    assert _said(there) == _wanted(_T2S.convert(wanted))


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("精通", 5),
        ("熟練", 4),
        ("擅長", 4),
        ("熟悉", 3),
        ("掌握", 3),
        ("了解", 2),
        ("略懂", 2),
        ("基礎", 2),
        ("入門", 1),
        ("expert in ", 5),
        ("advanced ", 4),
        ("proficient in ", 4),
        ("good at ", 3),
        ("basic ", 2),
        ("a little ", 1),
        ("半年", 2),
        ("6 months of ", 2),
        ("1年", 3),
        ("一年", 3),
        ("兩年多", 3),
        ("3年", 4),
        ("三年以上", 4),
        ("3-5年", 4),
        ("六年", 5),
        ("十年", 5),
        ("十二年", 5),
        ("二十年", 5),
        ("5+ years of ", 4),
        ("over ten years of ", 5),
        ("2 yrs ", 3),
        ("three-year ", 4),
        ("18 months of ", 3),
        ("2019年", None),
        ("三年級", None),
        ("民國98年", None),
        ("第三年", None),
        ("3 years ago, ", None),
        ("20 years old, ", None),
        ("100 years of ", None),
        ("", None),
    ],
)
def test_the_level_that_words_and_years_speak_of(linker: Linker, said: str, level: int | None) -> None:
    (mention,) = linker.link(f"{said}Excel").mentions

    assert (mention.stance, mention.level) == ("able", level)


@pytest.mark.parametrize(
    "lack",
    [
        "不會",
        "不懂",
        "不太會",
        "不熟悉",
        "不太熟悉",
        "不擅長",
        "沒用過",
        "沒有學過",
        "從來沒學過",
        "毫無經驗",
        "一竅不通",
        "完全不會",
    ],
)
def test_a_lack_holds_before_and_after_what_is_lacked(linker: Linker, lack: str) -> None:
    assert _said(linker.link(f"{lack} Excel")) == ["Excel=lack"]
    assert _said(linker.link(f"Excel {lack}")) == ["Excel=lack"]
    assert _said(linker.link(f"Excel 我{lack}，SQL 會")) == ["Excel=lack", "SQL=able"]


@pytest.mark.parametrize("word", ["機會", "社會", "會議", "會員", "協會", "能力", "功能", "可愛", "技能"])
def test_a_word_that_only_looks_like_a_cue_is_none(linker: Linker, word: str) -> None:
    assert builtin_cues().find(_T2S.convert(word), 0, len(word)) == []
    assert _said(linker.link(f"沒有{word}學 Excel")) == ["Excel=lack"]


@pytest.mark.parametrize(
    "posting",
    [
        "No experience required. Excel is a plus.",
        "no prior experience necessary in Excel",
        "Excel, no experience needed",
        "無經驗可，Excel 尤佳",
        "Excel 無經驗也可",
        "不需要經驗，會教 Excel",
        "零基礎也可學 Excel",
        "無經驗者可，Excel 操作",
    ],
)
def test_the_phrases_of_postings_are_no_lack(linker: Linker, posting: str) -> None:
    for text in (posting, _T2S.convert(posting)):
        assert [mention.stance for mention in linker.link(text).mentions] == ["able"]


@pytest.mark.parametrize("double", ["沒有不會的", "沒有什麼不會的", "不是不會", "沒有不懂的"])
def test_a_double_negation_is_no_lack(linker: Linker, double: str) -> None:
    for text in (f"Excel {double}", f"{double} Excel"):
        assert _said(linker.link(text)) == ["Excel=able"]


def test_the_end_of_a_sentence_ends_what_was_said(linker: Linker) -> None:
    assert _said(linker.link("不會 Excel。SQL\nPython；Photoshop")) == [
        "Excel=lack",
        "SQL=able",
        "Python=able",
        "Photoshop=able",
    ]


def test_quotes_are_the_persons_own_words(linker: Linker) -> None:
    text = "我 會 用 ＰＨＯＴＯＳＨＯＰ，也會 影 片 剪 輯 和 Video  Editing"

    assert [mention.quote for mention in linker.link(text).mentions] == [
        "ＰＨＯＴＯＳＨＯＰ",
        "影 片 剪 輯",
        "Video  Editing",
    ]


def test_what_was_not_understood_is_told_in_the_persons_own_words(linker: Linker) -> None:
    linked = linker.link("會 Excel，喜歡 釣魚；釣魚，asdf QWER！\n…")

    assert linked.uncovered() == ("喜歡 釣魚", "釣魚", "asdf QWER")


def test_control_characters_and_markup_are_data(linker: Linker) -> None:
    text = "\x00[red]會\u202e Excel[/red]<script>SQL</script>{{Python}}\u200f🦆"
    linked = linker.link(text)

    assert [mention.quote for mention in linked.mentions] == ["Excel", "SQL", "Python"]
    assert all(mention.quote in text for mention in linked.mentions)


@given(ANY)
def test_no_text_at_all_raises_and_spans_are_in_order(text: str) -> None:
    linked = _SMALL.link(text)

    for one, two in zip(linked.mentions, linked.mentions[1:], strict=False):
        assert one.end <= two.start
    for mention in linked.mentions:
        assert mention.start < mention.end
        assert mention.quote
        assert mention.quote in text
        assert mention.level in (None, 1, 2, 3, 4, 5)
        assert mention.level is None or mention.stance in ("able", "like")
        assert any(c.start <= mention.start and mention.end <= c.end for c in linked.clauses)
    assert all(words in text for words in linked.uncovered())


_SMALL = Linker(Lexicon.from_names(NAMES.items()))
"""For hypothesis, which may not use fixtures of a function."""


@given(ANY)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert _SMALL.link(text) == _SMALL.link(text)


PEOPLE = (
    "我喜歡拍照修圖，會用 Photoshop 做海報",
    "三年電商客服經驗，熟悉退換貨處理，不會寫程式，想學數據分析",
    "做過直播助理，對短影音剪輯有興趣，Excel 普通",
    "資料分析、行銷企劃、社群經營都會一點",
    "會計系畢業，熟練 Excel 與報表，細心有耐心",
)


@pytest.mark.parametrize("text", PEOPLE)
def test_both_scripts_meet_the_same_records(full: Linker, text: str) -> None:
    here, there = full.link(text), full.link(_T2S.convert(text))

    assert here.mentions
    assert [(m.form.targets, m.stance, m.level) for m in here.mentions] == [
        (m.form.targets, m.stance, m.level) for m in there.mentions
    ]


def test_a_known_person_is_read_as_they_mean_it(full: Linker) -> None:
    said = {
        (target.id, mention.stance)
        for mention in full.link("我喜歡拍照修圖，會用 Photoshop 做海報，不會影片剪輯，想學資料分析").mentions
        for target in mention.form.targets
    }

    assert {
        ("product-photography", "like"),
        ("image-retouching", "like"),
        ("photoshop", "able"),
        ("video-editing", "lack"),
        ("data_analysis", "wish"),
    } <= said


@pytest.mark.parametrize(
    "unit",
    ["我會 Photoshop、", "ps ", "會ps不會sql ", "ps，", "不會", "3年", "ps精通", " ", "(", "a", "都", "好。"],
)
def test_work_grows_with_the_length_and_no_faster(linker: Linker, unit: str) -> None:
    def lines_run(size: int) -> int:
        text = unit * (size // len(unit))
        count = 0

        def trace(frame: FrameType, event: str, arg: object) -> object:
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            linker.link(text).uncovered()
        finally:
            sys.settrace(before)
        return count

    lines_run(300)

    assert lines_run(12_000) < 12 * lines_run(1_200) + 1_000


def test_a_megabyte_is_read(linker: Linker) -> None:
    text = "我會 Photoshop 修圖，做過三年客服；no experience with SQL, Python or Excel. 喜歡釣魚\n" * 12_500
    assert len(text.encode()) > 1_000_000

    linked = linker.link(text)

    assert len(linked.mentions) == 5 * 12_500
    assert [m.stance for m in linked.mentions[-5:]] == ["able", "able", "lack", "lack", "lack"]
