"""What tests of the matcher share: the machine's built encoder, and a matcher that reads words alone."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from kb import Knowledge
from kb.cache import CACHE_VARIABLE, cache_folder
from matcher.encoders import artefacts
from matcher.encoders.bilingual import BilingualEncoder
from matcher.matcher import WORDS_ONLY, Matcher
from matcher.meaning import Meaning

_USERS_CACHE = Path(platformdirs.user_cache_path("shopladder", appauthor=False))


@pytest.fixture(scope="session")
def built_cache() -> Path:
    """Find the cache that holds a built model, this run's or the user's, or skip and say how to get it."""
    with pytest.MonkeyPatch.context() as patch:
        for folder in (cache_folder(), _USERS_CACHE):
            patch.setenv(CACHE_VARIABLE, str(folder))
            if artefacts.is_built():
                return folder
    pytest.skip("the model is not built: run 'shopladder model build'")


@pytest.fixture(scope="session")
def built_encoder(built_cache: Path) -> BilingualEncoder:
    """Load the model of this run's cache or of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(built_cache))
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
        patch.setenv(CACHE_VARIABLE, str(_USERS_CACHE))
        knowledge = Knowledge.load()
        meaning = Meaning.load(knowledge, built_encoder)
        if meaning is None:
            pytest.skip("meaning is not built for this knowledge: run 'shopladder model build'")
        return Matcher(knowledge, meaning=meaning)
