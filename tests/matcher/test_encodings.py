"""Bytes are read as the writer meant them, from a closed list of encodings."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.locate import builtin_root
from matcher.encodings import ENCODINGS, SYNONYMS, Decoded, EncodingError, candidates, decode, encoding_name
from matcher.evaluation.gold import read_gold

HANT = "我做過兩年客服，處理退貨與抱怨，會用試算表整理訂單。"
HANS = "我做过两年客服，处理退货与投诉，会用表格整理订单。"
SHORT_HANT = ("會剪影片", "文案兩年", "想當主播", "倉管", "姓名,職稱\n陳小美,客服\n", "Photoshop 很熟")
SHORT_HANS = ("会剪视频", "文案两年", "想当主播", "仓管", "姓名,职位\n李小红,客服\n", "Photoshop 很熟")


@pytest.mark.parametrize("text", [HANT, HANS, "plain English, 3 years", "", "naïve café", "🙂 客服"])
def test_valid_utf8_is_utf8(text: str) -> None:
    assert decode(text.encode()) == Decoded(text, "utf-8", "valid")


@pytest.mark.parametrize("text", [HANT, HANS, "plain"])
@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
    ],
)
def test_a_mark_decides(text: str, codec: str, mark: bytes, name: str) -> None:
    assert decode(mark + text.encode(codec)) == Decoded(text, name, "mark")


@pytest.mark.parametrize("text", [HANT, *SHORT_HANT])
def test_big5(text: str) -> None:
    assert decode(text.encode("cp950")) == Decoded(text, "cp950", "score")


@pytest.mark.parametrize("text", [HANS, *SHORT_HANS])
def test_gb(text: str) -> None:
    assert decode(text.encode("gb18030")) == Decoded(text, "gb18030", "score")


def test_traditional_text_in_gb18030() -> None:
    assert decode(HANT.encode("gb18030")) == Decoded(HANT, "gb18030", "score")


def test_hong_kong_characters() -> None:
    text = "我喺香港做客服，識得處理退貨，啲客人好鍾意我。"
    assert decode(text.encode("big5hkscs")) == Decoded(text, "big5-hkscs", "score")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HANT, HANS, "plain English, 3 years\n"])
def test_utf16_without_a_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, codec, "score")


@pytest.mark.parametrize("name", [*ENCODINGS, *SYNONYMS, "GBK", "UTF_8", " Big5 "])
def test_every_name_can_be_forced(name: str) -> None:
    listed = encoding_name(name)
    decoded = decode("abc 中文".encode(ENCODINGS[listed]), name)
    assert decoded == Decoded("abc 中文", listed, "forced")


def test_a_forced_encoding_is_not_second_guessed() -> None:
    assert decode("文案".encode("gb18030"), "big5").encoding == "cp950"
    with pytest.raises(EncodingError, match="not utf-8 text"):
        decode("文案".encode("gb18030"), "utf-8")


def test_a_name_outside_the_list_is_refused() -> None:
    with pytest.raises(EncodingError, match="'shift_jis' is not one of the encodings utf-8"):
        decode(b"abc", "shift_jis")


@pytest.mark.parametrize(
    "raw", [b"\x00\x01\x02\x03", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x80"]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(EncodingError):
        decode(raw)


def test_a_damaged_file_with_a_mark_is_named() -> None:
    with pytest.raises(EncodingError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"\x00")


def test_candidates_offer_each_reading_once() -> None:
    readings = [decoded.text for decoded, _ in candidates(HANT.encode("cp950"))]
    assert HANT in readings
    assert len(readings) == len(set(readings))


@pytest.mark.parametrize("codec", ["cp950", "gb18030", "utf-16-le"])
def test_every_labelled_chinese_profile_is_read_as_written(codec: str) -> None:
    encoded = 0
    for profile in read_gold(builtin_root() / "gold"):
        try:
            raw = profile.text.encode(codec)
        except UnicodeEncodeError:
            continue
        if profile.trade and profile.language != "en":
            encoded += 1
            assert decode(raw).text == profile.text, profile.id
    assert encoded > 80


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_encoding_error(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except EncodingError:
        return
    assert decoded.encoding in ENCODINGS
    assert "\x00" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_goes_there_and_back(text: str) -> None:
    assert decode(text.encode()).text == text
