"""Back and forward: the laws of a browser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.app.history import MOST, History, Stop

STOPS = st.lists(st.builds(Stop, st.sampled_from(["explore", "match"]), st.sampled_from("abc")), max_size=20)


def test_back_and_forward():
    history = History()
    a, b, c = Stop("explore", "a"), Stop("explore", "b"), Stop("match")
    for stop in (a, b, b, c):
        history.visit(stop)
    assert [history.back(), history.back(), history.back()] == [b, a, None]
    assert history.forward() == b
    history.visit(a)
    assert history.forward() is None
    assert history.back() == b


@given(STOPS)
def test_back_then_forward_leads_to_the_same_place(stops):
    history = History()
    for stop in stops:
        history.visit(stop)
    here = history.here
    if history.back() is not None:
        assert history.forward() == here
    assert history.here == here


@given(STOPS)
def test_going_back_ends_at_the_first_stop(stops):
    history = History()
    for stop in stops:
        history.visit(stop)
    seen = [history.here]
    while (stop := history.back()) is not None:
        seen.append(stop)
        assert len(seen) <= len(stops)
    assert seen[-1] == (stops[0] if stops else None)


def test_coming_back_leads_to_where_one_left():
    history = History()
    history.visit(Stop("explore", "a"))
    history.amend(Stop("explore", "b"))
    history.visit(Stop("match"))
    history.amend(Stop("explore", "c"))
    assert history.back() == Stop("explore", "b")


def test_a_long_walk_is_forgotten_at_its_beginning():
    history = History()
    for number in range(MOST + 5):
        history.visit(Stop("explore", str(number)))
    while history.back():
        pass
    assert history.here == Stop("explore", "5")
