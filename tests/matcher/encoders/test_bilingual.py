"""Chinese and English in one space."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kb.cache import CACHE_VARIABLE
from kb.chinese import fold
from kb.knowledge import Knowledge
from matcher.encoders import load_encoder
from matcher.encoders.bilingual import BilingualEncoder
from matcher.encoders.trade_words import collect


def _cosine(encoder: BilingualEncoder, one: str, other: str) -> float:
    a, b = encoder.encode([one, other])
    return float(a @ b)


@pytest.mark.parametrize(
    ("chinese", "right", "wrong"),
    [
        ("客服", "customer service", "warehouse"),
        ("倉儲", "warehouse storage", "graphic design"),
        ("平面設計師", "graphic designer", "accountant"),
        ("會計", "accountant", "live streaming host"),
        ("會用 PS 做 banner", "can use PS to make banners", "negotiates with suppliers"),
        ("直通車", "marketplace search ads", "train driver"),
    ],
)
def test_chinese_lands_beside_its_english(
    bilingual: BilingualEncoder, chinese: str, right: str, wrong: str
) -> None:
    assert _cosine(bilingual, chinese, right) > _cosine(bilingual, chinese, wrong) + 0.1


def test_latin_words_stay_in_place(bilingual: BilingualEncoder) -> None:
    english = bilingual.in_english(bilingual.words(fold("會用 PS 做 banner")))

    assert english.index("ps") < english.index("make") < english.index("banner")


def test_common_words_weigh_less(bilingual: BilingualEncoder) -> None:
    assert bilingual.weight("的") < 0.2 < bilingual.weight("麻醉师")


def test_chinese_nobody_knows_still_has_a_vector(bilingual: BilingualEncoder) -> None:
    assert np.linalg.norm(bilingual.encode(["龘龘"])[0]) == pytest.approx(1.0, abs=1e-5)


def test_a_long_text_is_read_to_the_end(bilingual: BilingualEncoder) -> None:
    start = "負責商品上架與訂單處理，" * 20

    assert _cosine(bilingual, start, start + "麻醉師護理師" * 20) < 0.95


def test_terms_only_where_the_dictionary_misreads() -> None:
    knowledge = Knowledge.load()
    costs = dict.fromkeys(("技术", "工程师", "直通车", "广告", "投放"), 9.0)

    english = collect(knowledge, costs).english

    assert "直通车" in english
    assert "工程师" not in english
    assert "广告投放" not in english


@pytest.mark.parametrize("number", range(3))
def test_golden_cosines(bilingual: BilingualEncoder, number: int) -> None:
    one, other, expected = GOLDEN[number]

    assert _cosine(bilingual, one, other) == pytest.approx(expected, abs=0.05)


GOLDEN = (
    ("customer service", "客服", 0.999),
    ("data analyst", "資料分析師", 0.723),
    ("warehouse", "graphic designer", 0.138),
)
"""Two texts and their cosine; processors differ in how they round 8-bit products."""


@pytest.mark.slow
def test_the_small_model_stays_near_the_exact_one(bilingual: BilingualEncoder) -> None:
    texts = ["customer service representative", "data analyst", "can edit short videos", "warehouse picker"]
    exact = load_encoder("minilm").encode(texts)
    small = bilingual.minilm.encode(texts)

    assert (exact * small).sum(axis=1).min() > 0.96


def test_numpy_is_there_before_another_thread_imports_it_too(built_cache: Path) -> None:
    """Two threads that import numpy at once find it half imported; a fresh interpreter shows the order."""
    code = (
        "import sys\nfrom matcher.encoders import bilingual\n"
        "class Pool(bilingual.ThreadPoolExecutor):\n"
        "    def submit(self, *call):\n"
        "        assert 'numpy' in sys.modules\n"
        "        return super().submit(*call)\n"
        "bilingual.ThreadPoolExecutor = Pool\n"
        "bilingual.BilingualEncoder().encode(['客服'])\nprint('fine')"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, CACHE_VARIABLE: str(built_cache)},
    )

    assert done.stdout.strip() == "fine", done.stderr
