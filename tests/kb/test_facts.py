"""The facts of the article: their numbers are fixed, and each is cited by a record."""

from __future__ import annotations

from kb import Knowledge
from kb.checks.provenance import _citations
from kb.layout import read_folder
from kb.locate import builtin_root

# fmt: off
FACTS = (
    "1.1", "1.2",
    "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12",
    "3.1",
    "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11",
    "5.1", "5.2",
    "6.1", "6.2", "6.3", "6.4", "6.5", "6.6",
    "7.1",
)
# fmt: on


def test_the_fact_numbers_are_those_of_the_article() -> None:
    assert Knowledge.load().sources["article"].anchors == FACTS


def test_every_fact_is_cited_by_a_record() -> None:
    records, problems = read_folder(builtin_root())
    cited = {reference for raw in records for _, reference in _citations(raw.data, ())}

    assert not problems
    assert {f"article#{fact}" for fact in FACTS} - cited == set()


def test_no_record_cites_a_fact_that_does_not_exist() -> None:
    records, _ = read_folder(builtin_root())
    cited = {reference for raw in records for _, reference in _citations(raw.data, ())}

    assert {r for r in cited if r.startswith("article#")} - {f"article#{fact}" for fact in FACTS} == set()
