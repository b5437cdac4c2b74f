"""Counting: how many postings of each family use each name of the knowledge base, and name each skill.

Skills are counted by occupation in ESCO's skill lists and O*NET's tasks as well. Only counts leave this
module, and the addresses of the occupations. The same function feeds the shipped counts and the cross-fitted
figures, in which a posting is never scored with counts it took part in.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kb import Knowledge
from kb.chinese import fold
from kb.models import SkillCount, TermCounts
from kb.models.evidence import TermCount
from matcher.daily_words import builtin_daily_words
from matcher.lexicon import Lexicon
from matcher.linker import Linked, Linker

FILES = {"zh": "zh_postings.csv", "en": "en_postings.csv"}
"""Language to file."""

OCCUPATION_FILES = {"esco": "esco_roles.jsonl", "onet": "onet_roles.jsonl"}
"""Classification to file; absent files count nothing."""

_FAMILY_NAMES = {"store_manager": "store_management"}
"""Families that the data calls something else."""


@dataclass(frozen=True)
class Posting:
    """A posting, or an occupation of a classification, reduced to what may be counted."""

    language: str
    """A key of `FILES` or of `OCCUPATION_FILES`."""
    family: str
    terms: frozenset[str]
    """Names used; none for occupations."""
    skills: frozenset[str]
    words: frozenset[str] = frozenset()
    """Daily words used; none for occupations."""
    address: str = ""
    """How an occupation is cited."""


@dataclass
class FamilyCounts:
    """Counts of one family by language or classification."""

    postings: Counter[str] = field(default_factory=Counter)
    terms: dict[str, Counter[str]] = field(default_factory=dict)
    words: dict[str, Counter[str]] = field(default_factory=dict)
    skills: dict[str, Counter[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    """The occupations counted."""

    def sources(self, family: str) -> tuple[str, ...]:
        """What the counts cite."""
        postings = (f"postings:{family}",) if self.postings["zh"] or self.postings["en"] else ()
        return postings + tuple(sorted(self.addresses))


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
                linked = linker.link(row["description_masked"])
                for mention in linked.mentions:
                    if mention.stance != "lack":
                        terms.add(mention.form.name)
                        skills |= {target.id for target in mention.targets("skill")}
                words = _daily_words(linked)
                found.append(Posting(language, row["role_label"], frozenset(terms), frozenset(skills), words))
    return found


def _daily_words(linked: Linked) -> frozenset[str]:
    known = builtin_daily_words()
    text = linked.folded.text
    return frozenset(word for c in linked.clauses for word in known.used_in(fold(text[c.start : c.end])))


def read_occupations(folder: Path, knowledge: Knowledge) -> list[Posting]:
    """Every occupation of a folder, once for each of its families, as the set of skills it names.

    Args:
        folder: may hold the files of `OCCUPATION_FILES`.
        knowledge: whose names to look for in ESCO's skill labels and O*NET's tasks.
    """
    linker = Linker(Lexicon.of(knowledge))
    found = []
    for classification, name in OCCUPATION_FILES.items():
        path = folder / name
        for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
            row = json.loads(line)
            esco = classification == "esco"
            named = frozenset(
                target.id
                for text in row["skills" if esco else "tasks"]
                for mention in linker.link(text).mentions
                for target in mention.targets("skill")
            )
            address = f"esco:{row['uri']}" if esco else f"onet:{row['soc']}"
            for label in [row["role_label"]] if esco else row["role_labels"]:
                family = _FAMILY_NAMES.get(label, label)
                found.append(Posting(classification, family, frozenset(), named, address=address))
    return found


def count(postings: Iterable[Posting]) -> dict[str, FamilyCounts]:
    """Counts by family."""
    families: dict[str, FamilyCounts] = {}
    for posting in postings:
        counts = families.setdefault(posting.family, FamilyCounts())
        counts.postings[posting.language] += 1
        counts.addresses |= {posting.address} - {""}
        for table, names in (
            (counts.terms, posting.terms),
            (counts.words, posting.words),
            (counts.skills, posting.skills),
        ):
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
            esco=counts.postings["esco"],
            onet=counts.postings["onet"],
            skills=tuple(
                SkillCount(skill=s, postings_zh=n["zh"], postings_en=n["en"], esco=n["esco"], onet=n["onet"])
                for s, n in sorted(counts.skills.items())
            ),
            terms=_uses(counts.terms),
            words=_uses(counts.words),
            sources=counts.sources(family),
        )
        for family, counts in sorted(families.items())
    )


def _uses(counted: Mapping[str, Counter[str]]) -> tuple[TermCount, ...]:
    return tuple(
        TermCount(term=t, postings_zh=n["zh"], postings_en=n["en"]) for t, n in sorted(counted.items())
    )


def count_postings(folder: Path, knowledge: Knowledge | None = None) -> dict[str, FamilyCounts]:
    """Counts over all postings and occupations of a folder."""
    known = knowledge or Knowledge.load()
    return count([*read_postings(folder, known), *read_occupations(folder, known)])


def counts_as_yaml(families: Mapping[str, FamilyCounts], day: str) -> dict[str, str]:
    """File text by family, one count a line."""
    head = (
        "# Written by scripts/count_evidence.py: how many postings use each name, and how many postings and\n"
        "# occupations of ESCO and O*NET name each skill. Counts only.\n"
    )
    found = {}
    for record in as_records(families, day):
        data = record.model_dump(by_alias=True, exclude_defaults=True)
        lists = {key: data.pop(key, ()) for key in ("skills", "terms", "words")}
        data["sources"] = list(record.sources)
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
