"""Knowledge of e-commerce roles, duties, skills and promotion paths. Imports no other package of ours."""

from kb.knowledge import Knowledge
from kb.problems import BrokenKnowledge, KnowledgeError, Problem, Severity, UnknownRecord

__all__ = ["BrokenKnowledge", "Knowledge", "KnowledgeError", "Problem", "Severity", "UnknownRecord"]
