"""O*NET's skills, knowledge, work styles and technologies, and which occupations ask for them.

`Skills.txt` and `Knowledge.txt` state importance and level; work styles state importance; technology skills
state neither, so a technology that O*NET calls hot weighs more than one it does not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.importers.building import Builder, Ids, english
from kb.importers.tables import Row, Tables, one_line
from kb.models import Skill, SkillGroup, Tool
from kb.told import told

CODE = "O*NET-SOC Code"
TECHNOLOGY = "Technology Skills.txt"

ELEMENTS: Mapping[str, tuple[str, str]] = {
    "Skills.txt": ("Skills", "craft"),
    "Knowledge.txt": ("Knowledge", "knowledge"),
    "Work Styles.txt": ("Work Styles", "general"),
}
"""Files of the content model: what the group is called and what kind its skills are."""

OPTIONAL = frozenset({"Skills.txt", "Knowledge.txt"})
"""Large files that some copies lack; the import serves without them."""

LEAST_IMPORTANCE = 3.0
"""O*NET's scale runs from 1 to 5; below 3 an element is less than important."""

MOST_STYLES = 6
"""Work styles serve every trade, so only the strongest of an occupation tell anything about it."""

LEVEL = 3
"""Where O*NET states no level: 3, doing it alone."""

TOP_LEVEL = 7
"""O*NET's level scale runs from 0 to 7."""

HOT, OTHER = 3, 2
"""Importance of a technology in demand and of any other."""


