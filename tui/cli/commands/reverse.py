"""`who-could-become`: which roles lead to a role."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.narration import ExitCode
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, load_knowledge
from tui.cli.views.ways import WaysView, two_steps_away


def who_could_become(
    role: Annotated[str, Parameter(help="role")], /, *, json: JsonOption = False, kb: OverlayOption = None
) -> ExitCode:
    """Show who could become a role."""
    knowledge = load_knowledge(kb)
    found = knowledge.role(role)
    if json:
        direct = [edge.model_dump(mode="json", by_alias=True) for edge in knowledge.graph.ways_in(found.id)]
        two = [{"role": start, "via": via} for start, via in two_steps_away(knowledge, found)]
        output.write_json({"role": found.id, "direct": direct, "two_steps": two})
    else:
        output.write(WaysView(current(), knowledge).reverse(found))
    return ExitCode.OK


__all__ = ["who_could_become"]
