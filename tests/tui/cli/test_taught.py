"""`taught`: add, list, use, leave out, remove; and a damaged file is one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOPLADDER_HOME", str(tmp_path))
    return tmp_path


def test_a_word_is_taught_used_left_out_and_removed(call: Call, home: Path) -> None:
    assert "taught add" in call("taught", "list", "--lang", "en").out
    added = call("taught", "add", "手帳拼貼", "--skill", "版面設計", "--lang", "zh-Hant")
    assert added.code == 0, added.err
    assert "版面設計" in added.out
    assert "手帳拼貼" in call("taught", "list", "--lang", "en").out
    ask = ("match", "--text", "我會手帳拼貼", "--encoder", "ngram", "--json")
    assert '"abstained": false' in call(*ask).out
    assert '"abstained": true' in call(*ask, "--no-taught").out
    assert call("taught", "remove", "手帐拼贴").code == 0
    assert call("taught", "remove", "手帳拼貼").code == 2
    assert '"abstained": true' in call(*ask).out


def test_without_a_meaning_the_nearest_are_named(call: Call, home: Path) -> None:
    run = call("taught", "add", "圖片修圖啊", "--lang", "en")
    assert run.code == 2
    assert "--skill image-retouching" in run.err
    assert not list(home.iterdir())


def test_a_damaged_file_is_one_sentence_with_a_way_out(call: Call, home: Path) -> None:
    (home / "taught.yaml").write_text("taught: 3\n", encoding="utf-8")
    run = call("match", "--text", "修圖", "--encoder", "ngram", "--lang", "en")
    assert run.code == 2
    assert "--no-taught" in run.err
    assert "Traceback" not in run.err
    assert call("match", "--text", "修圖", "--encoder", "ngram", "--no-taught").code == 0
