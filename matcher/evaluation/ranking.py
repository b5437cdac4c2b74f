"""Measures of a ranking against the set of right answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def average_precision(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Mean over the relevant items of the precision at each one's place; an item not ranked counts as zero.

    The measure of TREC (Buckley and Voorhees 2000), as `trec_eval` computes it.

    Args:
        ranking: item ids, best first, without repeats.
        relevant: ids of the right answers.
    """
    wanted = set(relevant)
    if not wanted:
        return 0.0
    hits = 0
    total = 0.0
    for place, item in enumerate(ranking, start=1):
        if item in wanted:
            hits += 1
            total += hits / place
    return total / len(wanted)


def mean_average_precision(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Collection[str]]
) -> float:
    """Mean of `average_precision` over all queries that have a right answer; one not ranked counts zero.

    Args:
        rankings: ranking by query id.
        relevant: ids of the right answers by query id.
    """
    judged = [query for query, found in relevant.items() if found]
    if not judged:
        return 0.0
    return sum(average_precision(rankings.get(query, ()), relevant[query]) for query in judged) / len(judged)
