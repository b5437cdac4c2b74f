"""Team: who is ready for what, how vacancies are filled, what hangs on whom, whom to hire, how people did."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import getters, on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, OptionList, Static

from tui.app.actions import bindings
from tui.app.base import Finding, LadderScreen
from tui.app.messages import RoleOpened, SheetReady, TeamFailed, TeamReady, VerdictKept
from tui.app.paper import Paper
from tui.app.team.hiring_page import Work
from tui.app.view import View
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.reader import Reader
from tui.app.widgets.team_grid import TeamGrid
from tui.app.wording import fit, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from matcher.team.desk import TeamDesk
    from matcher.team.results import Override
    from matcher.team.sheets.results import ScoredSheet
    from tui.app.team.page import TeamPage

PAGES = ("grid", "people", "vacancies", "bench", "hiring", "sheets")
"""The pages, in the order of their digits."""

ROSTER_ENDINGS = (".xlsx", ".csv", ".yaml", ".yml", ".json", ".tsv", ".ods", ".parquet", ".jsonl")
SHEET_ENDINGS = (".xlsx", ".csv", ".yaml", ".yml", ".json")

MOST_FOUND = 20
"""People that the palette offers at once."""


class TeamScreen(LadderScreen):
    """A line of pages; below it a grid with words under it, or a list with a paper beside it."""

    CSS_PATH = "team.tcss"
    MODE = "team"
    AUTO_FOCUS = "#grid"

    BINDINGS: ClassVar[list[BindingType]] = bindings("team")

    choices = getters.query_one("#choices", ChoiceList)
    about = getters.query_one("#about", Reader)
    grid = getters.query_one("#grid", TeamGrid)
    cell = getters.query_one("#cell", Reader)

    def __init__(self) -> None:
        super().__init__()
        self._page = PAGES[0]
        self._desk: TeamDesk | None = None
        self._opened: TeamDesk | None = None
        self._failed = ""
        self._asked = False
        self._work = Work()
        self._sheet: ScoredSheet | None = None
        self._sheet_path: Path | None = None
        self._chosen: dict[str, str] = {}
        self._shown: TeamPage | None = None
        self._drawn: tuple[TeamDesk | None, str] | None = None
        """The team and language that the grid shows; filling it takes time where a team is large."""

    def compose_body(self) -> ComposeResult:
        """The pages, the grid with its words, the list with its paper."""
        yield Static(id="pages", markup=False)
        with Vertical(id="glance"):
            yield TeamGrid("grid")
            yield Reader("cell")
        with Horizontal(id="pair"):
            yield ChoiceList("choices")
            yield Reader("about")

    def on_mount(self) -> None:
        """Let the palette find the people."""
        super().on_mount()
        self.app.finders.append(self._people_named)

    def on_unmount(self) -> None:
        """The palette finds nobody here any more."""
        if self._people_named in self.app.finders:
            self.app.finders.remove(self._people_named)

    def _people_named(self, typed: str) -> Iterator[Finding]:
        """People whose id holds what is typed."""
        from kb.chinese import fold

        asked = fold(typed)
        if self._desk is None or not asked:
            return
        found = (person.id for person in self._desk.roster.people if asked in fold(person.id))
        for person in islice(found, MOST_FOUND):
            yield Finding(visible(person), self.app.say("team.person"), partial(self._open_person, person))

    async def _open_person(self, person: str) -> None:
        await self.app.run_action(f"app.go('{self.MODE}')")
        self._chosen["people"] = person
        self._turn("people")

    def say_again(self) -> None:
        """Say everything in the present language; open the team when there is knowledge for it."""
        if self.app.knowledge is not None and not self._asked:
            self._asked = True
            self._open(None)
        self._show()

    # Opening

    @work(thread=True, exclusive=True, group="team", exit_on_error=False)
    def _open(self, path: Path | None) -> None:
        """Put a team on the table and work out what needs time."""
        from matcher.tables import TableError
        from matcher.team.problems import TeamError

        try:
            desk = self.app.open_desk(path)
            _ = desk.plan, desk.bench, desk.marks, desk.best
        except (TeamError, TableError) as error:
            self.post_message(TeamFailed(error.said(self.app.messages), path))
        except Exception as error:
            self.post_message(TeamFailed(self.app.explain_any(error), path))
        else:
            self.post_message(TeamReady(desk))

    @work(thread=True, exclusive=True, group="team", exit_on_error=False)
    def _work_out(self, desk: TeamDesk) -> None:
        """Fill other vacancies."""
        try:
            _ = desk.plan, desk.bench, desk.marks, desk.best
        except Exception as error:
            self.post_message(TeamFailed(self.app.explain_any(error), desk.path))
        else:
            self.post_message(TeamReady(desk))

    @work(thread=True, exclusive=True, group="team", exit_on_error=False)
    def _keep_verdict(self, desk: TeamDesk, said: Override) -> None:
        """Keep a lead's own verdict, and work out what follows."""
        from matcher.team.desk import keep_override
        from matcher.team.problems import TeamError

        try:
            kept = keep_override(desk, said)
            _ = kept.plan, kept.bench, kept.marks, kept.best
        except TeamError as error:
            self.post_message(TeamFailed(error.said(self.app.messages), desk.path))
        except Exception as error:
            self.post_message(TeamFailed(self.app.explain_any(error), desk.path))
        else:
            self.post_message(VerdictKept(kept, said))

    @on(VerdictKept)
    def _verdict_kept(self, event: VerdictKept) -> None:
        stored = event.desk.origin == "store"
        if stored and self._opened is not None:
            self._opened = self._opened.with_override(event.said)
        self._desk = event.desk
        self.app.tell("verdict_stored" if stored else "verdict_for_now", person=visible(event.said.person))
        self._show()

    @on(TeamReady)
    def _ready(self, event: TeamReady) -> None:
        if self._desk is None or event.desk.roster is not self._desk.roster:
            self._opened = event.desk
        self._desk, self._failed = event.desk, ""
        if event.desk.rejects:
            self.app.tell("team_rejects", count=event.desk.rejects)
        self._show()

    @on(TeamFailed)
    def _not_ready(self, event: TeamFailed) -> None:
        if self._desk is not None:
            self.notify(visible(event.why), severity="error", markup=False, timeout=10)
            return
        self._failed = event.why
        self._show()

    @work(thread=True, exclusive=True, group="sheet", exit_on_error=False)
    def _open_sheet(self, path: Path, sample: bool) -> None:
        from kb.problems import KnowledgeError
        from matcher.tables import TableError
        from matcher.team.sheets.grid import SheetError
        from matcher.team.sheets.reading import read_sheet
        from matcher.team.sheets.scoring import score_sheet

        knowledge, messages = self.app.knowledge, self.app.messages
        if knowledge is None:
            return
        try:
            sheet = score_sheet(read_sheet(path, knowledge), knowledge)
        except SheetError as error:
            self.post_message(TeamFailed(messages.get(f"sheets.error.{error.code}", **error.values), path))
        except TableError as error:
            self.post_message(TeamFailed(error.said(messages), path))
        except (KnowledgeError, OSError) as error:
            self.post_message(TeamFailed(self.app.explain(error), path))
        else:
            self.post_message(SheetReady(sheet, None if sample else path))

    @on(SheetReady)
    def _sheet_ready(self, event: SheetReady) -> None:
        from tui.app.team.sheets import WHOLE

        self._sheet, self._sheet_path = event.sheet, event.path
        self._chosen["sheets"] = WHOLE
        self._show()

    # Showing

    def _make(self) -> TeamPage | None:
        if self._desk is None:
            return None
        from tui.app.team.pages import make_page

        sheet = (self._sheet, self._sheet_path)
        return make_page(self._page, self._desk, self.app.messages, self._work, sheet)

    def _show(self) -> None:
        """The present page, from its list to its paper."""
        self._say_pages()
        self._shown = self._make()
        at_a_glance = self._page == "grid" and self._shown is not None
        self.query_one("#glance").display = at_a_glance
        self.query_one("#pair").display = not at_a_glance
        if self._shown is None:
            self.choices.show(())
            self.about.show(self._waiting())
            return
        if at_a_glance:
            from tui.app.team.grid_page import GridPage

            if self._drawn != (self._desk, self.app.language):
                self._drawn = (self._desk, self.app.language)
                with self.prevent(DataTable.CellHighlighted):
                    cast("GridPage", self._shown).fill(self.grid)
            self._point_grid()
        else:
            choices = self._shown.choices()
            first = choices[0].id if choices else ""
            with self.prevent(OptionList.OptionHighlighted):
                self.choices.show(choices, at=self._chosen.get(self._page) or first)
            self.call_after_refresh(self.choices.scroll_to_highlight)
        self._show_paper(keep_place=False)
        self.refresh_bindings()
        self._keep_focus()

    def _keep_focus(self) -> None:
        """Leave nobody without a cursor when the page they were on is hidden."""
        here = self.focused
        if here is None or here.query_ancestor("#glance, #pair").display is False:
            (self.grid if self._page == "grid" else self.choices).focus()

    def _point_grid(self) -> None:
        person, _, role = self._chosen.get("grid", "").partition("|")
        if person:
            self.grid.point_at(person, role)

    def _waiting(self) -> Paper:
        if self._failed:
            paper = Paper().add(self.app.say("team.failed", why=self._failed), lead="! ")
            return paper.blank().add(self.app.say("team.open_hint"))
        return Paper().add(self.app.say("team.loading"))

    def _show_paper(self, *, keep_place: bool) -> None:
        if self._shown is None:
            return
        chosen = self._here()
        self._chosen[self._page] = chosen
        reader = self.cell if self._page == "grid" else self.about
        reader.show(self._shown.paper(chosen), keep_place=keep_place)

    def _here(self) -> str:
        """The id of what is chosen on the present page."""
        if self._page != "grid":
            return self.choices.chosen
        return "|".join(self.grid.here or ("", ""))

    def _say_pages(self) -> None:
        """The line of pages, the present one in brackets, and where the people come from."""
        width = max(self.size.width - 2, 10)
        names = []
        for number, name in enumerate(PAGES, 1):
            words = f"{number} {self.app.say(f'team.pages.{name}')}"
            names.append(f"[{words}]" if name == self._page else f" {words} ")
        line = "".join(names)
        if self._desk is not None:
            from rich.cells import cell_len

            where = self.app.say(
                f"team.from_{self._desk.origin}", file=self._desk.path.name if self._desk.path else ""
            )
            room = width - cell_len(line) - 1
            if cell_len(visible(where)) <= room:
                line = fit(line, width - cell_len(visible(where))) + visible(where)
        self.query_one("#pages", Static).update(fit(line, width))

    def on_resize(self) -> None:
        """Fit the line of pages."""
        self._say_pages()

    @on(OptionList.OptionHighlighted, "#choices")
    def _looked_at(self) -> None:
        self._show_paper(keep_place=False)

    @on(DataTable.CellHighlighted, "#grid")
    def _cell_looked_at(self) -> None:
        if self._page == "grid":
            self._show_paper(keep_place=False)

    @on(DataTable.CellSelected, "#grid")
    def _cell_chosen(self) -> None:
        here = self.grid.here
        if here is not None:
            self._chosen["people"] = here[0]
            self._turn("people")

    @on(OptionList.OptionSelected, "#choices")
    def _option_chosen(self) -> None:
        from tui.app.team.sheets import SAMPLE

        chosen = self.choices.chosen
        if chosen.startswith("set:"):
            self._set(chosen.removeprefix("set:"))
        elif chosen.startswith(SAMPLE):
            from kb.locate import builtin_root

            self._open_sheet(builtin_root() / "samples" / "sheets" / chosen.removeprefix(SAMPLE), True)
        else:
            self.about.focus()

    def _set(self, what: str) -> None:
        """Ask for a number or a stage on the page about hiring."""
        from tui.app.team.hiring_asking import ask_work

        def said(work: Work) -> None:
            self._work = work
            self._show()

        ask_work(self.app, what, self._work, said)

    # Actions

    def _turn(self, page: str) -> None:
        self._page = page
        self._show()
        self.moved()
        (self.grid if page == "grid" else self.choices).focus()

    def action_page(self, page: str) -> None:
        """Turn to a page."""
        self._turn(page)

    def action_open_file(self) -> None:
        """Open a roster, or on the page of sheets a sheet."""
        from tui.app.screens.asking import ask_for_file

        sheets = self._page == "sheets"

        def chosen(path: Path) -> None:
            if sheets:
                self._open_sheet(path, False)
            else:
                self._open(path)

        key = "team.ask_sheet" if sheets else "team.ask_roster"
        endings = SHEET_ENDINGS if sheets else ROSTER_ENDINGS
        ask_for_file(self.app, self.app.say(key), self.app.say("team.file_keys"), endings, chosen)

    def action_add(self) -> None:
        """Add a post to be filled."""
        from tui.app.screens.asking import role_question
        from tui.app.screens.finder import FinderScreen

        def chosen(role: str | None) -> None:
            if role and self._desk is not None:
                desk = self._desk.with_opening(role)
                vacancy = next(one for one in desk.vacancies if one.role == role)
                self._chosen["vacancies"] = vacancy.id
                self._page = "vacancies"
                self._work_out(desk)

        if self._desk is not None:
            self.app.push_screen(FinderScreen(role_question(self.app, "ask.vacancy")), chosen)

    def action_drop(self) -> None:
        """Take a vacancy away."""
        if self._desk is None or self._page != "vacancies":
            return
        vacancy = self.choices.chosen.partition("|")[0]
        if vacancy:
            self._work_out(self._desk.without_vacancy(vacancy))

    def action_override(self) -> None:
        """Put a verdict of one's own, with a reason, beside the computed one."""
        from tui.app.team.overriding import ask_verdict

        desk = self._desk
        if desk is None or self._page not in ("grid", "people"):
            return
        person, _, role = self._here().partition("|")
        if role and desk.posts.get(person) == role:
            self.app.tell("holds_post", person=visible(person))
            return

        def said(verdict: Override) -> None:
            self._keep_verdict(desk, verdict)

        ask_verdict(self.app, desk, person, role, said)

    def action_open_role(self) -> None:
        """Read about the post under the cursor."""
        role = self._shown.role(self._here()) if self._shown is not None else ""
        if role:
            self.post_message(RoleOpened(role))

    def action_again(self) -> None:
        """Put everything back as it was when the team was opened."""
        self._work = Work()
        self._sheet, self._sheet_path = None, None
        if self._opened is not None:
            self._desk = self._opened
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer what makes sense on this page."""
        if action == "override":
            return self._page in ("grid", "people") and self._desk is not None
        if action == "drop":
            return self._page == "vacancies" and self._desk is not None and bool(self._desk.vacancies)
        return True

    # The contract of places

    def where(self) -> str:
        """The page, and what is chosen on it."""
        return f"{self._page}/{self._chosen.get(self._page, '')}"

    def go_to(self, where: str) -> None:
        """Turn to a page, and to what was chosen on it."""
        page, _, chosen = where.partition("/")
        if page in PAGES:
            self._page = page
            if chosen:
                self._chosen[page] = chosen
            self._show()

    def view(self) -> View | None:
        """What is chosen on the present page."""
        if self._shown is None:
            return None
        chosen = self._here()
        command = self._shown.command(chosen)
        return View(
            f"team-{self._page}",
            self.app.say(f"team.pages.{self._page}"),
            self._shown.paper(chosen),
            self._shown.data(chosen),
            ("shopladder", *command) if command else (),
        )
