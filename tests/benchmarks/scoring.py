"""(d) Scoring all roles for people who are read already, against one bare numpy product of the same size.

The same size means the same table. What a skill covers of a role is capped by the level that the role asks
for, so the only matrix whose product gives our sums has a row for each skill at each level, once in full and
once as a related skill, one for each family and one for each role. `rows_of` and `table` make both sides of
that product from the same people, and `main` holds its sums to ours before anything is timed. Ours picks the
few rows that a person has and adds them up; the bare product has no idea which they are. Reading the text is
in neither; turning sums into scores, titles, likings and rungs are in ours only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from matcher import Matcher
from matcher.covers import LEVELS
from matcher.evidence import Evidence
from matcher.profile import Profile
from matcher.reading import Reading
from tests.benchmarks.growth import texts
from tests.benchmarks.measure import Figure, medians

if TYPE_CHECKING:
    from numpy.typing import NDArray

PEOPLE = 400
MOST = 1.5
"""Times the bare product that scoring may take."""

Read = Sequence[tuple[Evidence, Reading]]


def table(matcher: Matcher) -> NDArray[np.float64]:
    """(skills x levels x 2 + families + roles, roles): what one of each adds to every role."""
    knowledge, affinity, weights = matcher.knowledge, matcher.scorer.affinity, matcher.weights
    skills = sorted(knowledge.skills)
    full = np.zeros((len(skills), len(LEVELS), len(affinity.roles)))
    place = {skill: index for index, skill in enumerate(skills)}
    for column, role in enumerate(affinity.roles):
        asked = knowledge.roles[role].skills
        whole = sum(q.importance * q.level for q in asked)
        for q in asked:
            full[place[q.skill], :, column] = [q.importance * min(level, q.level) / whole for level in LEVELS]
    full *= weights.components.skill
    rows = full.reshape(-1, len(affinity.roles))
    families = [
        [float(knowledge.roles[role].family == family) for role in affinity.roles]
        for family in affinity.families
    ]
    own = weights.meaning.role_share * np.eye(len(affinity.roles))
    return np.concatenate([rows, weights.skill.related * rows, np.array(families), own])


def rows_of(matcher: Matcher, read: Read) -> NDArray[np.float64]:
    """(people, rows of `table`): what each person has of each."""
    place = {skill: index * len(LEVELS) - 1 for index, skill in enumerate(sorted(matcher.knowledge.skills))}
    width = len(place) * len(LEVELS)
    found = []
    for evidence, reading in read:
        own, near = np.zeros(width), np.zeros(width)
        own[[place[skill] + shown.level for skill, shown in evidence.skills.items()]] = 1.0
        near[[place[skill] + level for skill, (level, _) in reading.reached.items()]] = 1.0
        said = reading.by_family.sum(axis=0) + matcher.weights.meaning.mention * reading.named
        found.append(np.concatenate([own, near, said, reading.by_role.sum(axis=0)]))
    return np.array(found)


def score(matcher: Matcher, read: Read) -> list[NDArray[np.float64]]:
    """Every role's score for each person, one person after another, as we serve them."""
    return [matcher.scorer.totals(evidence, reading, {}) for evidence, reading in read]


def main() -> list[Figure]:
    """Microseconds a person, on one thread."""
    matcher = Matcher.load(encoder="ngram")
    read = [matcher._read(Profile(text=text)) for text in texts(PEOPLE)]
    people, whole = rows_of(matcher, read), table(matcher)
    skills = 2 * len(LEVELS) * len(matcher.knowledge.skills)
    _hold_together(matcher, read, people, whole, skills)
    thin = np.ascontiguousarray(people[:, :: len(LEVELS)]), np.ascontiguousarray(whole[:: len(LEVELS)])
    with threadpool_limits(1):
        ours, at_once, one_by_one, small = (
            seconds * 1e6 / PEOPLE
            for seconds in medians(
                [
                    lambda: score(matcher, read),
                    lambda: people @ whole,
                    lambda: [person @ whole for person in people],
                    lambda: thin[0] @ thin[1],
                ],
                repeats=9,
            )
        )
    what = f"scores of {whole.shape[1]} roles for a person"
    size = f"{whole.shape[0]} x {whole.shape[1]}, one thread"
    return [
        Figure(
            what,
            ours,
            f"a bare numpy product, all {PEOPLE} people at once",
            at_once,
            "µs",
            at_once / ours,
            1 / MOST,
            size,
        ),
        Figure(
            what,
            ours,
            "a bare numpy product, one person at a time as ours",
            one_by_one,
            "µs",
            one_by_one / ours,
            None,
            size,
        ),
        Figure(
            what,
            ours,
            f"a fifth of that product, as if skills had no levels, all {PEOPLE} at once",
            small,
            "µs",
            small / ours,
            None,
            f"{thin[1].shape[0]} x {thin[1].shape[1]}; gives other scores",
        ),
    ]


def _hold_together(
    matcher: Matcher, read: Read, people: NDArray[np.float64], whole: NDArray[np.float64], skills: int
) -> None:
    """See that the product's sums, made into scores, are ours where nothing but skills and words speaks.

    Raises:
        AssertionError: when they are not.
    """
    covered, said = people[:, :skills] @ whole[:skills], people[:, skills:] @ whole[skills:]
    parts, half = matcher.weights.components, matcher.weights.meaning.half
    compared = 0
    for number, ((evidence, reading), found) in enumerate(zip(read, score(matcher, read), strict=True)):
        if evidence.titles or evidence.liked or evidence.wished or evidence.interest_words:
            continue
        sums = parts.meaning * said[number] / (said[number] + half) + covered[number]
        sums += (sums > 0.0) * matcher.scorer._totals._on_rung(reading.rung)
        assert np.allclose(sums, found, rtol=0.0, atol=1e-9), "the product gives other sums"
        compared += 1
    assert compared > PEOPLE // 10, "too few people to compare"
