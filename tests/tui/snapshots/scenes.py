"""The scenes that are kept as text: each place, and each thing that lies over one.

A new screen adds its scenes here; `make snapshots` writes them in three languages and two sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from tui.app.application import ShopladderApp

    Steps = Callable[[ShopladderApp, Pilot[int]], Awaitable[None]]


REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Scene:
    """A state of the app worth keeping."""

    name: str
    """The first part of the file's name."""
    start: str
    """The place the app opens at."""
    steps: Steps
    """How one gets there."""


async def _stay(app: ShopladderApp, pilot: Pilot[int]) -> None:
    pass


async def _role(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await app.show_role("visual-designer")


async def _written(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.wanted.add("我喜歡拍照，會修圖 [/b] x")


async def _nonsense(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.wanted.add("asdf qwer")


async def _help(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("f1")


async def _export(app: ShopladderApp, pilot: Pilot[int]) -> None:
    from tui.app.screens.export import ExportScreen

    await app.show_role("visual-designer")
    await pilot.pause()
    app.push_screen(ExportScreen(app.screen.view(), folder=Path("reports")))


async def _settings(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("f9")


async def _palette(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+p")
    await pilot.pause()
    app.screen.query_one("CommandInput").cursor_blink = False
    app.screen.query_one("CommandInput").value = "mg"
    await pilot.pause(0.8)


async def _skills(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+g", "j", "enter", "j", "4", "j", "enter")


async def _picked(app: ShopladderApp, pilot: Pilot[int]) -> None:
    from matcher.profile import Profile, ProfileSkill

    skills = (ProfileSkill(skill="typography", level=2), ProfileSkill(skill="image-retouching"))
    app.person = Profile(text="拍照", skills=skills, riasec={"A": 1.0, "R": 0.2})


async def _quiz(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+b", "4", "5")


async def _teaching(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.wanted.add("修圖")
    await pilot.pause(0.3)
    await pilot.press("ctrl+l", "enter")
    app.screen.typed.cursor_blink = False


async def _one_role(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.wanted.add("修圖")
    await pilot.pause(0.3)
    await pilot.press("ctrl+n", *"客服", "enter")


async def _welcome(app: ShopladderApp, pilot: Pilot[int]) -> None:
    from tui.app.screens.welcome import WelcomeScreen

    app.push_screen(WelcomeScreen())


async def _plan(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.go_to("senior-visual-designer")
    await pilot.pause(0.2)


async def _ticked(app: ShopladderApp, pilot: Pilot[int]) -> None:
    from matcher.plan import KeptPlan

    app.screen._kept = KeptPlan(
        "senior-visual-designer", "design-assistant", {"image-retouching:3": "2026-11-25"}
    )
    app.screen._search()
    await pilot.pause(0.2)
    await pilot.press("tab", "j")


def _team(*keys: str) -> Steps:
    """Press keys in the Team place once its team lies on the table."""

    async def steps(app: ShopladderApp, pilot: Pilot[int]) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()

    return steps


async def _map(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await app.show_role("visual-designer")
    await pilot.pause()
    await pilot.press("m")


async def _compared(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.go_to("compare:visual-designer,senior-visual-designer,ui-designer")


async def _skill(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await app.show_skill("image-retouching")


async def _department(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("v", "j")


async def _hiring(app: ShopladderApp, pilot: Pilot[int]) -> None:
    await pilot.press("v", "v", "v", "j")


async def _list(app: ShopladderApp, pilot: Pilot[int]) -> None:
    app.screen.open_list(REPOSITORY / "docs" / "examples" / "students.csv")
    await app.workers.wait_for_complete()
    await pilot.pause()


SCENES: tuple[Scene, ...] = (
    Scene("explore-welcome", "explore", _stay),
    Scene("explore", "explore", _role),
    Scene("explore-map", "explore", _map),
    Scene("explore-compared", "explore", _compared),
    Scene("explore-skill", "explore", _skill),
    Scene("explore-department", "explore", _department),
    Scene("explore-hiring", "explore", _hiring),
    Scene("explore-help", "explore", _help),
    Scene("export", "explore", _export),
    Scene("settings", "match", _settings),
    Scene("palette", "match", _palette),
    Scene("path-empty", "path", _stay),
    Scene("path", "path", _plan),
    Scene("path-ticked", "path", _ticked),
    Scene("path-help", "path", _help),
    Scene("match-empty", "match", _stay),
    Scene("match", "match", _written),
    Scene("match-abstains", "match", _nonsense),
    Scene("match-help", "match", _help),
    Scene("match-picked", "match", _picked),
    Scene("match-one-role", "match", _one_role),
    Scene("match-skills", "match", _skills),
    Scene("match-quiz", "match", _quiz),
    Scene("match-teaching", "match", _teaching),
    Scene("welcome", "match", _welcome),
    Scene("batch-empty", "batch", _stay),
    Scene("batch", "batch", _list),
    Scene("batch-help", "batch", _help),
    Scene("team-grid", "team", _team("down", "down", "right")),
    Scene("team-people", "team", _team("2", "G", "up")),
    Scene("team-vacancy", "team", _team("3")),
    Scene("team-what-if", "team", _team("3", "down")),
    Scene("team-bench", "team", _team("4")),
    Scene("team-hiring", "team", _team("5")),
    Scene("team-sheets", "team", _team("6", "down", "enter", "down", "down")),
)
