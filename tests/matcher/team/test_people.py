"""What is known of a person from what several people said at several times, by definition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from matcher.team.people import Person, Rater, Rating, Roster, SkillRating
from tests.matcher.team.people import RATERS

SAID = st.builds(
    SkillRating,
    skill=st.sampled_from(("sewing", "selling")),
    level=st.integers(1, 5),
    by=st.sampled_from(RATERS),
    when=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)),
)


def known_of(ratings: list[SkillRating], skill: str) -> tuple[int, Rater] | None:
    """The last word of each rater; of lead and evidence the higher, before the person's own."""
    last: dict[Rater, int] = {}
    for by in RATERS:
        mine = [rating for rating in ratings if rating.by == by and rating.skill == skill]
        # Of one day, and where no day was said, what was written last.
        for rating in sorted(mine, key=lambda rating: rating.when or date.min):
            last[by] = rating.level
    confirmed = [(last[by], by == "evidence", by) for by in RATERS if by in last and by != "self"]
    if confirmed:
        level, _, by = max(confirmed)
        return level, by
    return (last["self"], "self") if last else None


@given(ratings=st.lists(SAID, max_size=8))
def test_what_is_known_is_as_defined(ratings: list[SkillRating]) -> None:
    known = Person(id="a", skills=tuple(ratings)).known()
    for skill in ("sewing", "selling"):
        assert known.get(skill) == known_of(ratings, skill)
    assert set(known) == {rating.skill for rating in ratings}


@pytest.mark.parametrize("best", [2, 4, 5, 10, 100])
def test_a_mark_lies_in_one_of_three_thirds_of_its_scale(best: int) -> None:
    for step in range(101):
        value = 1 + (best - 1) * step / 100
        third = 1 if step < 34 else 2 if step < 67 else 3
        assert Rating(value=value, of=best).third == third
    with pytest.raises(ValidationError, match="above the best of the scale"):
        Rating(value=best + 0.5, of=best)


def test_everybody_stands_in_a_roster_once_and_is_found_by_id() -> None:
    roster = Roster(people=(Person(id="a"), Person(id="b")))
    assert [roster.person(name) for name in ("a", "b", "c")] == [*roster.people, None]
    with pytest.raises(ValidationError, match="'a' stands twice"):
        Roster(people=(Person(id="b"), Person(id="a"), Person(id="a")))
