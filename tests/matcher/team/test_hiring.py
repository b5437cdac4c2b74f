"""Whom to hire next: the order of the source, what overflows, what splits, and what holds for any team."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import Knowledge
from kb.problems import UnknownRecord
from matcher.team.hiring import HiringAdvice, TeamNow, hiring_advice, post_named
from tests.matcher.team.people import KNOWLEDGE

ORDER = ("store-manager", "pre-sales-agent", "shipping-clerk", "visual-designer")
"""Fact 4.2, steps 1 to 4."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


def advice(knowledge: Knowledge, posts: dict[str, int] | None = None, **more: object) -> HiringAdvice:
    return hiring_advice(TeamNow.model_validate({"posts": posts or {}, **more}), knowledge)


def following(found: HiringAdvice) -> str:
    assert found.next is not None
    return found.next.role


@pytest.mark.parametrize("people", [0, 1, 2, 3])
def test_fact_4_2_posts_are_filled_in_the_order_of_the_source(knowledge: Knowledge, people: int) -> None:
    found = advice(knowledge, headcount=people)
    assert following(found) == ORDER[people]
    assert found.first == "fill"
    assert found.posts_assumed


def test_fact_4_2_the_specialists_brand_and_last_finance_and_hr(knowledge: Knowledge) -> None:
    posts = dict.fromkeys(ORDER, 1)
    seen = []
    for _ in range(8):
        found = advice(knowledge, posts, stage="stage-mature")
        if found.next is None:
            break
        seen.append(found.next.role)
        posts[found.next.role] = 1
    assert seen == [
        "promotion-specialist",
        "content-specialist",
        "event-specialist",
        "customer-relations-supervisor",
        "brand-promotion-specialist",
        "accountant",
        "hr-specialist",
    ]
    assert advice(knowledge, posts, stage="stage-mature").first == "complete"


def test_a_start_up_waits_with_posts_of_a_later_stage(knowledge: Knowledge) -> None:
    found = advice(knowledge, dict.fromkeys(ORDER, 1))
    assert found.stage == "stage-start-up"
    assert found.first == "wait"
    assert found.next is not None
    assert found.next.from_stage == "stage-growth"


def test_fact_4_3_the_manager_covers_what_nobody_holds(knowledge: Knowledge) -> None:
    found = advice(knowledge, {"store-manager": 1}).next
    assert found is not None
    assert {duty.by for duty in found.duties} == {"store-manager"}
    alone = advice(knowledge, headcount=0).next
    assert alone is not None
    assert {duty.how for duty in alone.duties} == {"nobody"}


def test_fact_4_3_service_splits_when_inquiries_grow(knowledge: Knowledge) -> None:
    def state(inquiries: int | None, people: int) -> str:
        found = advice(knowledge, {"store-manager": 1, "pre-sales-agent": people}, inquiries=inquiries)
        return next(s.state for s in found.splits if s.rule == "split-customer-service")

    assert state(None, 2) == "watch"
    assert state(1000, 2) == "watch"
    assert state(4000, 2) == "now"
    assert state(4000, 1) == "people_first"
    done = advice(knowledge, {"pre-sales-agent": 1, "after-sales-agent": 1}, inquiries=9000)
    assert next(s.state for s in done.splits if s.rule == "split-customer-service") == "done"


def test_too_many_inquiries_come_before_a_new_post(knowledge: Knowledge) -> None:
    found = advice(knowledge, {"store-manager": 1, "pre-sales-agent": 2}, inquiries=7600)
    assert found.first == "reinforce"
    # 7,600 at 2,500 a person take four; two are there.
    assert [(o.people, o.more) for o in found.overflow] == [(2, 2)]
    assert found.not_counted == ("orders",)


def test_a_higher_post_of_the_family_fills_a_seat_and_a_lower_one_does_not(knowledge: Knowledge) -> None:
    senior = {**dict.fromkeys(ORDER[:3], 1), "senior-visual-designer": 1}
    assert following(advice(knowledge, senior, stage="stage-growth")) == "promotion-specialist"
    assert following(advice(knowledge, {"operations-assistant": 1})) == "store-manager"


def test_inside_ways_to_the_next_post_are_named(knowledge: Knowledge) -> None:
    posts = {**dict.fromkeys(ORDER, 1), "promotion-assistant": 1}
    found = advice(knowledge, posts, stage="stage-growth").next
    assert found is not None
    assert "promotion-assistant" in found.inside_from


@pytest.mark.parametrize(
    ("asked", "role"), [("美工", "visual-designer"), ("客服", "pre-sales-agent"), ("仓储", "shipping-clerk")]
)
def test_posts_are_named_as_people_call_them(knowledge: Knowledge, asked: str, role: str) -> None:
    assert post_named(knowledge, asked).id == role


def test_an_unknown_post_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownRecord):
        post_named(knowledge, "xyzzy")


ROLES = st.sampled_from(
    [*ORDER, "promotion-specialist", "content-specialist", "accountant", "live-host", "packer", "hr-manager"]
)


@settings(max_examples=40, deadline=None)
@given(
    posts=st.dictionaries(ROLES, st.integers(1, 5), max_size=6),
    inquiries=st.none() | st.integers(0, 50_000),
    orders=st.none() | st.integers(0, 50_000),
)
def test_what_holds_for_any_team(
    knowledge: Knowledge, posts: dict[str, int], inquiries: int | None, orders: int | None
) -> None:
    found = advice(knowledge, posts, headcount=sum(posts.values()), inquiries=inquiries, orders=orders)

    # The next post is the first open one, and nobody holds it yet.
    first_open = next((s for s in found.steps if not s.filled), None)
    assert (found.next is None) == (first_open is None)
    if found.next is not None and first_open is not None:
        assert found.next.step == first_open.step
        assert found.next.role in first_open.open[0]
        if posts:
            assert found.next.role not in posts
    # So many more people would carry the work, and one fewer would not.
    for overflow in found.overflow:
        assert (overflow.people + overflow.more) * overflow.limit >= overflow.amount
        assert (overflow.people + overflow.more - 1) * overflow.limit < overflow.amount
    assert found.first == "reinforce" or not found.overflow
