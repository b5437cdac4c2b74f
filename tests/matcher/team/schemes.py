"""The smallest schemes that show a rule of a performance sheet, and the figures they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kb import Knowledge
from kb.models import Formula, RewardLadder, SchemePart
from matcher.team.sheets.results import Figure, Put, Scored, ScoredSheet
from matcher.team.sheets.scoring import score_sheet
from matcher.team.sheets.sheet import Finding, Sheet, Subject
from tests.matcher.team.people import KNOWLEDGE

LABEL = {"zh-Hant": "量", "en": "Quantity"}
STAGE = KNOWLEDGE.records.team_stages[0]


def quantity(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "label": LABEL, "unit": "count", **more}


def formula(
    result: str, expression: str, *variables: str | dict[str, object], unit: str = "count", **more: object
) -> Formula:
    """A formula named after its result; a variable is a name, or a name with limits."""
    limits = {key: more.pop(key) for key in ("minimum", "maximum") if key in more}
    return Formula.model_validate(
        {
            "id": result.replace("_", "-"),
            "title": LABEL,
            "result": quantity(result, unit=unit, **limits),
            "expression": expression,
            "variables": tuple(quantity(v) if isinstance(v, str) else v for v in variables),
            "sources": ("editorial",),
            **more,
        }
    )


def part(name: str, weight: float | None, *items: str, **computed: str) -> SchemePart:
    asked: list[dict[str, object]] = [{"id": item, "label": LABEL} for item in items]
    asked += [{"id": item, "label": LABEL, "result": result} for item, result in computed.items()]
    return SchemePart.model_validate(
        {"id": name, "label": LABEL, "weight": weight, "rated_by": "peers", "items": tuple(asked)}
    )


def subject(
    name: str = "a", ratings: Mapping[str, Sequence[object]] | None = None, **figures: object
) -> Subject:
    return Subject(
        id=name,
        name=name.upper(),
        figures={key: Decimal(str(number)) for key, number in figures.items()},
        ratings={key: tuple(Decimal(str(m)) for m in marks) for key, marks in (ratings or {}).items()},
    )


def sheet_of(
    scheme: Sequence[Formula | SchemePart],
    *people: Subject,
    team: Subject | None = None,
    top: int = 100,
    ladders: tuple[RewardLadder, ...] = (),
) -> ScoredSheet:
    formulas = tuple(entry for entry in scheme if isinstance(entry, Formula))
    stage = STAGE.model_copy(
        update={
            "formulas": (*(f.id for f in formulas), "no-such-formula"),
            "parts": tuple(entry for entry in scheme if isinstance(entry, SchemePart)),
        }
    )
    records = KNOWLEDGE.records.model_copy(update={"formulas": formulas, "reward_ladders": ladders})
    sheet = Sheet(stage=stage, period="May", currency="NT$", top=Decimal(top), team=team, people=people)
    return score_sheet(sheet, Knowledge(records))


def scored(
    scheme: Sequence[Formula | SchemePart],
    person: Subject,
    team: Subject | None = None,
    ladders: tuple[RewardLadder, ...] = (),
) -> Scored:
    return sheet_of(scheme, person, team=team, ladders=ladders).people[0]


def figure(of: Formula, value: object, numbers: str, *put_in: tuple[str, object, str]) -> Figure:
    """The whole figure: what was put in, and what came out."""
    return Figure(
        formula=of.id,
        result=of.result.id,
        unit=of.result.unit,
        value=None if value is None else Decimal(str(value)),
        expression=of.expression,
        numbers=numbers,
        put_in=tuple(
            Put.model_validate({"name": name, "value": Decimal(str(number)), "origin": origin})
            for name, number, origin in put_in
        ),
        ladder=of.ladder,
    )


def finding(
    code: str, formula: str = "", severity: str = "problem", subject: str = "a", **values: str
) -> Finding:
    return Finding.model_validate(
        {"code": code, "severity": severity, "subject": subject, "formula": formula, "values": values}
    )


AREA = formula("area", "width * depth", "width", "depth")
