"""Training: which skill, brought to the level asked for, moves most people on for the least effort.

Effort is counted in levels to climb, never in weeks: how long a level takes is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matcher.team.people import Person
from matcher.team.readiness import Judge
from matcher.team.results import Opening, Readiness, Training, Verdict
from matcher.team.verdict import CODES, MONTHS_UNKNOWN, judge_one

MOST = 10
"""So many trainings are named."""


def training(judge: Judge, people: Sequence[Person], most: int = MOST) -> tuple[Training, ...]:
    """The trainings that pay most, best first.

    The gain of a skill is, over every person and next post up that lacks it, the steps of verdict it brings
    by itself, plus its share of what that person still has to show for that post.

    Args:
        judge: the rules.
        people: those who may be trained.
        most: how many to name.
    """
    levels: dict[str, dict[str, int]] = defaultdict(dict)
    gains: dict[str, float] = defaultdict(float)
    opens: dict[str, list[Opening]] = defaultdict(list)
    for person in people:
        for role in _upward(judge, person):
            standing = judge.assess(person, role)
            lacking = standing.to_show
            for demand in lacking:
                if not demand.levels_short:
                    continue
                after = _with(judge, standing, demand.skill)
                steps = max(0, CODES[after] - CODES[standing.verdict])
                gains[demand.skill] += steps + 1 / len(lacking)
                short = levels[demand.skill]
                short[person.id] = max(short.get(person.id, 0), demand.levels_short)
                if steps:
                    opens[demand.skill].append(
                        Opening(person=person.id, role=role, before=standing.verdict, after=after)
                    )
    found = [
        Training(
            skill=skill,
            people=tuple(short),
            levels=sum(short.values()),
            gain=round(gains[skill], 6),
            opens=tuple(opens[skill]),
        )
        for skill, short in levels.items()
    ]
    return tuple(sorted(found, key=lambda t: (-t.gain_per_level, -t.gain, t.skill))[:most])


def _upward(judge: Judge, person: Person) -> list[str]:
    """The posts a person could move up to next."""
    if person.role is None or person.role not in judge.knowledge.roles:
        return []
    moves = judge.knowledge.graph.next_moves(person.role)
    return [edge.to_role for edge in moves if edge.kind == "vertical" or edge.to_role in person.wishes]


def _with(judge: Judge, standing: Readiness, skill: str) -> Verdict:
    """The verdict once one skill is shown."""
    months = max(
        (
            MONTHS_UNKNOWN if block.kind == "tenure_unknown" else max(block.post_months, block.company_months)
            for block in standing.blocks
        ),
        default=0,
    )
    return judge_one(
        on_track=standing.track is not None,
        shortfalls=[demand.levels_short for demand in standing.to_show if demand.skill != skill],
        months=months,
        policy=judge.policy,
    )


__all__ = ["training"]
