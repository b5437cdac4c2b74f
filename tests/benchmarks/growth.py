"""(g) How cost grows with profiles and with roles, and the exponent fitted: 1 is in step, less is better."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from kb import Knowledge
from kb.locate import builtin_root
from matcher import Matcher
from matcher.evaluation.gold import read_gold
from tests.benchmarks.loading import enlarge
from tests.benchmarks.measure import Figure, medians, seconds

PROFILES = (100, 200, 400, 800, 1600)
ROLES = (1, 5, 25)
"""Times the built-in roles: 124, 620, 3,100."""


def texts(count: int) -> list[str]:
    """Distinct texts: labelled profiles, each with a number of its own so that none is met twice."""
    known = [profile.text for profile in read_gold(builtin_root() / "gold") if len(profile.text) < 200]
    return [f"{known[i % len(known)]} {i}" for i in range(count)]


def exponent(sizes: tuple[int, ...], times: list[float]) -> float:
    """The slope of log time over log size, by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def main() -> list[Figure]:
    """Exponents, and the seconds they rest on."""
    matcher = Matcher.load(encoder="ngram")
    matcher.match("warm")
    taken = [seconds(lambda n=n: list(matcher.match_many(texts(n), top=5))) for n in PROFILES]
    grown = exponent(PROFILES, taken)
    note = ", ".join(f"{n}: {t:.2f} s" for n, t in zip(PROFILES, taken, strict=True))
    figures = [
        Figure("exponent in profiles", grown, "growth in step at most", 1.05, "", 1.05 / grown, 1.0, note)
    ]
    said = texts(40)
    times = []
    for size in ROLES:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "data"
            enlarge(base, size)
            many = Matcher.load(knowledge=Knowledge.load(base=base), encoder="ngram")
            [one] = medians([lambda m=many: [m.match(text, top=5) for text in said]], repeats=3)
            times.append(one / len(said))
    grown = exponent(tuple(124 * size for size in ROLES), times)
    note = ", ".join(f"{124 * s} roles: {1000 * t:.1f} ms" for s, t in zip(ROLES, times, strict=True))
    figures.append(Figure("exponent in roles", grown, "growth in step", 1.0, "", 1.0 / grown, None, note))
    return figures
