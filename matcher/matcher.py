"""The matcher: a person in, ranked and explained roles out. The one door for every front end.

Loads nothing until asked; holds one knowledge base, its lexicon and its affinity model.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.chinese import fold
from kb.models import TermCounts
from matcher.affinity import Affinity
from matcher.confidence import builtin_calibration, confidence_features
from matcher.encoders.base import THREADS
from matcher.evidence import Evidence, gather
from matcher.fits import Fit, Fits, as_match, as_understood
from matcher.gaps import gaps, unlocked_by
from matcher.lexicon import Lexicon
from matcher.linker import Linker
from matcher.meaning import Meaning
from matcher.paths import PersonalPath, paths_of
from matcher.profile import Profile
from matcher.pull import pulls
from matcher.reading import Reading
from matcher.results import AbstainReason, Match, MatchResult, ReadSkill, Standing
from matcher.score import DIGITS, Scored, Scorer
from matcher.seniority import only_standing
from matcher.suggest import NamedRecord, NearestNames, Suggestions
from matcher.taught import Taught, taught_lexicon
from matcher.weights import Weights, builtin_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS_ONLY = "ngram"
"""The encoder that needs no model: the affinity model's own character n-grams serve alone."""

MOST_BUYING = 2
"""From so many different words of buyers on, a text is written to a shop and not about work in one."""

MOST_OTHERS = 12
"""So many of the best roles are looked at when saying what a gap would unlock."""


