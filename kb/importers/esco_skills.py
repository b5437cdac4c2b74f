"""ESCO's skills and which occupations ask for them, from whichever of its files are at hand.

The full tables (`skills_en.csv`, `occupationSkillRelations_en.csv`) are preferred; without them the label
list and the workbook of joined labels serve, and the import says what that costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.importers.building import Builder, Ids, bilingual, english, split_labels
from kb.importers.tables import Row, Tables, listed, one_line
from kb.models import Skill, SkillGroup
from kb.told import told

SKILLS = "skills_en.csv"
LABELS = "skills_en_label.txt"
RELATIONS = "occupationSkillRelations_en.csv"
WORKBOOK = "occupationskills.xlsx"
HIERARCHY = "skillsHierarchy_en.csv"
BROADER = "broaderRelationsSkillPillar_en.csv"
RELATED = "skillSkillRelations_en.csv"
COLLECTIONS = (
    "transversalSkillsCollection_en.csv",
    "digitalSkillsCollection_en.csv",
    "languageSkillsCollection_en.csv",
)

IMPORTANCE = {"essential": 4, "optional": 2}
"""What ESCO's two kinds of relation weigh; 5 is left to those who know the post."""

IMPORTANCE_UNSTATED = 3
"""The workbook does not say which skills are essential."""


ALL_SKILLS = "http://data.europa.eu/esco/concept-scheme/skills"
"""What stands for the group of skills that no file at hand puts into one."""


@dataclass
class SkillTables:
    """Skills as records, and how much each occupation depends on which."""

    groups: tuple[SkillGroup, ...] = ()
    """The groups that hold skills."""
    skills: tuple[Skill, ...] = ()
    """Every skill."""
    required: dict[str, dict[str, int]] = field(default_factory=dict)
    """Occupation address to skill id to importance."""


@dataclass
class _Concept:
    """A skill as ESCO's files give it, gathered from several of them."""

    label: str
    uri: str = ""
    type: str = ""
    reuse: str = ""
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    collection: str = ""


def read_skills(tables: Tables, occupations: Mapping[str, str]) -> SkillTables:
    """Skills and requirements.

    Args:
        tables: the folder.
        occupations: address to preferred label.
    """
    concepts = _concepts(tables)
    if not concepts:
        tables.report(
            SKILLS,
            "no-skills",
            told("neither_this_file_nor_gives_any", labels=LABELS),
            told("download_escos_skills"),
        )
        return SkillTables()
    ids = Ids()
    by_uri: dict[str, str] = {}
    by_label: dict[str, str] = {}
    for concept in concepts:
        skill_id = ids.slug(concept.label)
        by_label.setdefault(concept.label.casefold(), skill_id)
        if concept.uri:
            by_uri[concept.uri] = skill_id
    groups, skills = _records(tables, concepts, by_uri, by_label)
    known = {skill.id for skill in skills}
    required = (
        _from_relations(tables, occupations, by_uri)
        if tables.has(RELATIONS)
        else _from_workbook(tables, occupations, by_label)
    )
    for wanted in required.values():
        for gone in wanted.keys() - known:
            del wanted[gone]
    return SkillTables(groups, skills, required)


def _concepts(tables: Tables) -> list[_Concept]:
    """Every skill once, by label."""
    found: dict[str, _Concept] = {}
    full = tables.has(SKILLS)
    if full:
        for row in tables.read(SKILLS, ("conceptUri", "preferredLabel")):
            _add(found, row, "")
    elif tables.has(LABELS):
        for label in tables.lines(LABELS):
            found.setdefault(label.casefold(), _Concept(label))
    for name in COLLECTIONS:
        if tables.has(name):
            for row in tables.read(name, ("conceptUri", "preferredLabel")):
                _add(found, row, name.partition("Skills")[0])
    if tables.has(BROADER):
        broader: defaultdict[str, list[str]] = defaultdict(list)
        for row in tables.read(BROADER, ("conceptUri", "broaderUri")):
            broader[row["conceptUri"]].append(row["broaderUri"])
        for concept in found.values():
            concept.broader = tuple(broader.get(concept.uri, concept.broader))
    return sorted(found.values(), key=lambda concept: (concept.label.casefold(), concept.uri))


def _add(found: dict[str, _Concept], row: Row, collection: str) -> None:
    label = one_line(row["preferredLabel"])
    if not label or row.get("status", "released") not in ("released", ""):
        return
    concept = found.setdefault(label.casefold(), _Concept(label))
    concept.label = label
    concept.uri = concept.uri or row["conceptUri"]
    concept.type = concept.type or row.get("skillType", "")
    concept.reuse = concept.reuse or row.get("reuseLevel", "")
    concept.aliases = concept.aliases or tuple(a for a in listed(row.get("altLabels", "")) if a != label)
    concept.broader = concept.broader or listed(row.get("broaderConceptUri", ""))
    concept.collection = concept.collection or collection


