"""Calibration: fit the numbers that turn a reading into a confidence.

Run as `python -m matcher.evaluation.calibrate`: learns from the own gold profiles and, where they lie beside
the repository, the development tables, and rewrites `data/matching/calibration.yaml`. A logistic regression
(Platt 1999) over `matcher.confidence.FEATURES`: right means that the family of the first role is the labelled
one, and any answer to a text from outside the trade is wrong. The figures printed are cross-validated: no row
is judged by a fit that it took part in.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kb.files import write_atomically
from kb.locate import builtin_root
from matcher.confidence import FEATURES, FILE, Calibration, builtin_calibration
from matcher.evaluation.families import FOLDS, cross_fitted, read_rows
from matcher.evaluation.gold import read_gold
from matcher.evaluation.metrics import calibration_error
from matcher.evaluation.suite import CROSS_FITTED, HELD_OUT, PLAIN, development_folder
from matcher.evidence import gather
from matcher.matcher import Matcher, answer_features
from matcher.profile import Profile

GOLD = "gold"
"""What the own profiles are called among the tables."""

OUTSIDE = "outside"
"""What more texts from outside the trade are called, and their folder below the own profiles."""

LOOKED_AT = (f"{HELD_OUT}/a.yaml", f"{HELD_OUT}/b.yaml")
"""Profiles written apart of which single answers were looked at; the others stay out of every choice."""

GOLD_SHARE = 0.8
"""The own texts, which read as users write, weigh more than all other tables together."""

FREEDOM = 100.0
"""Inverse strength of the ridge; weak, for a handful of weights over hundreds of rows."""


@dataclass(frozen=True)
class Answer:
    """What confidence in one answer can rest on, and whether the answer was right."""

    table: str
    features: Mapping[str, float]
    right: bool


def answer(matcher: Matcher, table: str, text: str, label: str | None) -> Answer | None:
    """The matcher's first answer to a text, or None when it abstains.

    Args:
        matcher: whom to ask.
        table: where the text comes from.
        text: what somebody wrote.
        label: the right family; None outside the trade.
    """
    person = Profile(text=text)
    abstained, totals = matcher.rank_all(person)
    if abstained:
        return None
    first = matcher.knowledge.roles[min(totals, key=lambda role: (-totals[role], role))].family
    evidence = gather(person, matcher.knowledge, matcher.linker)
    reading = matcher.scorer.read(evidence)
    features = answer_features(first, matcher.scorer.family_affinity(reading), evidence, reading)
    return Answer(table, features, first == label)


def answers(matcher: Matcher, gold: Path, dev: Path | None) -> list[Answer]:
    """Every answer to the own profiles and the development tables, in a fixed order.

    Args:
        matcher: whom to ask; postings are answered with counts of other postings only.
        gold: the own profiles.
        dev: the folder of development tables, if any.
    """
    asked = [(matcher, GOLD, p.text, p.family if p.trade else None) for p in read_gold(gold)]
    for path in (gold / name for name in LOOKED_AT):
        if path.is_file():
            asked += [(matcher, GOLD, p.text, p.family if p.trade else None) for p in read_gold(path)]
    if (gold / OUTSIDE).is_dir():
        asked += [(matcher, OUTSIDE, p.text, None) for p in read_gold(gold / OUTSIDE)]
    if dev is not None:
        asked += _development(matcher, dev)
    found = (answer(*each) for each in asked)
    return [each for each in found if each is not None]


def _development(matcher: Matcher, dev: Path) -> Iterator[tuple[Matcher, str, str, str | None]]:
    names = {language: name for name, language in CROSS_FITTED.items()}
    postings = {
        name: read_rows(dev / f"{name}.csv", "description_masked", "role_label") for name in CROSS_FITTED
    }
    for language, left_out, fitted in cross_fitted(matcher, dev):
        name = names[language]
        yield from ((fitted, name, postings[name][i].text, postings[name][i].label) for i in left_out)
    for name, column in PLAIN.items():
        for row in read_rows(dev / f"{name}.csv", column, "role_label"):
            yield matcher, name, row.text, row.label


def row_weights(found: Sequence[Answer]) -> list[float]:
    """Weights under which the own texts make up `GOLD_SHARE` and the other tables share the rest."""
    sizes: dict[str, int] = {}
    for each in found:
        sizes[each.table] = sizes.get(each.table, 0) + 1
    own = sizes.get(GOLD, 0) + sizes.get(OUTSIDE, 0)
    others = len(sizes.keys() - {GOLD, OUTSIDE})
    share = dict.fromkeys(sizes, (1.0 - GOLD_SHARE) / max(1, others))
    share |= {name: GOLD_SHARE * sizes[name] / own for name in (GOLD, OUTSIDE) if name in sizes}
    return [len(found) * share[each.table] / sizes[each.table] for each in found]


def fit(found: Sequence[Answer]) -> Calibration:
    """The logistic model of some answers, right and wrong ones among them.

    Raises:
        ValueError: when all are right or all are wrong.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=FREEDOM, max_iter=1000)
    rows = [[each.features[name] for name in FEATURES] for each in found]
    model.fit(rows, [each.right for each in found], sample_weight=row_weights(found))
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    return Calibration(round(float(model.intercept_[0]), 4), weights)


