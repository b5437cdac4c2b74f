"""The app: its places, its keys, and the order in which things are loaded behind the first picture.

Workers load in threads and post messages; handlers here change the state that screens watch.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBar

from kb.messages import MESSAGE_LANGUAGES, MessageLanguage, parse_language
from tui.app.actions import ACTIONS, Action, bindings, find
from tui.app.base import LadderApp, LadderScreen
from tui.app.history import History, Stop
from tui.app.keeping import SESSION_FILE, SETTINGS_FILE, Keeper, Settings, Visit
from tui.app.loading import LoadingApp
from tui.app.messages import (
    KnowledgeReady,
    Moved,
    PathWanted,
    RoleOpened,
    SkillOpened,
)
from tui.app.over import Palette, stands
from tui.app.palette import Everything
from tui.app.past import Past
from tui.app.places import PLACES, place
from tui.app.themes import NAMES, THEMES
from tui.app.tidying import BETWEEN_TIDYING, tidy
from tui.app.widgets.scroll_bar import PlainScrollBar
from tui.app.wording import visible

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType

    from matcher.profile import Profile
    from tui.app.engine import Engine
    from tui.app.view import View

BETWEEN_KEEPING = 2.0
"""Seconds between looks at whether there is something new to keep."""

FIRST_PLACE = "match"
"""Where somebody starts who has not been here."""


class ShopladderApp(LoadingApp):
    """The places, in three languages, and what works in all of them."""

    TITLE = "shopladder"
    CSS_PATH = "app.tcss"
    MODES: ClassVar = {place.id: place.make for place in PLACES}
    COMMANDS: ClassVar = {Everything}
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    def __init__(
        self,
        language: MessageLanguage,
        engine: Engine,
        *,
        encoder: str | None,
        start: str,
        overlays: tuple[Path, ...] = (),
        keeper: Keeper | None = None,
        settings: Settings | None = None,
        welcome: bool = False,
    ) -> None:
        super().__init__(engine, encoder)
        ScrollBar.renderer = PlainScrollBar
        self.set_reactive(LadderApp.language, language)
        self.keeper = keeper or Keeper(None)
        self._visit = self.keeper.visit()
        self._start = start or (self._visit.place if place(self._visit.place) else FIRST_PLACE)
        self._coming_back = dict(self._visit.where)
        self._welcomes = welcome
        self._wish = ""
        self._history = History()
        self._past = Past()
        self._been: dict[str, LadderScreen] = {}
        self.overlays = overlays
        self.settings = settings or Settings()
        """What somebody chose; `choose` changes it."""

    def on_mount(self) -> None:
        """Draw the first place."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in NAMES else NAMES[0]
        self.set_keymap(dict(self.settings.keys))
        self.switch_mode(self._start)
        self.set_interval(BETWEEN_KEEPING, self.keep)
        self.set_interval(BETWEEN_TIDYING, self._tidy)
        self.tell_set_aside()
        if self._welcomes:
            self.call_after_refresh(self._welcome)

    def tell_set_aside(self) -> None:
        """Say which files could not be read and under what names they are now."""
        for path in self.keeper.tell_set_aside():
            self.tell("set_aside", file=visible(path.name))

    @property
    def kept_in(self) -> Path | None:
        """The folder where things are kept, or None when nothing is."""
        return self.keeper.folder

    def choose(self, settings: Settings) -> None:
        """Live by other settings from now on, and keep them.

        Args:
            settings: all of them.
        """
        before, self.settings = self.settings, settings
        self.theme = settings.theme if settings.theme in NAMES else NAMES[0]
        self.language = parse_language(settings.language) or self.language
        self.set_keymap(dict(settings.keys))
        self.screen.refresh_bindings()
        why = self.keeper.write(SETTINGS_FILE, settings.written())
        if why:
            self.tell("not_kept", why=visible(why))
        if settings.encoder != before.encoder and self.knowledge is not None:
            self.encoder = settings.encoder or None
            self.waiting = True
            self.load_matchers(self.knowledge)

    def keep(self) -> None:
        """Keep where one is and what one wrote, when it has changed."""
        if self.current_mode not in (place.id for place in PLACES):
            return
        where = dict(self._coming_back)
        where |= {screen.MODE: screen.where() for screen in self._been.values()}
        if self.person is not None:
            person = self.person.model_dump(mode="json", exclude_defaults=True)
        else:
            person = {} if self.knowledge is not None else dict(self._visit.person)
        # Whether it could be written is not said: saying so every 2 s would help nobody.
        self.keeper.write(SESSION_FILE, Visit(self.current_mode, where, person).written())

    def _tidy(self) -> None:
        tidy(self._been.values(), self.screen)

    async def on_unmount(self) -> None:
        """Keep the last of it."""
        self.keep()

    def _welcome(self) -> None:
        from tui.app.screens.welcome import WelcomeScreen

        async def started(way: str | None) -> None:
            self._wish = way or ""
            await self._start_as_wished()

        self.push_screen(WelcomeScreen(), started)

    async def _start_as_wished(self) -> None:
        """Do what was chosen in the welcome, as soon as there is knowledge to do it with."""
        if not self._wish or self.knowledge is None:
            return
        wish, self._wish = self._wish, ""
        if wish == "explore":
            await self.action_go("explore")
        elif wish != "write" and isinstance(self.screen, LadderScreen) and self.place == "match":
            await self.run_action(wish, default_namespace=self.screen)

    @on(KnowledgeReady)
    async def _knowledge_ready(self, event: KnowledgeReady) -> None:
        self.index, self.skill_index = event.index, event.skills
        self.knowledge = event.knowledge
        if self._visit.person and self.person is None:
            self.person = self._known_person()
        if isinstance(self.screen, LadderScreen):
            self._come_back(self.screen)
        await self._start_as_wished()

    def _known_person(self) -> Profile | None:
        from matcher.profile import ProfileError, profile_from_mapping

        try:
            return profile_from_mapping(self._visit.person, SESSION_FILE)
        except ProfileError:
            self.tell("person_lost")
            return None

    def _come_back(self, screen: LadderScreen) -> None:
        """Go where one was on the last visit, once a place."""
        self._been[screen.MODE] = screen
        self.tell_set_aside()
        where = self._coming_back.pop(screen.MODE, "")
        if where:
            screen.go_to(where)

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        self._history.visit(Stop(event.place, event.where))

    @on(PathWanted)
    async def _path_wanted(self, event: PathWanted) -> None:
        self._note_where()
        await self._show_place("path")
        if isinstance(self.screen, LadderScreen):
            self.screen.go_to(event.role)
            self._history.visit(Stop("path", self.screen.where()))

    @on(RoleOpened)
    async def _role_opened(self, event: RoleOpened) -> None:
        await self.show_role(event.role)

    @on(SkillOpened)
    async def _skill_opened(self, event: SkillOpened) -> None:
        await self.show_skill(event.skill)

    async def show_skill(self, skill: str) -> None:
        """Go to a skill.

        Args:
            skill: its id.
        """
        self._note_where()
        await self._show_place("explore")
        if isinstance(self.screen, LadderScreen):
            self.screen.go_to(f"skill:{skill}")

    async def show_role(self, role: str) -> None:
        """Go to a role.

        Args:
            role: its id.
        """
        from tui.app.screens.explore import ExploreScreen

        # Going there is no stop of its own: one step back leads to where one came from.
        self._note_where()
        await self._show_place("explore")
        if isinstance(self.screen, ExploreScreen):
            self.screen.open_role(role)

    @property
    def place(self) -> str:
        """The id of the place one is at."""
        return self.current_mode

    async def perform(self, action: Action) -> None:
        """Do what an action's key would do.

        Args:
            action: one of the app, or of the present place.
        """
        await self.run_action(action.run, default_namespace=self.screen)

    async def action_go(self, place: str) -> None:
        """Go to a place."""
        self._note_where()
        await self._show_place(place)
        if isinstance(self.screen, LadderScreen):
            self._history.visit(Stop(place, self.screen.where()))

    async def _show_place(self, place: str) -> None:
        while isinstance(self.screen, ModalScreen):
            await stands(self.screen)
            await self.pop_screen()
        if place != self.current_mode:
            await self.switch_mode(place)
        if isinstance(self.screen, LadderScreen) and self.knowledge is not None:
            self._come_back(self.screen)

    def _note_where(self) -> None:
        """Keep where one leaves, so that coming back leads there."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, LadderScreen):
                stop = Stop(screen.MODE, screen.where())
                if self._history.here is None or self._history.here.place != stop.place:
                    self._history.visit(stop)
                self._history.amend(stop)
                return

    async def action_back(self) -> None:
        """Go back to where one was."""
        self._note_where()
        await self._return_to(self._history.back(), "nothing_back")

    async def action_forward(self) -> None:
        """Go forward again."""
        self._note_where()
        await self._return_to(self._history.forward(), "nothing_forward")

    async def _return_to(self, stop: Stop | None, otherwise: str) -> None:
        if stop is None:
            self.tell(otherwise)
            return
        await self._show_place(stop.place)
        if isinstance(self.screen, LadderScreen):
            self.screen.go_to(stop.where)

    def action_language(self, language: MessageLanguage) -> None:
        """Speak another language from now on."""
        self.choose(replace(self.settings, language=language))

    def watch_person(self, before: Profile | None, after: Profile | None) -> None:
        """Keep what was said before."""
        self._past.note(before, after)

    def action_undo(self) -> None:
        """Bring back the person as they were before the last change that was not typing."""
        found = self._past.back()
        if found is None:
            self.tell("nothing_undone")
            return
        self._past.hold(going_back=True)
        # An empty person, not none: a screen that shows somebody must learn that nothing is known of them.
        self.person = found[0] if found[0] is not None else self._nobody()
        self._past.hold(going_back=False)
        self.tell("undone")

    @staticmethod
    def _nobody() -> Profile:
        from matcher.profile import Profile

        return Profile()

    def action_next_language(self) -> None:
        """Speak the next of the three languages."""
        at = MESSAGE_LANGUAGES.index(self.language) + 1
        self.action_language(MESSAGE_LANGUAGES[at % len(MESSAGE_LANGUAGES)])

    def action_use_theme(self, theme: str) -> None:
        """Take other colours."""
        self.choose(replace(self.settings, theme=theme))

    def action_next_theme(self) -> None:
        """Take the next colours."""
        self.action_use_theme(NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)])

    def action_settings(self) -> None:
        """Choose language, colours, encoder and keys; asked again, go back."""
        from tui.app.screens.settings import SettingsScreen

        if isinstance(self.screen, LadderScreen):
            self.push_screen(SettingsScreen())
        elif isinstance(self.screen, SettingsScreen):
            self.screen.dismiss()

    def action_help(self) -> None:
        """Explain the keys of the present screen."""
        if not isinstance(self.screen, LadderScreen):
            return
        from tui.app.screens.help import HelpScreen

        found: dict[str, tuple[str, ...]] = {}
        for key, (_, binding, enabled, _) in self.screen.active_bindings.items():
            if enabled and binding.id and find(binding.id):
                found[binding.id] = (*found.get(binding.id, ()), key)
        order = [action.id for owner in (self.screen.MODE, "app") for action in ACTIONS[owner]]
        ranked = {name: found[name] for name in order if name in found}
        self.push_screen(HelpScreen(self.screen.MODE, ranked))

    def action_export(self) -> None:
        """Save what one sees to a file."""
        view = self._seen()
        if view is not None:
            from tui.app.screens.export import ExportScreen

            self.push_screen(ExportScreen(view))

    def action_copy_command(self) -> None:
        """Copy the command that does the same, and show it."""
        view = self._seen()
        if view is None or not isinstance(self.screen, LadderScreen):
            return
        if not view.command:
            self.tell(self.screen.NO_COMMAND)
            return
        self.copy_to_clipboard(view.command_line)
        self.tell("command_copied", command=visible(view.command_line))

    def _seen(self) -> View | None:
        if not isinstance(self.screen, LadderScreen):
            return None
        view = self.screen.view()
        if view is None:
            self.tell("nothing_seen")
        return view

    def action_command_palette(self) -> None:
        """Open the palette, unless something lies over the screen."""
        if isinstance(self.screen, LadderScreen):
            self.push_screen(Palette(placeholder=Content(self.say("palette.hint")).plain))