def _records(
    tables: Tables, concepts: list[_Concept], by_uri: Mapping[str, str], by_label: Mapping[str, str]
) -> tuple[tuple[SkillGroup, ...], tuple[Skill, ...]]:
    make = Builder(tables, SKILLS if tables.has(SKILLS) else LABELS).make
    group_of, titles = _groups(tables)
    related = _related(tables, by_uri)
    names = Ids()
    group_ids: dict[str, str] = {}
    groups: dict[str, SkillGroup] = {}
    skills: list[Skill] = []
    data: dict[str, Any]
    for concept in concepts:
        group_uri = next((group_of[uri] for uri in concept.broader if uri in group_of), "")
        if group_uri not in group_ids:
            group_ids[group_uri] = names.snake(titles.get(group_uri, "ESCO skills"))
            label = english(titles[group_uri]) if group_uri else bilingual("ESCO 技能", "ESCO skills")
            source = f"esco:{group_uri or ALL_SKILLS}"
            data = {"id": group_ids[group_uri], "label": label, "sources": (source,)}
            group = make("skill_group", SkillGroup, data)
            if group is not None:
                groups[group_uri] = group
        skill_id = by_uri.get(concept.uri) or by_label[concept.label.casefold()]
        data = {
            "id": skill_id,
            "group": group_ids[group_uri],
            "label": english(concept.label),
            "kind": _kind(concept),
            "sources": (f"esco:{concept.uri}" if concept.uri else f"esco-skill:{concept.label}",),
        }
        if concept.aliases:
            data["aliases"] = {"en": concept.aliases}
        if others := related.get(skill_id):
            data["related"] = tuple(sorted(others))
        skill = make("skill", Skill, data) if group_uri in groups else None
        if skill is not None:
            skills.append(skill)
    return tuple(groups[uri] for uri in sorted(groups, key=lambda u: groups[u].id)), tuple(
        sorted(skills, key=lambda s: s.group)
    )


def _kind(concept: _Concept) -> str:
    if concept.collection == "language":
        return "language"
    if concept.collection == "transversal" or concept.reuse == "transversal":
        return "general"
    return "knowledge" if concept.type == "knowledge" else "craft"


def _groups(tables: Tables) -> tuple[dict[str, str], dict[str, str]]:
    """Group address by the address of anything below it, and titles: the hierarchy's first level."""
    rows = tables.read(
        HIERARCHY,
        ("Level 0 URI", "Level 1 URI", "Level 1 preferred term"),
        loss=told("skills_are_then_not_grouped"),
    )
    group_of: dict[str, str] = {}
    titles: dict[str, str] = {}
    for row in rows:
        group = row["Level 1 URI"] or row["Level 0 URI"]
        title = row["Level 1 preferred term"] or row.get("Level 0 preferred term", "")
        if not group or not title:
            continue
        titles.setdefault(group, one_line(title))
        for level in range(1, 4):
            if uri := row.get(f"Level {level} URI", ""):
                group_of.setdefault(uri, group)
    return group_of, titles


def _related(tables: Tables, by_uri: Mapping[str, str]) -> dict[str, set[str]]:
    related: defaultdict[str, set[str]] = defaultdict(set)
    if by_uri and tables.has(RELATED):
        for row in tables.read(RELATED, ("originalSkillUri", "relatedSkillUri")):
            one, other = by_uri.get(row["originalSkillUri"]), by_uri.get(row["relatedSkillUri"])
            if one and other and one != other:
                related[one].add(other)
                related[other].add(one)
    return related


def _from_relations(
    tables: Tables, occupations: Mapping[str, str], by_uri: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    required: defaultdict[str, dict[str, int]] = defaultdict(dict)
    unknown_skills: list[str] = []
    unknown_occupations: list[str] = []
    for row in tables.read(RELATIONS, ("occupationUri", "relationType", "skillUri")):
        skill = by_uri.get(row["skillUri"])
        if row["occupationUri"] not in occupations:
            unknown_occupations.append(row["occupationUri"])
        elif skill is None:
            unknown_skills.append(row["skillUri"])
        else:
            wanted = required[row["occupationUri"]]
            weight = IMPORTANCE.get(row["relationType"], IMPORTANCE_UNSTATED)
            wanted[skill] = max(weight, wanted.get(skill, 0))
    remedy = told("take_all_files_from_one_download")
    tables.some(RELATIONS, "unknown-skill", told("skills_named_here_are_not_in"), unknown_skills, remedy)
    tables.some(
        RELATIONS,
        "unknown-occupation",
        told("occupations_named_here_are_not_among"),
        unknown_occupations,
        remedy,
    )
    return required


def _from_workbook(
    tables: Tables, occupations: Mapping[str, str], by_label: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    if not tables.has(WORKBOOK):
        tables.report(
            RELATIONS,
            "missing-file",
            told("neither_this_file_nor_is_here", workbook=WORKBOOK),
            told("download_escos_relations"),
        )
        return {}
    by_title = {label.casefold(): uri for uri, label in occupations.items()}
    required: dict[str, dict[str, int]] = {}
    unknown: list[str] = []
    strangers: list[str] = []
    for title, joined in tables.workbook_rows(WORKBOOK, 2):
        uri = by_title.get(one_line(title).casefold())
        if uri is None:
            strangers.append(one_line(title))
            continue
        found, lost = split_labels(one_line(joined), by_label)
        unknown += lost
        required[uri] = dict.fromkeys(found, IMPORTANCE_UNSTATED)
    remedy = told("use_and_which_name_skills_by", skills=SKILLS, relations=RELATIONS)
    tables.some(WORKBOOK, "unknown-skill", told("skill_labels_here_are_in_no"), unknown, remedy)
    tables.some(
        WORKBOOK,
        "unknown-occupation",
        told("occupations_here_are_not_in_occupationsencsv"),
        strangers,
        remedy,
    )
    return required
