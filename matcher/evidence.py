"""Evidence: what a profile gives the score to go by, each piece with the person's own words.

Turns a profile into clauses, skills with levels, titles and likings. Weighs nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb import Knowledge
from kb.chinese import fold
from kb.models import Tool
from matcher.boilerplate import without_boilerplate
from matcher.cues import Stance
from matcher.fits import Met
from matcher.linker import Linked, Linker, Mention
from matcher.outside import Manner, manner, without_orders
from matcher.profile import Profile
from matcher.relatives import without_relatives

NEAR_START = 3
"""A lack that stands so near to a clause's start denies all of it: 也沒有寫過程式."""


@dataclass
class SkillEvidence:
    """What speaks for one skill."""

    level: int
    """The best level shown, 1 to 5."""
    quotes: list[str] = field(default_factory=list)
    """The person's own words."""
    via: str = ""
    """The tool that showed it, where no name of the skill itself was met."""


@dataclass(frozen=True)
class TitleEvidence:
    """A job title in a text."""

    roles: tuple[str, ...]
    """The roles it names."""
    quote: str
    """The person's own words."""
    stance: Stance
    """Held (`able`), wished for or disclaimed."""
    weight: float
    """How much of its clause it fills, 0 to 1: 'store manager' alone is surer than in passing."""


@dataclass
class Evidence:
    """Everything a profile gives to go by."""

    clauses: dict[str, str]
    """Folded clause -> the person's own words; each clause once, in order."""
    skills: dict[str, SkillEvidence]
    """Skills shown."""
    liked: dict[str, str]
    """Skills liked -> words."""
    wished: dict[str, str]
    """Skills one wants to learn -> words."""
    lacked: dict[str, str]
    """Skills one says one lacks -> words."""
    tools: dict[str, str]
    """Tools used -> words."""
    titles: list[TitleEvidence]
    """Titles named."""
    families: dict[str, str]
    """Families named -> words."""
    interest_words: dict[str, str]
    """Folded interest words -> words."""
    names: dict[str, str]
    """Names of the knowledge base that were met -> words."""
    folded: str
    """The folded text, names of tools blanked out: nobody manages who uses an Ads Manager."""
    exact: dict[str, str] = field(default_factory=dict)
    """Clause as read, gender and age left out -> the person's words letter for letter, where they differ."""

    manner: Manner = field(default_factory=Manner)
    """How the text speaks."""
    linked: Linked | None = None
    """The text with all its mentions."""
    counted: list[Mention] = field(default_factory=list)
    """Those that the person did not call misread."""
    listed: list[Met] = field(default_factory=list)
    """What was understood of what stands in fields of its own."""
    unknown: list[str] = field(default_factory=list)
    """What was not, there."""

    @property
    def understood(self) -> tuple[Met, ...]:
        """All that was understood, for showing."""
        return tuple(dict.fromkeys((*map(_understood, self.counted), *self.listed)))

    @property
    def not_understood(self) -> tuple[str, ...]:
        """Clauses in which nothing known was met."""
        clauses = self.linked.uncovered() if self.linked is not None else ()
        return self.letter_for_letter(dict.fromkeys((*clauses, *self.unknown)))

    def letter_for_letter(self, quotes: Iterable[str]) -> tuple[str, ...]:
        """Quotes of clauses as the person wrote them."""
        return tuple([self.exact.get(quote, quote) for quote in quotes] if self.exact else quotes)


def gather(profile: Profile, knowledge: Knowledge, linker: Linker) -> Evidence:
    """The evidence in a profile.

    Args:
        profile: what is known of a person.
        knowledge: names and tools.
        linker: finds mentions.
    """
    evidence = Evidence({}, {}, {}, {}, {}, {}, [], {}, {}, {}, "")
    linked = evidence.linked = linker.link(_of_the_person(profile.text))
    disowned = {skill for name in profile.not_mine for skill, _ in _skills_named(name, linker)[0]}
    for mention in linked.mentions:
        if disowned and all(
            target.kind == "skill" and target.id in disowned for target in mention.form.targets
        ):
            continue
        _note(evidence, mention, linked, knowledge, linker.cues.tool_level, linker.cues.default_level)
        evidence.counted.append(mention)
    _add_clauses(evidence, linked, profile.text)
    for skill in disowned:
        evidence.skills.pop(skill, None)
    _add_listed(evidence, profile, linker, evidence.listed, evidence.unknown)
    evidence.folded = _without_tools(linked)
    evidence.manner = manner(profile.text, linked.folded.text, linked.named())
    for skill in evidence.lacked.keys() & evidence.skills.keys():
        del evidence.lacked[skill]
    return evidence


def _of_the_person(text: str) -> str:
    """What a text says of its writer; every position stays true."""
    return without_boilerplate(without_relatives(without_orders(text))).text


