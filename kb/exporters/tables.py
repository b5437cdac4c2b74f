"""Knowledge as flat tables, the common ground of the CSV and XLSX exports. One row a record or relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kb.models import LANGUAGES, Aliases, Described, Text
from kb.records import Records

Cell: TypeAlias = str | int | float | bool | None

JOINT = " | "
"""Stands between the items of a cell that holds several; no text of ours holds it."""


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    """File and sheet name."""
    columns: tuple[str, ...]
    """Column names."""
    rows: tuple[tuple[Cell, ...], ...]
    """Cells, numbers as numbers."""


def tables(records: Records) -> list[Table]:
    """Every table, in the order in which a reader meets them."""
    return [make(records) for make in _MAKERS]


def _texts(name: str) -> list[str]:
    return [f"{name}_{language}" for language in LANGUAGES]


def _in_all(text: Text | None) -> list[str]:
    return [text.get(language) for language in LANGUAGES] if text else [""] * len(LANGUAGES)


def _joined(items: Iterable[str]) -> str:
    return JOINT.join(items)


def _alias_cells(aliases: Aliases) -> list[str]:
    return [_joined((*aliases.zh_hant, *aliases.zh_hans)), _joined(aliases.en)]


_NAMES = ["id", *_texts("label"), "aliases_zh", "aliases_en"]


def _name_cells(record_id: str, record: Described) -> list[Cell]:
    return [record_id, *_in_all(record.label), *_alias_cells(record.aliases)]


def _table(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    return Table(name, tuple(columns), tuple(tuple(row) for row in rows))


def _roles(records: Records) -> Table:
    return _table(
        "roles",
        [
            *_NAMES,
            *("family", "rung", "ladder"),
            *_texts("mission"),
            *("interests", "gate"),
            *_texts("gate_note"),
            *_texts("conditions"),
            *("small_store", "full_company", "hiring_step", "tools"),
            *_texts("day"),
            *("crosswalk", "sources"),
        ],
        (
            [
                *_name_cells(role.id, role),
                *(role.family, role.rung, role.ladder),
                *_in_all(role.mission),
                *(role.interests.code, role.entry.gate),
                *_in_all(role.entry.note),
                *_in_all(role.conditions),
                *(role.small_store, role.full_company, role.hiring_step, _joined(role.tools)),
                *_in_all(role.day),
                *(_joined(role.crosswalk), _joined(role.sources)),
            ]
            for role in records.roles
        ),
    )


def _duties(records: Records) -> Table:
    return _table(
        "duties",
        ["role", "order", "id", *_texts("text"), "skills", "sources"],
        (
            [role.id, place, duty.id, *_in_all(duty.text), _joined(duty.skills), _joined(duty.sources)]
            for role in records.roles
            for place, duty in enumerate(role.duties, 1)
        ),
    )


def _requirements(records: Records) -> Table:
    return _table(
        "requirements",
        ["role", "order", "skill", "importance", "level", "must", "evidence"],
        (
            [role.id, place, q.skill, q.importance, q.level, q.must, _joined(q.evidence)]
            for role in records.roles
            for place, q in enumerate(role.skills, 1)
        ),
    )


def _likes(records: Records) -> Table:
    return _table(
        "likes",
        ["role", "what", *_texts("text")],
        (
            [role.id, what, *_in_all(text)]
            for role in records.roles
            for what, texts in (("like", role.likes), ("dislike", role.dislikes))
            for text in texts
        ),
    )


def _edges(records: Records) -> Table:
    return _table(
        "edges",
        [
            *(
                "id",
                "from",
                "to",
                "kind",
                "ladder",
                "internal_first",
                "post_months",
                "company_months",
                "show",
            ),
            *_texts("evidence"),
            "sources",
        ],
        (
            [
                *(edge.id, edge.from_role, edge.to_role, edge.kind, edge.ladder, edge.internal_first),
                *(edge.tenure.post_months, edge.tenure.company_months),
                _joined(f"{shown.skill} {shown.level}" for shown in edge.show),
                *(_joined(text.get(language) for text in edge.evidence) for language in LANGUAGES),
                _joined(edge.sources),
            ]
            for edge in records.edges
        ),
    )


def _skills(records: Records) -> Table:
    return _table(
        "skills",
        [*_NAMES, "group", "kind", "broader", "related", *_texts("practice"), "crosswalk", "sources"],
        (
            [
                *_name_cells(skill.id, skill),
                *(skill.group, skill.kind, skill.broader, _joined(skill.related)),
                *_in_all(skill.practice),
                *(_joined(skill.crosswalk), _joined(skill.sources)),
            ]
            for skill in records.skills
        ),
    )


def _levels(records: Records) -> Table:
    return _table(
        "skill_levels",
        ["skill", "level", *_texts("text")],
        (
            [skill.id, level, *_in_all(skill.levels.at(level))]
            for skill in records.skills
            if skill.levels
            for level in range(1, 6)
        ),
    )


def _tools(records: Records) -> Table:
    return _table(
        "tools",
        [*_NAMES, "shows", "sources"],
        ([*_name_cells(t.id, t), _joined(t.shows), _joined(t.sources)] for t in records.tools),
    )


def _families(records: Records) -> Table:
    return _table(
        "families",
        [*_NAMES, *_texts("description"), "sources"],
        ([*_name_cells(f.id, f), *_in_all(f.description), _joined(f.sources)] for f in records.families),
    )


def _skill_groups(records: Records) -> Table:
    return _table(
        "skill_groups",
        [*_NAMES, *_texts("description"), "sources"],
        ([*_name_cells(g.id, g), *_in_all(g.description), _joined(g.sources)] for g in records.skill_groups),
    )


def _departments(records: Records) -> Table:
    return _table(
        "departments",
        [*_NAMES, "organisation", *_texts("description"), "sources"],
        (
            [*_name_cells(d.id, d), d.organisation, *_in_all(d.description), _joined(d.sources)]
            for d in records.departments
        ),
    )


def _sources(records: Records) -> Table:
    return _table(
        "sources",
        ["id", *_texts("title"), "kind", "licence", "url", *_texts("note")],
        ([s.id, *_in_all(s.title), s.kind, s.licence, s.url, *_in_all(s.note)] for s in records.sources),
    )


_MAKERS: tuple[Callable[[Records], Table], ...] = (
    _roles,
    _duties,
    _requirements,
    _likes,
    _edges,
    _skills,
    _levels,
    _tools,
    _families,
    _skill_groups,
    _departments,
    _sources,
)


def without_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a quote mark before the signs that start one."""
    return f"'{text}" if text.lstrip(_LEADING)[:1] in _FORMULA_SIGNS and text else text


_LEADING = " \u00a0\u3000\ufeff\u200b"
"""Blanks that some spreadsheets skip before they look for a formula."""

_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠|%")
"""Characters that start a formula or a command in some spreadsheet, full-width forms included."""
