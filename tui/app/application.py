"""The app: its places, its keys, and the order in which things are loaded behind the first picture.

Workers load in threads and post messages; handlers here change the state that screens watch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.content import Content
from textual.screen import ModalScreen
from textual.scrollbar import ScrollBar

from kb.messages import MESSAGE_LANGUAGES, MessageLanguage
from tui.app.base import LadderApp, LadderScreen
from tui.app.messages import KnowledgeFailed, KnowledgeReady, MatcherFailed, MatcherReady, Painted, RoleOpened
from tui.app.palette import Everything
from tui.app.screens.match import MatchScreen
from tui.app.widgets.scroll_bar import PlainScrollBar

if TYPE_CHECKING:
    from tui.app.engine import Engine

DARK, LIGHT = "textual-dark", "textual-light"

NO_KNOWLEDGE = 3
"""Exit code when the knowledge cannot be read, as on the command line."""

FIRST_ENCODER = "ngram"
"""Serves at once, while a better one loads."""


def _explore() -> LadderScreen:
    """The Explore screen, imported when somebody goes there: the first picture need not wait for it."""
    from tui.app.screens.explore import ExploreScreen

    return ExploreScreen()


class ShopladderApp(LadderApp):
    """Explore and Match, in three languages."""

    TITLE = "shopladder"
    CSS_PATH = "app.tcss"
    MODES: ClassVar = {"explore": _explore, "match": MatchScreen}
    COMMANDS: ClassVar = {Everything}
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "help", id="app.help", tooltip="help_help"),
        Binding("f2", "go('explore')", "explore", id="app.explore", tooltip="explore_help", show=False),
        Binding("f3", "go('match')", "match", id="app.match", tooltip="match_help", show=False),
        Binding("f4", "next_language", "language", id="app.language", tooltip="language_help", show=False),
        Binding(
            "ctrl+p", "command_palette", "palette", id="app.palette", tooltip="palette_help", priority=True
        ),
        Binding("f5", "toggle_theme", "theme", id="app.theme", tooltip="theme_help"),
        Binding("ctrl+q", "quit", "quit", id="app.quit", tooltip="quit_help", priority=True),
    ]

    PALETTE: ClassVar[tuple[tuple[str, str], ...]] = (
        ("go('explore')", "explore"),
        ("go('match')", "match"),
        ("toggle_theme", "theme"),
        ("help", "help"),
        ("quit", "quit"),
    )
    """Actions in the palette, and their names under `app.palette`."""

    def __init__(self, language: MessageLanguage, engine: Engine, *, encoder: str | None, start: str) -> None:
        super().__init__()
        ScrollBar.renderer = PlainScrollBar
        self.set_reactive(LadderApp.language, language)
        self._engine = engine
        self._encoder = encoder
        self._start = start
        self._loading = False
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
        from tui.app.search import RoleIndex

        try:
            knowledge = self._engine.knowledge()
            self.post_message(KnowledgeReady(knowledge, RoleIndex(knowledge)))
        except (KnowledgeError, OSError) as error:
            self.post_message(KnowledgeFailed(str(error)))
            return
        except Exception as error:
            self.post_message(KnowledgeFailed(f"{type(error).__name__}: {error}"))
            return
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
        self.index = event.index
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

    async def action_go(self, place: str) -> None:
        """Go to a place."""
        while isinstance(self.screen, ModalScreen):
            await self.pop_screen()
        if place != self.current_mode:
            await self.switch_mode(place)

    def action_language(self, language: MessageLanguage) -> None:
        """Speak another language from now on."""
        self.language = language

    def action_next_language(self) -> None:
        """Speak the next of the three languages."""
        place = MESSAGE_LANGUAGES.index(self.language) + 1
        self.language = MESSAGE_LANGUAGES[place % len(MESSAGE_LANGUAGES)]

    def action_toggle_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT if self.theme == DARK else DARK

    def action_help(self) -> None:
        """Explain the keys of the present screen."""
        if not isinstance(self.screen, LadderScreen):
            return
        from tui.app.screens.help import HelpScreen

        found: dict[str, tuple[str, ...]] = {}
        for key, (_, binding, enabled, _) in self.screen.active_bindings.items():
            if enabled and binding.id and binding.tooltip:
                found[binding.tooltip] = (*found.get(binding.tooltip, ()), key)
        self.push_screen(HelpScreen(self.screen.MODE, found))

    def action_command_palette(self) -> None:
        """Open the palette, unless something lies over the screen."""
        if isinstance(self.screen, LadderScreen):
            self.push_screen(CommandPalette(placeholder=Content(self.say("palette.hint")).plain))
