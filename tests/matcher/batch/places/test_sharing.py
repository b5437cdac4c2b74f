"""Students and places as people write them: everybody is accounted for and told why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.locate import builtin_root
from kb.messages import Messages
from matcher.batch.places.model import Place, PlacesError, Student, barrier
from matcher.batch.places.reading import read_places, read_students, student_mapping
from matcher.batch.places.report import PlacesReport
from matcher.batch.places.sharing import Shared, share
from matcher.matcher import WORDS_ONLY, Matcher
from matcher.profile import Profile
from matcher.tables import Row, RowProblem, open_table

SAMPLES = builtin_root() / "samples"
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
TEXTS = ("我喜歡拍照修圖，會用 Photoshop", "客服三年，處理客訴", "cut short videos and write captions", "")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.load(encoder=WORDS_ONLY)


def cohort(path: Path, matcher: Matcher) -> tuple[list[Student], list[tuple[Row, RowProblem]]]:
    problems: list[tuple[Row, RowProblem]] = []
    table = open_table(path)
    places = read_places(SAMPLES / "places.csv", matcher.knowledge)
    students = read_students(table, student_mapping(table, ()), places, lambda r, p: problems.append((r, p)))
    return list(students), problems


@pytest.fixture(scope="module")
def shared(matcher: Matcher) -> Shared:
    students, problems = cohort(SAMPLES / "cohort.csv", matcher)
    assert problems == []
    return share(students, read_places(SAMPLES / "places.csv", matcher.knowledge), matcher)


def test_the_sample_cohort_is_placed_and_everybody_told_why(shared: Shared, matcher: Matcher) -> None:
    outcomes = {person.student.id: person.outcome for person in shared.people}
    assert len(outcomes) == 10
    assert outcomes["00109"] == "no_evidence"
    assert sum(outcome == "placed" for outcome in outcomes.values()) >= 7
    for language in LANGUAGES:
        report = PlacesReport(shared, matcher.knowledge, Messages.load(language))
        for person in shared.people:
            why = report.why(person)
            assert why
            others = {other.student.name for other in shared.people if other is not person}
            assert not any(name in why for name in others if name)
            if person.place is not None:
                assert person.place.name in why


def test_figures_add_up(shared: Shared, matcher: Matcher) -> None:
    figures = PlacesReport(shared, matcher.knowledge, Messages.load("en")).figures()
    assert figures["placed"] + sum(figures["not_placed"].values()) == figures["students"]
    assert sum(place["taken"] for place in figures["places"]) == figures["placed"]
    assert figures["stable"] == (figures["would_rather"] == [])


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_place_takes_more_than_it_has_and_nobody_is_put_where_they_cannot_be(
    matcher: Matcher, data: st.DataObject
) -> None:
    draw = data.draw
    roles = ("design-assistant", "after-sales-agent", "short-video-director")
    places = [
        Place(str(n), str(n), role, draw(st.integers(0, 2)), hours=draw(st.sampled_from((0, 16, 40))))
        for n, role in enumerate(roles)
    ]
    students = [
        Student(n, str(n), "", Profile(text=text), hours=draw(st.sampled_from((None, 8.0, 20.0, 40.0))))
        for n, text in enumerate(draw(st.lists(st.sampled_from(TEXTS), max_size=6)))
    ]
    found = share(students, places, matcher, stable=draw(st.booleans()))
    assert [person.student for person in found.people] == students
    for place in places:
        assert found.taken(place) <= place.seats
    for person in found.people:
        assert (person.place is not None) == (person.outcome == "placed")
        if person.place is not None and person.student.hours is not None:
            assert person.student.hours >= person.place.hours


BARRED = {
    "refused": Student(1, "a", "", Profile(), refused=frozenset({"p"})),
    "site": Student(1, "a", "", Profile(), sites=frozenset({"台中"})),
    "language": Student(1, "a", "", Profile(), languages=frozenset({"中文"})),
    "hours": Student(1, "a", "", Profile(), hours=8),
}


@pytest.mark.parametrize("why", BARRED)
def test_what_a_student_said_keeps_them_out(why: str) -> None:
    place = Place("p", "p", "r", 1, frozenset({"台北"}), frozenset({"英文"}), 16)
    assert barrier(BARRED[why], place, 0.5, {}) == why
    assert barrier(Student(1, "a", "", Profile()), place, 0.5, {}) is None


def test_a_must_and_a_least_score_keep_out_whoever_has_them_not() -> None:
    place = Place("p", "p", "r", 1, musts={"s": 2}, least=0.4)
    student = Student(1, "a", "", Profile())
    assert barrier(student, place, 0.5, {"s": 1}) == "must"
    assert barrier(student, place, 0.3, {"s": 2}) == "least"
    assert barrier(student, place, 0.5, {"s": 2}) is None
    assert barrier(student, place, 0.5, {"s": 2}, least=0.6) == "least"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("單位,名額\n甲,1\n", "no_role_column"),
        ("單位,職位\n", "no_places"),
        ("編號,職位\n1,美工助理\n1,美工助理\n", "place_twice"),
        ("編號,職位\n1,太空人\n", "unknown_role"),
        ("編號,職位,名額\n1,美工助理,-1\n", "bad_number"),
        ("編號,職位,名額\n1,美工助理,1.5\n", "bad_number"),
        ("編號,職位,必備技能\n1,美工助理,飛行\n", "unknown_skill"),
    ],
)
def test_a_place_that_cannot_be_used_is_named(tmp_path: Path, matcher: Matcher, text: str, code: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(PlacesError) as caught:
        read_places(path, matcher.knowledge)
    assert caught.value.code == code
    assert all(caught.value.said(Messages.load(language)) for language in LANGUAGES)


def test_a_students_row_that_cannot_be_used_is_rejected_and_the_others_are_not(
    tmp_path: Path, matcher: Matcher
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "id,text,wishes,hours\n1,修圖,P01,16\n2,修圖,P99,16\n3,修圖,範例服飾（虛構）,很多\n", "utf-8"
    )
    students, problems = cohort(path, matcher)
    assert [student.id for student in students] == ["1"]
    assert [problem.code for _, problem in problems] == ["unknown_place", "bad_hours"]


def test_a_remote_place_is_open_to_everybody(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "places.csv"
    path.write_text("職位,地點\n美工助理,遠端\n美工助理,台北\n", "utf-8")
    remote, here = read_places(path, matcher.knowledge)
    assert (remote.sites, len(here.sites)) == (frozenset(), 1)
