"""The records of the knowledge base, as frozen pydantic models."""

from kb.models.base import LANGUAGES, RUNG_LABELS, Aliases, Described, Language, Record, Text
from kb.models.evidence import SkillCount, TermCount, TermCounts
from kb.models.interest import Interest, QuizItem
from kb.models.occupation import Occupation
from kb.models.organisation import Department, Family
from kb.models.role import Duty, EntryGate, InterestProfile, Requirement, Role
from kb.models.skill import Levels, Skill, SkillGroup, Tool
from kb.models.source import Source
from kb.models.team import (
    Advice,
    EntryRoute,
    EntryStage,
    Formula,
    HiringStep,
    LadderStep,
    LeaderProfile,
    Load,
    Measure,
    Principle,
    RatingItem,
    RewardLadder,
    SchemePart,
    Seat,
    SplitRule,
    TeamStage,
    Variable,
)
from kb.models.track import PromotionEdge, ShownSkill, Tenure

__all__ = [
    "LANGUAGES",
    "RUNG_LABELS",
    "Advice",
    "Aliases",
    "Department",
    "Described",
    "Duty",
    "EntryGate",
    "EntryRoute",
    "EntryStage",
    "Family",
    "Formula",
    "HiringStep",
    "Interest",
    "InterestProfile",
    "LadderStep",
    "Language",
    "LeaderProfile",
    "Levels",
    "Load",
    "Measure",
    "Occupation",
    "Principle",
    "PromotionEdge",
    "QuizItem",
    "RatingItem",
    "Record",
    "Requirement",
    "RewardLadder",
    "Role",
    "SchemePart",
    "Seat",
    "ShownSkill",
    "Skill",
    "SkillCount",
    "SkillGroup",
    "Source",
    "SplitRule",
    "TeamStage",
    "Tenure",
    "TermCount",
    "TermCounts",
    "Text",
    "Tool",
    "Variable",
]
