"""One encoder of each kind, loaded once."""

from __future__ import annotations

import pytest

from matcher.encoders import Encoder, load_encoder
from matcher.encoders.artefacts import is_built
from matcher.encoders.bilingual import BilingualEncoder


def load_or_skip(name: str) -> Encoder:
    """Load an encoder, or skip and say how to get it."""
    if name == "bilingual" and not is_built():
        pytest.skip("the model is not built: run 'shopladder model build'")
    return load_encoder(name)


@pytest.fixture(scope="session", params=["ngram", "bilingual", "minilm"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return load_or_skip(request.param)


@pytest.fixture(scope="session")
def bilingual() -> BilingualEncoder:
    loaded = load_or_skip("bilingual")
    assert isinstance(loaded, BilingualEncoder)
    return loaded
