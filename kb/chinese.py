"""Chinese script: Traditional to Simplified for reading, and one folded form for comparing.

Owns every use of OpenCC. Reading text keeps its wording right for mainland readers; folding only makes
strings comparable and is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kb.locate import builtin_root

if TYPE_CHECKING:
    from opencc import OpenCC

_ASCII_ONLY = re.compile(r"[\x00-\x7f]*\Z")
_BLANKS = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = frozenset({"Cf", "Cs"})
"""Format characters, and halves of characters, which no file can hold and OpenCC cannot take."""

CHARACTER_VARIANTS = (("账", "帐"), ("佈", "布"), ("週", "周"), ("祗", "只"), ("擡", "抬"))
"""Characters that OpenCC keeps apart though writers do not; one of each pair stands for both when folded."""

TERM_VARIANTS: tuple[tuple[str, str], ...] = (
    ("行销", "营销"),
    ("短影音", "短视频"),
    ("影音", "视频"),
    ("企划", "策划"),
    ("直播主", "主播"),
    ("网红", "达人"),
    ("卖家", "商家"),
    ("社区", "社群"),
    ("营运", "运营"),
    ("薪资", "薪酬"),
    ("人力资源", "人事"),
    ("人资", "人事"),
    ("稽核", "审核"),
    ("著陆页", "落地页"),
    ("着陆页", "落地页"),
    ("局域网路", "局域网络"),
    ("报价单", "报价"),
)
"""Word pairs of Taiwan and the mainland that OpenCC leaves alone, in Simplified characters."""


@cache
def _converter(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)


_KEPT = re.compile("程序|文件|執行(?!長)")
"""Words of both shores that phrase conversion would take for Taiwan's computer terms (程序 -> 进程)."""


def _mainland(text: str) -> str:
    """Simplified characters and mainland words for a Traditional text."""
    convert = _converter("tw2sp").convert
    converted: list[str] = []
    position = 0
    for kept in _KEPT.finditer(text):
        converted += (convert(text[position : kept.start()]), _converter("t2s").convert(kept.group()))
        position = kept.end()
    return "".join((*converted, convert(text[position:]))) if position else str(convert(text))


@cache
def _overrides() -> tuple[tuple[str, str], ...]:
    """Corrections of OpenCC's output, longest first, from `data/zh_hans.yaml`."""
    from kb.yaml_reader import read_yaml

    document, problems = read_yaml(builtin_root() / "zh_hans.yaml")
    if document is None or problems:
        return ()
    written = document.data.get("overrides", {})
    pairs = written.items() if isinstance(written, dict) else ()
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=65_536)
def to_simplified(text: str) -> str:
    """Simplified Chinese for readers on the mainland: OpenCC phrase conversion, then our corrections.

    Args:
        text: Traditional Chinese, or any other text, which passes unchanged.
    """
    if _ASCII_ONLY.match(text):
        return text
    converted = _mainland(_SURROGATE.sub("\ufffd", text))
    for wrong, right in _overrides():
        converted = converted.replace(wrong, right)
    return converted


def plain_fold(text: str) -> str:
    """Width, case and script folded away, words left as they are; nearly always the same length.

    Args:
        text: any text.

    Returns:
        NFKC, case-folded, Simplified character by character, runs of blanks as one, format characters gone.
    """
    return _BLANKS.sub(" ", fold_keeping_blanks(text)).strip()


def fold_keeping_blanks(text: str) -> str:
    """`plain_fold` without touching blanks, for callers who keep track of positions."""
    if _ASCII_ONLY.match(text):
        return text.lower()
    if not text.replace("\n", "").isprintable():
        text = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    normal = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _one_of_each(_converter("t2s").convert(normal))


def _one_of_each(text: str) -> str:
    for variant, usual in CHARACTER_VARIANTS:
        text = text.replace(variant, usual)
    return text


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The comparable form: 資料 = 资料 = 數據, ＤＡＴＡ = data.

    A function of `plain_fold(text)` alone, so a text and its Simplified twin fold to the same string.
    """
    plain = plain_fold(text)
    if _ASCII_ONLY.match(plain):
        return plain
    mainland = _one_of_each(_mainland(_converter("s2t").convert(plain)))
    for taiwan, mainland_term in TERM_VARIANTS:
        mainland = mainland.replace(taiwan, mainland_term)
    return mainland


@lru_cache(maxsize=65_536)
def variants(text: str) -> tuple[str, ...]:
    """The plain-folded spellings of one term as Taiwan and the mainland would write it.

    Args:
        text: a term, such as 影片剪輯.

    Returns:
        Distinct plain-folded forms, the term's own first (影片剪辑, 视频剪辑).
    """
    plain = plain_fold(text)
    if _ASCII_ONLY.match(plain):
        return (plain,)
    mainland = fold(text)
    taiwan = plain_fold(_converter("s2twp").convert(mainland))
    forms = dict.fromkeys(form for form in (plain, mainland, taiwan) if form)
    for taiwan_term, mainland_term in TERM_VARIANTS:
        for form in tuple(forms):
            forms.setdefault(form.replace(mainland_term, taiwan_term))
    return tuple(forms)
