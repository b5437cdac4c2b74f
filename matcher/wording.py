"""Wording: results as sentences in the reader's language, quoting the person's own words.

Owns how a reason, a gap, an abstention and a confidence are said, the same on every screen and in every
report. Decides nothing about scores.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kb import Knowledge
from kb.messages import Messages
from kb.models import RUNG_LABELS
from matcher.results import Gap, Match, MatchResult, Reason, Understood

CONFIDENCE_STEPS: tuple[tuple[float, str], ...] = (
    (0.8, "very_high"),
    (0.6, "high"),
    (0.4, "fair"),
    (0.2, "low"),
    (0.0, "very_low"),
)
"""The least calibrated chance at which each word is used."""

MOST_QUOTES = 3
"""A sentence with more quotations is a list, not a sentence."""

MOST_LETTERS = 40
"""A quotation longer than this is cut in the middle; it must be recognised, not read again."""


class Wording:
    """Says results in one language, with the names of one knowledge base."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages

    def reason(self, reason: Reason, role: str = "") -> str:
        """One sentence for one part of a score.

        Args:
            reason: the part.
            role: the id of the role the score is for.
        """
        quotes = self.quotes([word for word in reason.quotes if word not in self._knowledge.skills])
        if reason.kind == "skill":
            key = "tool_quoted" if quotes and reason.via else "skill_quoted" if quotes else "skill_listed"
            return self._say(key, quotes=quotes, skill=self.skill(reason.about), levels=self._levels(reason))
        if reason.kind == "similar_skill":
            key = "similar_quoted" if quotes else "similar_listed"
            via = self.skill(reason.via) if reason.via else quotes
            return self._say(key, quotes=quotes, via=via, skill=self.skill(reason.about))
        if reason.kind == "meaning":
            return self._meaning(reason, role, quotes)
        if reason.kind == "title":
            about = reason.about if reason.about in self._knowledge.roles else role
            return self._say("title_quoted" if quotes else "title", quotes=quotes, role=self.role(about))
        if reason.kind == "interest":
            if quotes:
                return self._say("interest_quoted", quotes=quotes)
            letter = f"words.interest_{reason.about.lower()}"
            if self._messages.find(letter):
                return self._say("interest_letter", interest=self._messages.get(letter))
            return self._say("interest")
        return self._entry(reason, role)

    def _entry(self, reason: Reason, role: str) -> str:
        """How the height of a post and a person's go together; one for beginners says so."""
        known = self._knowledge.roles.get(role)
        if known is None or reason.have is None or reason.need is None:
            return self._say("entry")
        if known.entry.gate == "trained_on_the_job" and reason.need <= 2:
            return self._say("entry_trained_on_the_job")
        rungs = (reason.have, reason.need)
        have, need = (RUNG_LABELS[rung].get(self._messages.language) for rung in rungs)
        return self._say("entry_same" if have == need else "entry_near", have=have, need=need)

    def gap(self, gap: Gap, unlocks: int = 2) -> str:
        """One line for one missing skill.

        Args:
            gap: the missing skill.
            unlocks: at most so many of the other roles it brings closer are named.
        """
        known = gap.have > 0
        text = self._messages.get(
            "gaps.raise" if known else "gaps.new", skill=self.skill(gap.skill), need=gap.need, have=gap.have
        )
        if gap.must:
            text += self._messages.get("gaps.must")
        roles = [self.role(role) for role in gap.unlocks[:unlocks]]
        return text + (self._messages.get("gaps.unlocks", roles=self.listed(roles)) if roles else "")

    def confidence(self, confidence: float) -> str:
        """The human word for a calibrated chance, 0 to 1."""
        word = next((word for least, word in CONFIDENCE_STEPS if confidence >= least), "very_low")
        return self._messages.get(f"confidence.{word}")

    def abstention(self, result: MatchResult) -> tuple[str, ...]:
        """Why there is no answer, and what to add; one sentence each."""
        why = result.why or "nothing_understood"
        said = [self._messages.get(f"abstain.{why}"), self._messages.get(f"abstain.{why}_advice")]
        skills = [self.skill(skill) for skill in result.suggestions if skill in self._knowledge.skills]
        if skills:
            said.append(self._messages.get("abstain.consider", skills=self.listed(skills[:6])))
        return tuple(said)

    def stance_names(self, understood: Iterable[Understood], stance: str) -> tuple[str, ...]:
        """The names of skills and tools of which a person says one thing, each once."""
        return tuple(
            dict.fromkeys(
                self.record(item.kind, item.ids[0])
                for item in understood
                if item.stance == stance and item.kind in ("skill", "tool") and item.ids
            )
        )

    def encoder(self, name: str) -> str:
        """What a person should know of the encoder that served."""
        known = self._messages.find(f"encoder.{name}")
        return known if known else self._messages.get("encoder.other", name=name)

    def role(self, role: str) -> str:
        """The name of a role; the id itself when the knowledge base has no such role."""
        return self.record("role", role)

    def skill(self, skill: str) -> str:
        """The name of a skill; the id itself when the knowledge base has no such skill."""
        return self.record("skill", skill)

    def record(self, kind: str, record: str) -> str:
        """The name of a role, skill, tool or family in the reader's language."""
        knowledge = self._knowledge
        found = (
            knowledge.roles.get(record)
            if kind == "role"
            else knowledge.tools.get(record)
            if kind == "tool"
            else knowledge.families.get(record)
            if kind == "family"
            else knowledge.skills.get(record)
        )
        return found.label.get(self._messages.language) if found else record

    def quotes(self, words: Sequence[str]) -> str:
        """The person's own words between quotation marks; an empty string when there are none."""
        shown = list(dict.fromkeys(filter(None, (shorten(clean(word)) for word in words))))
        quoted = [self._messages.get("words.quote", text=word) for word in shown[:MOST_QUOTES]]
        return self.listed(quoted)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row, as the language joins them; quoted Chinese names need no comma between them."""
        comma = self._messages.get("words.comma")
        if self._messages.language != "en" and all(name.startswith("「") for name in names):
            comma = ""
        return comma.join(names)

    def _meaning(self, reason: Reason, role: str, quotes: str) -> str:
        where, _, duty_id = reason.about.partition("/")
        record = self._knowledge.roles.get(where) or self._knowledge.roles.get(role)
        duty = next((d for d in record.duties if d.id == duty_id), None) if record else None
        if duty is not None:
            text = duty.text.get(self._messages.language).rstrip("。.") + self._messages.get("words.stop")
            return self._say("meaning_duty_quoted" if quotes else "meaning_duty", quotes=quotes, duty=text)
        name = self.role(where if where in self._knowledge.roles else role)
        return self._say("meaning_role_quoted" if quotes else "meaning_role", quotes=quotes, role=name)

    def _levels(self, reason: Reason) -> str:
        if reason.have is None or reason.need is None:
            return ""
        key = "levels_met" if reason.have >= reason.need else "levels_short"
        return self._say(key, have=reason.have, need=reason.need)

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"reasons.{key}", **values)


def points(score: float) -> int:
    """A score of 0 to 1 as points of 100."""
    return round(score * 100)


def shares(match: Match) -> tuple[int, ...]:
    """The contributions as whole points that sum exactly to the shown score.

    Largest remainders are rounded up first (Hamilton's method); ties go to the earlier reason.
    """
    exact = [reason.contribution * 100 for reason in match.reasons]
    whole = [int(value // 1) for value in exact]
    left = points(match.score) - sum(whole)
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for index in by_remainder[: max(left, 0)]:
        whole[index] += 1
    return tuple(whole)


def grouped(match: Match) -> tuple[tuple[Reason, int], ...]:
    """The reasons with their points, likeness to the same record told in one; largest first.

    Points sum to the shown score, as those of `shares` do.
    """
    together: dict[tuple[str, str], tuple[Reason, int]] = {}
    for place, (reason, share) in enumerate(zip(match.reasons, shares(match), strict=True)):
        key = ("meaning", reason.about) if reason.kind == "meaning" else (reason.kind, str(place))
        if key in together:
            before, so_far = together[key]
            told = before.model_copy(
                update={
                    "contribution": before.contribution + reason.contribution,
                    "quotes": tuple(dict.fromkeys((*before.quotes, *reason.quotes))),
                }
            )
            together[key] = (told, so_far + share)
        else:
            together[key] = (reason, share)
    return tuple(sorted(together.values(), key=lambda pair: -pair[1]))


def clean(text: str) -> str:
    """A person's words made safe to print: one line, no control, format or bidirectional characters."""
    kept = (
        "" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and not c.isspace() else c for c in text
    )
    return " ".join("".join(kept).split())


def shorten(text: str, most: int = MOST_LETTERS) -> str:
    """A text cut in the middle when it has more than `most` characters."""
    if len(text) <= most:
        return text
    head = (most - 5) * 2 // 3
    start, end = text[:head], text[len(text) - (most - 5 - head) :]
    # A word of Latin letters is kept whole or left out, unless that would leave little.
    if _IN_WORD.match(text[head - 1 : head + 1]) and " " in start[head // 2 :]:
        start = start.rpartition(" ")[0]
    if _IN_WORD.match(text[-len(end) - 1 : 1 - len(end)]) and " " in end[: len(end) // 2 + 1]:
        end = end.partition(" ")[2]
    between = " ... " if text.isascii() else "..."
    return f"{start.rstrip()}{between}{end.lstrip()}"


_IN_WORD = re.compile(r"[0-9A-Za-z]{2}")


__all__ = ["CONFIDENCE_STEPS", "Wording", "clean", "grouped", "points", "shares", "shorten"]
