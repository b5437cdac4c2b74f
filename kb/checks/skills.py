"""Skills: no two under one name, none that nobody asks for, no circle in the tree."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.chinese import fold
from kb.problems import Problem
from kb.told import named, told


def check_ambiguous_names(context: Context) -> Iterator[Problem]:
    """One folded name must lead to one skill or tool; and one title to one role."""
    owners: dict[str, tuple[str, str]] = {}
    records = [
        *(("skill", record.id, record.names()) for record in context.records.skills),
        *(("tool", record.id, record.names()) for record in context.records.tools),
    ]
    yield from _ambiguous(context, records, owners)
    yield from _ambiguous(context, [("role", r.id, r.names()) for r in context.records.roles], {})


def _ambiguous(
    context: Context,
    records: list[tuple[str, str, tuple[str, ...]]],
    owners: dict[str, tuple[str, str]],
) -> Iterator[Problem]:
    for kind, record_id, names in records:
        for name in names:
            owner = owners.setdefault(fold(name), (kind, record_id))
            if owner != (kind, record_id):
                yield context.warning(
                    kind,
                    record_id,
                    "ambiguous-name",
                    ("aliases",),
                    told("also_names_the", name=name, kind=named(owner[0]), id=owner[1]),
                    told("keep_it_where_it_fits_best"),
                )


def check_repeated_names(context: Context) -> Iterator[Problem]:
    """A record need not be given the same name twice."""
    for kind, records in (
        ("skill", context.records.skills),
        ("tool", context.records.tools),
        ("role", context.records.roles),
    ):
        for record in records:
            labels = {record.label.zh_hant, record.label.en}
            seen: set[str] = set()
            for name in record.aliases.all():
                if name in seen or name in labels:
                    yield context.warning(
                        kind,
                        record.id,
                        "repeated-name",
                        ("aliases",),
                        told("stands_twice", name=name),
                        told("keep_it_once"),
                    )
                seen.add(name)


def check_orphan_skills(context: Context) -> Iterator[Problem]:
    """A skill must be asked for by a role, shown by a tool, or be the broader of one that is."""
    used = {q.skill for role in context.records.roles for q in role.skills}
    used |= {s for role in context.records.roles for duty in role.duties for s in duty.skills}
    used |= {s for tool in context.records.tools for s in tool.shows}
    used |= {s for leader in context.records.leaders for s in leader.skills}
    used |= {s for route in context.records.entry_routes for s in route.skills}
    used |= {s.broader for s in context.records.skills if s.broader}
    for skill in context.records.skills:
        if skill.id not in used:
            yield context.warning(
                "skill",
                skill.id,
                "orphan-skill",
                ("id",),
                told("no_role_asks_for", id=skill.id),
                told("add_it_to_a_role_or"),
            )


def check_tree(context: Context) -> Iterator[Problem]:
    """Broader skills must not run in a circle."""
    for skill in context.records.skills:
        seen = {skill.id}
        current = skill
        while current.broader in context.skills:
            current = context.skills[str(current.broader)]
            if current.id == skill.id:
                yield context.problem(
                    "skill",
                    skill.id,
                    "circle",
                    ("broader",),
                    told("is_broader_than_itself", id=skill.id),
                    told("break_the_circle"),
                )
            if current.id in seen:
                break
            seen.add(current.id)


def check_related(context: Context) -> Iterator[Problem]:
    """A skill is not related to itself, nor twice to another."""
    for skill in context.records.skills:
        if skill.id in skill.related or len(set(skill.related)) != len(skill.related):
            yield context.warning(
                "skill",
                skill.id,
                "odd-relation",
                ("related",),
                told("a_related_skill_is_named_twice"),
                told("keep_each_once"),
            )
