"""What every check looks at: the records, and the places where they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from kb.graph import PromotionGraph
from kb.layout import RawRecord
from kb.loader import Loaded
from kb.models import PromotionEdge, Role, Skill, Tool
from kb.problems import Problem, Severity
from kb.yaml_reader import KeyPath


class Context:
    """Loaded records with the indexes that checks share."""

    def __init__(self, loaded: Loaded) -> None:
        self.records = loaded.records
        self._raw = loaded.raw
        self.roles: Mapping[str, Role] = {r.id: r for r in self.records.roles}
        self.skills: Mapping[str, Skill] = {s.id: s for s in self.records.skills}
        self.tools: Mapping[str, Tool] = {t.id: t for t in self.records.tools}
        self.families = {f.id for f in self.records.families}
        self.departments = {d.id for d in self.records.departments}
        self.hiring_steps = {h.id for h in self.records.hiring_steps}
        self.formulas = {f.id for f in self.records.formulas}
        self.ladders = {ladder.id for ladder in self.records.reward_ladders}
        self.team_stages = {s.id for s in self.records.team_stages}
        self.skill_groups = {g.id for g in self.records.skill_groups}
        self.sources = {s.id: s for s in self.records.sources}

    @cached_property
    def graph(self) -> PromotionGraph:
        """The promotion graph over the well-formed records."""
        return PromotionGraph(self.roles, self.records.edges)

    def requirements(self, role: str) -> dict[str, int]:
        """Required level by skill of one role."""
        return {q.skill: q.level for q in self.roles[role].skills} if role in self.roles else {}

    def raw(self, kind: str, record_id: str) -> RawRecord:
        """Where a record is written."""
        return self._raw[kind, record_id]

    def is_written(self, kind: str, record_id: str) -> bool:
        """Whether a record stands in a file, well formed or not."""
        return (kind, record_id) in self._raw

    def all_raw(self) -> Iterable[RawRecord]:
        """Every record as written."""
        return self._raw.values()

    def problem(
        self, kind: str, record_id: str, code: str, path: KeyPath, message: str, remedy: str
    ) -> Problem:
        """An error at one key of one record."""
        return self.raw(kind, record_id).problem(code, path, message, remedy)

    def warning(
        self, kind: str, record_id: str, code: str, path: KeyPath, message: str, remedy: str
    ) -> Problem:
        """A warning at one key of one record."""
        error = self.problem(kind, record_id, code, path, message, remedy)
        return Problem(
            error.file, error.line, error.key, error.code, error.message, error.remedy, Severity.WARNING
        )


def edge_key(edge: PromotionEdge) -> tuple[str, str]:
    """Kind and id under which an edge was written."""
    return "edge", edge.id
