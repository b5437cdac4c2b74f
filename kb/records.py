"""Every record of a knowledge base in one frozen container, before any index is built over it."""

from __future__ import annotations

from collections.abc import Mapping

from kb.models import (
    Advice,
    Department,
    EntryRoute,
    Family,
    Formula,
    HiringStep,
    Interest,
    LeaderProfile,
    Occupation,
    Principle,
    PromotionEdge,
    QuizItem,
    Record,
    RewardLadder,
    Role,
    Skill,
    SkillGroup,
    Source,
    SplitRule,
    TeamStage,
    TermCounts,
    Tool,
)


class Records(Record):
    """All records, in file order."""

    sources: tuple[Source, ...] = ()
    families: tuple[Family, ...] = ()
    departments: tuple[Department, ...] = ()
    interests: tuple[Interest, ...] = ()
    quiz_items: tuple[QuizItem, ...] = ()
    skill_groups: tuple[SkillGroup, ...] = ()
    skills: tuple[Skill, ...] = ()
    tools: tuple[Tool, ...] = ()
    roles: tuple[Role, ...] = ()
    edges: tuple[PromotionEdge, ...] = ()
    hiring_steps: tuple[HiringStep, ...] = ()
    split_rules: tuple[SplitRule, ...] = ()
    team_stages: tuple[TeamStage, ...] = ()
    formulas: tuple[Formula, ...] = ()
    reward_ladders: tuple[RewardLadder, ...] = ()
    principles: tuple[Principle, ...] = ()
    leaders: tuple[LeaderProfile, ...] = ()
    entry_routes: tuple[EntryRoute, ...] = ()
    advice: tuple[Advice, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    term_counts: tuple[TermCounts, ...] = ()


MODELS: Mapping[str, tuple[type[Record], str]] = {
    "source": (Source, "sources"),
    "family": (Family, "families"),
    "department": (Department, "departments"),
    "interest": (Interest, "interests"),
    "quiz_item": (QuizItem, "quiz_items"),
    "skill_group": (SkillGroup, "skill_groups"),
    "skill": (Skill, "skills"),
    "tool": (Tool, "tools"),
    "role": (Role, "roles"),
    "edge": (PromotionEdge, "edges"),
    "hiring_step": (HiringStep, "hiring_steps"),
    "split_rule": (SplitRule, "split_rules"),
    "team_stage": (TeamStage, "team_stages"),
    "formula": (Formula, "formulas"),
    "reward_ladder": (RewardLadder, "reward_ladders"),
    "principle": (Principle, "principles"),
    "leader": (LeaderProfile, "leaders"),
    "entry_route": (EntryRoute, "entry_routes"),
    "advice": (Advice, "advice"),
    "occupation": (Occupation, "occupations"),
    "term_counts": (TermCounts, "term_counts"),
}
"""Kind of record to its model and its field in `Records`."""
