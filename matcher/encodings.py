"""Encodings: bytes to text, from a closed list, saying what was chosen and how.

General charset detectors take Chinese for Korean, Thai or Japanese. Here only encodings that Chinese and
English files really use are tried, and the choice among those that fit is made by how common the characters
are that come out.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kb.told import told

How = Literal["forced", "mark", "valid", "score"]
"""Named by the caller; by a byte order mark; by being valid UTF-8; by the commonness of its characters."""

ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp950": "cp950",
    "big5-hkscs": "big5hkscs",
    "gb18030": "gb18030",
}
"""Names of the list and what Python calls them. GBK and GB2312 are parts of GB18030, Big5 of CP950."""

SYNONYMS: Mapping[str, str] = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "unicode": "utf-16",
    "utf16": "utf-16",
    "big5": "cp950",
    "ms950": "cp950",
    "big5hkscs": "big5-hkscs",
    "hkscs": "big5-hkscs",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "ansi": "gb18030",
}
"""Other names by which people ask for them."""

LEAST_SCORE = 0.3
"""Below this the characters that come out are too odd to be anybody's text."""

SCORED_BYTES = 20_000
"""How much of a file is scored; more changes nothing."""

_COMMON = frozenset(
    "的一是不了人我在有他這这為为之大來来以個个中上們们到說说國国和地也子時时道出而要於于就下得可你年生自會会那後后能對对"
    "著着事其裡里所去行過过家十用發发天如然作方成者多日都三小軍二無无同么經经法當当起與与好看學学進进種种將将還还分此心前面"
    "又定見见只主沒没公從从年月品貨货店買买賣卖客服電电商網网頁页圖图文案寫写剪影片攝摄直播運运營营銷销推廣广告活動动品牌會"
    "員员倉仓庫库物流採采購购會計计財财務务招聘資资料數数據据分析前後端技術术設设計计工作經理專专員員助理主管總总監监姓名性別别"
    "出生地址電話话手機机信箱邮件學歷历畢毕業业校科系履歷歷簡简求職职意向期望待遇薪歲岁男女已未婚台灣湾北京上海廣州深圳杭州"
    "負负責责熟悉練练精通能力團团隊队管理溝沟通協协調调維维護护處处理訂订單单退換换回覆复提高率每月週周做了兩两百千萬万約约"
    "第本間间點点長长開开關关內内外新老高低全部門门實实際际目標标產产價价格最近現现想找請请問问謝谢什麼吗嗎呢吧很更比被把給给"
    "讓让向或但因所等及並并以上使用軟软體体系統统平台款式材質质尺寸顏颜色包裝装快遞递宅配超蝦虾皮淘寶宝貓猫東东抖音紅红書书哈啊嗨哦喔"
)
"""Characters that stand in nearly every profile, in both scripts."""

_PUNCTUATION = frozenset("，。、；：？！（）「」『』【】《》“”‘’…—－～．‧・●★■□○◎％＋／＝｜　\n\r\t")


class EncodingError(ValueError):
    """Bytes that are no text in any encoding of the list."""


@dataclass(frozen=True)
class Decoded:
    """A text and how its bytes were read."""

    text: str
    """The text, without a byte order mark."""
    encoding: str
    """A key of `ENCODINGS`."""
    how: How
    """Why this encoding."""


def decode(raw: bytes, forced: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        raw: the bytes of a whole file.
        forced: an encoding that the caller knows to be right.

    Returns:
        The text, the encoding and how it was chosen. UTF-8 wins whenever the bytes are valid UTF-8.

    Raises:
        EncodingError: when no encoding of the list gives text, or the forced one does not.
    """
    if forced is not None:
        name = encoding_name(forced)
        text = _strictly(raw, name)
        if text is None:
            raise EncodingError(told("encoding_other", name=name))
        return Decoded(text, name, "forced")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(raw, "utf-16", "mark")
    if raw.startswith(codecs.BOM_UTF8):
        return _checked(raw, "utf-8", "mark")
    if b"\x00" not in raw:
        text = _strictly(raw, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8", "valid")
    best = max(candidates(raw), key=lambda candidate: candidate[1], default=None)
    if best is None or best[1] < LEAST_SCORE:
        raise EncodingError(told("encoding_none", known=", ".join(ENCODINGS)))
    return Decoded(best[0].text, best[0].encoding, "score")


def candidates(raw: bytes) -> list[tuple[Decoded, float]]:
    """Read bytes in every encoding of the list that fits, for people to choose from.

    Args:
        raw: the bytes of a whole file.

    Returns:
        Readings with their scores (up to 1), in the order of the list; CP950 only once where HKSCS reads the
        same.
    """
    found: list[tuple[Decoded, float]] = []
    for name in ENCODINGS:
        if name == "utf-16" or (name.startswith("utf-16-") and len(raw) % 2):
            continue
        text = _strictly(raw, name)
        if text is None or any(text == other.text for other, _ in found):
            continue
        found.append((Decoded(text, name, "score"), commonness(text[:SCORED_BYTES])))
    return found


def encoding_name(asked: str) -> str:
    """Find the encoding of the list that a name means.

    Raises:
        EncodingError: naming the list, when it means none.
    """
    key = asked.strip().lower().replace("_", "-")
    name = SYNONYMS.get(key, key)
    if name not in ENCODINGS:
        raise EncodingError(told("encoding_unknown", asked=asked, known=", ".join(ENCODINGS)))
    return name


def commonness(text: str) -> float:
    """Score how much like Chinese or English writing a text looks, by its non-ASCII characters.

    Returns:
        1 for common characters only, about 0.5 for words of the official lists of usual characters, 0 or less
        for rare ones, private ones, kana and the like; the share of letters when all is ASCII.
    """
    others = [character for character in text if character > "\x7f"]
    if not others:
        return sum(c.isalnum() or c.isspace() for c in text) / len(text) if text else 1.0
    return sum(map(_worth, others)) / len(others)


@lru_cache(maxsize=32_768)
def _worth(character: str) -> float:
    if character in _COMMON:
        return 1.0
    if character in _PUNCTUATION or "\uff01" <= character <= "\uff5e" or "\u2010" <= character <= "\u2027":
        return 0.8
    if "\U0001f300" <= character <= "\U0001faff":
        return 0.3
    if "\u4e00" <= character <= "\u9fff":
        return 0.5 if _is_usual(character) else -0.5
    if character.isalpha() and character < "\u0250":
        return 0.2
    if not character.isprintable() or "\ue000" <= character <= "\uf8ff":
        return -2.0
    return -0.5


def _is_usual(character: str) -> bool:
    """Tell whether a character is on level 1 of GB 2312 or of Big5, where the usual ones stand."""
    for codec, first, last in (("gb2312", b"\xb0\xa1", b"\xd7\xf9"), ("big5", b"\xa4\x40", b"\xc6\x7e")):
        try:
            code = character.encode(codec)
        except UnicodeEncodeError:
            continue
        if first <= code <= last:
            return True
    return False


def _checked(raw: bytes, name: str, how: How) -> Decoded:
    text = _strictly(raw, name)
    if text is None:
        raise EncodingError(told("encoding_damaged", name=name.upper()))
    return Decoded(text, name, how)


def _strictly(raw: bytes, name: str) -> str | None:
    """Decode without repair; nothing where a byte does not fit or a NUL shows that it is not text."""
    try:
        text = raw.decode(ENCODINGS[name])
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text.removeprefix("\ufeff")
