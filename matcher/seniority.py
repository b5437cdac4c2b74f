"""Seniority: on which rung a person stands, as far as their words tell.

A rough reading on purpose: years and words of leading, nothing about age or degrees.
"""

from __future__ import annotations

import re
from functools import cache

from matcher.cues import phrase_pattern
from matcher.matching_data import matching_document

_YEARS = re.compile(
    r"(?P<n>\d{1,2})\s*\+?\s*(?:个)?(?:年|years?|yrs?)(?!级)[^。.;；\n]{0,14}?(?:经验|经历|资历|experience|\bin\b|\bas\b)"
    r"|(?:经验|经历|资历|做了|工作|experience)[^。.;；\n]{0,8}?(?P<m>\d{1,2})\s*\+?\s*(?:个)?(?:年|years?|yrs?)"
)
RUNG_BY_YEARS: tuple[tuple[int, float], ...] = ((10, 5.0), (6, 4.0), (3, 3.0), (1, 2.0))
"""At least so many years: usually that rung. Editorial."""


def estimated_rung(folded: str, titles: list[int], usual: float) -> float:
    """The rung a person seems to stand on, 1 to 6.

    Args:
        folded: their folded text.
        titles: rungs of posts they say they hold or held.
        usual: the answer when nothing is said.
    """
    student, lead, charge = _patterns()
    years = [int(match["n"] or match["m"]) for match in _YEARS.finditer(folded)]
    rungs: list[float] = [float(rung) for rung in titles]
    if years:
        rungs += [rung for least, rung in RUNG_BY_YEARS if max(years) >= least][:1]
    if charge.search(folded):
        rungs.append(5.5)
    if lead.search(folded):
        rungs.append(4.2)
    if rungs:
        return sum(rungs) / len(rungs)
    return 1.3 if student.search(folded) else usual


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = matching_document("cues").data

    def pattern(key: str) -> re.Pattern[str]:
        return phrase_pattern(data[key]["zh"], data[key]["en"])

    return pattern("student"), pattern("lead"), pattern("charge")
