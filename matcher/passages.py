"""Passages: the knowledge base as weighted sentences, each speaking for families and roles.

The affinity model learns the trade's language from these and from nothing else. No posting, no CV. Beside
what the knowledge base says of a role stand phrases by which people tell that they do it, written by us for
this (`data/matching/own_words.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kb import Knowledge
from kb.models import LANGUAGES, Role, Skill, Text
from matcher.matching_data import matching_document

BACKGROUND = "_background"
"""The class of what every posting and CV says, whatever the trade."""

TITLE_WEIGHT = 1.5
"""A job title is the shortest and surest sign of a line of work."""

OWN_WORDS_WEIGHT = 0.4
"""A person's way of saying counts two fifths of a duty as we would put it: there are three times as many."""

GENERAL_WEIGHT = 0.3
"""General abilities are asked for everywhere and so say little about where."""

LEVEL_WEIGHT = 0.5
"""Level descriptions hold more ordinary words than names do."""

TOOL_WEIGHT = 0.7
"""A tool is evidence of a skill, one step removed."""

OCCUPATION_TITLE_WEIGHT = 1.0
"""A title from a public classification was judged near to a role by us, not written for it."""

OCCUPATION_SKILL_WEIGHT = 0.5
"""Skill labels of a classification are many and partly general."""

BACKGROUND_WEIGHT = 2.0
"""Commonplaces are few and must hold their own against forty thousand trade passages."""

ELSEWHERE_WEIGHT = 0.7
"""What is said of other things in life is said in everyday words, in which people tell of their work too."""

DICTIONARY_WEIGHT = 0.3
"""A dictionary's words are many; together they must not outweigh the trade."""

DICTIONARY_STEP = 8
"""Every eighth word of the dictionary is a fair sample of the language and quick to read."""

LEAST_SHARE = 0.05
"""A family that needs a skill less than this share of all families' need does not speak through it."""


@dataclass(frozen=True)
class Passage:
    """A piece of text that speaks for one family, and perhaps for one role."""

    text: str
    """As written in the knowledge base."""
    family: str
    """Family id or `BACKGROUND`."""
    weight: float
    """How much it counts."""
    role: str | None = None
    """Role id, where it speaks for one."""


def need_by_family(knowledge: Knowledge) -> Mapping[str, Mapping[str, float]]:
    """How much each family needs each skill.

    Returns:
        skill id -> family id -> share, summing to 1 over families. A role contributes the importance of each
        requirement and 1 for each duty that draws on the skill, averaged over the family's roles.
    """
    totals: dict[str, dict[str, float]] = {}
    for family in knowledge.families:
        roles = knowledge.roles_of(family)
        for role in roles:
            for skill, amount in role_needs(role).items():
                row = totals.setdefault(skill, {})
                row[family] = row.get(family, 0.0) + amount / len(roles)
    return {
        skill: {family: amount / sum(row.values()) for family, amount in row.items()}
        for skill, row in totals.items()
    }


def role_needs(role: Role) -> Mapping[str, float]:
    """Importance of each skill to a role, with 1 more for each duty that draws on it."""
    needs: dict[str, float] = {q.skill: float(q.importance) for q in role.skills}
    for duty in role.duties:
        for skill in duty.skills:
            needs[skill] = needs.get(skill, 0.0) + 1.0
    return needs


def passages(knowledge: Knowledge) -> Iterator[Passage]:
    """Every passage of a knowledge base, in a stable order."""
    for family in knowledge.families.values():
        for text in (*family.names(), *_both(family.description)):
            yield Passage(text, family.id, 1.0)
    for role in knowledge.roles.values():
        yield from _of_role(role)
    yield from own_words(knowledge)
    yield from _of_occupations(knowledge)
    shares = need_by_family(knowledge)
    for skill in knowledge.skills.values():
        yield from _of_skill(skill, shares.get(skill.id, {}))
    yield from _of_tools(knowledge, shares)
    yield from _of_background()


def own_words(knowledge: Knowledge) -> Iterator[Passage]:
    """What people who hold a role say of themselves, for the roles that a knowledge base has."""
    for role_id, phrases in matching_document("own_words").data.items():
        role = knowledge.roles.get(role_id)
        if role is None:
            continue
        for language in ("zh-Hant", "en"):
            for text in phrases[language]:
                yield Passage(text, role.family, OWN_WORDS_WEIGHT, role.id)


def _of_background() -> Iterator[Passage]:
    background = matching_document("background").data
    for key, weight in (
        *((language, BACKGROUND_WEIGHT) for language in LANGUAGES),
        ("elsewhere-zh", ELSEWHERE_WEIGHT),
        ("elsewhere-en", ELSEWHERE_WEIGHT),
    ):
        for text in background.get(key, ()):
            yield Passage(text, BACKGROUND, weight)
    for text in _general_words():
        yield Passage(text, BACKGROUND, DICTIONARY_WEIGHT)


def _of_occupations(knowledge: Knowledge) -> Iterator[Passage]:
    for occupation in knowledge.records.occupations:
        family_id = knowledge.roles[occupation.role].family
        for title in (occupation.label, *occupation.titles):
            yield Passage(title, family_id, OCCUPATION_TITLE_WEIGHT, occupation.role)
        for label in occupation.skills:
            yield Passage(label, family_id, OCCUPATION_SKILL_WEIGHT)


def _of_tools(knowledge: Knowledge, shares: Mapping[str, Mapping[str, float]]) -> Iterator[Passage]:
    for tool in knowledge.tools.values():
        for shown in tool.shows:
            for family_id, share in _strongest(shares.get(shown, {})):
                for name in tool.names():
                    yield Passage(name, family_id, share * TOOL_WEIGHT)


def _of_role(role: Role) -> Iterator[Passage]:
    for name in role.names():
        yield Passage(name, role.family, TITLE_WEIGHT, role.id)
    for text in (*_both(role.mission), *_both(role.day)):
        yield Passage(text, role.family, 1.0, role.id)
    for duty in role.duties:
        for text in _both(duty.text):
            yield Passage(text, role.family, 1.0, role.id)


def _of_skill(skill: Skill, shares: Mapping[str, float]) -> Iterator[Passage]:
    levels = (*skill.levels.zh_hant, *skill.levels.en, *_both(skill.practice))
    general = skill.kind == "general"
    factor = GENERAL_WEIGHT if general else 1.0
    for family, share in _strongest(shares):
        for name in skill.names():
            yield Passage(name, family, share * factor)
        for text in levels:
            yield Passage(text, family, share * factor * LEVEL_WEIGHT)
    if general:
        for text in (*skill.names(), *levels):
            yield Passage(text, BACKGROUND, 1.0)


def _strongest(shares: Mapping[str, float], most: int = 5) -> list[tuple[str, float]]:
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [(family, share) for family, share in ranked if share > LEAST_SHARE]


def _both(text: Text) -> tuple[str, str]:
    return text.zh_hant, text.en


@cache
def _general_words() -> tuple[str, ...]:
    """A sample of ordinary words, Chinese with English, from CC-CEDICT: language outside the trade."""
    from matcher.encoders.gloss import read_dictionary

    entries = list(read_dictionary().items())
    return tuple(f"{word} {glosses[0]}" for word, glosses in entries[::DICTIONARY_STEP])
