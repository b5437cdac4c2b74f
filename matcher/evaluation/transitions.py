"""Career steps: are the steps that people really took among the first three that the graph proposes.

Run as `python -m matcher.evaluation.transitions [FILE]`; the file has one row a step between two jobs of a
résumé: `from_title`, `from_family`, `from_level`, `to_family`, `to_level` (levels 1 trainee, 2 specialist,
3 senior or lead, 4 manager, 5 director). Only steps with both families known to the knowledge base count.

The first job becomes a role: a role of its family that its title names, the nearest in height when it names
several; else the role of the family nearest to the level. The first three of `PromotionGraph.next_moves` are
its proposals; a role with fewer moves has fewer, and one with none is a miss. Two measures: a proposal leads
into the family of the next job, and it leads there in the direction of the step as well (up, level or down).

Beside them stand two things that know nothing of the graph. Chance draws three moves from all steps of the
table, by family (and direction) as often as they occur: 1 - (1 - p)^3. Staying proposes the own family alone:
in résumés most steps stay, so a graph that lists a ladder first is right about the family cheaply. Most such
steps change the employer and not the height, which no promotion graph proposes: read the steps up for its own
business. Résumés cover few of the families and are from all trades, not from shops alone.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb import Knowledge
from kb.models import Role
from matcher.evaluation.metrics import Figure, figure
from matcher.evaluation.suite import development_folder
from matcher.lexicon import Lexicon
from matcher.linker import Linker

FILE = "career_transitions.csv"
"""The table in the development folder."""

PROPOSED = 3
"""So many proposals count."""

LEVEL_RUNGS = {1: 1, 2: 2, 3: 3, 4: 5, 5: 6}
"""Level of a job in the table to the rung of our ladders."""


@dataclass(frozen=True)
class Step:
    """A step between two jobs."""

    title: str
    """The first job."""
    family: str
    """Its family."""
    level: int
    """Its level."""
    to_family: str
    """The family of the next job."""
    to_level: int
    """Its level."""

    @property
    def direction(self) -> int:
        """1 up, 0 level, -1 down."""
        return _sign(self.to_level - self.level)


@dataclass(frozen=True)
class Outcome:
    """A step and what the graph proposes for it."""

    step: Step
    role: str
    """The role that stands for the first job."""
    by_title: bool
    """Whether the title named it."""
    proposals: tuple[tuple[str, int], ...]
    """Family and direction of each proposal."""

    @property
    def right_family(self) -> bool:
        """Whether a proposal leads into the family of the next job."""
        return self.step.to_family in {family for family, _ in self.proposals}

    @property
    def right_move(self) -> bool:
        """Whether a proposal leads there in the direction of the step."""
        return (self.step.to_family, self.step.direction) in self.proposals


@dataclass(frozen=True)
class Line:
    """Figures of some of the steps."""

    name: str
    family: Figure
    family_chance: float
    stays: float
    move: Figure
    move_chance: float


def read_steps(path: Path, families: frozenset[str]) -> list[Step]:
    """The steps of a table whose two families are known."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Step(
                row["from_title"],
                row["from_family"],
                int(row["from_level"]),
                row["to_family"],
                int(row["to_level"]),
            )
            for row in csv.DictReader(stream)
            if {row["from_family"], row["to_family"]} <= families
        ]


def role_of(step: Step, knowledge: Knowledge, linker: Linker) -> tuple[Role, bool]:
    """The role that stands for the first job of a step, and whether the title named it."""
    roles = knowledge.roles_of(step.family)
    targets = (t for mention in linker.link(step.title).mentions for t in mention.targets("role"))
    ids = {target.id for target in targets}
    named = [role for role in roles if role.id in ids]
    rung = LEVEL_RUNGS[step.level]
    return min(named or roles, key=lambda role: abs(role.rung - rung)), bool(named)


def outcomes(steps: Sequence[Step], knowledge: Knowledge) -> list[Outcome]:
    """What the graph proposes for each step."""
    linker = Linker(Lexicon.of(knowledge))
    found = []
    for step in steps:
        role, by_title = role_of(step, knowledge, linker)
        targets = [knowledge.roles[e.to_role] for e in knowledge.graph.next_moves(role.id)[:PROPOSED]]
        proposals = tuple((target.family, _sign(target.rung - role.rung)) for target in targets)
        found.append(Outcome(step, role.id, by_title, proposals))
    return found


def chance(steps: Sequence[Step], key: Callable[[Step], Hashable]) -> dict[Hashable, float]:
    """How often three moves drawn from all steps hold one like this, by what the move is."""
    counts = Counter(key(step) for step in steps)
    return {move: 1 - (1 - count / len(steps)) ** PROPOSED for move, count in counts.items()}


def lines(found: Sequence[Outcome]) -> list[Line]:
    """Figures of all steps, of those within a family and across, and of those up."""
    steps = [outcome.step for outcome in found]
    families = chance(steps, lambda step: step.to_family)
    moves = chance(steps, lambda step: (step.to_family, step.direction))
    groups: dict[str, Callable[[Step], bool]] = {
        "all": lambda _: True,
        "same family": lambda step: step.family == step.to_family,
        "cross family": lambda step: step.family != step.to_family,
        "up": lambda step: step.direction > 0,
        "level": lambda step: step.direction == 0,
        "down": lambda step: step.direction < 0,
    }
    return [
        Line(
            name,
            figure([float(o.right_family) for o in rows]),
            _mean([families[o.step.to_family] for o in rows]),
            _mean([float(o.step.family == o.step.to_family) for o in rows]),
            figure([float(o.right_move) for o in rows]),
            _mean([moves[o.step.to_family, o.step.direction] for o in rows]),
        )
        for name, belongs in groups.items()
        if (rows := [outcome for outcome in found if belongs(outcome.step)])
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as a table; 1 when there is no table to read."""
    parser = argparse.ArgumentParser(description="Real career steps among the graph's first proposals.")
    parser.add_argument("file", nargs="?", type=Path, default=None)
    given: Path | None = parser.parse_args(arguments).file
    folder = development_folder()
    path = given or (folder / FILE if folder else None)
    if path is None or not path.is_file():
        sys.stderr.write("No table of career steps.\n")
        return 1
    knowledge = Knowledge.load()
    found = outcomes(read_steps(path, frozenset(knowledge.families)), knowledge)
    named = sum(outcome.by_title for outcome in found)
    sys.stdout.write(f"{len(found)} steps with both families known, {named} by title\n")
    sys.stdout.write("steps\trows\tfamily\tchance\tstaying\tfamily and direction\tchance\n")
    for line in lines(found):
        sys.stdout.write(
            f"{line.name}\t{line.family.rows}\t{line.family}\t{line.family_chance:.3f}\t{line.stays:.3f}"
            f"\t{line.move}\t{line.move_chance:.3f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
