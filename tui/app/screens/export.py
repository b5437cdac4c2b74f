"""Export: what one sees becomes a file, in one of four forms, here or wherever one says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast, get_args

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from kb.files import write_atomically
from kb.told import why
from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.view import Format
from tui.app.widgets.choice_list import Choice, ChoiceList
from tui.app.wording import near_home, visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.app.view import View

FORMATS: tuple[Format, ...] = get_args(Format)


class ExportScreen(OverScreen[None]):
    """Over the screen that is saved."""

    app = getters.app(LadderApp)
    CSS_PATH = "export.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "close", show=False),
        Binding("e", "elsewhere", "elsewhere", show=False),
    ]

    forms = getters.query_one("#forms", ChoiceList)

    def __init__(self, view: View, folder: Path | None = None) -> None:
        super().__init__()
        self._view = view
        self._folder = folder or Path.cwd()

    def compose(self) -> ComposeResult:
        """A sentence and the forms."""
        yield Static(visible(self.app.say("export.title", what=self._view.title)), id="what", markup=False)
        yield ChoiceList("forms")
        yield Static(
            visible(self.app.say("export.where", folder=near_home(self._folder))), id="where", markup=False
        )

    def on_mount(self) -> None:
        """Write the forms."""
        self.forms.show([Choice(form, f"{self.app.say(f'export.{form}')}  .{form}") for form in FORMATS])

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        form = cast("Format", self.forms.chosen)
        self.dismiss()
        # The picture shows the screen below, so it is taken when this one has gone.
        path = free_path(self._folder, self._view.name, form)
        self.app.call_after_refresh(save, self.app, self._view, form, path)

    def action_elsewhere(self) -> None:
        """Ask for the file, and save there."""
        from tui.app.screens.asking import ask_where

        app, view, form = self.app, self._view, cast("Format", self.forms.chosen)

        def chosen(path: Path) -> None:
            app.call_after_refresh(save, app, view, form, path)

        self.dismiss()
        path = free_path(self._folder, view.name, form)
        ask_where(app, app.say("export.ask", what=view.title), app.say("export.ask_keys"), path, chosen)


def save(app: LadderApp, view: View, form: Format, path: Path) -> None:
    """Write a view to a file.

    Args:
        app: whose screen is pictured, and who says where the file is.
        view: what to save.
        form: in which form.
        path: where the file goes.
    """
    if form == "svg":
        from tui.app.picture import self_contained

        content = self_contained(app.export_screenshot(title="shopladder"))
    else:
        content = view.written(form)
    try:
        write_atomically(path, content.encode("utf-8", "replace"))
    except OSError as error:
        text = app.say("export.failed", path=near_home(path), why=why(error))
        app.notify(visible(text), severity="error", markup=False, timeout=5)
    else:
        app.notify(visible(app.say("export.saved", path=near_home(path))), markup=False, timeout=5)


def free_path(folder: Path, name: str, ending: str) -> Path:
    """A file name that nothing has yet: `name.md`, then `name-2.md` and so on."""
    path, number = folder / f"{name}.{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.{ending}"
    return path
