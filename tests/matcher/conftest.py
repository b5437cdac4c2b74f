"""What tests of the matcher share: the machine's built encoder, and a matcher that reads words alone."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from kb import Knowledge
from kb.cache import CACHE_VARIABLE
from matcher.encoders import artefacts
from matcher.encoders.bilingual import BilingualEncoder
from matcher.matcher import WORDS_ONLY, Matcher
from matcher.meaning import Meaning


@pytest.fixture(scope="session")
def built_encoder() -> BilingualEncoder:
    """Load the model of this run's cache or of the user's, or skip and say how to get it."""
    with pytest.MonkeyPatch.context() as patch:
        if not artefacts.is_built():
            patch.setenv(
                CACHE_VARIABLE, str(Path(platformdirs.user_cache_path("shopladder", appauthor=False)))
            )
        if not artefacts.is_built():
            pytest.skip("the model is not built: run 'shopladder model build'")
        encoder = BilingualEncoder()
        encoder.encode(["中文"])  # Chinese words are read at the first Chinese text, from this cache.
        return encoder


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """A matcher that reads words alone, the same on every machine."""
    return Matcher.load(encoder=WORDS_ONLY)


@pytest.fixture(scope="session")
def built_matcher(built_encoder: BilingualEncoder) -> Matcher:
    """A matcher that reads meaning too, from the tables of the user's cache, or skip."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(Path(platformdirs.user_cache_path("shopladder", appauthor=False))))
        knowledge = Knowledge.load()
        meaning = Meaning.load(knowledge, built_encoder)
        if meaning is None:
            pytest.skip("meaning is not built for this knowledge: run 'shopladder model build'")
        return Matcher(knowledge, meaning=meaning)
