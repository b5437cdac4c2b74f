"""A small knowledge base and a matcher with fixed answers, so that the data of the day changes no test.

`small_knowledge.json` was cut from the knowledge base: two lines of work and what they refer to. After a
change of the models, `python -m tests.tui.app.small` cuts it again.
"""

from __future__ import annotations

import copy
import threading
from pathlib import Path

from kb import Knowledge, KnowledgeError
from kb.models.base import Aliases
from kb.records import Records
from matcher.fits import Fit, Fits, Lack, Part
from matcher.paths import personal_paths
from matcher.profile import Profile
from matcher.results import Gap, Match, MatchResult, ReadSkill, Reason, Standing, Understood
from matcher.suggest import NamedRecord
from matcher.taught import Taught
from matcher.team.desk import TeamDesk
from matcher.team.people import Person, Roster, SkillRating
from matcher.team.results import Vacancy

FILE = Path(__file__).with_name("small_knowledge.json")
FAMILIES = ("visual_design", "customer_service")


def small_knowledge() -> Knowledge:
    return Knowledge(Records.model_validate_json(FILE.read_bytes()), "small")


HOSTILE_NAME = "[/b] x\x1b[31m\u202e مرحبا 👩‍💻"
"""Markup, an escape, a bidirectional override, right-to-left letters and an emoji in one name."""


def hostile_knowledge() -> Knowledge:
    """The small one with a name that tries everything on a role, a skill and a family."""
    records = small_knowledge().records
    name = {"zh_hant": HOSTILE_NAME, "en": HOSTILE_NAME, "zh_hans": HOSTILE_NAME}

    def renamed(record, wanted):
        return (
            record.model_copy(update={"label": record.label.model_copy(update=name)})
            if record.id == wanted
            else record
        )

    return Knowledge(
        records.model_copy(
            update={
                "roles": tuple(renamed(r, "visual-designer") for r in records.roles),
                "skills": tuple(renamed(s, "image-retouching") for s in records.skills),
                "families": tuple(renamed(f, "visual_design") for f in records.families),
            }
        )
    )


def _match(role: str, family: str, score: float) -> Match:
    reasons = (
        Reason(
            kind="skill", contribution=score * 0.5, quotes=("修圖",), about="image-retouching", have=3, need=3
        ),
        Reason(kind="interest", contribution=score * 0.3, quotes=("拍照",), about="A"),
        Reason(kind="entry", contribution=score * 0.2),
    )
    gap = Gap(skill="detail-page-design", importance=5, have=0, need=3, must=True, weight=0.2, unlocks=())
    return Match(role=role, family=family, score=score, confidence=score, reasons=reasons, gaps=(gap,))


class FixedMatcher:
    """Answers every text in one of three ways, by what it holds; the same every time."""

    encoder_name = "ngram"

    def __init__(self, name: str = "ngram", turned: bool = False) -> None:
        self.encoder_name = name
        self.turned = turned
        """Whether the order is the other way round, as another encoder's would be."""
        self.asked: list[str] = []
        self.people: list[Profile | str] = []
        self.taught: Taught = ()

    def match_role(self, person: Profile | str, role: str) -> Match:  # noqa: ARG002
        return _match(role, "customer_service", 0.33)

    def standing(self, person: Profile | str) -> Standing:
        text = person if isinstance(person, str) else person.text
        read = (ReadSkill(skill="image-retouching", level=3, words=("修圖",)),)
        return Standing(skills=read if "修圖" in text else ())

    def nearest(self, words: str, limit: int = 8) -> tuple[NamedRecord, ...]:  # noqa: ARG002
        found = (NamedRecord("skill", "typography"), NamedRecord("role", "ui-designer"))
        return (*found, NamedRecord("skill", "image-retouching"))[:limit]

    def with_taught(self, taught: Taught) -> FixedMatcher:
        if taught == self.taught:
            return self
        other = copy.copy(self)
        other.taught = taught
        return other

    def fits(self, person: Profile, top: int = 10) -> Fits:
        said = self.match(person, top)
        return Fits(
            tuple(
                Fit(
                    *(m.role, m.family, m.score, m.confidence),
                    tuple(Part(**reason.model_dump()) for reason in m.reasons),
                    tuple(Lack(**gap.model_dump()) for gap in m.gaps),
                )
                for m in said.matches
            ),
            said.why,
            said.suggestions,
        )

    def match(self, person: Profile | str, top: int = 10) -> MatchResult:
        profile = person if isinstance(person, str) else person.text
        self.asked.append(profile)
        self.people.append(person)
        if "crash" in profile:
            raise RuntimeError("[/b] the matcher broke")
        if "asdf" in profile:
            return MatchResult(
                id="",
                matches=(),
                understood=(),
                not_understood=(profile,),
                abstained=True,
                why="nothing_understood",
                suggestions=("image-retouching", "typography"),
            )
        roles = [("visual-designer", 0.72), ("design-assistant", 0.61), ("ui-designer", 0.44)]
        found = [_match(role, "visual_design", score) for role, score in roles]
        found += [_match("pre-sales-agent", "customer_service", 0.2)]
        if self.turned:
            found = found[1:] + found[:1]
        said = Understood(quote="修圖", kind="skill", ids=("image-retouching",), stance="able")
        return MatchResult(
            id="", matches=tuple(found[:top]), understood=(said,), not_understood=("[/b] x",), abstained=False
        )

    def paths(self, profile, target, start=None, limit=3):  # noqa: ARG002
        knowledge = small_knowledge()
        levels = {"image-retouching": 2, "typography": 1}
        if start:
            return personal_paths(knowledge, levels, target, (), limit, (start,))
        return personal_paths(knowledge, levels, target, knowledge.graph.entries(), limit)


