"""Cleaning of glosses and cutting of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.encoders.gloss import clean_gloss, read_dictionary, runs, segment, word_costs

ENTRIES = """\
# comment
客服 客服 [ke4 fu2] /customer service/
師 师 [Shi1] /surname Shi/
師 师 [shi1] /teacher/master; expert/CL:個|个[ge4]/
資料 资料 [zi1 liao4] /material; resources/data/information/profile (Internet)/CL:份[fen4],個|个[ge4]/
數據 数据 [shu4 ju4] /data/
製作 制作 [zhi4 zuo4] /to make; to manufacture/
製作者 制作者 [zhi4 zuo4 zhe3] /producer/maker/
製 制 [zhi4] /to manufacture; to make/
作人 作人 [zuo4 ren2] /to conduct oneself/
人 人 [ren2] /person; people/
人工 人工 [ren2 gong1] /artificial/manpower/
夫人 夫人 [fu1 ren5] /lady; madam/
㑊 㑊 [yi4] /variant of 佚[yi4]/
""".splitlines()


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("customer service", "customer service"),
        ("(TV, radio) to broadcast live", "broadcast live"),
        ("to be in operation", "in operation"),
        ("CL:個|个[ge4],位[wei4]", ""),
        ("surname Shi", ""),
        ("variant of 佚[yi4]", ""),
        ("old variant of 師|师[shi1]", ""),
        ("e-commerce (abbr. for 電子商務|电子商务[dian4 zi3 shang1 wu4])", "e-commerce"),
        ("also pr. [di4]", ""),
        ("a taxi", "taxi"),
    ],
)
def test_a_gloss_keeps_what_it_means(printed: str, clean: str) -> None:
    assert clean_gloss(printed) == clean


def test_the_dictionary_is_folded_and_sorted() -> None:
    dictionary = read_dictionary(ENTRIES)

    assert list(dictionary) == sorted(dictionary)
    assert dictionary["客服"] == ("customer service",)
    assert dictionary["师"] == ("teacher", "master", "expert")
    assert "資料" not in dictionary
    assert dictionary["数据"][:1] == ("material",), (
        "資料 folds to the mainland's 数据, and its senses come along"
    )
    assert "㑊" not in dictionary


def test_a_word_of_many_words_wins_over_a_rare_one() -> None:
    costs = word_costs(read_dictionary(ENTRIES))

    assert segment("制作人", costs) == ["制作", "人"]


@given(st.text(st.sampled_from("客服师资料数据制作人者夫工龘"), max_size=30))
def test_a_segmentation_loses_nothing(run: str) -> None:
    costs = word_costs(read_dictionary(ENTRIES))

    assert "".join(segment(run, costs)) == run


def test_runs_keep_chinese_and_latin_in_order() -> None:
    assert runs("会用 ps 做 c++,node.js!") == ["会用", "ps", "做", "c++", "node.js"]
