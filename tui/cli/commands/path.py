"""`path`: how to get to a role, and what each step asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from kb import Knowledge
from kb.models import Role
from matcher.paths import personal_paths
from tui.cli import output
from tui.cli.narration import ExitCode
from tui.cli.options import (
    EncoderOption,
    JsonOption,
    OverlayOption,
    ProfileOption,
    TextOption,
    given_profile,
    load_matcher,
)
from tui.cli.session import current, load_knowledge
from tui.cli.views.ways import Step, Way, WaysView

if TYPE_CHECKING:
    from matcher import Matcher, Profile


def path(
    target: Annotated[str, Parameter(help="target")],
    /,
    *,
    start: Annotated[str | None, Parameter(name="--from", help="start")] = None,
    text: TextOption = None,
    profile: ProfileOption = None,
    limit: Annotated[int, Parameter(help="limit")] = 3,
    json: JsonOption = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Show the best ways to a role."""
    session = current()
    person = given_profile(text, profile)
    knowledge = load_knowledge(kb)
    goal = knowledge.role(target)
    begun = start or (person.current_role if person else None)
    begin = knowledge.role(begun) if begun else None
    if begin is not None and begin.id == goal.id:
        name = goal.label.get(session.language)
        raise session.stop(ExitCode.USAGE, "path.already", role=name, id=goal.id)
    limit = max(1, min(limit, 10))
    if person is None:
        ways = plain_ways(knowledge, goal, begin, limit)
    else:
        ways = personal_ways(load_matcher(encoder, kb), person, goal, begin, limit)
    if json:
        output.write_json(
            {"target": goal.id, "from": begin.id if begin else None, "paths": [_data(w) for w in ways]}
        )
        return ExitCode.OK if ways else ExitCode.PROBLEMS
    if not ways:
        name = goal.label.get(session.language)
        if begin is None:
            remedy = session.say("path.none_remedy", id=goal.id)
            raise session.stop(ExitCode.PROBLEMS, "path.none_any", remedy=remedy, role=name)
        begin_name = begin.label.get(session.language)
        raise session.stop(ExitCode.PROBLEMS, "path.none", start=begin_name, role=name, id=goal.id)
    output.write(WaysView(session, knowledge).ways(goal, begin, ways, personal=person is not None))
    return ExitCode.OK


def personal_ways(matcher: Matcher, person: Profile, goal: Role, begin: Role | None, limit: int) -> list[Way]:
    """The easiest ways for one person."""
    found = matcher.paths(person, goal.id, start=begin.id if begin else None, limit=limit)
    return [Way(tuple(Step(s.edge, s.missing) for s in way.steps), way.cost, way.entrance) for way in found]


def plain_ways(knowledge: Knowledge, goal: Role, begin: Role | None, limit: int) -> list[Way]:
    """The easiest ways for nobody in particular."""
    own, starts = ((begin.id,), ()) if begin else ((), knowledge.graph.entries())
    found = personal_paths(knowledge, {}, goal.id, starts, limit, own)
    return [Way(tuple(Step(s.edge) for s in way.steps), way.cost, way.entrance) for way in found]


def _data(way: Way) -> dict[str, object]:
    steps = []
    for step in way.steps:
        data = step.edge.model_dump(mode="json", by_alias=True)
        data["deciding"] = step.edge.show[0].skill
        if step.missing is not None:
            data["missing"] = [skill.model_dump(mode="json") for skill in step.missing]
        steps.append(data)
    entry = None
    if way.entrance is not None:
        asked = [skill.model_dump(mode="json", include={"skill", "level"}) for skill in way.entrance.asked]
        entry = {"role": way.entrance.role, "asked": asked}
    return {"roles": list(way.roles), "cost": way.cost, "entry": entry, "steps": steps}


__all__ = ["path", "personal_ways", "plain_ways"]
