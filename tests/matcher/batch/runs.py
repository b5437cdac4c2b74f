"""Runs of the batch engine with the n-gram encoder, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kb.messages import Messages
from matcher.batch.engine import prepare
from matcher.batch.execute import Done, run_batch
from matcher.batch.options import BatchOptions
from matcher.batch.runners import LocalRunner, Runner

PEOPLE = """學號,姓名,自我介紹,技能,興趣
00123,王小明,我喜歡拍照修圖，會用 Photoshop 做海報,修圖:3、拍照,看設計展
00124,Emma,"I write captions, plan content and cut short videos",Canva,writing
00125,李小華,在飲料店打工，處理客訴、用 Excel 記庫存,客服,和人聊天
00126,空白,,,
00127,=1+1,qwer asdf,,
"""
"""Five people: two of them cannot be answered honestly."""


def run(
    source: Path, output: Path, *, runner: Runner | None = None, resume: bool = False, **options: Any
) -> Done:
    """Run a table through the engine."""
    chosen = BatchOptions(output=output, language="zh-Hant", encoder="ngram", **options)
    return run_batch(
        prepare(source, chosen), chosen, runner or LocalRunner(), Messages.load("zh-Hant"), resume=resume
    )


def lines(path: Path) -> list[dict[str, Any]]:
    """The answers of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
