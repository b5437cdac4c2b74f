"""Working out a performance sheet: ratings to parts, parts and figures through formulas, nothing guessed.

A quantity is taken from the person's row; else it is a part of the score or a weight of the scheme; else the
result of another formula of the stage; else, where the formula says so, the team's figure or a default. What
is still missing, out of range or divides by zero leaves its figure empty and becomes a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kb import Knowledge
from kb.arithmetic import (
    CONTEXT,
    ArithmeticProblem,
    Expander,
    Name,
    Node,
    Number,
    Operation,
    ZeroDivisor,
    divisors,
    names,
    parse,
    put_in,
    total,
    value,
    written,
)
from kb.checks.team import STEPPED, part_variable
from kb.models import Formula, RatingItem, RewardLadder, SchemePart, TeamStage, Variable
from matcher.team.sheets.circular import circle_findings
from matcher.team.sheets.numbers import plain, rounded
from matcher.team.sheets.results import Figure, ItemScore, Origin, PartScore, Put, Scored, ScoredSheet
from matcher.team.sheets.sheet import TEAM, WEIGHT, Finding, Sheet, Subject

FULL = Decimal(100)
"""Points of a perfect rating."""


def score_sheet(sheet: Sheet, knowledge: Knowledge) -> ScoredSheet:
    """Work out a sheet.

    Args:
        sheet: as filled in.
        knowledge: its formulas and ladders; a company's overlay lies on it already.

    Returns:
        Figures and findings; never an error, since a sheet with holes is still worth reading.
    """
    formulas = tuple(knowledge.formulas[f] for f in sheet.stage.formulas if f in knowledge.formulas)
    ladders = {ladder.id: ladder for ladder in knowledge.records.reward_ladders}
    scheme = _Scheme(sheet.stage, formulas, ladders, sheet.top)
    team = _Worker(scheme, sheet.team, None).scored() if sheet.team else None
    if team is not None:
        team = team.model_copy(update={"findings": (*team.findings, *circle_findings(team))})
    people = tuple(_Worker(scheme, person, sheet.team).scored() for person in sheet.people)
    used = [f.id for f in formulas]
    return ScoredSheet(
        stage=sheet.stage.id,
        period=sheet.period,
        currency=sheet.currency,
        top=sheet.top,
        team=team,
        people=people,
        formulas=tuple(used),
        ladders=tuple(dict.fromkeys(f.ladder for f in formulas if f.ladder is not None)),
        findings=(*sheet.findings, *_of_scheme(sheet.stage)),
    )


def _of_scheme(stage: TeamStage) -> list[Finding]:
    weights = [part.weight for part in stage.parts]
    if weights and all(weight is None for weight in weights):
        return [Finding(code="no_weights", severity="note")]
    given = [Decimal(str(weight)) for weight in weights if weight is not None]
    if given and sum(given) != 1:
        return [Finding(code="weights_not_whole", values={"sum": plain(Decimal(sum(given)))})]
    return []


@dataclass(frozen=True)
class _Scheme:
    stage: TeamStage
    formulas: tuple[Formula, ...]
    ladders: Mapping[str, RewardLadder]
    top: Decimal

    def has_weights(self) -> bool:
        return any(part.weight is not None for part in self.stage.parts)


@dataclass(frozen=True)
class _Known:
    value: Decimal
    origin: Origin


class _Worker:
    """Works out one subject, each quantity once and on demand."""

    def __init__(self, scheme: _Scheme, subject: Subject, team: Subject | None) -> None:
        self._scheme = scheme
        self._subject = subject
        self._team = team
        self._is_team = subject.id == TEAM
        self._findings: list[Finding] = []
        self._figures: dict[str, Figure] = {}
        self._parts: dict[str, PartScore] = {}
        self._open: set[str] = set()
        scope = ("team", "both") if self._is_team else ("person", "both")
        self._formulas = {f.result.id: f for f in scheme.formulas if f.scope in scope}
        self._part_names = (
            {} if self._is_team else {part_variable(part.id): part for part in scheme.stage.parts}
        )

    def scored(self) -> Scored:
        """Everything of this subject, in the order of the scheme."""
        if not self._is_team and not (self._subject.figures or self._subject.ratings):
            self._find("nothing_given")
            return Scored(id=self._subject.id, name=self._subject.name, findings=tuple(self._findings))
        if self._rated():
            for part in self._part_names.values():
                self._part(part)
        for result in self._formulas:
            self._figure(result)
        return Scored(
            id=self._subject.id,
            name=self._subject.name,
            parts=tuple(self._parts[p] for p in self._parts),
            figures=tuple(self._figures[r] for r in self._formulas if r in self._figures),
            findings=tuple(self._findings),
        )

    def _rated(self) -> bool:
        """Whether anything at all is rated; a sheet of figures alone need not have ratings."""
        if self._subject.ratings or self._subject.not_applicable:
            return True
        if self._part_names and self._scheme.has_weights():
            self._find("no_ratings")
        return False

    # Ratings

    def _part(self, part: SchemePart) -> PartScore:
        if part.id in self._parts:
            return self._parts[part.id]
        whole = self._subject.ratings.get(part.id)
        if whole is not None:
            items: tuple[ItemScore, ...] = (self._rated_item(part.id, part.id, whole),)
        else:
            items = tuple(self._item(part, item) for item in part.items)
        missing = [item.item for item in items if item.how == "missing"]
        counted = [item.value for item in items if item.value is not None]
        if missing:
            self._find("missing_ratings", part=part.id, items=" ".join(missing))
        elif not counted:
            self._find("nothing_applies", "note", part=part.id)
        weight = None if part.weight is None else Decimal(str(part.weight))
        mean, numbers = None, ""
        if counted and not missing:
            tree = _mean(counted)
            mean, numbers = rounded(value(tree), "points"), written(tree, _leaf)
        score = PartScore(part=part.id, weight=weight, value=mean, items=items, numbers=numbers)
        self._parts[part.id] = score
        return score

    def _item(self, part: SchemePart, item: RatingItem) -> ItemScore:
        key = f"{part.id}.{item.id}"
        if key in self._subject.not_applicable:
            return ItemScore(item=item.id, value=None, how="not_applicable")
        marks = self._subject.ratings.get(key)
        if marks is not None:
            return self._rated_item(key, item.id, marks)
        if item.result is not None and item.result in self._formulas:
            ratio = self._figure(item.result)
            if ratio is not None:
                points = min(FULL, rounded(CONTEXT.multiply(ratio, FULL), "points"))
                return ItemScore(item=item.id, value=points, how="computed")
        return ItemScore(item=item.id, value=None, how="missing")

    def _rated_item(self, key: str, item: str, marks: tuple[Decimal, ...]) -> ItemScore:
        odd = [mark for mark in marks if not 0 <= mark <= self._scheme.top]
        if odd:
            self._find("mark_out_of_range", item=key, mark=plain(odd[0]), top=plain(self._scheme.top))
            return ItemScore(item=item, value=None, how="missing", marks=marks)
        points = CONTEXT.divide(CONTEXT.multiply(value(_mean(list(marks))), FULL), self._scheme.top)
        return ItemScore(item=item, value=rounded(points, "points"), how="rated", marks=marks)

    # Formulas

    def _figure(self, result: str) -> Decimal | None:
        """The figure with a result's name, worked out on first demand; None when it cannot be."""
        if result in self._figures:
            return self._figures[result].value
        if result in self._open:
            self._find("circle", formula=self._formulas[result].id)
            return None
        formula = self._formulas[result]
        given = self._subject.figures.get(result)
        self._open.add(result)
        figure = self._given(formula, given) if given is not None else self._worked(formula)
        self._open.discard(result)
        if figure is not None:
            self._figures[result] = figure
        return figure.value if figure is not None else None

    def _given(self, formula: Formula, given: Decimal) -> Figure:
        within = self._within(formula.id, formula.result, given)
        return Figure(
            formula=formula.id,
            result=formula.result.id,
            unit=formula.result.unit,
            value=rounded(given, formula.result.unit) if within else None,
            given=True,
            expression=formula.expression,
        )

    def _worked(self, formula: Formula) -> Figure | None:
        try:
            node = parse(formula.expression)
        except ArithmeticProblem:
            self._find("bad_formula", formula=formula.id)
            return None
        known: dict[str, _Known] = {}
        missing: list[str] = []
        for variable in formula.variables:
            found = self._quantity(variable)
            if found is None:
                missing.append(variable.id)
            else:
                known[variable.id] = found
        only_if = formula.only_if
        if only_if is not None and (only_if not in known or known[only_if].value <= 0):
            return None
        if not any(k.origin in ("sheet", "computed") for k in known.values()):
            # Nobody wants this figure: neither a row nor another formula leads to it.
            if not self._is_score(formula):
                self._find("not_asked", "note", formula=formula.id)
            return None
        blank = Figure(
            formula=formula.id,
            result=formula.result.id,
            unit=formula.result.unit,
            value=None,
            expression=formula.expression,
            put_in=tuple(Put(name=n, value=k.value, origin=k.origin) for n, k in known.items()),
            ladder=formula.ladder,
        )
        if missing:
            if self._is_score(formula) and not self._scheme.has_weights():
                return None  # Said once for the whole sheet.
            self._say_missing(formula, missing)
            return blank
        return self._calculated(formula, node, known, blank)

    def _calculated(self, formula: Formula, node: Node, known: Mapping[str, _Known], blank: Figure) -> Figure:
        values = {name: found.value for name, found in known.items()}
        divide = {name for part in divisors(node) for name in names(part) if part == Name(name)}
        fine = True
        for variable in formula.variables:
            if values[variable.id] == 0 and variable.id in divide:
                self._find("division_by_zero", formula=formula.id, name=variable.id)
                fine = False
            else:
                fine = self._within(formula.id, variable, values[variable.id]) and fine
        if not fine:
            return blank
        try:
            tree = put_in(node, values, self._functions(formula))
            figure = rounded(value(tree), formula.result.unit)
        except (ArithmeticProblem, KeyError):
            self._find("bad_formula", formula=formula.id)
            return blank
        except ZeroDivisor as error:
            self._find("division_by_zero_part", formula=formula.id, part=written(error.divisor, _leaf))
            return blank
        within = self._within(formula.id, formula.result, figure)
        return blank.model_copy(update={"value": figure if within else None, "numbers": written(tree, _leaf)})

    def _quantity(self, variable: Variable) -> _Known | None:
        name = variable.id
        given = self._subject.figures.get(name)
        if given is not None:
            return _Known(given, "sheet")
        for part_name, part in self._part_names.items():
            if name == part_name:
                points = self._parts[part.id].value if part.id in self._parts else None
                return None if points is None else _Known(points, "computed")
            if name == part_name + WEIGHT:
                return None if part.weight is None else _Known(Decimal(str(part.weight)), "scheme")
        if name in self._formulas:
            worked = self._figure(name)
            return None if worked is None else _Known(worked, "computed")
        return self._elsewhere(variable)

    def _elsewhere(self, variable: Variable) -> _Known | None:
        """What a formula itself allows in place of a figure that nobody gave."""
        if variable.sums:
            worked = [self._figure(name) for name in variable.sums if name in self._formulas]
            found = [value for value in worked if value is not None]
            failed = [n for n in variable.sums if n in self._figures and self._figures[n].value is None]
            if found and not failed:
                return _Known(Decimal(sum(found)), "computed")
        if variable.shared and self._team is not None and variable.id in self._team.figures:
            return _Known(self._team.figures[variable.id], "team")
        return None if variable.default is None else _Known(Decimal(str(variable.default)), "default")

    def _functions(self, formula: Formula) -> Mapping[str, Expander]:
        ladder = self._scheme.ladders.get(formula.ladder or "")
        return {STEPPED: lambda measure, target: stepped(ladder, measure, target)} if ladder else {}

    def _within(self, formula: str, variable: Variable, number: Decimal) -> bool:
        low, high = variable.minimum, variable.maximum
        if low is not None and number < Decimal(str(low)):
            limit = plain(Decimal(str(low)))
            self._find("too_small", formula=formula, name=variable.id, number=plain(number), limit=limit)
            return False
        if high is not None and number > Decimal(str(high)):
            limit = plain(Decimal(str(high)))
            self._find("too_large", formula=formula, name=variable.id, number=plain(number), limit=limit)
            return False
        return True

    def _is_score(self, formula: Formula) -> bool:
        return any(name + WEIGHT in {v.id for v in formula.variables} for name in self._part_names)

    def _say_missing(self, formula: Formula, missing: list[str]) -> None:
        """One sentence for what is missing, unless something said already why it is."""
        told = {name for name in missing if name in self._part_names or name in self._formulas}
        rest = [name for name in missing if name not in told]
        if rest:
            self._find("missing_figures", formula=formula.id, names=" ".join(rest))
        elif told:
            self._find("rests_on_missing", "note", formula=formula.id, names=" ".join(sorted(told)))

    def _find(self, code: str, severity: str = "problem", formula: str = "", **values: str) -> None:
        found = Finding.model_validate(
            {
                "code": code,
                "severity": severity,
                "subject": self._subject.id,
                "formula": formula,
                "values": values,
            }
        )
        if found not in self._findings:
            self._findings.append(found)


def stepped(ladder: RewardLadder, measure: Decimal, target: Decimal) -> Node:
    """What a measure earns on a ladder: what lies inside each step, times the rate of that step.

    Args:
        ladder: its steps end at multiples of the target.
        measure: what was reached.
        target: what was to be reached.
    """
    parts: list[Node] = []
    below = Decimal(0)
    for step in ladder.steps:
        end = measure if step.up_to is None else CONTEXT.multiply(target, Decimal(str(step.up_to)))
        inside = max(Decimal(0), min(measure, end) - below)
        if inside > 0:
            parts.append(Operation("*", Number(inside), Number(Decimal(str(step.rate)))))
        below = max(below, end)
    return total(parts)


def _mean(numbers: list[Decimal]) -> Node:
    tree = total([Number(number) for number in numbers])
    return tree if len(numbers) == 1 else Operation("/", tree, Number(Decimal(len(numbers))))


def _leaf(leaf: str | Decimal) -> str:
    return plain(leaf) if isinstance(leaf, Decimal) else leaf


__all__ = ["score_sheet", "stepped"]
