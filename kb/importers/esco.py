"""ESCO: the official CSV files as knowledge records.

Families are ISCO-08 minor groups. Rungs come from the ISCO major group and the words of the title, gates
from the ISCO skill level, edges from shared skills (`kb.importers.proposals`). Duties, levels, interests and
Chinese are not in ESCO and stay out. Skills are read by `kb.importers.esco_skills`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.importers.building import Builder, Ids, bilingual, english
from kb.importers.citing import esco_sources
from kb.importers.esco_skills import SkillTables, read_skills
from kb.importers.proposals import propose
from kb.importers.tables import Row, Tables, listed, one_line
from kb.manifest import Manifest
from kb.models import Family, PromotionEdge, Role
from kb.problems import Problem
from kb.records import Records
from kb.told import told

OCCUPATIONS = "occupations_en.csv"
GROUPS = "ISCOGroups_en.csv"

LEVEL = 3
"""ESCO states no levels; 3, doing it alone, is what being in an occupation means."""

MANIFEST = Manifest(
    imported=True,
    name="ESCO",
    note="Imported from ESCO. Rungs, gates and promotion edges are computed from it and are proposals.",
)
"""What the written folder says about itself."""

_RUNG_OF_MAJOR = {"9": 1, "8": 2, "7": 2, "6": 2, "5": 2, "4": 2, "3": 2, "2": 3, "1": 5, "0": 3}
"""ISCO-08 major group to rung: elementary 1, skilled and technical 2, professional 3, managing 5."""

_SKILL_LEVEL = {"9": 1, "8": 2, "7": 2, "6": 2, "5": 2, "4": 2, "3": 3, "2": 4, "1": 4, "0": 2}
"""ISCO-08 major group to ISCO skill level; managers are 3 or 4, armed forces 1, 2 or 4."""

_ASSISTS = re.compile(r"\b(assistant|helper|trainee|apprentice|junior|aide|labourer)\b")
"""Words of a title that stand one rung below its major group."""

_TITLE_RUNGS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile(r"\b(director|chief \w+ officer|president|executive officer)\b"), 6, 6),
    (re.compile(r"\b(manager|head)\b"), 5, 5),
    (re.compile(r"\b(supervisor|foreman|forewoman|team leader|lead|chief)\b"), 4, 4),
    (re.compile(r"\b(senior|specialised|principal)\b"), 3, 3),
)
"""Words of a title and the least and greatest rung they allow, the first that matches deciding."""

_MANAGES = re.compile(r"\b(manager|head|director|supervisor|chief|officer in charge|foreman|team leader)\b")


def import_esco(folder: Path) -> tuple[Records, list[Problem]]:
    """The records of an ESCO folder and every problem met; no roles when it cannot be used.

    Args:
        folder: where the official files lie, in English.
    """
    tables = Tables(folder)
    rows = _occupations(tables) if tables.exists() else []
    if not rows:
        return Records(), tables.problems
    families, family_of = _families(tables, rows)
    found = read_skills(tables, {row["conceptUri"]: one_line(row["preferredLabel"]) for row in rows})
    roles = _roles(tables, rows, family_of, found)
    make = Builder(tables, OCCUPATIONS).make
    edges = [edge for data in propose(roles, "esco") if (edge := make("edge", PromotionEdge, data))]
    used = {role.family for role in roles}
    records = Records(
        sources=esco_sources(),
        families=tuple(family for family in families if family.id in used),
        skill_groups=found.groups,
        skills=found.skills,
        roles=tuple(roles),
        edges=tuple(edges),
    )
    return records, tables.problems


def _occupations(tables: Tables) -> list[Row]:
    rows = tables.read(OCCUPATIONS, ("conceptUri", "iscoGroup", "preferredLabel"), needed=True)
    kept: list[Row] = []
    unusable: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        if row.get("status", "released") not in ("released", ""):
            continue
        label = one_line(row["preferredLabel"])
        if not label or not row["iscoGroup"].strip()[:1].isdigit() or row["conceptUri"] in seen:
            unusable.append(label or f"row {number}")
            continue
        seen.add(row["conceptUri"])
        kept.append(row)
    tables.some(
        OCCUPATIONS,
        "unusable-row",
        told("occupations_have_no_label_no_isco"),
        unusable,
        told("download_the_file_again"),
    )
    return sorted(kept, key=lambda row: (one_line(row["preferredLabel"]), row["conceptUri"]))


def _families(tables: Tables, rows: list[Row]) -> tuple[list[Family], Mapping[str, str]]:
    """The minor groups as families, and family by ISCO code of three digits."""
    groups = tables.read(GROUPS, ("code", "preferredLabel"), loss=told("families_are_then_named_by_their"))
    titles = {row["code"].strip(): one_line(row["preferredLabel"]) for row in groups}
    addresses = {row["code"].strip(): row.get("conceptUri", "") for row in groups}
    make, ids = Builder(tables, GROUPS).make, Ids()
    families: list[Family] = []
    family_of: dict[str, str] = {}
    for minor in sorted({row["iscoGroup"].strip()[:3] for row in rows}):
        title = titles.get(minor) or f"ISCO group {minor}"
        address = addresses.get(minor) or f"http://data.europa.eu/esco/isco/C{minor}"
        family = make(
            "family",
            Family,
            {"id": ids.snake(title), "label": english(title), "sources": (f"esco:{address}",)},
        )
        if family is not None:
            families.append(family)
            family_of[minor] = family.id
    if groups:
        tables.some(
            GROUPS,
            "unknown-group",
            told("isco_groups_of_occupations_are_not"),
            (minor for minor in family_of if minor not in titles),
            told("take_both_files_from_one_download"),
        )
    return families, family_of


def _roles(tables: Tables, rows: list[Row], family_of: Mapping[str, str], found: SkillTables) -> list[Role]:
    make, ids = Builder(tables, OCCUPATIONS).make, Ids()
    roles: list[Role] = []
    without: list[str] = []
    for row in rows:
        family = family_of.get(row["iscoGroup"].strip()[:3])
        if family is None:
            continue
        label, uri = one_line(row["preferredLabel"]), row["conceptUri"]
        skills = found.required.get(uri, {})
        if not skills:
            without.append(label)
        role = make("role", Role, _role(ids.slug(label), family, row, skills))
        if role is not None:
            roles.append(role)
    if found.required:
        tables.some(
            OCCUPATIONS,
            "no-skills",
            told("occupations_have_no_skills_in_the"),
            without,
            told("they_can_be_searched_but_not"),
        )
    return roles


def _role(role_id: str, family: str, row: Row, skills: Mapping[str, int]) -> dict[str, Any]:
    label, source = one_line(row["preferredLabel"]), f"esco:{row['conceptUri']}"
    major = row["iscoGroup"].strip()[0]
    rung = rung_of(label, major)
    level = _SKILL_LEVEL[major]
    gate = {1: "trained_on_the_job", 2: "some_experience"}.get(level, "experience_needed")
    aliases = tuple(name for name in listed(row.get("altLabels", "")) if name != label)
    data: dict[str, Any] = {
        "id": role_id,
        "family": family,
        "label": english(label),
        "rung": rung,
        "ladder": "manager" if rung >= 4 and (major == "1" or _MANAGES.search(label)) else "specialist",
        "skills": tuple(
            {"skill": skill, "importance": importance, "level": LEVEL}
            for skill, importance in sorted(skills.items(), key=lambda item: -item[1])
        ),
        "entry": {
            "gate": gate,
            "note": bilingual(f"ISCO-08 技能等級 {level}", f"ISCO-08 skill level {level}"),
            "sources": (source,),
        },
        "sources": (source,),
    }
    if aliases:
        data["aliases"] = {"en": aliases}
    if description := one_line(row.get("description", "")):
        data["mission"] = english(description)
    return data


def rung_of(title: str, major: str) -> int:
    """The rung of an occupation: its ISCO major group's, corrected by the words of its title."""
    rung = _RUNG_OF_MAJOR[major]
    if _ASSISTS.search(title.casefold()):
        return max(1, rung - 1)
    for words, least, most in _TITLE_RUNGS:
        if words.search(title.casefold()):
            return min(max(rung, least), most)
    return rung