@dataclass
class SkillTables:
    """Skills and tools as records, and what each occupation asks for and uses."""

    groups: tuple[SkillGroup, ...] = ()
    """The groups."""
    skills: tuple[Skill, ...] = ()
    """Every skill."""
    tools: tuple[Tool, ...] = ()
    """Every tool."""
    required: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    """Occupation code to requirements as written."""
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Occupation code to tools."""


def read_skills(tables: Tables, names: Mapping[str, str]) -> SkillTables:
    """Skills, tools, requirements and tools in use.

    Args:
        tables: the folder.
        names: occupation code to role id.
    """
    reader = _Reader(tables, names)
    for file, (title, kind) in ELEMENTS.items():
        if file in OPTIONAL and not tables.has(file):
            continue
        reader.elements(file, title, kind)
    reader.technologies()
    if not reader.skills:
        tables.report(
            TECHNOLOGY,
            "no-skills",
            told("no_file_gives_any_skill_so"),
            told("copy_the_onet_files_here"),
        )
    order = {group.id: place for place, group in enumerate(reader.groups)}
    return SkillTables(
        tuple(sorted(reader.groups, key=lambda g: g.id)),
        tuple(sorted(reader.skills.values(), key=lambda s: order[s.group])),
        tuple(reader.tools.values()),
        {
            code: tuple(sorted(items, key=lambda q: -q["importance"]))
            for code, items in reader.required.items()
        },
        {code: tuple(tools) for code, tools in reader.used.items()},
    )


class _Reader:
    """Gathers skills from one file after another."""

    def __init__(self, tables: Tables, names: Mapping[str, str]) -> None:
        self.tables = tables
        self.names = names
        self.ids = Ids()
        self.group_ids = Ids()
        self.tool_ids = Ids()
        self.groups: list[SkillGroup] = []
        self.skills: dict[str, Skill] = {}
        self.tools: dict[str, Tool] = {}
        self.required: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.used: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def _group(self, file: str, title: str, source: str) -> str:
        group_id = self.group_ids.snake(title)
        data = {"id": group_id, "label": english(title), "sources": (source,)}
        group = Builder(self.tables, file).make("skill_group", SkillGroup, data)
        if group is not None:
            self.groups.append(group)
        return group_id

    def _skill(self, file: str, key: str, label: str, group: str, kind: str) -> Skill | None:
        if key not in self.skills:
            data = {
                "id": self.ids.slug(label),
                "group": group,
                "label": english(label),
                "kind": kind,
                "sources": (f"onet:{key}",),
            }
            skill = Builder(self.tables, file).make("skill", Skill, data)
            if skill is None:
                return None
            self.skills[key] = skill
        return self.skills[key]

    def elements(self, file: str, title: str, kind: str) -> None:
        """Skills of the content model, with importance and, where stated, level."""
        columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
        rows = self.tables.read(
            file,
            columns,
            delimiter="\t",
            loss=told("roles_then_have_no", what=told(f"roles_{title.lower().replace(' ', '_')}")),
        )
        if not rows:
            return
        group = self._group(file, title, f"onet:{rows[0]['Element ID'].rsplit('.', 1)[0]}")
        values: defaultdict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        elements: dict[str, str] = {}
        for row in rows:
            if row[CODE] in self.names and row["Scale ID"] in ("IM", "LV"):
                elements[row["Element ID"]] = one_line(row["Element Name"])
                number = self.tables.number(file, row["Data Value"])
                values[row[CODE]][row["Element ID"]][row["Scale ID"]] = number
        made = {
            element: skill
            for element, label in sorted(elements.items())
            if (skill := self._skill(file, element, label, group, kind)) is not None
        }
        for code, scales in values.items():
            strong = [
                (found.get("IM", 0.0), element, found)
                for element, found in scales.items()
                if element in made and found.get("IM", 0.0) >= LEAST_IMPORTANCE
            ]
            strong.sort(key=lambda item: (-item[0], item[1]))
            for importance, element, found in strong[: MOST_STYLES if kind == "general" else None]:
                self.required[code].append(
                    {
                        "skill": made[element].id,
                        "importance": min(5, round(importance)),
                        "level": level_of(found["LV"]) if "LV" in found else LEVEL,
                    }
                )

    def technologies(self) -> None:
        """Commodities as skills, their examples as tools."""
        columns = (CODE, "Example", "Commodity Code", "Commodity Title")
        rows = self.tables.read(TECHNOLOGY, columns, delimiter="\t", loss=told("roles_then_have_no_tools"))
        rows = [row for row in rows if row[CODE] in self.names and one_line(row["Example"])]
        if not rows:
            return
        group = self._group(TECHNOLOGY, "Technology Skills", f"onet:{rows[0]['Commodity Code'].strip()}")
        shows: defaultdict[str, dict[str, None]] = defaultdict(dict)
        asked: defaultdict[str, dict[str, int]] = defaultdict(dict)
        examples: dict[str, str] = {}
        for row in rows:
            code, commodity, example = row[CODE], row["Commodity Code"].strip(), one_line(row["Example"])
            skill = self._skill(TECHNOLOGY, commodity, one_line(row["Commodity Title"]), group, "tool")
            if skill is None:
                continue
            key = example.casefold()
            if key not in examples:
                examples[key] = self.tool_ids.slug(example)
                shows[key][example] = None
            shows[key].setdefault(skill.id)
            self.used[code].setdefault(examples[key])
            weight = HOT if _hot(row) else OTHER
            asked[code][skill.id] = max(weight, asked[code].get(skill.id, 0))
        source_of = {skill.id: skill.sources[0] for skill in self.skills.values()}
        make = Builder(self.tables, TECHNOLOGY).make
        for key, tool_id in examples.items():
            label, *shown = shows[key]
            data = {
                "id": tool_id,
                "label": english(label),
                "shows": tuple(shown),
                "sources": (source_of[shown[0]],),
            }
            tool = make("tool", Tool, data)
            if tool is not None:
                self.tools[tool_id] = tool
        for code, tools in self.used.items():
            self.used[code] = {tool: None for tool in tools if tool in self.tools}
        for code, wanted in asked.items():
            self.required[code] += [
                {"skill": skill, "importance": weight, "level": LEVEL} for skill, weight in wanted.items()
            ]


def _hot(row: Row) -> bool:
    return row.get("Hot Technology", "").strip().upper() == "Y"


def level_of(value: float) -> int:
    """O*NET's 0 to 7 on our 1 to 5."""
    return min(5, max(1, math.ceil(value * 5 / TOP_LEVEL)))
