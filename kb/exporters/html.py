"""One self-contained HTML page: the promotion map as inline SVG and every role, in one language.

Loads nothing from a network, runs no script, prints well. All text goes through the template's escaping.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kb.exporters.promotion_map import BOX_HEIGHT, BOX_WIDTH, draw
from kb.files import write_atomically
from kb.graph import PromotionGraph
from kb.models import RUNG_LABELS, Language
from kb.records import Records

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "E-commerce roles and how one leads to another",
        "map": "Promotion map",
        "families": "Roles",
        "vertical": "promotion",
        "lateral": "sideways",
        "cross_family": "into another family",
        "manager": "manager ladder",
        "duties": "Duties",
        "skills": "Skills (importance, level; * must-have)",
        "entry": "Getting in",
        "conditions": "Conditions",
        "next": "Next moves",
        "into": "Who could become this",
        "sources": "Sources",
        "licences": "Sources and licences",
        "only": "(in English only)",
    },
    "zh-Hant": {
        "title": "電商崗位與晉升路線",
        "map": "晉升地圖",
        "families": "崗位",
        "vertical": "晉升",
        "lateral": "平調",
        "cross_family": "跨線",
        "manager": "管理線",
        "duties": "職責",
        "skills": "技能（重要度、級別；* 必備）",
        "entry": "怎麼進來",
        "conditions": "工作條件",
        "next": "下一步",
        "into": "誰可以成為",
        "sources": "出處",
        "licences": "來源與授權",
        "only": "（只有英文）",
    },
}
"""Words of the page; Simplified Chinese follows by conversion."""

_FOLDER = Path(__file__).parent


def export_html(records: Records, path: Path, *, language: Language = "zh-Hant", digest: str = "") -> Path:
    """Write the page.

    Args:
        records: what to show.
        path: the file; replaced when it is there.
        language: the language of everything on the page.
        digest: names the state of the knowledge at the foot of the page.
    """
    write_atomically(path, html_page(records, language=language, digest=digest).encode())
    return path


def html_page(records: Records, *, language: Language = "zh-Hant", digest: str = "") -> str:
    """The page as text."""
    graph = PromotionGraph({role.id: role for role in records.roles}, records.edges)
    words = _words(language)
    return _template().render(
        language=language,
        words=words,
        map=draw(records, language),
        box={"width": BOX_WIDTH, "height": BOX_HEIGHT},
        rungs={rung: label.get(language) for rung, label in RUNG_LABELS.items()},
        families=_families(records, graph, language),
        sources=[
            {
                "title": s.title.get(language),
                "licence": s.licence,
                "note": s.note.get(language) if s.note else "",
            }
            for s in records.sources
        ],
        digest=digest,
    )


def _words(language: Language) -> dict[str, str]:
    if language != "zh-Hans":
        return WORDS[language]
    from kb.chinese import to_simplified

    return {key: to_simplified(word) for key, word in WORDS["zh-Hant"].items()}


def _families(records: Records, graph: PromotionGraph, language: Language) -> list[dict[str, Any]]:
    skills = {skill.id: skill.label.get(language) for skill in records.skills}
    names = {role.id: role.label.get(language) for role in records.roles}
    families = []
    for family in records.families:
        roles = sorted((r for r in records.roles if r.family == family.id), key=lambda r: (r.rung, r.id))
        if not roles:
            continue
        shown = [
            {
                "id": role.id,
                "label": names[role.id],
                "rung": RUNG_LABELS[role.rung].get(language),
                "only": bool(role.label.only),
                "mission": role.mission.get(language),
                "duties": [duty.text.get(language) for duty in role.duties],
                "skills": [
                    {
                        "label": skills.get(q.skill, q.skill),
                        "importance": q.importance,
                        "level": q.level,
                        "must": q.must,
                    }
                    for q in role.skills
                ],
                "entry": role.entry.note.get(language),
                "conditions": role.conditions.get(language),
                "next": [(e.to_role, names[e.to_role]) for e in graph.next_moves(role.id)],
                "into": [(e.from_role, names[e.from_role]) for e in graph.ways_in(role.id)],
                "sources": ", ".join(role.sources),
            }
            for role in roles
        ]
        families.append(
            {"label": family.label.get(language), "about": family.description.get(language), "roles": shown}
        )
    return families


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")
