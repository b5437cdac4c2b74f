"""Every record says where it comes from, and only cites what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.problems import Problem, Severity
from kb.told import told
from kb.yaml_reader import KeyPath

_REFERENCE_KEYS = ("sources", "evidence", "crosswalk")
_SCHEME = re.compile(r"[#:]")


def check_citations(context: Context) -> Iterator[Problem]:
    """A citation must name a known source and, where the source lists its anchors, one of them."""
    for raw in context.all_raw():
        for path, reference in _citations(raw.data, ()):
            scheme = _SCHEME.split(reference, maxsplit=1)[0]
            anchor = reference[len(scheme) + 1 :]
            if scheme == "company":
                continue
            source = context.sources.get(scheme)
            if source is None:
                yield raw.problem(
                    "unknown-source",
                    path,
                    told("cites_no_known_source", reference=reference),
                    told("see_sourcesyaml"),
                )
            elif source.anchors and anchor not in source.anchors:
                yield raw.problem(
                    "unknown-anchor",
                    path,
                    told("cites_which_does_not_have", reference=reference, anchor=anchor, id=source.id),
                    told("its_parts_run_from_to", anchors=source.anchors[0], anchors2=source.anchors[-1]),
                )


def check_facts_covered(context: Context) -> Iterator[Problem]:
    """Every fact of the article is cited by at least one record."""
    source = context.sources.get("article")
    if source is None:
        return
    cited = {reference for raw in context.all_raw() for _, reference in _citations(raw.data, ())}
    raw = context.raw("source", source.id)
    for index, anchor in enumerate(source.anchors):
        if f"article#{anchor}" not in cited:
            yield raw.problem(
                "fact-not-covered",
                ("anchors", index),
                told("no_record_cites_fact_of_the", anchor=anchor),
                told("add_it_to_the_record_that", anchor=anchor),
            )


def check_posting_evidence(context: Context) -> Iterator[Problem]:
    """An importance that cites postings must have a count behind it."""
    counted = {
        (counts.family, count.skill)
        for counts in context.records.term_counts
        for count in counts.skills
        if count.postings_zh or count.postings_en
    }
    for role in context.records.roles:
        for index, requirement in enumerate(role.skills):
            for position, reference in enumerate(requirement.evidence):
                scheme, _, family = reference.partition(":")
                if scheme == "postings" and (family, requirement.skill) not in counted:
                    yield context.problem(
                        "role",
                        role.id,
                        "no-such-count",
                        ("skills", index, "evidence", position),
                        told("no_posting_of_was_counted_that", family=family, skill=requirement.skill),
                        told("cite_something_else"),
                    )


def check_repeated_sources(context: Context) -> Iterator[Problem]:
    """A record that cites the same source twice is careless."""
    for raw in context.all_raw():
        sources = raw.data.get("sources")
        if not isinstance(sources, tuple):
            continue
        named = [source for source in sources if isinstance(source, str)]
        if len(set(named)) != len(named):
            problem = raw.problem(
                "repeated-source", ("sources",), told("a_source_is_cited_twice"), told("keep_it_once")
            )
            yield Problem(
                problem.file,
                problem.line,
                problem.key,
                problem.code,
                problem.message,
                problem.remedy,
                Severity.WARNING,
            )


def _citations(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _REFERENCE_KEYS and isinstance(item, tuple):
                for index, reference in enumerate(item):
                    if isinstance(reference, str):
                        yield (*path, key, index), reference
            yield from _citations(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _citations(item, (*path, index))
