"""The verdict: ready, nearly ready or not yet, from what is still to show and to serve.

One rule over arrays, used for one person and for ten thousand. It only counts what is missing, so nothing a
person has beyond what is asked can make up for it, and raising a skill can only help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.team.policy import Policy
from matcher.team.results import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERDICTS: tuple[Verdict, ...] = ("not_yet", "pending", "ready", "in_post")
"""By code, from 0; higher is further."""

CODES: dict[Verdict, int] = {verdict: code for code, verdict in enumerate(VERDICTS)}

MONTHS_UNKNOWN = 1
"""What a tenure that nobody knows counts as: something is left to find out, but little."""


def judge(
    on_track: NDArray[np.bool_],
    still: NDArray[np.int64],
    worst: NDArray[np.int64],
    months: NDArray[np.int64],
    policy: Policy,
) -> NDArray[np.uint8]:
    """The verdict of each of many moves, as codes of `VERDICTS`.

    Args:
        on_track: whether a track leads straight there (for applicants: whether the post is open to them) and
            anything is asked at all.
        still: how many things are still to be shown or confirmed.
        worst: levels missing in the worst of them.
        months: months of the time gate still to serve.
        policy: how far nearly ready reaches.
    """
    limits = policy.pending
    near = (still <= limits.most_demands) & (worst <= limits.most_levels) & (months <= limits.most_months)
    done = (still == 0) & (months == 0)
    return np.where(on_track & done, CODES["ready"], np.where(on_track & near, CODES["pending"], 0)).astype(
        np.uint8
    )


def judge_one(*, on_track: bool, shortfalls: list[int], months: int, policy: Policy) -> Verdict:
    """The verdict of one move.

    Args:
        on_track: as in `judge`.
        shortfalls: levels missing in each thing still to be shown; 0 where only confirmation is missing.
        months: months still to serve.
        policy: how far nearly ready reaches.
    """
    code = judge(
        np.array([on_track]),
        np.array([len(shortfalls)]),
        np.array([max(shortfalls, default=0)]),
        np.array([months]),
        policy,
    )
    return VERDICTS[int(code[0])]


__all__ = ["CODES", "MONTHS_UNKNOWN", "VERDICTS", "judge", "judge_one"]
