"""Building, locating and verifying the model, with a stand-in for the slow part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcher.encoders import ModelMissingError, artefacts, load_encoder


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOPLADDER_CACHE", str(tmp_path))
    return tmp_path


def _make_small(folder: Path, progress: artefacts.Progress) -> None:
    (folder / "a.txt").write_text("one", "utf-8")
    progress("words", 1, 1)
    artefacts.write_manifest(folder, key=artefacts.model_key(), versions=dict(artefacts.versions()), words=1)


def test_before_building_there_is_nothing(empty_cache: Path) -> None:
    assert artefacts.info() is None
    assert not artefacts.is_built()
    assert "shopladder model build" in artefacts.verify()[0]
    assert load_encoder().name == "ngram"
    with pytest.raises(ModelMissingError, match="model build"):
        load_encoder("bilingual")


def test_a_build_is_sound_and_done_once(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "_make", _make_small)
    told: list[tuple[str, int, int]] = []

    built = artefacts.build(lambda *state: told.append(state))
    again = artefacts.build(lambda *state: told.append(state))

    assert artefacts.verify() == []
    assert built == again == artefacts.info()
    assert told == [("words", 1, 1)]
    assert json.dumps(artefacts.describe(built))


def test_a_changed_file_is_found_and_built_anew(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "_make", _make_small)
    folder = artefacts.build().folder
    (folder / "a.txt").write_text("two", "utf-8")

    assert "a.txt" in artefacts.verify()[0]

    artefacts.build()
    assert artefacts.verify() == []

    (folder / "a.txt").unlink()
    assert "missing" in artefacts.verify()[0]


def test_a_build_that_fails_leaves_nothing(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path, progress: artefacts.Progress) -> None:
        (folder / "half.txt").write_text("half", "utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(artefacts, "_make", fail)
    with pytest.raises(KeyboardInterrupt):
        artefacts.build()

    assert [path.suffix for path in artefacts.models_folder().iterdir()] == [".lock"]


def test_what_a_killed_build_left_is_swept(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = artefacts.models_folder() / f".{artefacts.model_key()}.xyz.building"
    left.mkdir(parents=True)
    monkeypatch.setattr(artefacts, "_make", _make_small)

    artefacts.build()

    assert not left.exists()


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "WEIGHTS_SHA256", "0" * 64)

    with pytest.raises(ModelMissingError, match="not the published model"):
        artefacts.weights_folder()


def test_the_published_weights_are_accepted() -> None:
    assert (artefacts.weights_folder() / "model.safetensors").is_file()
