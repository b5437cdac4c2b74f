"""Knowledge of e-commerce roles, duties, skills and promotion paths. Imports no other package of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.knowledge import Knowledge
    from kb.problems import BrokenKnowledge, KnowledgeError, Problem, Severity, UnknownRecord

__all__ = ["BrokenKnowledge", "Knowledge", "KnowledgeError", "Problem", "Severity", "UnknownRecord"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: the models alone take a quarter of a second."""
    if name not in __all__:
        raise AttributeError(f"module 'kb' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module("kb.knowledge" if name == "Knowledge" else "kb.problems"), name)