def _without_tools(linked: Linked) -> str:
    text = linked.folded.text
    for mention in linked.mentions:
        if mention.form.targets[0].kind == "tool":
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _add_clauses(evidence: Evidence, linked: Linked, written: str) -> None:
    folded, changed = linked.folded, linked.folded.original != written
    starts = [mention.start for mention in linked.mentions]
    for clause, cues in zip(linked.clauses, linked.cues, strict=True):
        held = linked.mentions[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        if any(mention.stance == "lack" for mention in held):
            continue
        if not held and cues and cues[0].kind == "lack" and cues[0].start <= NEAR_START:
            continue
        words = folded.quote(clause.start, clause.end).strip()
        evidence.clauses.setdefault(fold(clause.text), words)
        if changed:
            exact = written[folded.origin[clause.start] : folded.origin[clause.end - 1] + 1].strip()
            if exact != words:
                evidence.exact.setdefault(words, exact)


def _note(
    evidence: Evidence,
    mention: Mention,
    linked: Linked,
    knowledge: Knowledge,
    tool_level: int,
    usual_level: int,
) -> None:
    quote = mention.quote
    if mention.stance != "lack":
        evidence.names.setdefault(mention.form.name, quote)
    store = {"like": evidence.liked, "wish": evidence.wished, "lack": evidence.lacked}.get(mention.stance)
    roles: list[str] = []
    for target in mention.form.targets:
        if target.kind == "role":
            roles.append(target.id)
        elif target.kind == "skill":
            if store is None:
                _show(evidence, target.id, mention.level or usual_level, quote)
            else:
                store[target.id] = min(quote, store.get(target.id, quote))
        elif target.kind == "tool":
            _note_tool(evidence, mention, knowledge.tools[target.id], tool_level, store)
        elif target.kind == "family" and mention.stance != "lack":
            evidence.families.setdefault(target.id, quote)
        elif target.kind == "interest" and mention.stance != "lack":
            evidence.interest_words.setdefault(fold(quote), quote)
    if roles and mention.stance != "lack":
        clause = next(c for c in linked.clauses if c.start <= mention.start < c.end)
        held = mention.stance if mention.stance == "wish" else "able"
        share = (mention.end - mention.start) / (clause.end - clause.start)
        _hold(evidence, TitleEvidence(tuple(roles), quote, held, share))


def _note_tool(
    evidence: Evidence, mention: Mention, tool: Tool, tool_level: int, store: dict[str, str] | None
) -> None:
    """A tool shows its skills when it is used; lacking it says nothing about them."""
    if mention.stance == "lack":
        return
    evidence.tools.setdefault(tool.id, mention.quote)
    for skill in tool.shows:
        if store is None:
            _show(evidence, skill, mention.level or tool_level, mention.quote, via=tool.id)
        else:
            store[skill] = min(mention.quote, store.get(skill, mention.quote))


def _hold(evidence: Evidence, title: TitleEvidence) -> None:
    """Note a title; said twice it is still one post."""
    if title not in evidence.titles:
        evidence.titles.append(title)


def _show(evidence: Evidence, skill: str, level: int, quote: str, via: str = "") -> None:
    known = evidence.skills.get(skill)
    if known is None:
        evidence.skills[skill] = SkillEvidence(level, [quote], via)
        return
    if quote not in known.quotes:
        known.quotes.append(quote)
    # Empty sorts first: the skill's own name beats a tool, and among tools a text's order must not matter.
    known.via = min(known.via, via)
    known.level = max(known.level, level)


def _add_listed(
    evidence: Evidence, profile: Profile, linker: Linker, shown: list[Met], unknown: list[str]
) -> None:
    """Skills, interests and titles that stand in their own fields."""
    usual = linker.cues.default_level
    for listed in profile.skills:
        skills, understood, names = _skills_named(listed.skill, linker)
        for name in names:
            evidence.names.setdefault(name, listed.skill)
        if not skills:
            unknown.append(listed.skill)
        for skill, via in skills:
            _show(evidence, skill, listed.level or usual, listed.skill, via)
        evidence.clauses.setdefault(fold(listed.skill), listed.skill)
        shown += [met._replace(level=listed.level or met.level) for met in understood]
    for interest in profile.interests:
        linked = linker.link(interest)
        for mention in linked.mentions:
            for target in mention.targets("skill"):
                evidence.liked.setdefault(target.id, interest)
            shown.append(_understood(mention)._replace(stance="like"))
        evidence.interest_words.setdefault(fold(interest), interest)
    for title in profile.experience:
        linked = linker.link(title)
        for mention in linked.mentions:
            roles = tuple(target.id for target in mention.targets("role"))
            if roles:
                _hold(evidence, TitleEvidence(roles, title, "able", 1.0))
            shown.append(_understood(mention))
        evidence.clauses.setdefault(fold(title), title)


def _skills_named(name: str, linker: Linker) -> tuple[list[tuple[str, str]], list[Met], list[str]]:
    """(skill, via tool) pairs that a listed name means: an id, or names found in it; and those names."""
    if name in linker.lexicon.skill_ids:
        label = linker.lexicon.skill_ids[name]
        return [(name, "")], [Met(name, "skill", (name,), "able")], [label]
    found: list[tuple[str, str]] = []
    understood: list[Met] = []
    names: list[str] = []
    for mention in linker.link(name).mentions:
        understood.append(_understood(mention))
        names.append(mention.form.name)
        found += [(target.id, "") for target in mention.targets("skill")]
        for target in mention.targets("tool"):
            found += [(skill, target.id) for skill in linker.lexicon.tool_skills[target.id]]
    return found, understood, names


def _understood(mention: Mention) -> Met:
    form = mention.form
    return Met(mention.quote, form.targets[0].kind, form.ids, mention.stance, mention.level)
