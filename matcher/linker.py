"""Linking: a text to mentions of skills, tools, titles and interests, each with the person's own words.

Finds the longest known form at each place, then reads the cues around it. Scores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from matcher.cues import Cue, Cues, Stance, builtin_cues
from matcher.lexicon import Form, Lexicon, Target
from matcher.text import Clause, Folded, clauses, fold_with_origin, tokens


@dataclass(frozen=True)
class Mention:
    """A place in a text that names records."""

    start: int
    """Start in the folded text."""
    end: int
    """End in the folded text."""
    quote: str
    """The person's own words."""
    form: Form
    """The form met, with what it names."""
    stance: Stance
    """What is said of it."""
    level: int | None
    """The level the words around it speak of, 1 to 5, or None."""

    def targets(self, kind: str) -> tuple[Target, ...]:
        """What it names of one kind."""
        return tuple(target for target in self.form.targets if target.kind == kind)


@dataclass(frozen=True)
class Linked:
    """A text with its mentions."""

    folded: Folded
    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]

    def uncovered(self) -> tuple[str, ...]:
        """The clauses in which nothing was understood, in the person's own words, each once."""
        found = []
        for clause in self.clauses:
            if not any(m.start < clause.end and clause.start < m.end for m in self.mentions):
                words = self.folded.quote(clause.start, clause.end).strip()
                if any(c.isalnum() for c in words):
                    found.append(words)
        return tuple(dict.fromkeys(found))


class Linker:
    """Finds mentions with one lexicon and one set of cues."""

    def __init__(self, lexicon: Lexicon, cues: Cues | None = None) -> None:
        self.lexicon = lexicon
        self.cues = cues or builtin_cues()

    def link(self, text: str) -> Linked:
        """Every mention in a text.

        Args:
            text: anything a person wrote; markup and control characters are data like any other.
        """
        folded = fold_with_origin(text)
        cut = clauses(folded.text)
        mentions: list[Mention] = []
        for clause in cut:
            mentions += self._in_clause(folded, clause)
        return Linked(folded=folded, clauses=tuple(cut), mentions=tuple(mentions))

    def _in_clause(self, folded: Folded, clause: Clause) -> list[Mention]:
        spans = self._spans(folded.text, clause)
        if not spans:
            return []
        cues = [
            cue
            for cue in self.cues.find(folded.text, clause.start, clause.end)
            if not any(start <= cue.start and cue.end <= end for start, end, _ in spans)
        ]
        found = []
        for start, end, form in spans:
            stance, level = _read_cues(cues, start, end, clause, spans)
            found.append(Mention(start, end, folded.quote(start, end), form, stance, level))
        return found

    def _spans(self, text: str, clause: Clause) -> list[tuple[int, int, Form]]:
        words = tokens(text, clause.start, clause.end)
        word_at = {start: index for index, (_, start, _) in enumerate(words)}
        spans: list[tuple[int, int, Form]] = []
        position = clause.start
        while position < clause.end:
            best: tuple[int, Form] | None = self.lexicon.at(text, position)
            if best is not None and best[0] > clause.end:
                best = None
            if position in word_at:
                english = self.lexicon.words_at(words, word_at[position])
                if english is not None:
                    end = words[english[0] - 1][2]
                    if best is None or end > best[0]:
                        best = (end, english[1])
            if best is None:
                position += 1
            else:
                spans.append((position, best[0], best[1]))
                position = best[0]
        return spans


def _read_cues(
    cues: list[Cue], start: int, end: int, clause: Clause, spans: list[tuple[int, int, Form]]
) -> tuple[Stance, int | None]:
    """Stance and level of one mention from the cues of its clause.

    The last stance cue before the mention decides, unless a 'but' stands between; a lack that follows the
    mention directly decides too. A level cue acts on what follows it, or on what it directly follows.
    """
    stance: Stance = "able"
    level: int | None = None
    for cue in cues:
        if cue.end <= start:
            if cue.kind == "but":
                stance, level = "able", None
            elif cue.kind in ("lack", "wish", "like"):
                if cue.kind != "like" or stance == "able":
                    stance = cue.kind  # type: ignore[assignment]
            elif cue.kind == "level":
                level = cue.level
        elif cue.start >= end:
            next_start = min((s for s, _, _ in spans if s >= end), default=clause.end)
            if cue.start < next_start and cue.start - end <= 6:
                if cue.kind == "after_lack":
                    stance = "lack"
                elif cue.kind == "level" and level is None:
                    level = cue.level
    return stance, level
