"""Places and actions: every key leads somewhere, has words in every language and clashes with no other."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from kb.messages import MESSAGE_LANGUAGES, Messages
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.scenes import SCENES
from tests.tui.snapshots.screen_text import screen_text
from tui.app.actions import ACTIONS, every_action
from tui.app.application import ShopladderApp
from tui.app.places import PLACES, Place
from tui.app.widgets.top_bar import TopBar

LIST_KEYS = {*"jkhlgG", "ctrl+d", "ctrl+u", "enter", "up", "down"}
"""Keys of lists and texts, the same everywhere."""

COMING = {"path": "f4", "team": "f5", "batch": "f6"}
"""Keys that places get, whether they are there yet or not."""


def test_every_owner_is_the_app_or_a_place():
    assert set(ACTIONS) == {"app", *(place.id for place in PLACES)}


def test_ids_are_unique_and_say_their_owner():
    ids = [action.id for action in every_action()]
    assert len(set(ids)) == len(ids)
    for owner, actions in ACTIONS.items():
        assert all(action.id.startswith(f"{owner}.") for action in actions)


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_no_key_means_two_things_at_one_place(place):
    keys = [key for a in (*ACTIONS["app"], *ACTIONS[place]) for key in a.keys.split(",")]
    assert sorted(keys) == sorted(set(keys))
    assert not LIST_KEYS & set(keys)


@pytest.mark.parametrize("owner", ACTIONS)
def test_every_action_is_there(owner):
    screen = None if owner == "app" else next(place for place in PLACES if place.id == owner).make()
    for action in ACTIONS[owner]:
        name = action.run.split("(")[0]
        target = ShopladderApp if name.startswith("app.") else type(screen)
        assert hasattr(target, f"action_{name.removeprefix('app.')}"), action.run


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_action_and_place_has_its_words(language):
    messages = Messages.load(language)
    for action in every_action():
        assert messages.find(f"app.actions.{action.id}.name"), action.id
        assert messages.find(f"app.actions.{action.id}.help"), action.id
    for place in PLACES:
        assert messages.find(f"app.places.{place.id}")
        assert messages.find(f"app.help.{place.id}")


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
async def test_five_places_fit_eighty_columns(language):
    here = {place.id for place in PLACES}
    coming = (Place(name, key, "match:MatchScreen") for name, key in COMING.items() if name not in here)
    places = (*PLACES, *coming)[:5]

    class FiveBar(TopBar):
        def _titles(self, *, short):  # noqa: ARG002
            words = {"zh-Hant": "四個字字", "zh-Hans": "四个字字", "en": "Places"}[language]
            return [f"[{place.key} {words}]" for place in places]

    async with driven(FixedEngine(), encoder="ngram", language=language) as (app, _pilot, settle):
        bar = FiveBar("match", places)
        await app.screen.mount(bar)
        await settle()
        line = bar.render()
        assert line.cell_length == 80
        assert app.language_name in line.plain
        assert all(end <= 80 for _, end, _ in bar._ends)


@pytest.mark.parametrize("width", [7, 20, 44])
async def test_a_narrow_top_bar_keeps_where_one_is(width):
    async with driven(FixedEngine(), encoder="ngram", size=(width, 10)) as (app, _pilot, _settle):
        line = screen_text(app).splitlines()[0].removesuffix("|")
        assert cell_len(line) == width
        if width >= 20:
            assert "[F3 找適合]" in line


def test_every_place_has_a_scene():
    assert {place.id for place in PLACES} <= {scene.start for scene in SCENES}


async def test_a_comparison_says_how_to_leave_it_and_offers_nothing_void():
    async with driven(FixedEngine(), encoder="ngram", start="explore") as (app, pilot, settle):
        assert "回清單" not in screen_text(app)
        app.screen.go_to("compare:visual-designer,ui-designer")
        await settle()
        assert "Esc 回清單" in screen_text(app)
        assert "標記" not in screen_text(app).splitlines()[-1]
        await pilot.press("escape")
        await settle()
        assert "回清單" not in screen_text(app)


async def test_back_and_forward_walk_places_and_roles():
    async with driven(FixedEngine(), encoder="ngram", start="explore") as (app, pilot, settle):
        await app.show_role("design-assistant")
        await app.show_role("visual-designer")
        await pilot.press("f3")
        await settle()
        assert app.place == "match"
        await pilot.press("alt+left")
        await settle()
        assert (app.place, app.screen.where()) == ("explore", "visual-designer")
        await pilot.press("b")
        await settle()
        assert app.screen.where() == "design-assistant"
        await pilot.press("f")
        await settle()
        assert app.screen.where() == "visual-designer"
        await pilot.press("f")
        await settle()
        assert app.place == "match"


async def test_the_command_is_copied_and_shown():
    async with driven(FixedEngine(), encoder="ngram", start="explore", size=(120, 30)) as (
        app,
        pilot,
        settle,
    ):
        await pilot.press("y")
        await settle()
        assert app.clipboard == ""
        await app.show_role("visual-designer")
        await settle()
        await pilot.press("y")
        await settle()
        assert app.clipboard == "shopladder role show visual-designer"
        assert "shopladder role show visual-designer" in screen_text(app)


@pytest.mark.parametrize(("downs", "ending"), [(0, "md"), (1, "html"), (2, "json"), (3, "svg")])
async def test_what_one_sees_is_saved(downs, ending, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with driven(FixedEngine(), encoder="ngram", start="explore", size=(120, 30)) as (
        app,
        pilot,
        settle,
    ):
        await app.show_role("visual-designer")
        await settle()
        await pilot.press("ctrl+s", *["j"] * downs, "enter")
        await settle.until(lambda: list(tmp_path.iterdir()))
    (file,) = tmp_path.iterdir()
    assert file.name == f"role-visual-designer.{ending}"
    assert "工" in file.read_text(encoding="utf-8")


async def test_a_choice_in_the_moment_one_leaves_closes_nothing_below():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        for key in ("ctrl+p", "f1", "f9"):
            await pilot.press(key)
            await settle()
            over = app.screen
            await app.action_go("explore")
            over.dismiss()
            await settle()
            assert app.place == "explore"
            assert app.is_running
