"""One encoder of each kind, loaded once."""

from __future__ import annotations

import pytest

from matcher.encoders import Encoder, load_encoder
from matcher.encoders.bilingual import BilingualEncoder


@pytest.fixture(scope="session", params=["ngram", "bilingual", "minilm"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "bilingual":
        loaded: Encoder = request.getfixturevalue("bilingual")
        return loaded
    return load_encoder(request.param)


@pytest.fixture(scope="session")
def bilingual(built_encoder: BilingualEncoder) -> BilingualEncoder:
    return built_encoder
