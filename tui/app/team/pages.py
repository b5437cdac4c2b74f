"""The pages of the Team place by name, each imported when somebody turns to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kb.messages import Messages
    from matcher.team.desk import TeamDesk
    from matcher.team.sheets.results import ScoredSheet
    from tui.app.team.hiring_page import Work
    from tui.app.team.page import TeamPage


def make_page(
    name: str, desk: TeamDesk, messages: Messages, work: Work, sheet: tuple[ScoredSheet | None, Path | None]
) -> TeamPage:
    """A page of a team in one language.

    Args:
        name: which page.
        desk: the team.
        messages: of the language.
        work: what was said of the work, for the page about hiring.
        sheet: an open performance sheet and where it lies.
    """
    if name == "grid":
        from tui.app.team.grid_page import GridPage

        return GridPage(desk, messages)
    if name == "people":
        from tui.app.team.people import PeoplePage

        return PeoplePage(desk, messages)
    if name == "vacancies":
        from tui.app.team.vacancies import VacanciesPage

        return VacanciesPage(desk, messages)
    if name == "bench":
        from tui.app.team.bench_page import BenchPage

        return BenchPage(desk, messages)
    if name == "hiring":
        from tui.app.team.hiring_page import HiringPage

        return HiringPage(desk, messages, work)
    from tui.app.team.sheets import SheetsPage

    return SheetsPage(desk, messages, *sheet)
