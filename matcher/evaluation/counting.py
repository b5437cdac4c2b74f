"""Counting: how many postings of each family use each name of the knowledge base, and name each skill.

Only counts leave this module. The same function feeds the shipped counts and the cross-fitted figures, in
which a posting is never scored with counts it took part in.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kb import Knowledge
from kb.models import SkillCount, TermCounts
from kb.models.evidence import TermCount
from matcher.lexicon import Lexicon
from matcher.linker import Linker

FILES = {"zh": "zh_postings.csv", "en": "en_postings.csv"}
"""Language to file."""


@dataclass(frozen=True)
class Posting:
    """A posting reduced to what may be counted."""

    language: str
    family: str
    terms: frozenset[str]
    skills: frozenset[str]


@dataclass
class FamilyCounts:
    """Counts of one family by language."""

    postings: Counter[str] = field(default_factory=Counter)
    terms: dict[str, Counter[str]] = field(default_factory=dict)
    skills: dict[str, Counter[str]] = field(default_factory=dict)


def read_postings(folder: Path, knowledge: Knowledge) -> list[Posting]:
    """Every labelled posting of a folder, as sets of names met.

    Args:
        folder: holds the files of `FILES`.
        knowledge: whose names to look for.
    """
    linker = Linker(Lexicon.of(knowledge))
    found = []
    for language, name in FILES.items():
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                terms, skills = set(), set()
                for mention in linker.link(row["description_masked"]).mentions:
                    if mention.stance != "lack":
                        terms.add(mention.form.name)
                        skills |= {target.id for target in mention.targets("skill")}
                found.append(Posting(language, row["role_label"], frozenset(terms), frozenset(skills)))
    return found


def count(postings: Iterable[Posting]) -> dict[str, FamilyCounts]:
    """Counts by family."""
    families: dict[str, FamilyCounts] = {}
    for posting in postings:
        counts = families.setdefault(posting.family, FamilyCounts())
        counts.postings[posting.language] += 1
        for table, names in ((counts.terms, posting.terms), (counts.skills, posting.skills)):
            for name in names:
                table.setdefault(name, Counter())[posting.language] += 1
    return families


def as_records(families: Mapping[str, FamilyCounts], day: str) -> tuple[TermCounts, ...]:
    """Counts as records of the knowledge base.

    Args:
        families: counts by family id.
        day: when it was counted, YYYY-MM-DD.
    """
    return tuple(
        TermCounts(
            family=family,
            command="python scripts/count_evidence.py",
            counted_on=day,
            postings_zh=counts.postings["zh"],
            postings_en=counts.postings["en"],
            esco=0,
            onet=0,
            skills=tuple(
                SkillCount(skill=s, postings_zh=n["zh"], postings_en=n["en"])
                for s, n in sorted(counts.skills.items())
            ),
            terms=tuple(
                TermCount(term=t, postings_zh=n["zh"], postings_en=n["en"])
                for t, n in sorted(counts.terms.items())
            ),
            sources=(f"postings:{family}",),
        )
        for family, counts in sorted(families.items())
    )


def count_postings(folder: Path, knowledge: Knowledge | None = None) -> dict[str, FamilyCounts]:
    """Counts over all postings of a folder."""
    return count(read_postings(folder, knowledge or Knowledge.load()))


def counts_as_yaml(families: Mapping[str, FamilyCounts], day: str) -> dict[str, str]:
    """File text by family, one count a line."""
    head = "# Written by scripts/count_evidence.py: how many postings use each name. Counts only.\n"
    found = {}
    for record in as_records(families, day):
        data = record.model_dump(by_alias=True, exclude_defaults=True)
        lists = {key: data.pop(key, ()) for key in ("skills", "terms")}
        data["sources"] = list(data["sources"])
        data |= {"postings_zh": record.postings_zh, "postings_en": record.postings_en, "esco": 0, "onet": 0}
        text = head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        for key, items in lists.items():
            text += f"{key}:\n" if items else f"{key}: []\n"
            for item in items:
                line = yaml.safe_dump(
                    dict(item), allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**6
                )
                text += f"  - {line.strip()}\n"
        found[record.family] = text
    return found