class FixedEngine:
    """An engine over the small knowledge and fixed answers."""

    def __init__(self, knowledge: Knowledge | None = None, hold_best: bool = False) -> None:
        self._knowledge = knowledge or small_knowledge()
        self.first = FixedMatcher()
        self.best = FixedMatcher("bilingual", turned=True)
        self.may_go_on = threading.Event()
        """Set it to let the best matcher come."""
        if not hold_best:
            self.may_go_on.set()

    def knowledge(self) -> Knowledge:
        return self._knowledge

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> FixedMatcher:  # noqa: ARG002
        if encoder == "ngram":
            return self.first
        self.may_go_on.wait(20)
        return self.best

    def desk(self, knowledge: Knowledge, path: Path | None) -> TeamDesk:
        return _desk_of(knowledge, path)


def _desk_of(knowledge: Knowledge, path: Path | None) -> TeamDesk:
    if path is None:
        return small_desk(knowledge)
    from matcher.team.desk import open_desk

    return open_desk(knowledge, path)


class HostileEngine(FixedEngine):
    """An engine over names that try everything, whose matcher does not load."""

    def __init__(self) -> None:
        super().__init__(hostile_knowledge())

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> FixedMatcher:  # noqa: ARG002
        raise OSError("[/b] no model \x1b[31m")


class BrokenEngine:
    """An engine whose knowledge cannot be used."""

    def knowledge(self) -> Knowledge:
        raise KnowledgeError("roles/x.yaml:3 id: error[unknown-key] The key 'idd' is not known here.")

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> FixedMatcher:
        raise NotImplementedError


def _of_teams(records: Records, roles: set[str]) -> dict[str, tuple[object, ...]]:
    """What is known of teams, as far as it names these roles only."""

    def known(named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(role for role in named if role in roles)

    steps = [
        step.model_copy(
            update={"roles": known(step.roles), "covered_by": known(step.covered_by), "seats": ()}
        )
        for step in records.hiring_steps
        if known(step.roles)
    ]
    splits = [rule for rule in records.split_rules if {rule.role, *rule.into} <= roles]
    return {
        "hiring_steps": tuple(steps),
        "split_rules": tuple(splits),
        "team_stages": records.team_stages,
        "formulas": records.formulas,
        "reward_ladders": records.reward_ladders,
    }


def small_desk(knowledge: Knowledge) -> TeamDesk:
    """Seven invented people in the small knowledge, with two vacancies."""

    def person(name: str, role: str, months: int, **skills: int) -> Person:
        ratings = [SkillRating(skill=s.replace("_", "-"), level=level) for s, level in skills.items()]
        return Person(id=name, role=role, post_months=months, company_months=months, skills=tuple(ratings))

    design = {
        need.skill.replace("-", "_"): need.level for need in knowledge.roles["senior-visual-designer"].skills
    }
    people = (
        person("mei", "visual-designer", 30, **design),
        person("an", "design-assistant", 14, image_retouching=2, main_image_design=3),
        person("[/b] x\x1b[31m", "design-assistant", 3),
        person("bo", "senior-visual-designer", 40, **design),
        person("chen", "pre-sales-agent", 20, online_chat_service=3),
        person("林小青", "customer-service-trainee", 8, service_mindset=3),
        Person(id="guest", outside=True, skills=(SkillRating(skill="image-retouching", level=4),)),
    )
    vacancies = (
        Vacancy(id="lead", role="senior-visual-designer"),
        Vacancy(id="chat", role="senior-customer-service-agent", openings=2),
    )
    return TeamDesk(knowledge, Roster(people=people), "samples", vacancies=vacancies)


def cut() -> None:
    """Write `small_knowledge.json` from the built-in knowledge."""
    records = Knowledge.load().records
    roles = tuple(r for r in records.roles if r.family in FAMILIES)
    ids = {r.id for r in roles}
    skills = {need.skill for role in roles for need in role.skills}
    edges = tuple(e for e in records.edges if {e.from_role, e.to_role} <= ids)
    skills |= {shown.skill for edge in edges for shown in edge.show}
    groups = {s.group for s in records.skills if s.id in skills}
    tools = {tool for role in roles for tool in role.tools}
    bare = Aliases()
    small = Records(
        sources=records.sources,
        families=tuple(f for f in records.families if f.id in FAMILIES),
        departments=records.departments,
        interests=records.interests,
        skill_groups=tuple(g for g in records.skill_groups if g.id in groups),
        quiz_items=records.quiz_items,
        skills=tuple(s.model_copy(update={"aliases": bare}) for s in records.skills if s.id in skills),
        tools=tuple(t for t in records.tools if t.id in tools),
        roles=roles,
        edges=edges,
        **_of_teams(records, ids),
    )
    FILE.write_text(small.model_dump_json(by_alias=True, exclude_defaults=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    cut()
