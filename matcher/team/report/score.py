"""A computed performance sheet as a report: an overview, then each figure with its formula and numbers."""

from __future__ import annotations

from kb import Knowledge
from kb.messages import Messages
from matcher.team.report.document import Cell, Entry, Report, Section, Table
from matcher.team.sheets.results import Figure, Scored, ScoredSheet
from matcher.team.sheets.sheet import Severity
from matcher.team.sheets.wording import SheetWording


def score_report(sheet: ScoredSheet, knowledge: Knowledge, messages: Messages) -> Report:
    """The report of a sheet in one language."""
    return ScoreReport(sheet, knowledge, messages).report()


class ScoreReport:
    """Says a computed sheet in one language, whole or one subject at a time."""

    def __init__(self, sheet: ScoredSheet, knowledge: Knowledge, messages: Messages) -> None:
        stage = next(s for s in knowledge.records.team_stages if s.id == sheet.stage)
        self._sheet = sheet
        self._messages = messages
        self._words = SheetWording(knowledge, messages, stage, sheet.currency)
        self._about = stage.description.get(messages.language)

    def report(self) -> Report:
        """All of it."""
        sheet, words = self._sheet, self._words
        subjects = ([sheet.team] if sheet.team else []) + list(sheet.people)
        sections = [self._overview(sheet.people)] if len(sheet.people) > 1 else []
        sections += [self._subject(scored) for scored in subjects]
        sections += self._findings("problem", "findings") + self._findings("note", "remarks")
        sections.append(self._notes())
        return Report(
            title=words.title(sheet),
            language=self._messages.language,
            lines=(self._about,),
            sections=tuple(sections),
            foot=(self._say("foot"),),
        )

    def about(self, scored: Scored) -> list[Section]:
        """One team or person: figures, and what is missing or worth knowing."""
        found = [Entry(self._words.finding(finding)) for finding in scored.findings]
        sections = [self._subject(scored)]
        if found:
            sections.append(Section(self._messages.get("sheets.findings"), entries=tuple(found)))
        return sections

    def _overview(self, people: tuple[Scored, ...]) -> Section:
        parts = list(dict.fromkeys(part.part for person in people for part in person.parts))
        results = list(dict.fromkeys((f.formula, f.result) for person in people for f in person.figures))
        names = {part.part: self._words.part_name(part) for person in people for part in person.parts}
        columns = (
            self._say("person"),
            *(names[part] for part in parts),
            *(self._words.label(formula, result) for formula, result in results),
        )
        rows = []
        for person in people:
            points = {part.part: part.value for part in person.parts}
            cells: list[Cell] = [self._words.subject(person), *(points.get(part) for part in parts)]
            rows.append((*cells, *(person.value(result) for _, result in results)))
        return Section(self._say("overview"), table=Table(columns, tuple(rows)))

    def _subject(self, scored: Scored) -> Section:
        entries = [
            Entry(
                self._words.part(part),
                tuple(filter(None, (self._words.items(part), self._mean(part.numbers)))),
            )
            for part in scored.parts
        ]
        entries += [self._figure(figure) for figure in scored.figures]
        return Section(self._words.subject(scored), entries=tuple(entries))

    def _mean(self, numbers: str) -> str:
        return self._messages.get("sheets.in_numbers", numbers=numbers) if "÷" in numbers else ""

    def _figure(self, figure: Figure) -> Entry:
        details: list[str] = []
        if not figure.given:
            formula = self._words.in_words(figure.formula)
            details.append(self._messages.get("sheets.in_words", formula=formula))
            if figure.numbers:
                details.append(self._messages.get("sheets.in_numbers", numbers=figure.numbers))
            details += self._words.origins(figure)
        return Entry(self._words.figure(figure), tuple(details))

    def _findings(self, severity: Severity, heading: str) -> list[Section]:
        found = [f for f in self._sheet.all_findings() if f.severity == severity]
        if not found:
            return []
        names = {p.id: self._words.subject(p) for p in self._sheet.people}
        if self._sheet.team is not None:
            names["team"] = self._words.subject(self._sheet.team)
        entries = tuple(Entry(self._words.finding(f), mark=names.get(f.subject, "")) for f in found)
        return [Section(self._messages.get(f"sheets.{heading}"), entries=entries)]

    def _notes(self) -> Section:
        entries = [
            Entry(self._words.formula_title(formula), (note,))
            for formula in self._sheet.formulas
            if (note := self._words.formula_note(formula))
        ]
        entries += [
            Entry(self._words.ladder(ladder), tuple(filter(None, (self._words.ladder_note(ladder),))))
            for ladder in self._sheet.ladders
        ]
        return Section(self._messages.get("sheets.notes"), entries=tuple(entries))

    def _say(self, key: str) -> str:
        return self._messages.get(f"report.score.{key}")


__all__ = ["ScoreReport", "score_report"]
