"""Every id that a record names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kb.checks.context import Context, edge_key
from kb.problems import Problem, did_you_mean
from kb.told import named, told
from kb.yaml_reader import KeyPath

Reference = tuple[str, str, KeyPath, str, str, Collection[str]]
"""Record kind, record id, key, kind referred to, id referred to, known ids."""


def check_references(context: Context) -> Iterator[Problem]:
    """One problem for each id that nothing answers to."""
    for kind, record_id, path, referred, written, known in _references(context):
        if written not in known and not context.is_written(referred.replace(" ", "_"), written):
            hint = did_you_mean(written, known)
            yield context.problem(
                kind,
                record_id,
                "unknown-id",
                path,
                told("there_is_no", referred=named(referred), written=written),
                hint or told("add_the_or_change_the_id", referred=named(referred)),
            )


def _references(context: Context) -> Iterator[Reference]:
    yield from _of_roles(context)
    yield from _of_skills(context)
    yield from _of_edges(context)
    yield from _of_team(context)
    yield from _of_facts(context)


def _of_roles(context: Context) -> Iterator[Reference]:
    for role in context.records.roles:
        yield "role", role.id, ("family",), "family", role.family, context.families
        for field in ("small_store", "full_company"):
            department = getattr(role, field)
            if department is not None:
                yield "role", role.id, (field,), "department", department, context.departments
        if role.hiring_step is not None:
            yield "role", role.id, ("hiring_step",), "hiring step", role.hiring_step, context.hiring_steps
        for index, requirement in enumerate(role.skills):
            yield "role", role.id, ("skills", index, "skill"), "skill", requirement.skill, context.skills
        for index, duty in enumerate(role.duties):
            for position, skill in enumerate(duty.skills):
                path = ("duties", index, "skills", position)
                yield "role", role.id, path, "skill", skill, context.skills
        for index, tool in enumerate(role.tools):
            yield "role", role.id, ("tools", index), "tool", tool, context.tools


def _of_skills(context: Context) -> Iterator[Reference]:
    for skill in context.records.skills:
        yield "skill", skill.id, ("group",), "skill group", skill.group, context.skill_groups
        if skill.broader is not None:
            yield "skill", skill.id, ("broader",), "skill", skill.broader, context.skills
        for index, related in enumerate(skill.related):
            yield "skill", skill.id, ("related", index), "skill", related, context.skills
    for tool in context.records.tools:
        for index, shown in enumerate(tool.shows):
            yield "tool", tool.id, ("shows", index), "skill", shown, context.skills


def _of_edges(context: Context) -> Iterator[Reference]:
    for edge in context.records.edges:
        kind, edge_id = edge_key(edge)
        yield kind, edge_id, ("from",), "role", edge.from_role, context.roles
        yield kind, edge_id, ("to",), "role", edge.to_role, context.roles
        for index, shown in enumerate(edge.show):
            yield kind, edge_id, ("show", index, "skill"), "skill", shown.skill, context.skills


def _of_team(context: Context) -> Iterator[Reference]:
    yield from _of_hiring(context)
    records = context.records
    for formula in records.formulas:
        if formula.ladder is not None:
            yield "formula", formula.id, ("ladder",), "reward ladder", formula.ladder, context.ladders
    for stage in records.team_stages:
        for index, used in enumerate(stage.formulas):
            yield "team_stage", stage.id, ("formulas", index), "formula", used, context.formulas
    for leader in records.leaders:
        for index, skill in enumerate(leader.skills):
            yield "leader", leader.id, ("skills", index), "skill", skill, context.skills


def _of_hiring(context: Context) -> Iterator[Reference]:
    records = context.records
    for step in records.hiring_steps:
        for field in ("roles", "covered_by"):
            for index, role in enumerate(getattr(step, field)):
                yield "hiring_step", step.id, (field, index), "role", role, context.roles
        for number, seat in enumerate(step.seats):
            for index, role in enumerate(seat.roles):
                path = ("seats", number, "roles", index)
                yield "hiring_step", step.id, path, "role", role, context.roles
        if step.from_stage is not None:
            known_stages = context.team_stages
            yield "hiring_step", step.id, ("from_stage",), "team stage", step.from_stage, known_stages
    for rule in records.split_rules:
        yield "split_rule", rule.id, ("role",), "role", rule.role, context.roles
        for index, role in enumerate(rule.into):
            yield "split_rule", rule.id, ("into", index), "role", role, context.roles


def _of_facts(context: Context) -> Iterator[Reference]:
    records = context.records
    for route in records.entry_routes:
        for index, role in enumerate(route.roles):
            yield "entry_route", route.id, ("roles", index), "role", role, context.roles
        for index, skill in enumerate(route.skills):
            yield "entry_route", route.id, ("skills", index), "skill", skill, context.skills
    for occupation in records.occupations:
        yield "occupation", occupation.id, ("role",), "role", occupation.role, context.roles
    for item in records.quiz_items:
        known = {interest.id for interest in records.interests}
        yield "quiz_item", item.id, ("interest",), "interest", item.interest, known
    for counts in records.term_counts:
        yield "term_counts", counts.family, ("family",), "family", counts.family, context.families
        for index, count in enumerate(counts.skills):
            path = ("skills", index, "skill")
            yield "term_counts", counts.family, path, "skill", count.skill, context.skills
