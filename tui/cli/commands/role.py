"""`role list|show|compare`: getting to know the roles."""

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

MOST_COMPARED = 4
"""More do not fit side by side."""


def list_roles(
    *,
    family: Annotated[str | None, Parameter(help="family")] = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """List the roles."""
    knowledge = load_knowledge(kb)
    families = list(knowledge.families)
    if family is not None:
        names = {fold(name): f.id for f in knowledge.families.values() for name in (f.id, *f.names())}
        found = names.get(fold(family))
        if found is None:
            raise UnknownRecord("family", family, [*families, *names])
        families = [found]
    roles = [role for name in families for role in knowledge.roles_of(name)]
    if family is None:
        roles += [role for role in knowledge.roles.values() if role.family not in knowledge.families]
    if json:
        output.write_json({"roles": [role.model_dump(mode="json", by_alias=True) for role in roles]})
    else:
        output.write(DescribingView(current(), knowledge).role_list(roles))
    return ExitCode.OK


def show(
    role: Annotated[str, Parameter(help="role")], /, *, json: JsonOption = False, kb: OverlayOption = None
) -> ExitCode:
    """Show one role."""
    knowledge = load_knowledge(kb)
    found = knowledge.role(role)
    if json:
        graph = knowledge.graph
        moves = {"ways_in": graph.ways_in(found.id), "next_moves": graph.next_moves(found.id)}
        data = found.model_dump(mode="json", by_alias=True)
        for key, edges in moves.items():
            data[key] = [edge.model_dump(mode="json", by_alias=True) for edge in edges]
        output.write_json(data)
    else:
        output.write(DescribingView(current(), knowledge).role(found))
    return ExitCode.OK


def compare(
    *roles: Annotated[str, Parameter(help="roles")], json: JsonOption = False, kb: OverlayOption = None
) -> ExitCode:
    """Show roles side by side."""
    if not 2 <= len(roles) <= MOST_COMPARED:
        raise current().stop(ExitCode.USAGE, "role.compare_too_few")
    knowledge = load_knowledge(kb)
    found = [knowledge.role(role) for role in roles]
    if json:
        output.write_json({"roles": [role.model_dump(mode="json", by_alias=True) for role in found]})
    else:
        output.write(DescribingView(current(), knowledge).comparison(found))
    return ExitCode.OK


__all__ = ["compare", "list_roles", "show"]