def cross_validated(found: Sequence[Answer]) -> list[float]:
    """The confidence of each answer under a fit on the other folds."""
    confidences = [0.0] * len(found)
    for fold in range(FOLDS):
        # Neighbours come from one source, so each fold takes every fifth row of every table.
        fitted = fit([each for i, each in enumerate(found) if i % FOLDS != fold])
        for i in range(fold, len(found), FOLDS):
            confidences[i] = fitted.confidence(found[i].features)
    return confidences


def errors(found: Sequence[Answer], confidences: Sequence[float]) -> dict[str, tuple[int, float]]:
    """Rows and expected calibration error by table, and of all under `all`."""
    tables: dict[str, list[int]] = {"all": list(range(len(found)))}
    for i, each in enumerate(found):
        tables.setdefault(each.table, []).append(i)
    return {
        name: (len(rows), calibration_error([confidences[i] for i in rows], [found[i].right for i in rows]))
        for name, rows in tables.items()
    }


def rewritten(text: str, fitted: Calibration, rows: int, day: str) -> str:
    """The calibration file with new numbers; its comments stay.

    Args:
        text: the file as it is.
        fitted: the new numbers.
        rows: how many answers they rest on.
        day: when they were fitted, YYYY-MM-DD.

    Raises:
        ValueError: when the file lacks a line.
    """
    values = {"fitted_on": f'"{day}"', "rows": str(rows), "intercept": str(fitted.intercept)}
    values |= {f"  {name}": str(fitted.weights[name]) for name in FEATURES}
    for key, value in values.items():
        text, count = re.subn(rf"^({key}:\s*)\S+", rf"\g<1>{value}", text, flags=re.MULTILINE)
        if count != 1:
            raise ValueError(f"{FILE} has no line '{key.strip()}:'")
    return text


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the errors before and after, and write the file."""
    parser = argparse.ArgumentParser(prog="python -m matcher.evaluation.calibrate", description=__doc__)
    parser.add_argument("--encoder", default=None, help="the best one built by default")
    parser.add_argument("--dev", type=Path, default=development_folder(), help="development tables")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    chosen = parser.parse_args(arguments)
    matcher = Matcher.load(encoder=chosen.encoder)
    found = answers(matcher, builtin_root() / GOLD, chosen.dev)
    before = errors(found, [builtin_calibration().confidence(each.features) for each in found])
    after = errors(found, cross_validated(found))
    fitted = fit(found)
    sys.stdout.write("table\trows\tright\terror before\terror after, cross-validated\n")
    for name, (rows, error) in before.items():
        right = sum(each.right for each in found if name in ("all", each.table)) / rows
        sys.stdout.write(f"{name}\t{rows}\t{right:.3f}\t{error:.3f}\t{after[name][1]:.3f}\n")
    numbers = ", ".join(f"{name} {weight}" for name, weight in fitted.weights.items())
    sys.stdout.write(f"encoder {matcher.encoder_name}: intercept {fitted.intercept}, {numbers}\n")
    if not chosen.dry_run:
        path = builtin_root() / FILE
        text = rewritten(path.read_text("utf-8"), fitted, len(found), date.today().isoformat())
        write_atomically(path, text.encode())


if __name__ == "__main__":
    main()
