"""The own gold set: how right, how sure and how silent the matcher is on labelled profiles.

A role counts as right when a careful adviser would accept it; confidence is about the family; an answer to a
text from outside the trade is wrong whatever it says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.evaluation.gold import GoldProfile
from matcher.evaluation.metrics import Figure, calibration_error, estimate, figure, macro, ndcg, reliability
from matcher.matcher import Matcher
from matcher.results import MatchResult

LISTED = 10
"""So many roles are asked for; what comes later counts as not ranked."""

FIRST = 3
"""So many roles a reader looks at before anything else."""

GAINS = (3.0, 2.0, 1.0)
"""What the adviser's first, second and third choice are worth in nDCG."""

SURE = 0.2
"""An answer of less confidence to a text from outside the trade is as good as none."""


@dataclass(frozen=True)
class Outcome:
    """A labelled profile and what the matcher said to it."""

    profile: GoldProfile
    roles: tuple[str, ...]
    """Roles named, best first."""
    family: str | None
    """Family of the first, None when it abstained."""
    confidence: float
    """0 when it abstained."""

    @property
    def abstained(self) -> bool:
        """Whether no role was named."""
        return not self.roles

    @property
    def right_family(self) -> bool:
        """Whether the family of the first role is the labelled one."""
        return self.family is not None and self.family == self.profile.family

    def right_within(self, count: int) -> bool:
        """Whether an acceptable role is among the first few."""
        return any(role in self.profile.roles for role in self.roles[:count])

    @property
    def reciprocal_rank(self) -> float:
        """1 / place of the first acceptable role, 0 when none is listed."""
        places = (place for place, role in enumerate(self.roles, 1) if role in self.profile.roles)
        return 1.0 / next(places, float("inf"))


@dataclass(frozen=True)
class Group:
    """Figures of some of the profiles."""

    rows: int
    role_in_three: Figure
    family: Figure
    abstained: int


@dataclass(frozen=True)
class GoldReport:
    """Figures of the gold set."""

    figures: dict[str, Figure]
    """By name of the measure, in the order of reading."""
    reliability: tuple[tuple[float, float, int], ...]
    """(mean confidence, share right, rows) by tenths of the answers, least sure first."""
    groups: dict[str, dict[str, Group]]
    """`language`, `style` and `family`, then their values."""


def outcomes(
    matcher: Matcher, profiles: Sequence[GoldProfile], progress: Callable[[int], None] | None = None
) -> list[Outcome]:
    """What a matcher says to each profile.

    Args:
        matcher: whom to ask.
        profiles: what to ask.
        progress: told how many are done.
    """
    found = []
    for done, profile in enumerate(profiles, 1):
        found.append(_outcome(profile, matcher.match(profile.text, LISTED)))
        if progress is not None:
            progress(done)
    return found


def _outcome(profile: GoldProfile, result: MatchResult) -> Outcome:
    first = result.matches[0] if result.matches else None
    return Outcome(
        profile,
        tuple(match.role for match in result.matches),
        first.family if first else None,
        first.confidence if first else 0.0,
    )


def gold_report(found: Sequence[Outcome]) -> GoldReport:
    """The figures of all outcomes."""
    trade = [o for o in found if o.profile.trade]
    others = [o for o in found if not o.profile.trade]
    answered = [(o.confidence, o.right_family) for o in found if not o.abstained]
    figures = {
        "role_in_three": _share(trade, lambda o: o.right_within(FIRST)),
        "role_first": _share(trade, lambda o: o.right_within(1)),
        "family_first": _share(trade, lambda o: o.right_family),
        "family_macro": estimate(trade, _macro),
        "mrr": figure([o.reciprocal_rank for o in trade]),
        "ndcg": figure([ndcg(o.roles, _gains(o.profile)) for o in trade]),
        "calibration_error": estimate(answered, _calibration),
        "abstention_precision": _share([o for o in found if o.abstained], lambda o: not o.profile.trade),
        "abstention_recall": _share(others, lambda o: o.abstained),
        "outsiders_held_back": _share(others, lambda o: o.confidence < SURE),
        "insiders_sent_away": _share(trade, lambda o: o.abstained),
        "twins_agree": figure(_twins(found)),
    }
    confidences, right = [c for c, _ in answered], [r for _, r in answered]
    table = tuple(reliability(confidences, right)) if answered else ()
    return GoldReport(figures, table, _groups(trade))


def _share(rows: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> Figure:
    return figure([float(holds(row)) for row in rows])


def _gains(profile: GoldProfile) -> dict[str, float]:
    return dict(zip(profile.roles, GAINS, strict=False))


def _macro(rows: Sequence[Outcome]) -> float:
    return macro([float(o.right_family) for o in rows], [o.profile.family or "" for o in rows])


def _calibration(rows: Sequence[tuple[float, bool]]) -> float:
    return calibration_error([c for c, _ in rows], [r for _, r in rows])


def _twins(found: Sequence[Outcome]) -> list[float]:
    """For each pair of twins, 1 when both get the same first role."""
    known = {o.profile.id: o for o in found}
    chinese = [o for o in found if o.profile.language != "en"]
    pairs = [(o, known[o.profile.twin]) for o in chinese if o.profile.twin in known]
    return [float(bool(a.roles) and a.roles[:1] == b.roles[:1]) for a, b in pairs]


def _groups(trade: Sequence[Outcome]) -> dict[str, dict[str, Group]]:
    kinds: dict[str, Callable[[GoldProfile], str]] = {
        "language": lambda p: p.language,
        "style": lambda p: p.style,
        "family": lambda p: p.family or "",
    }
    groups: dict[str, dict[str, Group]] = {}
    for kind, value in kinds.items():
        rows: dict[str, list[Outcome]] = {}
        for outcome in trade:
            rows.setdefault(value(outcome.profile), []).append(outcome)
        groups[kind] = {name: _group(listed) for name, listed in sorted(rows.items())}
    return groups


def _group(rows: Sequence[Outcome]) -> Group:
    return Group(
        len(rows),
        _share(rows, lambda o: o.right_within(FIRST)),
        _share(rows, lambda o: o.right_family),
        sum(o.abstained for o in rows),
    )
