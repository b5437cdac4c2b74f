"""What every encoder promises, checked on all of them."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.chinese import plain_fold
from matcher.encoders import Encoder, UnknownEncoderError, load_encoder

TEXTS = (
    "電商營運專員",
    "电商运营专员",
    "會用 PS 做 banner，懂一點直通車",
    "customer service representative",
    "Google Ads",
    "倉庫打包出貨，雙十一時一天八百件，也排班和盤點",
    "C++ / Node.js",
    "SEO 優化",
    "！？",
)
"""Chinese, English and both, short and long."""

words = st.sampled_from(
    ["客服", "資料", "分析", "直播", "marketing", "SQL", " ", "，", "的", "manager", "倉儲"]
)
phrases = st.lists(words, max_size=8).map("".join)
relaxed = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_rows_are_float32_and_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "　"])
def test_a_blank_text_is_a_zero_row(encoder: Encoder, blank: str) -> None:
    vectors = encoder.encode([blank, "客服"])

    assert not vectors[0].any()
    assert vectors[1].any()


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_row_depends_on_its_own_text_to_the_bit(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])

    assert together.tobytes() == alone.tobytes()


@relaxed
@given(texts=st.lists(phrases, min_size=1, max_size=6), data=st.data())
def test_order_and_repeats_change_nothing(encoder: Encoder, texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1, max_size=8))

    shuffled = encoder.encode([texts[i] for i in order])

    assert shuffled.tobytes() == encoder.encode(texts)[order].tobytes()


@relaxed
@given(text=phrases)
def test_lengths_are_one_or_nothing(encoder: Encoder, text: str) -> None:
    length = float(np.linalg.norm(encoder.encode([text])[0]))

    assert length == pytest.approx(1.0, abs=1e-5) or (length == 0.0 and not text.strip())


def test_the_name_is_the_one_asked_for(encoder: Encoder) -> None:
    assert encoder.name in ("ngram", "bilingual", "minilm")
    assert isinstance(encoder, Encoder)


@pytest.mark.parametrize("name", ["ngram", "bilingual"])
@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("電商營運專員", "电商营运专员"),
        ("資料分析師", "数据分析师"),
        ("影片剪輯", "视频剪辑"),
        ("ＳＥＯ優化", "seo 优化"),
    ],
)
def test_scripts_and_regions_fold_together(
    name: str, traditional: str, simplified: str, request: pytest.FixtureRequest
) -> None:
    encoder = request.getfixturevalue("bilingual") if name == "bilingual" else load_encoder(name)
    if " " in simplified and name == "ngram":
        pytest.skip("a blank is a character of its own to n-grams")

    assert encoder.encode([traditional]).tobytes() == encoder.encode([simplified]).tobytes()


@pytest.mark.parametrize("name", ["ngram", "bilingual"])
@relaxed
@given(text=phrases)
def test_traditional_equals_simplified_exactly(name: str, text: str, request: pytest.FixtureRequest) -> None:
    encoder = request.getfixturevalue("bilingual") if name == "bilingual" else load_encoder(name)

    assert encoder.encode([text]).tobytes() == encoder.encode([plain_fold(text)]).tobytes()


def test_an_unknown_name_lists_the_choices() -> None:
    with pytest.raises(UnknownEncoderError, match="bilingual, ngram, minilm"):
        load_encoder("bilingul")


def test_importing_the_encoders_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'sentence_transformers', 'onnxruntime', 'sklearn', 'tokenizers', 'numpy'}"
    code = f"import sys, matcher.encoders, matcher.index; print(sorted({heavy} & set(sys.modules)))"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
