"""Reading about roles and the ways to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.files import write_atomically
from kb.told import in_language
from tui.cli.commands.path import personal_ways, plain_ways
from tui.cli.views.ways import WaysView
from tui.plain.desk import Desk

if TYPE_CHECKING:
    from kb.models import Role

MOST_WAYS = 2
"""Told in full; more are hard to keep apart by ear."""


def explore(desk: Desk) -> None:
    """Choose a line of work, then a role; or name one."""
    talk = desk.talk
    while True:
        families = list(desk.knowledge.families.values())
        names = [
            talk.words(
                "family_line", family=f.label.get(talk.language), count=len(desk.knowledge.roles_of(f.id))
            )
            for f in families
        ]
        chosen = talk.choose("which_family", [talk.words("by_name"), *names])
        if chosen is None:
            return
        if chosen == 0:
            role = desk.find_role()
            if role is not None:
                about(desk, role)
            continue
        family = families[chosen - 1]
        while (role := _of_family(desk, family.id)) is not None:
            about(desk, role)


def _of_family(desk: Desk, family: str) -> Role | None:
    talk = desk.talk
    roles = desk.knowledge.roles_of(family)
    lines = [
        talk.words(
            "role_line", role=r.label.get(talk.language), rung=talk.session.say(f"words.rung_{r.rung}")
        )
        for r in roles
    ]
    chosen = talk.choose("which_of_family", lines, family=desk.names.family_name(family))
    return None if chosen is None else roles[chosen]


def about(desk: Desk, role: Role) -> None:
    """Tell a role, then where one could go from it."""
    from tui.plain.matching import this_role_and_i

    talk = desk.talk
    told = ""
    while True:
        if told != role.id:
            talk.show(desk.names.role(role))
            told = role.id
        moves = [edge.to_role for edge in desk.knowledge.graph.next_moves(role.id)]
        options = [
            talk.words("way_to_it"),
            talk.words("it_and_i"),
            *(talk.words("next_role", role=desk.names.role_name(move)) for move in moves),
            talk.words("compare"),
            talk.words("keep_way"),
        ]
        chosen = talk.choose("after_role", options, role=role.label.get(talk.language))
        if chosen is None:
            return
        if chosen == 0:
            way_to(desk, role)
        elif chosen == 1:
            this_role_and_i(desk, role)
        elif chosen == len(options) - 2:
            compare(desk, role)
        elif chosen == len(options) - 1:
            keep_way(desk, role)
        else:
            role = desk.knowledge.roles[moves[chosen - 2]]


def compare(desk: Desk, role: Role) -> None:
    """Ask for another role and tell the two side by side."""
    other = desk.find_role()
    if other is not None:
        desk.talk.show(desk.names.comparison([role, other]))


def path(desk: Desk) -> None:
    """Ask for the role somebody dreams of, tell the ways there, and offer to keep them."""
    talk, role = desk.talk, desk.find_role()
    if role is None or not way_to(desk, role):
        return
    asked = role.label.get(talk.language)
    while (
        chosen := talk.choose("after_way", [talk.words("keep_way"), talk.words("read_it")], role=asked)
    ) is not None:
        (keep_way, about)[chosen](desk, role)


def way_to(desk: Desk, role: Role) -> bool:
    """Tell the ways to a role from what the person can, or from any entry role; whether there are any."""
    told = _ways(desk, role)
    if told:
        desk.talk.show(told)
    else:
        desk.talk.say("no_way", role=role.label.get(desk.talk.language))
    return bool(told)


def keep_way(desk: Desk, role: Role) -> None:
    """Write the ways to a role to a file."""
    from tui.plain.matching import ask_where

    talk, told = desk.talk, _ways(desk, role)
    if not told:
        talk.say("no_way", role=role.label.get(talk.language))
        return
    path = ask_where(desk, f"path-{role.id}.txt")
    if path is None:
        return
    try:
        write_atomically(path, f"{told}\n".encode())
    except OSError as error:
        talk.tell(str(in_language(error, talk.session.messages)))
        return
    talk.say("way_kept", path=path)


def _ways(desk: Desk, role: Role) -> str:
    """The ways to a role as text; empty when there is none."""
    personal = not desk.person.is_empty
    if personal:
        ways = personal_ways(desk.matcher, desk.person, role, None, MOST_WAYS)
    else:
        ways = plain_ways(desk.knowledge, role, None, MOST_WAYS)
    return (
        WaysView(desk.talk.session, desk.knowledge).ways(role, None, ways, personal=personal) if ways else ""
    )


__all__ = ["about", "explore", "keep_way", "path", "way_to"]
