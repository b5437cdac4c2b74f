"""The language of each family and role, and its compiled form."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.cache import CACHE_VARIABLE
from kb.chinese import fold
from matcher.affinity import Affinity, features
from matcher.matcher import Matcher
from tests.matcher.small import small_knowledge

CLAUSES = [fold(text) for text in ("修圖與商品主圖設計", "handle refunds and complaints", "量子力學", "")]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a dictionary of two words."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr("matcher.passages._general_words", lambda: ("天空 sky", "山 mountain"))
    return tmp_path / "affinity"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_features_are_short_runs_of_characters_and_stems_with_their_pairs() -> None:
    assert features("修图") == (
        "修",
        "图",
        "修图",
    )
    assert features("designing posters") == (
        "w:design",
        "w:poster",
        "w:design poster",
    )
    assert features("修a图") == (
        "修",
        "图",
        "w:a",
    )
    assert features("") == ()


def test_a_model_from_the_cache_scores_as_the_one_that_was_learnt(cache: Path) -> None:
    knowledge = small_knowledge("affinity-test")
    learnt = Affinity.of(knowledge).score(CLAUSES)
    written = files(cache)
    read = Affinity.of(knowledge).score(CLAUSES)

    assert written
    assert files(cache) == written
    for part in ("families", "roles", "trade"):
        assert getattr(learnt, part).tobytes() == getattr(read, part).tobytes()


def test_learning_twice_gives_the_same_bytes(cache: Path) -> None:
    knowledge = small_knowledge("affinity-test")
    Affinity.of(knowledge)
    first = files(cache)
    for path in [p for p in cache.rglob("*") if p.is_file()]:
        path.unlink()
    Affinity.of(knowledge)

    assert files(cache) == first


def test_a_damaged_cache_is_rebuilt(cache: Path) -> None:
    knowledge = small_knowledge("affinity-test")
    before = Affinity.of(knowledge).score(CLAUSES)
    written = files(cache)
    for name in written:
        for damage in (b"", written[name][: len(written[name]) // 2]):
            for path in cache.rglob(name):
                path.write_bytes(damage)
            after = Affinity.of(knowledge).score(CLAUSES)
            assert after.families.tobytes() == before.families.tobytes(), name
            assert files(cache) == written, name


def test_knowledge_made_in_memory_leaves_nothing_behind(cache: Path) -> None:
    Affinity.of(small_knowledge())
    assert files(cache) == {}


def test_words_speak_for_their_family_and_unknown_ones_for_none(cache: Path) -> None:
    affinity = Affinity.of(small_knowledge())
    scores = affinity.score(CLAUSES)
    first = [affinity.families[i] for i in scores.families.argmax(axis=1)]

    assert first[:2] == ["visual_design", "customer_service"]
    assert np.allclose(scores.families.mean(axis=1), 0.0, atol=1e-4)
    assert scores.trade[3] == 0.0
    assert not scores.families[3].any()
    assert affinity.score([]).families.shape == (0, 2)


def test_each_clause_is_scored_alone(matcher: Matcher) -> None:
    together = matcher.scorer.affinity.score(CLAUSES)
    for row, clause in enumerate(CLAUSES):
        alone = matcher.scorer.affinity.score([clause])
        assert alone.families[0].tobytes() == together.families[row].tobytes()


def test_commonplaces_speak_of_no_trade(matcher: Matcher) -> None:
    common, trade = matcher.scorer.affinity.score(
        [fold("具備良好的溝通能力"), fold("直播間選品與排品")]
    ).trade
    assert common < 0.5 < trade
