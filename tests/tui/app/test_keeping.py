"""What is kept between visits: written whole, read back, and set aside when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.profile import Profile
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text
from tui.app.keeping import SESSION_FILE, SETTINGS_FILE, Keeper, Settings, Visit

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(WORDS, WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=4))
def test_settings_come_back_as_they_went(language, theme, encoder, keys):
    settings = Settings(language, theme, encoder, keys)
    assert Settings.read(settings.written()) == settings


@given(WORDS, st.dictionaries(WORDS, WORDS, max_size=4), WORDS)
def test_visits_come_back_as_they_went(place, where, text):
    visit = Visit(place, where, {"text": text})
    assert Visit.read(visit.written()) == visit


BROKEN = [
    b"",
    b"\xff\xfe",
    b"[1",
    b"[]",
    b'{"place": 1}',
    b'{"where": [1]}',
    b'{"person": "x"}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_set_aside(content, tmp_path):
    (tmp_path / SESSION_FILE).write_bytes(content)
    keeper = Keeper(tmp_path)
    assert keeper.visit() == Visit()
    (aside,) = keeper.set_aside
    assert aside.read_bytes() == content
    assert not (tmp_path / SESSION_FILE).exists()


def test_nothing_is_written_twice(tmp_path):
    keeper = Keeper(tmp_path)
    keeper.write("a", b"1")
    before = (tmp_path / "a").stat().st_mtime_ns
    (tmp_path / "a").touch()
    keeper.write("a", b"1")
    assert (tmp_path / "a").stat().st_mtime_ns >= before
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert Keeper(None).write("a", b"1") == ""


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert Keeper(tmp_path / "file").write("a", b"1")


async def test_the_app_comes_back_to_where_one_was(tmp_path):
    async with driven(FixedEngine(), encoder="ngram", folder=tmp_path, start="explore") as (
        app,
        pilot,
        settle,
    ):
        await app.show_role("visual-designer")
        app.person = Profile(text="修圖")
        await settle()
        await pilot.press("f7")
        await settle()
    async with driven(FixedEngine(), encoder="ngram", folder=tmp_path, start="") as (app, pilot, settle):
        assert (app.place, app.screen.where()) == ("explore", "visual-designer")
        assert app.person == Profile(text="修圖")
        assert app.language == "zh-Hans"


async def test_broken_files_are_one_sentence_and_a_fresh_start(tmp_path):
    for name in (SESSION_FILE, SETTINGS_FILE):
        (tmp_path / name).write_bytes(b"\xff[/b]")
    async with driven(FixedEngine(), encoder="ngram", folder=tmp_path, start="", size=(100, 30)) as (
        app,
        _pilot,
        _settle,
    ):
        assert app.place == "match"
        assert f"{SETTINGS_FILE}.unread-1" in screen_text(app)


async def test_a_profile_that_means_nothing_any_more(tmp_path):
    visit = Visit("match", {"explore": "no-such-role", "nowhere": "x"}, {"riasec": {"Q": 9}, "[/b]": 1})
    (tmp_path / SESSION_FILE).write_bytes(visit.written())
    async with driven(FixedEngine(), encoder="ngram", folder=tmp_path, start="") as (app, pilot, settle):
        assert app.person is None
        await pilot.press("f2")
        await settle()
        assert app.place == "explore"


async def test_changes_to_the_person_are_taken_back():
    one = Profile(text="修圖", skills=({"skill": "typography", "level": 2},))
    async with driven(FixedEngine(), encoder="ngram", start="explore") as (app, pilot, settle):
        await pilot.press("u")
        await settle()
        assert app.person is None
        app.person = one
        app.person = one.model_copy(update={"text": "修圖，拍照"})
        app.person = Profile()
        await pilot.press("u")
        await settle()
        assert app.person == one.model_copy(update={"text": "修圖，拍照"})
        await pilot.press("u")
        await settle()
        assert app.person == Profile()


def test_where_only_settings_are_kept_the_visit_is_neither_read_nor_written(tmp_path):
    (tmp_path / SESSION_FILE).write_bytes(b"{broken")
    keeper = Keeper(tmp_path, (SETTINGS_FILE,))
    assert keeper.visit() == Visit()
    assert keeper.write(SESSION_FILE, b"{}") == ""
    assert keeper.write(SETTINGS_FILE, Settings(theme="light").written()) == ""
    assert (tmp_path / SESSION_FILE).read_bytes() == b"{broken"
    assert Keeper(tmp_path, (SETTINGS_FILE,)).settings().theme == "light"
