"""Language: Chinese where Chinese belongs, English where English belongs, no Simplified among Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.problems import Problem
from kb.told import told
from kb.yaml_reader import KeyPath

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SIMPLIFIED_ONLY = frozenset(
    "们这时过对发动现员经营销业实产务开关问题记设计让认识则话语说读请调谈论证评词译试诚该详误课谁际"
    "车转轮软载较输边达运还进远连选递邮错银铺销锁键间闻阅陈随难静项预领频颜风飞马验体单专"
)
"""Characters that Traditional text never uses; a telltale set, not the whole list."""


def check_languages(context: Context) -> Iterator[Problem]:
    """Texts written in the wrong language or script."""
    for raw in context.all_raw():
        for path, language, text in _texts(raw.data, ()):
            if language == "en":
                if _HAN.search(text) and "aliases" not in path:
                    yield context.warning(
                        raw.kind,
                        raw.id,
                        "chinese-in-english",
                        path,
                        told("english_holds_chinese", text=text),
                        told("translate_it"),
                    )
            elif language == "zh-Hant":
                wrong = sorted(set(text) & _SIMPLIFIED_ONLY)
                if wrong:
                    yield context.warning(
                        raw.kind,
                        raw.id,
                        "simplified-in-traditional",
                        path,
                        told("traditional_text_holds_simplified_characters", wrong="".join(wrong)),
                        told("write_them_in_traditional"),
                    )
                elif not _HAN.search(text) and len(_LATIN.findall(text)) > 40:
                    yield context.warning(
                        raw.kind,
                        raw.id,
                        "english-in-chinese",
                        path,
                        told("chinese_text_is_english", text=text),
                        told("translate_it"),
                    )


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("zh-Hant", "en"):
                for text in item if isinstance(item, tuple) else (item,):
                    if isinstance(text, str):
                        yield (*path, key), key, text
            else:
                yield from _texts(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
