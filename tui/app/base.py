"""What every screen shares: the app's state as they may see it, the bar on top and the keys at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters
from textual.app import App, ComposeResult
from textual.errors import NoWidget
from textual.reactive import reactive
from textual.screen import Screen

from kb.messages import MessageLanguage, Messages, SpokenError
from kb.told import can_be_told, in_language
from tui.app.keeping import Keeper, Settings
from tui.app.messages import Moved, Painted
from tui.app.over import stands
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from pathlib import Path

    from kb import Knowledge
    from kb.search import NameIndex
    from matcher.profile import Profile
    from matcher.team.desk import TeamDesk
    from tui.app.engine import Matching
    from tui.app.view import View


LANGUAGE_NAMES: Mapping[MessageLanguage, str] = {
    "zh-Hant": "繁體中文",
    "zh-Hans": "简体中文",
    "en": "English",
}
"""Each language in its own words, so that whoever lost their way finds theirs again."""


LEAVING = ("ctrl+q", "ctrl+c")
"""Keys that wait for nothing."""


BETWEEN_HELD = 0.1
"""Seconds between keys that had to wait: time for a screen to open."""


@dataclass(frozen=True)
class Finding:
    """Something the palette found."""

    title: str
    """What it is called, as it may be drawn."""
    kind: str
    """What it is, in a word."""
    open: Callable[[], Awaitable[None]]
    """Goes there."""


class LadderApp(App[int]):
    """The state that screens watch. `ShopladderApp` adds what changes it."""

    language: reactive[MessageLanguage] = reactive[MessageLanguage]("zh-Hant", init=False)
    """The language everything is said in."""
    knowledge: reactive[Knowledge | None] = reactive["Knowledge | None"](None, init=False)
    """The knowledge base, once it is read."""
    matcher: reactive[Matching | None] = reactive["Matching | None"](None, init=False)
    """The matcher that serves, once there is one."""
    waiting: reactive[bool] = reactive(True, init=False)
    """Whether a matcher, or a better one, is on its way."""
    person: reactive[Profile | None] = reactive["Profile | None"](None, init=False, repaint=False)
    """The person in front of the screen, as Match knows them; kept and brought back. None before a word.

    It changes at every key, so nothing is repainted for it: whoever shows something of it watches it.
    """
    keeper: Keeper = Keeper(None)
    """Keeps what a person leaves behind."""
    index: NameIndex | None = None
    """The roles by every name, once the knowledge is read."""
    _held: list[events.Key]
    """Keys that wait until there is knowledge."""
    finders: list[Callable[[str], Iterable[Finding]]]
    """What else the palette asks with what is typed; a place adds one for the people it knows."""
    overlays: tuple[Path, ...] = ()
    """Folders laid over the built-in knowledge."""
    settings: Settings = Settings()
    """What somebody chose."""
    encoder: str | None = None
    """The encoder asked for, on the command line or in the settings; None for the best there is."""
    skill_index: NameIndex | None = None
    """The skills by every name, once the knowledge is read."""

    def __init__(self) -> None:
        super().__init__()
        self._held = []
        self.finders = []

    @property
    def messages(self) -> Messages:
        """The messages of the present language."""
        return Messages.load(self.language)

    @property
    def language_name(self) -> str:
        """What the present language calls itself."""
        return LANGUAGE_NAMES[self.language]

    def say(self, key: str, **values: object) -> str:
        """What the app says, in the present language.

        Args:
            key: a key of the section `app`.
            values: one for each placeholder.
        """
        return self.messages.get(f"app.{key}", **values)

    def explain(self, error: BaseException) -> str:
        """What an error says, in the present language."""
        if isinstance(error, SpokenError):
            return error.said(self.messages)
        return str(in_language(error, self.messages))

    def explain_any(self, error: BaseException) -> str:
        """What an error says, in the present language; of one that nobody foresaw, that it came about.

        What its program says stands at the end then, for whoever gets to mend it.
        """
        if isinstance(error, SpokenError) or can_be_told(error):
            return self.explain(error)
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return self.say("unforeseen", what=" ".join(what.split()))

    async def on_event(self, event: events.Event) -> None:
        """Let a screen that waits for any key have it first; keep for later what a place cannot do yet."""
        if isinstance(event, events.Key):
            take = getattr(self.screen, "take_key", None)
            if take is not None and take(event.key):
                return
            if self._comes_too_early(event):
                self._held.append(event)
                return
        elif isinstance(event, events.MouseDown) and self._hits_what_has_gone(event):
            return
        await super().on_event(event)

    def _comes_too_early(self, event: events.Key) -> bool:
        """Whether a key is for a place that has no knowledge to work with yet, or comes after such a key."""
        if self._held:
            return event.key not in LEAVING
        if self.knowledge is not None or not isinstance(self.screen, LadderScreen):
            return False
        from textual.widgets import Input, TextArea

        found = self.screen.active_bindings.get(event.key)
        owner = found.node if found is not None else None
        if owner is self:
            return False
        writing = isinstance(self.focused, TextArea | Input) and event.is_printable
        return owner is self.screen and not writing

    async def watch_knowledge(self) -> None:
        """Do what was asked for before there was knowledge, key by key, each after what the last opened."""
        if self._held:
            await stands(self.screen)
            await super().on_event(self._held.pop(0))
            self.set_timer(BETWEEN_HELD, self.watch_knowledge)

    def _hits_what_has_gone(self, event: events.MouseDown) -> bool:
        """Whether a click meets a widget that was taken away and still stands on the screen."""
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return widget.parent is None

    def tell(self, key: str, **values: object) -> None:
        """Say something in passing.

        Args:
            key: a key under `app.told`.
            values: for its placeholders.
        """
        self.notify(self.say(f"told.{key}", **values), markup=False, timeout=5)

    def open_desk(self, path: Path | None) -> TeamDesk:
        """A team on the table; slow, so call it in a thread.

        Args:
            path: a roster; without one the store or the sample is opened.

        Raises:
            TeamError: when it cannot be used.
            TableError: when a table cannot be read.
        """
        raise NotImplementedError

    def serving(self, *, brief: bool = False) -> str:
        """Which matcher serves, in a word or two.

        Args:
            brief: whether there is room for the word or two only, while a better matcher is on its way.
        """
        if self.matcher is None:
            return self.say("serving.loading" if self.waiting else "serving.none")
        if brief and self.waiting:
            return self.say("serving.better_coming_brief")
        name = self.matcher.encoder_name
        known = self.messages.find(f"app.serving.{name}")
        said = known or self.say("serving.other", name=name)
        return said + self.say("serving.better_coming") if self.waiting else said


class LadderScreen(Screen[None]):
    """A place: the two bars, everything said again when the language changes, and what every place can do.

    A place says where in it one is (`where`, `go_to`): back, forward and resume rest on that. It says what it
    shows (`view`): export and the copied command rest on that.
    """

    app = getters.app(LadderApp)
    MODE: ClassVar[str] = ""
    """The name of the mode this screen serves."""
    NO_COMMAND: ClassVar[str] = "no_command"
    """What is told, a key under `app.told`, where what one sees has no command."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """The bars, with the screen's own widgets between them."""
        yield TopBar(self.MODE)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What the screen is for."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the app's state."""
        self.call_after_refresh(self.app.post_message, Painted())
        self.watch(self.app, "language", self.say_again)
        self.watch(self.app, "knowledge", self.say_again, init=False)

    def say_again(self) -> None:
        """Say everything in the present language, with the present knowledge."""

    def where(self) -> str:
        """Where in this place one is, as a text that `go_to` understands; empty at its beginning."""
        return ""

    def go_to(self, where: str) -> None:
        """Go back to where one was.

        Args:
            where: what `where` said once, perhaps under another knowledge base; what is unknown does no harm.
        """

    def view(self) -> View | None:
        """What one sees, to be saved or asked for on the command line; None when there is nothing yet."""
        return None

    def moved(self) -> None:
        """Say that one went somewhere worth coming back to."""
        self.post_message(Moved(self.MODE, self.where()))
