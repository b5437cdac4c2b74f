"""Checks over a whole knowledge base: each a small generator of problems, run one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.checks.context import Context
from kb.checks.language import check_languages
from kb.checks.provenance import (
    check_citations,
    check_facts_covered,
    check_posting_evidence,
    check_repeated_sources,
)
from kb.checks.references import check_references
from kb.checks.roles import check_distinct_duties, check_requirements, check_rising_levels
from kb.checks.skills import (
    check_ambiguous_names,
    check_orphan_skills,
    check_related,
    check_repeated_names,
    check_tree,
)
from kb.checks.team import check_formulas, check_hiring_order, check_ladders, check_weights
from kb.checks.tracks import (
    check_directions,
    check_reachable,
    check_rising_circle,
    check_shown_skills,
)
from kb.loader import Loaded
from kb.problems import Problem, Severity

Check = Callable[[Context], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_references,
    check_citations,
    check_facts_covered,
    check_posting_evidence,
    check_repeated_sources,
    check_languages,
    check_ambiguous_names,
    check_repeated_names,
    check_orphan_skills,
    check_tree,
    check_related,
    check_distinct_duties,
    check_requirements,
    check_rising_levels,
    check_reachable,
    check_directions,
    check_shown_skills,
    check_rising_circle,
    check_formulas,
    check_weights,
    check_ladders,
    check_hiring_order,
)
"""Every check, in the order in which they run."""


UNREADABLE = frozenset(
    {"empty", "not-a-mapping", "not-utf8", "too-deep", "too-large", "unreadable", "yaml-syntax"}
)
"""Problems that hide every record of a file."""

_HINGES_ON_OTHERS = frozenset(
    {"fact-not-covered", "no-such-count", "orphan-skill", "unknown-id", "unknown-source", "unreachable"}
)
"""Findings that a hidden record may have caused, and so are kept back until every file can be read."""


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every problem in the meaning of loaded records; their form was checked on loading.

    Warnings are about our own writing, so imported records are spared them; errors are reported for all.
    """
    context = Context(loaded)
    imported_files = {record.file for key, record in loaded.raw.items() if key in loaded.imported}
    hidden = any(problem.code in UNREADABLE for problem in loaded.problems)
    for one in CHECKS:
        for problem in one(context):
            if hidden and problem.code in _HINGES_ON_OTHERS:
                continue
            if problem.severity is Severity.ERROR or problem.file not in imported_files:
                yield problem


__all__ = ["CHECKS", "check"]
