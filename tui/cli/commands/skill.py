"""`skill list|show`: getting to know the skills."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from kb import UnknownRecord
from kb.chinese import fold
from tui.cli import output
from tui.cli.narration import ExitCode
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, load_knowledge
from tui.cli.views.describing import DescribingView


def list_skills(
    *,
    group: Annotated[str | None, Parameter(help="group")] = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """List the skills."""
    knowledge = load_knowledge(kb)
    skills = list(knowledge.skills.values())
    if group is not None:
        names = {fold(name): g.id for g in knowledge.skill_groups.values() for name in (g.id, *g.names())}
        found = names.get(fold(group))
        if found is None:
            raise UnknownRecord("skill group", group, [*knowledge.skill_groups, *names])
        skills = list(knowledge.skills_of(found))
    if json:
        output.write_json({"skills": [skill.model_dump(mode="json", by_alias=True) for skill in skills]})
    else:
        output.write(DescribingView(current(), knowledge).skill_list(skills))
    return ExitCode.OK


def show(
    skill: Annotated[str, Parameter(help="skill")], /, *, json: JsonOption = False, kb: OverlayOption = None
) -> ExitCode:
    """Show one skill."""
    knowledge = load_knowledge(kb)
    found = knowledge.skill(skill)
    if json:
        output.write_json(found.model_dump(mode="json", by_alias=True))
    else:
        output.write(DescribingView(current(), knowledge).skill(found))
    return ExitCode.OK


__all__ = ["list_skills", "show"]
