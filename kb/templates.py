"""Commented YAML to start a new role or skill from: every key stands there, blank until a person fills it.

Left blank, each key gives one clear problem in `kb check`; filled in, none.
"""

from __future__ import annotations

import re

from kb.models import RUNG_LABELS
from kb.models.base import Slug
from kb.problems import KnowledgeError
from kb.told import told

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SNAKE = re.compile(r"[a-z]+(_[a-z]+)*\Z")
_LIST_KEY = re.compile(r"^skills:[ \t]*$", re.MULTILINE)

MOST = 64
"""The greatest length of an id."""

ROLE_DUTIES = 5
ROLE_SKILLS = 6
"""As many blank places as a role must fill at least."""


class BadIdError(KnowledgeError):
    """An id that no record may have."""


def role_file(role_id: str, family: str) -> str:
    """Where a role stands in a knowledge folder."""
    return f"roles/{family}/{role_id}.yaml"


def skill_file(group: str) -> str:
    """Where the skills of a group stand in a knowledge folder."""
    return f"skills/{group}.yaml"


def new_role(
    role_id: Slug, family: str, *, rung: int = 2, ladder: str = "specialist", source: str = ""
) -> str:
    """The text of a new role file.

    Args:
        role_id: kebab-case, equal to the file name.
        family: the family, equal to the folder name.
        rung: 1 to 6.
        ladder: `specialist` or `manager`.
        source: what every part cites, such as `company:handbook`; blank to be filled in otherwise.

    Raises:
        BadIdError: when an id is not well formed or the rung is none.
    """
    _demand(role_id, _SLUG, "live-host")
    _demand(family, _SNAKE, "live_streaming")
    if rung not in RUNG_LABELS:
        raise BadIdError(told("no_such_rung", rung=rung, most=len(RUNG_LABELS)))
    cited = f"[{source}]" if source else "[]"
    duty = f"""  - id:
    text:
      zh-Hant:
      en:
    skills: []
    sources: {cited}
"""
    return f"""\
# A role. Fill every blank; `shopladder kb check` names those that are left.
# Stands in {role_file(role_id, family)}
id: {role_id}
# What people call it. Simplified Chinese is made from zh-Hant; add zh-Hans only where that goes wrong.
label:
  zh-Hant:
  en:
# Other names, as job boards and colleagues write them: [..., ...]
aliases:
  zh-Hant: []
  en: []
# 1 assistant, 2 specialist, 3 senior, 4 supervisor, 5 manager, 6 director.
rung: {rung}
# specialist: advances by the craft; manager: advances by leading others.
ladder: {ladder}
# What the post is for, in one sentence.
mission:
  zh-Hant:
  en:
# 5 to 12 duties, each starting with a verb. `skills` names the skills it draws on.
duties:
{duty * ROLE_DUTIES}\
# 6 to 15 skills, the most important first. importance and level 1-5; must: true where nobody is put in
# the post without it; evidence: what the importance rests on, `editorial` when left out.
skills:
{("  - {skill: , importance: 3, level: 3}" + chr(10)) * ROLE_SKILLS}\
# Ids from tools.yaml.
tools: []
# Two or three of R I A S E C, strongest first, and words a student would use.
interests:
  code:
  zh-Hant: []
  en: []
# gate: trained_on_the_job, some_experience or experience_needed.
entry:
  gate:
  note:
    zh-Hant:
    en:
  sources: {cited}
# Working hours, place and strain.
conditions:
  zh-Hant:
  en:
# Departments from departments.yaml, or null where there is no such post.
small_store: null
full_company: null
# A step from team/hiring_order.yaml, or null.
hiring_step: null
# A day in the role.
day:
  zh-Hant:
  en:
likes:
  - zh-Hant:
    en:
dislikes:
  - zh-Hant:
    en:
# article#4.6, esco:<uri>, onet:<code>, standard:<code>, company:<what>, or editorial for your own judgement.
sources: {cited}
"""


def new_skill(skill_id: Slug, group: str, existing: str | None = None, *, source: str = "") -> str:
    """The text of a group's file with a new skill at its end.

    Args:
        skill_id: kebab-case.
        group: the group, equal to the file name.
        existing: the file as it is, when there is one.
        source: what the skill cites; blank to be filled in otherwise.

    Raises:
        BadIdError: when an id is not well formed, or the file is not a list of skills to add to.
    """
    _demand(skill_id, _SLUG, "live-hosting")
    _demand(group, _SNAKE, "live_streaming")
    item = _skill_item(skill_id, f"[{source}]" if source else "[]")
    if existing is None:
        head = "# Skills added to a group; a new group needs the key `group` too, see docs/knowledge.md.\n"
        return f"{head}skills:\n{item}"
    if not _LIST_KEY.search(existing):
        raise BadIdError(told("no_list_to_add_to", name=skill_file(group)))
    return f"{existing.rstrip()}\n{item}"


def _skill_item(skill_id: str, cited: str) -> str:
    levels = "        -\n" * 5
    return f"""\
  - id: {skill_id}
    label:
      zh-Hant:
      en:
    # Tool names, abbreviations and trade words; matching lives on them: [..., ...]
    aliases:
      zh-Hant: []
      en: []
    # craft, knowledge, tool, platform, language or general (serves every trade).
    kind: craft
    # What one can observe at 1 has seen it, 2 with help, 3 alone, 4 improves it, 5 sets the standard.
    levels:
      zh-Hant:
{levels}\
      en:
{levels}\
    # A small task that a student without a job can do this week.
    practice:
      zh-Hant:
      en:
    # Ids of skills that carry over in part.
    related: []
    # article#4.6, esco:<uri>, esco-skill:<label>, onet:<code>, company:<what>, or editorial.
    sources: {cited}
"""


def _demand(written: str, pattern: re.Pattern[str], example: str) -> None:
    if not pattern.match(written) or len(written) > MOST:
        raise BadIdError(told("bad_id", written=written, example=example))
