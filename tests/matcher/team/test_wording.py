"""What is said of teams: in three languages, every message used, people's words kept harmless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.locate import builtin_root
from kb.messages import MESSAGE_LANGUAGES, MessageLanguage, Messages
from matcher.team.difference import difference
from matcher.team.people import Roster
from matcher.team.readiness import Judge
from matcher.team.results import Hire, Override, Vacancy
from matcher.team.succession import Succession
from matcher.team.wording import TeamWording
from tests.matcher.team.people import KNOWLEDGE, with_all

ROOT = Path(__file__).resolve().parents[3]
NASTY = "[bold]x\x1b[31m\u202e名"


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_all_results_can_be_said(language: MessageLanguage) -> None:
    say = TeamWording(KNOWLEDGE, Messages.load(language))
    roles = ("visual-designer", "senior-visual-designer")
    people = (
        with_all("a", *roles, performance={"value": 4}, potential={"value": 2}, wishes=(roles[1],)),
        with_all("b", *roles, short=1, months=14, wishes=("packer",)),
        with_all(NASTY, *roles, available=False),
        with_all("d", "design-assistant", "visual-designer"),
        with_all("e", "packer", "quality-checker"),
    )
    roster = Roster(people=people, not_applicable=("3d-rendering",))
    vacancy = Vacancy(id="v", role=roles[1])
    plan = Succession(Judge(KNOWLEDGE, roster, open_roles=()), [vacancy]).plan()
    said = [*say.together(plan), say.inside_first(), say.vacancy(vacancy)]
    assert vacancy.role not in say.vacancy(vacancy.model_copy(update={"id": vacancy.role}))
    assert "autumn" in say.vacancy(vacancy.model_copy(update={"id": "autumn"}))
    for answer in plan.answers:
        for candidate in answer.candidates:
            said += [*say.readiness(candidate), say.fit(candidate.fit), say.wish(candidate)]
        said += [say.option(option) for option in answer.options]
        for chain in answer.chains:
            said += [*map(say.move, chain.moves), *say.hire(chain.hire)]
    for why in ("entry_post", "no_track", "nobody_close", "all_taken", "not_available", "not_needed"):
        said += say.hire(Hire.model_validate({"role": "packer", "why": why, "closest": ("a", NASTY)}))
    line = difference(KNOWLEDGE, *roles, {"banner-poster-design": 2})
    said += [say.difference(one) for one in (*line.new, *line.higher, *line.same, *line.dropped)]
    for text in said:
        assert "{" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        if language == "en":
            assert not re.search(r"[\u3400-\u9fff]", text.replace("名", "")), text
    assert any("[bold]x" in text for text in said)


def test_a_leads_verdict_stands_beside_the_computed_one() -> None:
    say = TeamWording(KNOWLEDGE, Messages.load("en"))
    roles = ("visual-designer", "senior-visual-designer")
    person = with_all("a", *roles, short=1)
    override = Override.model_validate(
        {
            "person": "a",
            "role": roles[1],
            "verdict": "ready",
            "reason": "saw it",
            "by": "Lee",
            "when": "2026-01-02T03:04:05Z",
        }
    )
    judge = Judge(KNOWLEDGE, Roster(people=(person,)), overrides={("a", roles[1]): override})
    found = judge.assess(person, roles[1])
    assert (found.verdict, found.stands) == ("pending", "ready")
    assert "The lead says 'ready' (Lee, 2026-01-02): saw it. The rules say 'nearly ready'." in say.readiness(
        found
    )


def test_every_message_about_teams_is_used() -> None:
    code = "".join(
        path.read_text("utf-8")
        for folder in ("matcher/team", "tui")
        for path in (ROOT / folder).rglob("*.py")
    )
    unused = []
    for key in Messages.load("en").keys():  # noqa: SIM118 - a method of messages, not of a mapping
        section, _, rest = key.partition(".")
        if section != "team" or rest.removesuffix("_remedy") != rest:
            continue
        parent, _, last = rest.rpartition(".")
        stem = last.rpartition("_")[0]
        above = parent + "." if parent else ""
        ways = [
            f'"team.{rest}"',
            f'"{rest}"',
            f"'team.{rest}'",
            *([f'"team.{above}{{', f'"{above}{{'] if above else []),
        ]
        ways += [
            f"team.{parent}.' +",
            f'"team.{stem}_{{' if stem else "\0",
            f'"{above}{stem}_{{',
        ]
        if not any(way in code for way in ways):
            unused.append(key)
    assert unused == []


def test_samples_are_marked_invented() -> None:
    for name in ("roster.yaml", "vacancies.yaml"):
        assert (builtin_root() / "samples" / name).read_text("utf-8").startswith("# Invented:")
