"""The command palette: roles and skills by any name, script or sound, actions, languages, and more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.app.actions import ACTIONS
from tui.app.base import LANGUAGE_NAMES, Finding
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.app.application import ShopladderApp

MOST = 30
"""Roles offered for one query."""


class Everything(Provider):
    """One provider for all, so that one order holds over all.

    Hits are `Text`, which is never read as markup.
    """

    @property
    def _ladder(self) -> ShopladderApp:
        return cast("ShopladderApp", self.app)

    def _commands(self) -> Iterator[tuple[str, Callable[[], object]]]:
        app = self._ladder
        for action in (*ACTIONS.get(app.place, ()), *ACTIONS["app"]):
            if action.palette:
                yield app.say(f"actions.{action.id}.help"), partial(app.perform, action)
        for language, name in LANGUAGE_NAMES.items():
            yield app.say("palette.language", name=name), partial(app.run_action, f"language({language!r})")

    async def discover(self) -> Hits:
        """The commands, before anything is typed."""
        for title, command in self._commands():
            yield DiscoveryHit(Text(title), command, text=title)

    async def search(self, query: str) -> Hits:
        """Commands and roles that a query names, or a line that says there are none."""
        from kb.chinese import fold

        app = self._ladder
        found = False
        asked = fold(query)
        for title, command in self._commands():
            if asked in fold(title):
                found = True
                yield Hit(1.0, Text(title), command, text=title)
        if app.index is not None and app.knowledge is not None:
            for number, role_id in enumerate(app.index.find(query)[:MOST]):
                found = True
                role = app.knowledge.roles[role_id]
                family = app.knowledge.families.get(role.family)
                title = visible(role.label.get(app.language))
                shown = Text(title)
                if family is not None:
                    shown.append(f"  {visible(family.label.get(app.language))}", "dim")
                yield Hit(0.9 - number / 1000, shown, partial(app.show_role, role_id), text=title)
        for number, finding in enumerate(self._others(query)):
            found = True
            shown = Text(finding.title)
            shown.append(f"  {finding.kind}", "dim")
            yield Hit(0.8 - number / 1000, shown, finding.open, text=finding.title)
        if not found:
            nothing = app.say("palette.nothing")
            yield Hit(0.01, Text(nothing), lambda: None, text=nothing)

    def _others(self, query: str) -> Iterator[Finding]:
        """Skills, and whatever a place adds."""
        app = self._ladder
        if app.skill_index is not None and app.knowledge is not None and query.strip():
            kind = app.say("palette.skill")
            for skill in app.skill_index.find(query)[:MOST]:
                label = app.knowledge.skills[skill].label.get(app.language)
                yield Finding(visible(label), kind, partial(app.show_skill, skill))
        for finder in app.finders:
            yield from finder(query)
