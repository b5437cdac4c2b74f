"""What all tests share: the repository, the data outside it, and a cache of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    # A landing must not hang on a draw of luck; everybody else keeps looking for new cases.
    settings.load_profile("ci")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Send derived files of this run to a folder of its own, unless one is named; spare the developer's."""
    os.environ.setdefault("SHOPLADDER_CACHE", str(tmp_path_factory.mktemp("cache")))
    os.environ["SHOPLADDER_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the evaluation data and tables beside the repository, or skip the test without them."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared evaluation data is not beside this repository")
    return folder
