"""Performance sheets: every figure of a team and its people with its formula and the numbers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import Paper
from tui.app.team.page import TeamPage, report_paper, write_section
from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kb.messages import Messages
    from matcher.team.desk import TeamDesk
    from matcher.team.sheets.results import ScoredSheet
    from matcher.team.sheets.wording import SheetWording

WHOLE = "=all"
"""The choice that is about the whole sheet."""

SAMPLE = "sample:"
"""Before the name of a bundled sheet."""

SAMPLES = ("start-up.yaml", "growth.yaml", "mature.csv")
"""The bundled sheets, a stage each."""


class SheetsPage(TeamPage):
    """A sheet's people; without a sheet, the samples to look at."""

    name = "sheets"

    def __init__(
        self, desk: TeamDesk, messages: Messages, sheet: ScoredSheet | None, path: Path | None
    ) -> None:
        super().__init__(desk, messages)
        self._sheet = sheet
        self._path = path

    def choices(self) -> Sequence[Choice]:
        """The sheet and everybody on it, then the samples."""
        found: list[Choice] = []
        if self._sheet is not None:
            found.append(Choice(WHOLE, self.say("whole_sheet"), style="bold"))
            for scored in self._subjects():
                mark = "!" if any(f.severity == "problem" for f in scored.findings) else " "
                found.append(Choice(scored.id, f"{mark} {self._words().subject(scored)}", hang=2))
        for name in SAMPLES:
            stage = name.partition(".")[0]
            known = {s.id: s.title for s in self.desk.knowledge.records.team_stages}
            title = known.get(f"stage-{stage}")
            if title is not None:
                line = self.say("sample_sheet", stage=title.get(self.messages.language))
                found.append(Choice(SAMPLE + name, line, hang=2))
        return found

    def _subjects(self) -> list:  # type: ignore[type-arg]
        sheet = self._sheet
        return [] if sheet is None else [*([sheet.team] if sheet.team else []), *sheet.people]

    def _words(self) -> SheetWording:
        from matcher.team.sheets.wording import SheetWording

        assert self._sheet is not None
        stage = next(s for s in self.desk.knowledge.records.team_stages if s.id == self._sheet.stage)
        return SheetWording(self.desk.knowledge, self.messages, stage, self._sheet.currency)

    def paper(self, chosen: str) -> Paper:
        """The whole sheet, or one subject of it."""
        from matcher.team.report.score import ScoreReport

        if self._sheet is None or chosen.startswith(SAMPLE):
            paper = Paper()
            for key in ("sheets_what", "sheets_how", "sheets_blank"):
                paper.add(self.say(key)).blank()
            return paper
        report = ScoreReport(self._sheet, self.desk.knowledge, self.messages)
        scored = next((one for one in self._subjects() if one.id == chosen), None)
        if scored is None:
            return report_paper(report.report())
        paper = Paper()
        for section in report.about(scored):
            write_section(paper, section)
        return paper

    def data(self, chosen: str) -> Mapping[str, object]:  # noqa: ARG002
        """The whole sheet."""
        return self._sheet.model_dump(mode="json") if self._sheet is not None else {}

    def command(self, chosen: str) -> tuple[str, ...]:  # noqa: ARG002
        """`team score` for this sheet."""
        if self._sheet is None:
            return ()
        return ("team", "score", str(self._path)) if self._path else ("team", "score", "--samples")
