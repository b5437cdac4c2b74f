"""Posts to be filled: the proposal with its chain, and what if it were filled in another way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.app.paper import STRONG, Paper
from tui.app.team.page import TeamPage, report_paper
from tui.app.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.team.results import Option, VacancyAnswer

IF = "|"
"""Between the id of a vacancy and the number of one of its choices."""


class VacanciesPage(TeamPage):
    """A line a vacancy, and under it each way of filling it."""

    name = "vacancies"

    def choices(self) -> Sequence[Choice]:
        """Vacancies with their ways."""
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        found: list[Choice] = []
        for answer in self.desk.plan.answers:
            vacancy = answer.vacancy
            role = words.names.role(vacancy.role)
            inside = len(answer.chosen)
            line = self.say("vacancy_line", role=role, inside=inside, openings=vacancy.openings)
            found.append(Choice(vacancy.id, line, hang=2, style="bold"))
            for number, option in enumerate(answer.options):
                mark = "*" if option.person in answer.chosen and option.person else " "
                found.append(Choice(f"{vacancy.id}{IF}{number}", f"{mark} {self._way(option)}", hang=4))
        return found

    def _way(self, option: Option) -> str:
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        if option.person is None or option.verdict is None:
            return self.say("if_hire")
        return self.say(
            "if_promote", person=words.person(option.person), verdict=words.verdict(option.verdict)
        )

    def paper(self, chosen: str) -> Paper:
        """A vacancy with its candidates and chain, or one way of filling it."""
        from matcher.team.report.people import TeamReports

        if not self.desk.vacancies:
            return Paper().add(self.say("no_vacancies")).blank().add(self.say("add_hint"))
        name, _, number = chosen.partition(IF)
        answer = self._answer(name)
        if answer is None:
            return super().paper(chosen)
        if number:
            return self._what_if(answer, answer.options[int(number)])
        plan = self.desk.plan.model_copy(update={"answers": (answer,)})
        reports = TeamReports(self.desk.knowledge, self.messages)
        report = replace(reports.plan(plan), lines=reports.together(self.desk.plan))
        return report_paper(report, title=False)

    def _answer(self, vacancy: str) -> VacancyAnswer | None:
        return next((a for a in self.desk.plan.answers if a.vacancy.id == vacancy), None)

    def _what_if(self, answer: VacancyAnswer, option: Option) -> Paper:
        """What follows when a vacancy is filled this way."""
        from matcher.team.wording import TeamWording

        words = TeamWording(self.desk.knowledge, self.messages)
        role = words.names.role(answer.vacancy.role)
        paper = Paper().add(self.say("what_if", role=role, way=self._way(option)), STRONG)
        paper.heading(self.say("chain"))
        for number, move in enumerate(option.chain, 1):
            paper.add(words.move(move), lead=f"{number}. ")
            for demand in move.to_show:
                paper.add(words.demand(demand), lead="   ")
        first, *rest = words.hire(option.hire)
        paper.add(first, lead=f"{len(option.chain) + 1}. ")
        for line in rest:
            paper.add(line, lead="   ")
        paper.heading(self.say("breaks"))
        if not option.breaks:
            paper.add(self.say("breaks_none"))
        for about in option.breaks:
            paper.bullet(words.about(about))
        paper.heading(self.say("counts"))
        paper.add(self.say("people_move", count=option.moves))
        if option.fit is not None:
            paper.add(words.fit(option.fit))
        return paper

    def data(self, chosen: str) -> Mapping[str, object]:
        """The answer."""
        answer = self._answer(chosen.partition(IF)[0])
        return answer.model_dump(mode="json", by_alias=True) if answer is not None else {}

    def command(self, chosen: str) -> tuple[str, ...]:
        """`team vacancy` for this post."""
        answer = self._answer(chosen.partition(IF)[0])
        if answer is None:
            return ()
        return ("team", "vacancy", *[answer.vacancy.role] * answer.vacancy.openings, *self.source())

    def role(self, chosen: str) -> str:
        """The post to be filled."""
        answer = self._answer(chosen.partition(IF)[0])
        return answer.vacancy.role if answer is not None else ""
