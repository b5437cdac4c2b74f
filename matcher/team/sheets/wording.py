"""Performance sheets in words: formulas with the names of their quantities, and findings as sentences."""

from __future__ import annotations

from decimal import Decimal

from kb import Knowledge
from kb.arithmetic import parse, written
from kb.checks.team import part_variable
from kb.messages import Messages
from kb.models import Formula, RewardLadder, SchemePart, TeamStage
from matcher.team.sheets.columns import columns
from matcher.team.sheets.numbers import plain
from matcher.team.sheets.results import Figure, ItemScore, PartScore, Put, Scored, ScoredSheet, Unit
from matcher.team.sheets.sheet import WEIGHT, Finding
from matcher.wording import clean


class SheetWording:
    """Says a computed sheet in one language, with the formulas of one knowledge base."""

    def __init__(
        self, knowledge: Knowledge, messages: Messages, stage: TeamStage, currency: str = ""
    ) -> None:
        self._knowledge = knowledge
        self._messages = messages
        self._stage = stage
        self._currency = clean(currency)
        self._columns = {column.key: column for column in columns(knowledge, stage)}
        self._ladders = {ladder.id: ladder for ladder in knowledge.records.reward_ladders}

    def title(self, sheet: ScoredSheet) -> str:
        """What the sheet is."""
        stage = self._stage.title.get(self._messages.language)
        if not sheet.period:
            return self._say("title", stage=stage)
        return self._say("title_period", stage=stage, period=clean(sheet.period))

    def subject(self, scored: Scored) -> str:
        """Whose figures they are."""
        if scored.id == "team":
            return self._say("team")
        return self._say("person", id=clean(scored.id), name=clean(scored.name)).strip()

    def part(self, score: PartScore) -> str:
        """One part with its points and weight."""
        name = self._part_name(score.part)
        if score.value is None:
            return self._say("part_open", part=name)
        if score.weight is None:
            return self._say("part", part=name, points=plain(score.value))
        weight = plain(score.weight * 100)
        return self._say("part_weight", part=name, points=plain(score.value), weight=weight)

    def part_name(self, score: PartScore) -> str:
        """What a part is called."""
        return self._part_name(score.part)

    def items(self, score: PartScore) -> str:
        """What a part is made of, item by item."""
        return self._messages.get("words.comma").join(self._item(score.part, item) for item in score.items)

    def figure(self, figure: Figure) -> str:
        """One figure with its name."""
        label = self.label(figure.formula, figure.result)
        if figure.value is None:
            return self._say("figure_open", label=label)
        key = "figure_given" if figure.given else "figure"
        return self._say(key, label=label, value=self.number(figure.value, figure.unit))

    def number(self, number: Decimal, unit: Unit) -> str:
        """A number with its unit; money in the sheet's currency, a ratio with its per cent."""
        percent = plain(number * 100)
        return self._say(
            f"unit.{unit}", value=plain(number), percent=percent, currency=self._currency
        ).strip()

    def in_words(self, formula: str) -> str:
        """A formula with the names of its quantities."""
        record = self._knowledge.formulas[formula]
        return written(
            parse(record.expression),
            lambda leaf: plain(leaf) if isinstance(leaf, Decimal) else self._variable(record, leaf),
            lambda _: self._say("stepped"),
        )

    def formula_title(self, formula: str) -> str:
        """What a formula is called."""
        return self._knowledge.formulas[formula].title.get(self._messages.language)

    def formula_note(self, formula: str) -> str:
        """What a user must know of a formula; empty when there is nothing."""
        note = self._knowledge.formulas[formula].note
        return note.get(self._messages.language) if note else ""

    def label(self, formula: str, name: str) -> str:
        """What a quantity is called in a formula."""
        record = self._knowledge.formulas.get(formula)
        return self._variable(record, name) if record else name

    def origins(self, figure: Figure) -> tuple[str, ...]:
        """Of the numbers put in, those that the row itself does not hold and where they come from."""
        return tuple(
            self._origin(figure.formula, put)
            for put in figure.put_in
            if put.origin in ("team", "default") or (put.origin == "scheme" and figure.numbers)
        )

    def ladder(self, ladder: str) -> str:
        """The steps of a ladder in one line."""
        record = self._ladders[ladder]
        title = record.title.get(self._messages.language)
        steps = self._messages.get("words.semicolon").join(self._steps(record))
        return self._say("ladder", title=title, steps=steps)

    def ladder_note(self, ladder: str) -> str:
        """What a user must know of a ladder; empty when there is nothing."""
        note = self._ladders[ladder].note
        return note.get(self._messages.language) if note else ""

    def finding(self, found: Finding) -> str:
        """A finding as a sentence with what to do."""
        values = {key: clean(value) for key, value in found.values.items()}
        comma = self._messages.get("words.comma")
        if found.formula:
            values["formula"] = self.formula_title(found.formula)
        if "name" in values:
            values["name"] = self.label(found.formula, values["name"])
        if "names" in values:
            values["names"] = comma.join(self.label(found.formula, n) for n in values["names"].split(" "))
        if "items" in values:
            listed = [self._item_name(values["part"], item) for item in values["items"].split(" ")]
            values["items"] = comma.join(listed)
        if "part" in values and found.code != "division_by_zero_part":
            values["part"] = self._part_name(values["part"])
        if "item" in values:
            part, _, item = values["item"].partition(".")
            values["item"] = self._item_name(part, item) if item else self._part_name(part)
        return self._say(f"finding.{found.code}", subject=clean(found.subject), **values)

    def _variable(self, record: Formula, name: str) -> str:
        language = self._messages.language
        for part in self._stage.parts:
            if name == part_variable(part.id) + WEIGHT:
                return self._say("weight_of", part=part.label.get(language))
        for variable in (*record.variables, record.result):
            if variable.id == name:
                return variable.label.get(language)
        return name

    def _origin(self, formula: str, put: Put) -> str:
        value = plain(put.value)
        return self._say(f"origin_{put.origin}", name=self.label(formula, put.name), value=value)

    def _steps(self, ladder: RewardLadder) -> list[str]:
        said = []
        for step in ladder.steps:
            rate = plain(Decimal(str(step.rate)))
            if step.up_to is None:
                said.append(self._say("ladder_last" if len(ladder.steps) > 1 else "ladder_only", rate=rate))
            else:
                said.append(self._say("ladder_step", times=plain(Decimal(str(step.up_to))), rate=rate))
        return said

    def _item(self, part: str, score: ItemScore) -> str:
        points = plain(score.value) if score.value is not None else ""
        return self._say(f"item_{score.how}", item=self._item_name(part, score.item), points=points)

    def _item_name(self, part: str, item: str) -> str:
        column = self._columns.get(f"{part}.{item}")
        return column.label.get(self._messages.language) if column else self._part_name(item)

    def _part_name(self, part: str) -> str:
        found = self._scheme_part(part)
        return found.label.get(self._messages.language) if found else part

    def _scheme_part(self, part: str) -> SchemePart | None:
        return next((p for p in self._stage.parts if p.id == part), None)

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"sheets.{key}", **values)


__all__ = ["SheetWording"]
