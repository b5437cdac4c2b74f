"""The app: its places, its keys, and the order in which things are loaded behind the first picture.

Workers load in threads and post messages; handlers here change the state that screens watch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.command import CommandPalette
from textual.content import Content
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBar

from kb.messages import MESSAGE_LANGUAGES, MessageLanguage
from tui.app.actions import Action, bindings, find
from tui.app.base import LadderApp, LadderScreen
from tui.app.history import History, Stop
from tui.app.messages import (
    KnowledgeFailed,
    KnowledgeReady,
    MatcherFailed,
    MatcherReady,
    Moved,
    Painted,
    RoleOpened,
)
from tui.app.palette import Everything
from tui.app.places import PLACES
from tui.app.widgets.scroll_bar import PlainScrollBar
from tui.app.wording import visible

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.app.engine import Engine
    from tui.app.view import View

DARK, LIGHT = "textual-dark", "textual-light"

NO_KNOWLEDGE = 3
"""Exit code when the knowledge cannot be read, as on the command line."""

FIRST_ENCODER = "ngram"
"""Serves at once, while a better one loads."""


class ShopladderApp(LadderApp):
    """The places, in three languages, and what works in all of them."""

    TITLE = "shopladder"
    CSS_PATH = "app.tcss"
    MODES: ClassVar = {place.id: place.make for place in PLACES}
    COMMANDS: ClassVar = {Everything}
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    def __init__(self, language: MessageLanguage, engine: Engine, *, encoder: str | None, start: str) -> None:
        super().__init__()
        ScrollBar.renderer = PlainScrollBar
        self.set_reactive(LadderApp.language, language)
        self._engine = engine
        self._encoder = encoder
        self._start = start
        self._loading = False
        self._history = History()
        self.failure = ""
        """Why the app had to end, in one sentence; empty when it did not."""

    def on_mount(self) -> None:
        """Draw the first place."""
        self.theme = DARK
        self.switch_mode(self._start)

    @on(Painted)
    def _painted(self) -> None:
        if not self._loading:
            self._loading = True
            self._load()

    @work(thread=True, group="load", exit_on_error=False)
    def _load(self) -> None:
        """Read the knowledge, then a matcher that serves at once, then the best one."""
        from kb import KnowledgeError
        from kb.search import NameIndex, findable_roles, findable_skills

        try:
            knowledge = self._engine.knowledge()
            roles, skills = NameIndex(findable_roles(knowledge)), NameIndex(findable_skills(knowledge))
            self.post_message(KnowledgeReady(knowledge, roles, skills))
        except (KnowledgeError, OSError) as error:
            self.post_message(KnowledgeFailed(str(error)))
            return
        except Exception as error:
            self.post_message(KnowledgeFailed(f"{type(error).__name__}: {error}"))
            return
        roles.warm()
        skills.warm()
        encoders = (self._encoder,) if self._encoder else (FIRST_ENCODER, None)
        for encoder in encoders:
            try:
                matcher = self._engine.matcher(knowledge, encoder)
            except Exception as error:
                # Whatever an encoder's libraries raise, the app goes on with the matcher it has.
                self.post_message(MatcherFailed(f"{type(error).__name__}: {error}"))
            else:
                self.post_message(MatcherReady(matcher, last=encoder is encoders[-1]))

    @on(KnowledgeReady)
    def _knowledge_ready(self, event: KnowledgeReady) -> None:
        self.index, self.skill_index = event.index, event.skills
        self.knowledge = event.knowledge

    @on(KnowledgeFailed)
    def _knowledge_failed(self, event: KnowledgeFailed) -> None:
        self.failure = self.say("broken", problem=" ".join(event.problem.split()))
        self.exit(return_code=NO_KNOWLEDGE)

    @on(MatcherReady)
    def _matcher_ready(self, event: MatcherReady) -> None:
        self.waiting = not event.last
        self.matcher = event.matcher

    @on(MatcherFailed)
    def _matcher_failed(self, event: MatcherFailed) -> None:
        self.waiting = False
        key = "matcher_failed" if self.matcher is None else "better_failed"
        self.notify(self.say(key, why=event.problem), severity="warning", markup=False, timeout=8)

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        self._history.visit(Stop(event.place, event.where))

    @on(RoleOpened)
    async def _role_opened(self, event: RoleOpened) -> None:
        await self.show_role(event.role)

    async def show_role(self, role: str) -> None:
        """Go to a role.

        Args:
            role: its id.
        """
        from tui.app.screens.explore import ExploreScreen

        await self.action_go("explore")
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
            await self.pop_screen()
        if place != self.current_mode:
            await self.switch_mode(place)

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
        self.language = language

    def action_next_language(self) -> None:
        """Speak the next of the three languages."""
        place = MESSAGE_LANGUAGES.index(self.language) + 1
        self.language = MESSAGE_LANGUAGES[place % len(MESSAGE_LANGUAGES)]

    def action_next_theme(self) -> None:
        """Take the next colours."""
        self.theme = LIGHT if self.theme == DARK else DARK

    def action_help(self) -> None:
        """Explain the keys of the present screen."""
        if not isinstance(self.screen, LadderScreen):
            return
        from tui.app.screens.help import HelpScreen

        found: dict[str, tuple[str, ...]] = {}
        for key, (_, binding, enabled, _) in self.screen.active_bindings.items():
            if enabled and binding.id and find(binding.id):
                found[binding.id] = (*found.get(binding.id, ()), key)
        self.push_screen(HelpScreen(self.screen.MODE, found))

    def action_export(self) -> None:
        """Save what one sees to a file."""
        view = self._seen()
        if view is not None:
            from tui.app.screens.export import ExportScreen

            self.push_screen(ExportScreen(view))

    def action_copy_command(self) -> None:
        """Copy the command that does the same, and show it."""
        view = self._seen()
        if view is None:
            return
        if not view.command:
            self.tell("no_command")
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

    def tell(self, key: str, **values: object) -> None:
        """Say something in passing.

        Args:
            key: a key under `app.told`.
            values: for its placeholders.
        """
        self.notify(self.say(f"told.{key}", **values), markup=False, timeout=5)

    def action_command_palette(self) -> None:
        """Open the palette, unless something lies over the screen."""
        if isinstance(self.screen, LadderScreen):
            self.push_screen(CommandPalette(placeholder=Content(self.say("palette.hint")).plain))
