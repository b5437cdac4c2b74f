"""Lines are made by hand for speed, and are to the byte what pydantic would write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.batch.answers import Answer, from_line, to_line
from matcher.batch.people import Person
from matcher.fits import Fit, Fits, Lack, Part
from matcher.profile import Profile

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
SOME = st.lists(WORDS, max_size=3).map(tuple)
SHARES = st.floats(0.0, 1.0).map(lambda share: round(share, 9))
PARTS = st.builds(
    Part,
    kind=st.sampled_from(("skill", "meaning", "entry")),
    contribution=SHARES,
    quotes=SOME,
    about=WORDS,
    via=WORDS,
    have=st.none() | st.integers(0, 6),
    need=st.none() | st.integers(0, 6),
)
LACKS = st.builds(Lack, skill=WORDS, weight=SHARES, unlocks=SOME)
FITS = st.builds(
    Fits,
    st.lists(
        st.builds(
            Fit,
            role=WORDS,
            family=WORDS,
            score=SHARES,
            confidence=SHARES,
            parts=st.lists(PARTS, max_size=3).map(tuple),
            lacks=st.lists(LACKS, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    st.sampled_from((None, "empty", "out_of_trade")),
    SOME,
)


@given(WORDS, WORDS, FITS, st.booleans())
def test_a_line_is_an_answer_as_pydantic_writes_it(key: str, name: str, fits: Fits, named: bool) -> None:
    line = to_line(Person(7, key, name, Profile()), fits, named=named)
    answer = from_line(line)
    assert answer.model_dump_json(exclude_defaults=True).encode() + b"\n" == line
    assert (answer.id, answer.row, answer.name) == (key, 7, name if named else "")
    assert (answer.abstained, answer.why) == (fits.why is not None, fits.why)
    assert [tuple(gap.unlocks) for match in answer.matches for gap in match.gaps] == [
        lack.unlocks for fit in fits.roles for lack in fit.lacks
    ]


def test_half_a_character_becomes_a_question_mark() -> None:
    line = to_line(Person(1, "\ud800", "", Profile()), Fits((), "empty"), named=False)
    assert from_line(line) == Answer(id="?", row=1, matches=(), abstained=True, why="empty")
