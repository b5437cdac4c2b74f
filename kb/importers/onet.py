"""O*NET: the official tab-separated files as knowledge records.

Families are SOC major groups, rungs are job zones, duties are tasks, edges come from related occupations.
Skills are read by `kb.importers.onet_skills`. Chinese and days in a role are not in O*NET and stay out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.importers.building import Builder, Ids, bilingual, english
from kb.importers.citing import onet_sources
from kb.importers.onet_skills import SkillTables, read_skills
from kb.importers.proposals import propose
from kb.importers.tables import Row, Tables, one_line
from kb.manifest import Manifest
from kb.models import Family, PromotionEdge, Role
from kb.problems import Problem
from kb.records import Records
from kb.told import told

OCCUPATIONS = "Occupation Data.txt"
CODE = "O*NET-SOC Code"

MANIFEST = Manifest(
    imported=True,
    name="O*NET",
    note="Imported from O*NET. Promotion edges are computed from related occupations and are proposals.",
)
"""What the written folder says about itself."""

MAJOR_GROUPS: Mapping[str, str] = {
    "11": "Management",
    "13": "Business and Financial Operations",
    "15": "Computer and Mathematical",
    "17": "Architecture and Engineering",
    "19": "Life, Physical, and Social Science",
    "21": "Community and Social Service",
    "23": "Legal",
    "25": "Educational Instruction and Library",
    "27": "Arts, Design, Entertainment, Sports, and Media",
    "29": "Healthcare Practitioners and Technical",
    "31": "Healthcare Support",
    "33": "Protective Service",
    "35": "Food Preparation and Serving Related",
    "37": "Building and Grounds Cleaning and Maintenance",
    "39": "Personal Care and Service",
    "41": "Sales and Related",
    "43": "Office and Administrative Support",
    "45": "Farming, Fishing, and Forestry",
    "47": "Construction and Extraction",
    "49": "Installation, Maintenance, and Repair",
    "51": "Production",
    "53": "Transportation and Material Moving",
    "55": "Military Specific",
}
"""The SOC 2018 major groups; O*NET's files hold only their numbers."""

_GATES = {1: "trained_on_the_job", 2: "some_experience", 3: "some_experience"}
"""Job zones that ask for little or some preparation; 4 and 5 need experience."""

_INTERESTS = {
    "Realistic": "R",
    "Investigative": "I",
    "Artistic": "A",
    "Social": "S",
    "Enterprising": "E",
    "Conventional": "C",
}

CODE_LENGTH = 3
"""Letters of an interest code, as O*NET itself gives three high points."""


def import_onet(folder: Path) -> tuple[Records, list[Problem]]:
    """The records of an O*NET database folder and every problem met; no roles when it cannot be used.

    Args:
        folder: where the official text files lie.
    """
    tables = Tables(folder)
    rows = _occupations(tables) if tables.exists() else []
    if not rows:
        return Records(), tables.problems
    make, ids = Builder(tables, OCCUPATIONS).make, Ids()
    names = {row[CODE]: ids.slug(one_line(row["Title"])) for row in rows}
    found = read_skills(tables, names)
    families = [
        family
        for major in sorted({code[:2] for code in names})
        if (family := make("family", Family, _family(major))) is not None
    ]
    family_of = {family.sources[0].removeprefix("onet:")[:2]: family.id for family in families}
    details = _Details(tables, names)
    roles = []
    for row in rows:
        data = details.role(row, names[row[CODE]], family_of[row[CODE][:2]], found)
        role = make("role", Role, data)
        if role is not None:
            roles.append(role)
    kept = {role.id for role in roles}
    related = {
        names[one]: [names[other] for other in others if names[other] in kept]
        for one, others in _related(tables, names).items()
        if names[one] in kept
    }
    proposed = propose(roles, "onet", related)
    edges = [edge for data in proposed if (edge := make("edge", PromotionEdge, data))]
    records = Records(
        sources=onet_sources(),
        families=tuple(families),
        skill_groups=found.groups,
        skills=found.skills,
        tools=found.tools,
        roles=tuple(roles),
        edges=tuple(edges),
    )
    return records, tables.problems


def _occupations(tables: Tables) -> list[Row]:
    rows = tables.read(OCCUPATIONS, (CODE, "Title", "Description"), delimiter="\t", needed=True)
    kept: dict[str, Row] = {}
    unusable = []
    for number, row in enumerate(rows, 2):
        if row[CODE][:2] in MAJOR_GROUPS and one_line(row["Title"]) and row[CODE] not in kept:
            kept[row[CODE]] = row
        else:
            unusable.append(row[CODE] or f"row {number}")
    tables.some(
        OCCUPATIONS,
        "unusable-row",
        told("occupations_have_no_title_an_unknown"),
        unusable,
        told("download_the_file_again"),
    )
    return [kept[code] for code in sorted(kept)]


def _family(major: str) -> dict[str, Any]:
    title = MAJOR_GROUPS[major]
    return {"id": Ids().snake(title), "label": english(title), "sources": (f"onet:{major}-0000",)}


