"""The columns of a stage's sheet: which quantities and ratings it asks for, and of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb import Knowledge
from kb.chinese import fold
from kb.models import Formula, RatingItem, SchemePart, TeamStage, Text, Variable
from kb.problems import UnknownRecord


@dataclass(frozen=True)
class Column:
    """One thing that can be filled in."""

    key: str
    """What it is called in files: a variable, or `part.item` for a rating."""
    label: Text
    """What it is."""
    scope: Literal["team", "person", "both"]
    """Whose row it belongs to."""
    variable: Variable | None = None
    """The quantity; None for a rating."""
    part: SchemePart | None = None
    """The part of the score a rating belongs to."""
    item: RatingItem | None = None
    """What is rated."""


def stage_named(knowledge: Knowledge, asked: str) -> TeamStage:
    """The stage with an id, a title in any script, a number, or the last part of an id.

    Raises:
        UnknownRecord: naming the stages there are.
    """
    stages = sorted(knowledge.records.team_stages, key=lambda stage: stage.order)
    wanted = fold(asked)
    for stage in stages:
        short = stage.id.removeprefix("stage-")
        forms = (stage.id, short, stage.title.zh_hant, stage.title.en, str(stage.order))
        if wanted in map(fold, forms):
            return stage
    raise UnknownRecord("stage", asked, [s.id.removeprefix("stage-") for s in stages])


def columns(knowledge: Knowledge, stage: TeamStage) -> tuple[Column, ...]:
    """Everything that a stage's sheet may hold: ratings first, then figures, in the order of the scheme."""
    formulas = [knowledge.formulas[f] for f in stage.formulas if f in knowledge.formulas]
    return (*_ratings(stage), *_figures(stage, formulas))


def _ratings(stage: TeamStage) -> Iterator[Column]:
    for part in stage.parts:
        for item in part.items:
            yield Column(f"{part.id}.{item.id}", item.label, "person", part=part, item=item)


def _figures(stage: TeamStage, formulas: list[Formula]) -> Iterator[Column]:
    """Variables that somebody has to give; what another formula works out is none of them."""
    parts = {part.id.replace("-", "_") for part in stage.parts}
    inner = parts | {f"{part}_weight" for part in parts}
    results = {formula.result.id: formula for formula in formulas}
    found: dict[str, Column] = {}
    for formula in formulas:
        for variable in formula.variables:
            if variable.id in inner:
                continue
            made_by = results.get(variable.id)
            if made_by is not None and made_by.scope in ("both", formula.scope):
                continue  # Worked out where it is needed.
            scope = "both" if variable.shared else formula.scope
            before = found.get(variable.id)
            if before is not None and before.scope != scope:
                scope = "both"
            found[variable.id] = Column(variable.id, variable.label, scope, variable=variable)
    yield from found.values()


def known_keys(knowledge: Knowledge, stage: TeamStage) -> dict[str, str]:
    """Folded name of a column, in any language, to its key; results of formulas may be stated as well."""
    keys: dict[str, str] = {}
    for column in columns(knowledge, stage):
        names = [column.key, column.label.zh_hant, column.label.en]
        if column.part is not None and column.item is not None:
            whole, item = column.part.label, column.item.label
            names = [column.key, f"{whole.zh_hant}.{item.zh_hant}", f"{whole.en}.{item.en}"]
        for name in names:
            keys.setdefault(fold(name), column.key)
    for part in stage.parts:
        keys.setdefault(fold(part.id), part.id)
    for formula in (knowledge.formulas[f] for f in stage.formulas if f in knowledge.formulas):
        for name in (formula.result.id, formula.result.label.zh_hant, formula.result.label.en):
            keys.setdefault(fold(name), formula.result.id)
    return keys


__all__ = ["Column", "columns", "known_keys", "stage_named"]
