"""Formulas are arithmetic over what they declare; weights make a whole; ladders and hiring steps rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kb.arithmetic import ArithmeticProblem, Node, calls, names, parse
from kb.checks.context import Context
from kb.models import Formula, TeamStage
from kb.problems import Problem
from kb.told import told

STEPPED = "stepped"
"""The one function of formulas: what a measure earns on a ladder tied to a target."""


def check_formulas(context: Context) -> Iterator[Problem]:
    """A formula reads as arithmetic, uses every variable it declares and no other."""
    for formula in context.records.formulas:
        try:
            node = parse(formula.expression)
        except ArithmeticProblem as error:
            yield context.problem(
                "formula",
                formula.id,
                "not-arithmetic",
                ("expression",),
                error.args[0],
                told("use_names_numbers_and_brackets"),
            )
            continue
        yield from _variables(context, formula, node)
        yield from _functions(context, formula, node)


def _variables(context: Context, formula: Formula, node: Node) -> Iterator[Problem]:
    used = set(names(node))
    declared = [variable.id for variable in formula.variables]
    for name in sorted(used - set(declared)):
        yield context.problem(
            "formula",
            formula.id,
            "undeclared-variable",
            ("expression",),
            told("the_expression_uses_which_is_not", name=name),
            told("add_it_to_the_variables"),
        )
    for index, name in enumerate(declared):
        if name not in used or name in declared[:index]:
            yield context.problem(
                "formula",
                formula.id,
                "unused-variable",
                ("variables", index, "id"),
                told("the_variable_is_declared_twice_or", name=name),
                told("remove_it_or_put_it_into"),
            )
    if formula.only_if is not None and formula.only_if not in declared:
        yield context.problem(
            "formula",
            formula.id,
            "undeclared-variable",
            ("only_if",),
            told("is_not_among_the_variables", only_if=formula.only_if),
            told("name_one_of_them"),
        )


def _functions(context: Context, formula: Formula, node: Node) -> Iterator[Problem]:
    for call in calls(node):
        if call.function != STEPPED or len(call.arguments) != 2:
            yield context.problem(
                "formula",
                formula.id,
                "unknown-function",
                ("expression",),
                told("of_is_not_known", function=call.function, count=len(call.arguments)),
                told("there_is_measure_target", stepped=STEPPED),
            )
        elif formula.ladder is None:
            yield context.problem(
                "formula",
                formula.id,
                "no-ladder",
                ("expression",),
                told("steps_are_asked_for_and_no"),
                told("add_ladder_with_the_id_of"),
            )


def check_weights(context: Context) -> Iterator[Problem]:
    """The weights of a stage are all there or all missing, and make a whole; weighted parts enter a score."""
    formulas = {formula.id: formula for formula in context.records.formulas}
    for stage in context.records.team_stages:
        weights = [part.weight for part in stage.parts]
        given = [Decimal(str(weight)) for weight in weights if weight is not None]
        if given and (len(given) < len(weights) or sum(given) != 1):
            yield context.problem(
                "team_stage",
                stage.id,
                "weights-not-whole",
                ("parts",),
                told("the_weights_of_the_parts_sum", count=len(weights), given=sum(given)),
                told("give_every_part_a_weight_or"),
            )
        if given:
            yield from _parts_used(context, stage, formulas)


def _parts_used(context: Context, stage: TeamStage, formulas: Mapping[str, Formula]) -> Iterator[Problem]:
    used = {
        variable.id for name in stage.formulas if name in formulas for variable in formulas[name].variables
    }
    for index, part in enumerate(stage.parts):
        if part_variable(part.id) not in used:
            yield context.problem(
                "team_stage",
                stage.id,
                "part-not-in-score",
                ("parts", index, "id"),
                told("no_formula_of_the_stage_uses", id=part_variable(part.id)),
                told("put_it_times_its_weight_into"),
            )


def check_ladders(context: Context) -> Iterator[Problem]:
    """Steps of a ladder rise, and only the last has no end."""
    for ladder in context.records.reward_ladders:
        ends = [step.up_to for step in ladder.steps]
        inner = [end for end in ends[:-1] if end is not None]
        if len(inner) < len(ends) - 1 or ends[-1] is not None or sorted(set(inner)) != inner:
            yield context.problem(
                "reward_ladder",
                ladder.id,
                "steps-not-rising",
                ("steps",),
                told("each_step_must_end_above_the"),
                told("order_the_steps_by_upto_and"),
            )


def check_hiring_order(context: Context) -> Iterator[Problem]:
    """No two steps of the hiring order stand at the same place."""
    seen: dict[int, str] = {}
    for step in context.records.hiring_steps:
        if step.order in seen:
            yield context.problem(
                "hiring_step",
                step.id,
                "same-order",
                ("order",),
                told("stands_at_place_already", seen=seen[step.order], order=step.order),
                told("give_each_step_a_place_of"),
            )
        seen.setdefault(step.order, step.id)


def part_variable(part: str) -> str:
    """The name under which a part of a score stands in a formula; `<name>_weight` is its weight."""
    return part.replace("-", "_")