def _related(tables: Tables, names: Mapping[str, str]) -> dict[str, list[str]]:
    related: defaultdict[str, list[str]] = defaultdict(list)
    file, other = "Related Occupations.txt", "Related O*NET-SOC Code"
    unknown = []
    rows = tables.read(
        file,
        (CODE, other),
        delimiter="\t",
        loss=told("promotion_edges_are_then_proposed_from"),
    )
    for row in rows:
        if row[CODE] in names and row[other] in names:
            related[row[CODE]].append(row[other])
        else:
            unknown.append(f"{row[CODE]} to {row[other]}")
    tables.some(
        file,
        "unknown-occupation",
        told("relations_name_an_unknown_occupation"),
        unknown,
        told("take_all_files_from_one_release"),
    )
    return related


class _Details:
    """What the other files say about each occupation."""

    def __init__(self, tables: Tables, names: Mapping[str, str]) -> None:
        self.zones = self._read_zones(tables, names)
        self.zone_notes = {
            row["Job Zone"].strip(): one_line(row["Experience"])
            for row in tables.read(
                "Job Zone Reference.txt",
                ("Job Zone", "Experience"),
                delimiter="\t",
                loss=told("gates_are_then_bare_numbers"),
            )
        }
        self.tasks: defaultdict[str, list[Row]] = defaultdict(list)
        for row in tables.read(
            "Task Statements.txt",
            (CODE, "Task ID", "Task"),
            delimiter="\t",
            loss=told("roles_then_have_no_duties"),
        ):
            self.tasks[row[CODE]].append(row)
        self.titles: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for file, column in (
            ("Sample of Reported Titles.txt", "Reported Job Title"),
            ("Alternate Titles.txt", "Alternate Title"),
        ):
            for row in tables.read(
                file, (CODE, column), delimiter="\t", loss=told("roles_are_then_found_by_fewer")
            ):
                self.titles[row[CODE]].setdefault(one_line(row[column]))
        self.interests: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for row in tables.read(
            "Interests.txt",
            (CODE, "Element Name", "Scale ID", "Data Value"),
            delimiter="\t",
            loss=told("roles_then_have_no_interests"),
        ):
            letter = _INTERESTS.get(row["Element Name"])
            if row["Scale ID"] == "OI" and letter:
                self.interests[row[CODE]][letter] = tables.number("Interests.txt", row["Data Value"])

    def _read_zones(self, tables: Tables, names: Mapping[str, str]) -> dict[str, int]:
        zones: dict[str, int] = {}
        for row in tables.read(
            "Job Zones.txt",
            (CODE, "Job Zone"),
            delimiter="\t",
            loss=told("all_occupations_then_stand_on_one"),
        ):
            if row["Job Zone"].strip() in {"1", "2", "3", "4", "5"}:
                zones[row[CODE]] = int(row["Job Zone"])
        by_major: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for code, zone in zones.items():
            by_major[code[:2]][zone] += 1
        self.guessed = {code for code in names if code not in zones}
        for code in self.guessed:
            common = by_major[code[:2]].most_common(1)
            zones[code] = common[0][0] if common else 2
        return zones

    def role(self, row: Row, role_id: str, family: str, found: SkillTables) -> dict[str, Any]:
        """One occupation as a role."""
        code, label = row[CODE], one_line(row["Title"])
        source, zone = f"onet:{code}", self.zones[code]
        data: dict[str, Any] = {
            "id": role_id,
            "family": family,
            "label": english(label),
            "rung": zone,
            "ladder": "manager" if code.startswith("11-") or "Supervisors" in label else "specialist",
            "mission": english(one_line(row["Description"])),
            "duties": tuple(self._duties(code, source)),
            "skills": found.required.get(code, ()),
            "tools": found.used.get(code, ()),
            "entry": {
                "gate": _GATES.get(zone, "experience_needed"),
                "note": self._gate(code),
                "sources": (source,),
            },
            "sources": (source,),
        }
        aliases = tuple(title for title in self.titles.get(code, ()) if title and title != label)
        if aliases:
            data["aliases"] = {"en": aliases}
        values = self.interests.get(code, {})
        if len(values) == len(_INTERESTS):
            strongest = sorted(values, key=lambda letter: (-values[letter], "RIASEC".index(letter)))
            data["interests"] = {"code": "".join(strongest[:CODE_LENGTH])}
        return data

    def _duties(self, code: str, source: str) -> list[dict[str, Any]]:
        duties = []
        seen: set[str] = set()
        for row in sorted(self.tasks.get(code, ()), key=lambda task: task.get("Task Type") != "Core"):
            text, duty_id = one_line(row["Task"]), f"task-{row['Task ID'].strip()}"
            if text and duty_id not in seen:
                seen.add(duty_id)
                duties.append({"id": duty_id, "text": english(text), "sources": (source,)})
        return duties

    def _gate(self, code: str) -> dict[str, str]:
        zone = self.zones[code]
        if code in self.guessed:
            return bilingual(
                f"未列工作區；此處用同大類最常見的第 {zone} 區",
                f"No job zone is stated; {zone} is the commonest in its major group",
            )
        note = self.zone_notes.get(str(zone))
        return english(note) if note else bilingual(f"O*NET 工作區第 {zone} 區", f"O*NET job zone {zone}")
