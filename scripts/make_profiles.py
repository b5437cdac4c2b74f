"""Make many profiles by recombining phrases that people really wrote; for measuring speed, not quality.

Usage: python scripts/make_profiles.py COUNT OUT.csv|OUT.jsonl [--most N] [--seed N] [--postings FOLDER]
The phrases are the knowledge base's own wording, the sentences of the labelled profiles, and, where the
development data lies beside the repository, the distinct sentences of its postings and CVs. Each profile has
3 to 21 phrases of one language, some 170 characters at the median: the labelled profiles have 67, the Chinese
postings 187, the CVs 895. The same seed gives the same file; the file is not for the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from kb import Knowledge
from kb.chinese import to_simplified
from kb.locate import builtin_root
from matcher.evaluation.gold import read_gold
from matcher.evaluation.suite import development_folder
from matcher.text import clauses, fold_with_origin, has_han

SEED = 20261125
FEWEST, MOST = 3, 21
"""Phrases of a profile: from a line in a form to a short CV."""

LONGEST = 120
"""Characters of a phrase; longer ones are texts of their own."""

SHARES = (("zh-Hant", 45), ("zh-Hans", 30), ("en", 25))
"""How many of a hundred profiles are in each language."""

TABLES = ("zh_postings", "en_postings", "en_resumes")
"""Tables of the development data whose sentences are taken."""


def phrases(postings: Path | None) -> dict[str, list[str]]:
    """Language -> distinct phrases, sorted.

    Args:
        postings: a folder with the development data, if it is to be used.
    """
    found: dict[str, set[str]] = {language: set() for language, _ in SHARES}
    for text in _wording(Knowledge.load()):
        found["en" if not has_han(text) else "zh-Hant"].add(text)
    for profile in read_gold(builtin_root() / "gold"):
        found[profile.language].update(_sentences(profile.text))
    found["zh-Hans"].update(to_simplified(text) for text in found["zh-Hant"])
    for name in TABLES if postings is not None else ():
        with (postings / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                language = row["lang"] if row["lang"] in found else "en"
                found[language].update(_sentences(row["description_masked"]))
    return {language: sorted(texts) for language, texts in found.items()}


def profiles(
    count: int, known: dict[str, list[str]], seed: int = SEED, most: int = MOST
) -> Iterator[tuple[str, str]]:
    """(id, text) pairs.

    Args:
        count: how many.
        known: output of `phrases`.
        seed: of the drawing.
        most: phrases of the longest.
    """
    draw = random.Random(seed)
    languages = [language for language, share in SHARES for _ in range(share)]
    for number in range(1, count + 1):
        language = draw.choice(languages)
        comma, stop = ("，", "。") if language != "en" else (", ", ". ")
        parts: list[str] = []
        for _ in range(draw.randint(FEWEST, most)):
            parts += (draw.choice(known[language]), draw.choice((comma, stop, stop)))
        yield f"p{number:07d}", "".join(parts[:-1])


def _wording(knowledge: Knowledge) -> Iterator[str]:
    for role in knowledge.roles.values():
        yield from role.names()
        for text in (role.mission, role.day, *(duty.text for duty in role.duties)):
            yield from (text.zh_hant, text.en)
    for skill in knowledge.skills.values():
        yield from skill.names()
        yield from (*skill.levels.zh_hant, *skill.levels.en)
    for tool in knowledge.tools.values():
        yield from tool.names()


def _sentences(text: str) -> Iterator[str]:
    folded = fold_with_origin(text)
    for clause in clauses(folded.text, fine=False):
        words = " ".join(folded.quote(clause.start, clause.end).split())
        if 2 <= len(words) <= LONGEST:
            yield words


def main() -> int:
    """Write the profiles."""
    parser = argparse.ArgumentParser(description="Make profiles by recombining real phrases.")
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--postings", type=Path, default=development_folder())
    given = parser.parse_args()
    known = phrases(given.postings)
    made = profiles(given.count, known, given.seed, given.most)
    with given.out.open("w", encoding="utf-8", newline="") as stream:
        if given.out.suffix == ".jsonl":
            for identifier, text in made:
                stream.write(json.dumps({"id": identifier, "text": text}, ensure_ascii=False) + "\n")
        else:
            writer = csv.writer(stream)
            writer.writerow(("id", "text"))
            writer.writerows(made)
    counts = ", ".join(f"{language} {len(texts)}" for language, texts in known.items())
    print(f"{given.out}: {given.count} profiles from distinct phrases: {counts}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