class Matcher:
    """Matches people to the roles of one knowledge base."""

    def __init__(
        self, knowledge: Knowledge, weights: Weights | None = None, meaning: Meaning | None = None
    ) -> None:
        self.knowledge = knowledge
        self.weights = weights or builtin_weights()
        lexicon = Lexicon.of(knowledge)
        self._own_lexicon = lexicon
        self.linker = Linker(lexicon)
        encoder = meaning.encoder if meaning is not None else None
        self._names = NearestNames(knowledge, encoder)
        self._suggestions = Suggestions(knowledge)
        self.scorer = Scorer(
            knowledge,
            Affinity.of(knowledge),
            pulls(knowledge, lexicon),
            self.linker,
            self.weights,
            meaning,
        )

    @classmethod
    def load(
        cls,
        knowledge: Knowledge | None = None,
        encoder: str | None = None,
        overlays: Sequence[Path] = (),
        taught: Taught = (),
        threads: int = THREADS,
    ) -> Matcher:
        """A matcher ready to answer.

        Args:
            knowledge: the knowledge base; the built-in one with `overlays` by default.
            encoder: which encoder reads what the lexicon does not know; the best available by default.
            overlays: knowledge folders laid over the built-in one.
            taught: what the person taught, see `matcher.taught`; nothing by default, so that files of many
                people are read the same for everybody.
            threads: texts read at the same time; 1 in a process that has others beside it.

        Raises:
            BrokenKnowledge: when knowledge files have errors.
        """
        base = knowledge or Knowledge.load(overlays)
        loaded = cls(base, meaning=_meaning(base, encoder, threads))
        return loaded.with_taught(taught) if taught else loaded

    @classmethod
    def prepare(
        cls, knowledge: Knowledge, progress: Callable[[str, int, int], None] | None = None
    ) -> Matcher:
        """Compile everything a first match would otherwise wait for, with the best encoder that is built.

        Args:
            knowledge: the knowledge base.
            progress: called with (stage, done, total).
        """
        from matcher.encoders import load_encoder

        encoder = load_encoder(None, knowledge)
        if encoder.name == WORDS_ONLY:
            return cls(knowledge)
        meaning = Meaning.load(knowledge, encoder) or Meaning.build(knowledge, encoder, progress)
        return cls(knowledge, meaning=meaning)

    @property
    def encoder_name(self) -> str:
        """Which encoder serves."""
        return self.scorer.meaning.encoder.name if self.scorer.meaning is not None else WORDS_ONLY

    def match(self, profile: Profile | str, top: int = 10) -> MatchResult:
        """Rank the roles for one person.

        Args:
            profile: a profile, or free text.
            top: how many roles to return.

        Returns:
            Ranked roles with reasons, or an abstention that says why.
        """
        person = Profile(text=profile) if isinstance(profile, str) else profile
        evidence, reading = self._read(person)
        fits = self._fits(person, evidence, reading, top)
        counted: frozenset[str] = frozenset()
        if fits.roles:
            counted = frozenset(evidence.letter_for_letter(self.scorer.counted(fits.roles[0].role, reading)))
        return MatchResult(
            id=person.id,
            matches=tuple(map(as_match, fits.roles)),
            understood=tuple(map(as_understood, evidence.understood)),
            not_understood=tuple(
                words
                for words in evidence.not_understood
                if words not in counted and any(map(str.isalpha, words)) and not only_standing(fold(words))
            ),
            abstained=fits.why is not None,
            why=fits.why,
            suggestions=fits.suggestions,
            encoder=self.encoder_name,
            knowledge=self.knowledge.digest,
        )

    def fits(self, profile: Profile, top: int = 10) -> Fits:
        """What `match` says of roles, in light records; for many people."""
        return self._fits(profile, *self._read(profile), top)

    def match_role(self, profile: Profile | str, role: str) -> Match:
        """How one role fits one person, whatever its rank.

        Raises:
            UnknownRecord: when there is no such role.
        """
        person = Profile(text=profile) if isinstance(profile, str) else profile
        found = self.knowledge.role(role)
        evidence, reading = self._read(person)
        affinities = self.scorer.family_affinity(reading)
        scored = self.scorer.score(found, evidence, reading, person.riasec)
        moves = self.knowledge.graph.next_moves(found.id)
        unlocked = unlocked_by((self.scorer.demands[edge.to_role] for edge in moves), evidence)
        return as_match(
            self._fit(scored, evidence, _confidence(found.family, affinities, evidence, reading), unlocked)
        )

    def match_many(self, profiles: Iterable[Profile | str], top: int = 10) -> Iterator[MatchResult]:
        """Rank the roles for many people, one after another, in constant memory."""
        for profile in profiles:
            yield self.match(profile, top)

    def paths(
        self, profile: Profile | str | None, target: str, start: str | None = None, limit: int = 3
    ) -> tuple[PersonalPath, ...]:
        """The best ways to a role, from a post, the person's own posts, or by coming in at an entry role.

        A post counts as their own when the profile names it or the text says that they hold or held it.

        Args:
            profile: what is known of the person, if anything.
            target: the role dreamt of: an id or any name.
            start: where to begin: an id or any name.
            limit: how many ways.

        Raises:
            UnknownRecord: when there is no such role.
        """
        person = Profile(text=profile) if isinstance(profile, str) else profile or Profile()
        return paths_of(self.knowledge, self.standing(person), target, start or person.current_role, limit)

    def standing(self, profile: Profile | str) -> Standing:
        """What somebody can, as it was read, and the posts they say they hold or held.

        Args:
            profile: what is known of the person.
        """
        person = Profile(text=profile) if isinstance(profile, str) else profile
        evidence = gather(person, self.knowledge, self.linker)
        skills = [
            ReadSkill(skill=skill, level=shown.level, words=evidence.letter_for_letter(shown.quotes))
            for skill, shown in evidence.skills.items()
        ]
        held = (title.roles for title in evidence.titles if title.stance == "able")
        # A title that several posts share means the lowest of them.
        posts = (min(roles, key=lambda role: (self.knowledge.roles[role].rung, role)) for roles in held)
        return Standing(skills=tuple(skills), posts=tuple(dict.fromkeys(posts)))

    def rank_all(self, profile: Profile) -> tuple[bool, dict[str, float]]:
        """Every role's score without reasons, for evaluation: (would abstain, role -> score)."""
        evidence, reading = self._read(profile)
        why = self._abstains(profile, evidence, reading, self.scorer.family_affinity(reading))
        totals = self.scorer.totals(evidence, reading, profile.riasec).tolist()
        return why is not None, dict(zip(self.scorer.affinity.roles, totals, strict=True))

    def with_taught(self, taught: Taught) -> Matcher:
        """The same matcher with other words taught, in place of any taught before; costs milliseconds.

        Args:
            taught: see `matcher.taught`; entries for records of other knowledge are left out.
        """
        other = copy.copy(self)
        other.linker = Linker(taught_lexicon(self._own_lexicon, taught, self.knowledge), self.linker.cues)
        return other

    def nearest(self, words: str, limit: int = 8) -> tuple[NamedRecord, ...]:
        """The skills, tools and roles that words may mean, nearest first; slow the first time.

        Args:
            words: what somebody wrote.
            limit: how many.
        """
        return self._names.nearest(words, limit)

    def with_counts(self, counts: tuple[TermCounts, ...]) -> Matcher:
        """The same matcher with other counts of real postings, for cross-fitting."""
        records = self.knowledge.records.model_copy(update={"term_counts": counts})
        other = copy.copy(self)
        other.knowledge = Knowledge(records, "")
        other.scorer = Scorer(
            other.knowledge,
            self.scorer.affinity,
            pulls(other.knowledge, self._own_lexicon),
            self.linker,
            self.weights,
            self.scorer.meaning,
        )
        return other

    def _read(self, person: Profile) -> tuple[Evidence, Reading]:
        evidence = gather(person, self.knowledge, self.linker)
        return evidence, self.scorer.read(evidence)

    def _fits(self, person: Profile, evidence: Evidence, reading: Reading, top: int) -> Fits:
        affinities = self.scorer.family_affinity(reading)
        why = self._abstains(person, evidence, reading, affinities)
        if why is not None:
            # What a buyer complains of is nothing to ask the writer about.
            words = () if why == "from_a_buyer" else evidence.not_understood
            return Fits((), why, self._suggestions.skills(words))
        ranked = self._ranked(self.scorer.totals(evidence, reading, person.riasec))
        unlocked = unlocked_by([self.scorer.demands[role] for role in ranked[:MOST_OTHERS]], evidence)
        scored = [
            self.scorer.score(self.knowledge.roles[role], evidence, reading, person.riasec)
            for role in ranked[:top]
        ]
        families = dict.fromkeys(s.role.family for s in scored)
        sure = {family: _confidence(family, affinities, evidence, reading) for family in families}
        return Fits(tuple(self._fit(s, evidence, sure[s.role.family], unlocked) for s in scored))

    def _fit(
        self,
        scored: Scored,
        evidence: Evidence,
        confidence: float,
        unlocked: Mapping[str, Sequence[str]],
    ) -> Fit:
        return Fit(
            role=scored.role.id,
            family=scored.role.family,
            score=scored.score,
            confidence=confidence,
            parts=scored.reasons,
            lacks=gaps(self.scorer.demands[scored.role.id], evidence, unlocked),
        )

    def _ranked(self, totals: NDArray[np.float64]) -> list[str]:
        """Role ids, best first; those that show the same score by id."""
        by_id = self._by_id
        order = (-totals[by_id]).round(DIGITS).argsort(kind="stable")
        roles = self.scorer.affinity.roles
        return [roles[place] for place in by_id[order].tolist()]

    @cached_property
    def _by_id(self) -> NDArray[np.int64]:
        """Places of the roles in the order of their ids."""
        import numpy as np

        return np.argsort(np.array(self.scorer.affinity.roles))

    def _abstains(
        self, person: Profile, evidence: Evidence, reading: Reading, affinities: dict[str, float]
    ) -> AbstainReason | None:
        if person.is_empty:
            return "empty"
        if person.riasec:
            return None
        if evidence.manner.is_code:
            return "nothing_understood"
        if evidence.manner.buying >= MOST_BUYING:
            return "from_a_buyer"
        known = evidence.skills or evidence.liked or evidence.wished or evidence.titles
        if known and not self._by_chance(person, evidence, reading):
            return None
        if evidence.manner.only_asks:
            return "nothing_understood"
        if evidence.manner.other_work and not evidence.names:
            return "out_of_trade"
        if max(affinities.values(), default=0.0) < self.weights.abstain.least_affinity:
            return "nothing_understood"
        if reading.trade < self.weights.abstain.least_trade:
            return "out_of_trade"
        return None

    def _by_chance(self, person: Profile, evidence: Evidence, reading: Reading) -> bool:
        """Whether the one name that was met stands in a text about something else."""
        limits = self.weights.abstain
        return (
            not (person.skills or person.interests or person.experience)
            and not evidence.manner.own_voice
            and len(evidence.names) <= 1
            and evidence.manner.covered < limits.least_covered
            and reading.trade < limits.least_beside
        )


def _confidence(family: str, affinities: dict[str, float], evidence: Evidence, reading: Reading) -> float:
    return builtin_calibration().confidence(answer_features(family, affinities, evidence, reading))


def answer_features(
    family: str, affinities: dict[str, float], evidence: Evidence, reading: Reading
) -> dict[str, float]:
    """What confidence in a family rests on, for one person."""
    names, clauses = len(evidence.names), len(reading.clauses)
    return confidence_features(family, affinities, reading.trade, names, clauses, evidence.manner)


def _meaning(knowledge: Knowledge, encoder: str | None, threads: int) -> Meaning | None:
    """The encoder's reading, when one is asked for or built; None means words alone."""
    if encoder == WORDS_ONLY:
        return None
    from matcher.encoders import load_encoder

    chosen = load_encoder(encoder, threads=threads)
    if chosen.name == WORDS_ONLY:
        return None
    built = Meaning.load(knowledge, chosen)
    if built is None and encoder is not None:
        return Meaning.build(knowledge, chosen)
    return built
