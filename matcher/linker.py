"""Linking: a text to mentions of skills, tools, titles and interests, each with the person's own words.

Finds the longest known form at each place, then reads the cues around it. Scores nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matcher.cues import Cue, Cues, Stance, builtin_cues
from matcher.lexicon import Form, Lexicon, Target
from matcher.text import Clause, Folded, clauses, fold_with_origin, tokens

MOST_REMEMBERED = 65_536
"""Clauses whose mentions and cues are remembered."""


class Mention(NamedTuple):
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
    cues: tuple[list[Cue], ...]
    """The cues of each clause, their places counted from where it starts."""
    mentions: tuple[Mention, ...]
    """In order."""

    def named(self) -> dict[str, int]:
        """Each distinct clause -> how many of its characters stand in names."""
        starts = [mention.start for mention in self.mentions]
        found: dict[str, int] = {}
        for clause in self.clauses:
            within = slice(bisect_left(starts, clause.start), bisect_left(starts, clause.end))
            found.setdefault(clause.text, sum(m.end - m.start for m in self.mentions[within]))
        return found

    def uncovered(self) -> tuple[str, ...]:
        """The clauses in which nothing was understood, in the person's own words, each once."""
        found = []
        starts = [mention.start for mention in self.mentions]
        for clause in self.clauses:
            after = bisect_left(starts, clause.end)
            if after == 0 or self.mentions[after - 1].end <= clause.start:
                words = self.folded.quote(clause.start, clause.end).strip()
                if any(c.isalnum() for c in words):
                    found.append(words)
        return tuple(dict.fromkeys(found))


class Linker:
    """Finds mentions with one lexicon and one set of cues."""

    def __init__(self, lexicon: Lexicon, cues: Cues | None = None) -> None:
        self.lexicon = lexicon
        self.cues = cues or builtin_cues()
        self._found_in = lru_cache(MOST_REMEMBERED)(self._look)

    def link(self, text: str) -> Linked:
        """Every mention in a text.

        Args:
            text: anything a person wrote; markup and control characters are data like any other.
        """
        folded = fold_with_origin(text)
        cut = clauses(folded.text)
        looked = [self._found_in(clause.text) for clause in cut]
        met: list[tuple[int, int, Form]] = []
        reading = _Reading(folded.text)
        for clause, (named, cues) in zip(cut, looked, strict=True):
            spans = [(start + clause.start, end + clause.start, form) for start, end, form in named]
            reading.clause(clause, spans, [cue.moved(clause.start) for cue in cues])
            met += spans
        mentions = tuple(
            Mention(start, end, folded.quote(start, end), form, stance, level)
            for (start, end, form), (stance, level) in zip(met, reading.answers, strict=True)
        )
        return Linked(folded, cut, tuple(cues for _, cues in looked), mentions)

    def names_in(self, clause: str) -> list[tuple[int, int, Form]]:
        """Where a folded clause names records: (start, end, form)."""
        return self._found_in(clause)[0]

    def _look(self, clause: str) -> tuple[list[tuple[int, int, Form]], list[Cue]]:
        """The mentions and cues of a clause, which nothing outside it changes."""
        return self._spans(clause), self.cues.find(clause, 0, len(clause))

    def _spans(self, clause: str) -> list[tuple[int, int, Form]]:
        words = tokens(clause)
        word_at = {start: index for index, (_, start, _) in enumerate(words)}
        spans: list[tuple[int, int, Form]] = []
        position = 0
        while position < len(clause):
            best = self.lexicon.at(clause, position)
            if best is not None and best[0] == position + 1 < len(clause):
                best = None  # One character is a name only where it stands alone.
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


_CONNECTORS = re.compile(
    r"(?:[\s、,/&+和与及跟或]|以及|还有|甚至|等等?|\b(?:and|or|nor|etc|as well as|plus)\b)*"
)
"""What may stand between the items of a list."""

_GOES_ON = re.compile(r"\s*(?:or\b|nor\b|或|甚至)")
"""How a clause starts that goes on with what the one before it said."""

_LIST_MARKS = frozenset("、/|")
_BARE_LACK = re.compile(r"(?:not|n['’]t|never|没有|没|不太|不大|不怎么|不是很|不是|从没|从来没有?|从未|不)$")
"""A lack that denies the cue right after it: not | proficient in, 没有 | 丰富经验."""

_INTENSIFIER = re.compile(
    r"\s*(?:很|太|特别|那么|怎么|任何|什么|really|particularly|especially|even|actually|yet|any|that)?\s*$"
)
_BLOCK = re.compile(r"\b(?:and|also|with|but|or)\b|[也还并而和与]")
"""Words after which a liking, a wish or a level speaks of something new."""

_LIKED_AFTER = re.compile(
    r"\s*(?:我|也|很|最|都|是|非常|特别|一直|真的|目前|超)*(?:的)?\s*$"
    r"|\s*(?:is|are|was|:)?\s*(?:my|one of my|a)?\s*$"
)
"""What may stand between a mention and the liking or wish that is said of it."""

_TAIL = re.compile(r"[\s的了呢啦吧过:]*(?:to me|it|them|at all|yet|though|经验|基础|程度|部分|东西)?[\s了]*$")
"""What may follow a cue that closes what is said of the words before it."""

_ALL_OF_THEM = frozenset("都全皆均")
_NEAR = re.compile(r"\s*(?:any|prior|previous|formal|relevant|任何|相关)?\s*$")
_FURTHEST = 8
"""How many characters may stand between a mention and a cue that follows it."""

_FURTHEST_YEARS = 32
"""The same for how long, in English ('Excel at my last post for over three years')."""


class _Reading:
    """Reads cues beside mentions, clause after clause, in one pass over the text.

    What is said before a mention holds for it and for the list it opens ('no experience with A, B or C').
    A cue with no mention after it speaks of the mentions right before it ('A、B 都不會', 'A: 3 years'),
    as far as nothing else was said of them.
    """

    def __init__(self, text: str) -> None:
        self.answers: list[tuple[Stance, int | None]] = []
        """Stance and level of each mention, in order."""
        self._text = text
        self._end = 0
        self._forget()

    def _forget(self) -> None:
        """Forget what was said, as at the end of a sentence."""
        self._stance: Stance | None = None
        self._level: int | None = None
        self._last_cue: Cue | None = None
        self._since_cue = False
        self._close_group()

    def _close_group(self) -> None:
        self._group: list[int] = []
        """Indices of the mentions that a following cue may still speak of."""
        self._group_end = 0

    def clause(self, clause: Clause, spans: list[tuple[int, int, Form]], cues: list[Cue]) -> None:
        """Read the next clause."""
        boundary = _boundary(self._text[self._end : clause.start]) if self._end else "sentence"
        self._end = clause.end
        cues = _beside(cues, spans) if spans else cues
        if boundary == "sentence":
            self._forget()
        else:
            self._go_on(clause, spans, cues, boundary)
        if len(spans) == 1 and not cues:
            self._mention(*spans[0][:2])
        elif spans or cues:
            for segment in _segments(self._text, clause, spans, cues):
                self._segment(segment)

    def _go_on(
        self, clause: Clause, spans: list[tuple[int, int, Form]], cues: list[Cue], boundary: str
    ) -> None:
        """Keep or drop what the clause before said."""
        lists = spans and not cues and self._is_list(clause, spans)
        keep = boundary in ("list", "label") or lists or _GOES_ON.match(self._text, clause.start)
        kept_group = boundary in ("list", "label", "bracket") or lists or not spans
        if spans and cues and spans[0][0] < cues[0].start and self._stance is None:
            between = self._text[spans[-1][1] : cues[-1].end]
            kept_group = kept_group or any(c in _ALL_OF_THEM for c in between[:_FURTHEST])
        group, group_end = self._group, self._group_end
        if not keep:
            self._forget()
        if kept_group:
            self._group, self._group_end = group, group_end
            if group and cues and not spans and cues[0].start - clause.start <= 4:
                self._group_end = clause.start
        else:
            self._close_group()

    def _is_list(self, clause: Clause, spans: list[tuple[int, int, Form]]) -> bool:
        """Whether a clause is nothing but mentions and what joins them."""
        edges = [clause.start, *(edge for start, end, _ in spans for edge in (start, end)), clause.end]
        return all(_CONNECTORS.fullmatch(self._text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2))

    def _segment(self, segment: _Segment) -> None:
        items = segment.items
        kinds = ["cue" if isinstance(item, Cue) else "mention" for item in items]
        follows_style = (
            kinds[:1] == ["mention"]
            and kinds[-1:] == ["cue"]
            and not any(kinds[i] == kinds[i + 1] == "cue" for i in range(len(kinds) - 1))
        )
        for position, item in enumerate(items):
            if not isinstance(item, Cue):
                self._mention(*item)
            elif item.kind == "but":
                self._forget()
            else:
                leads = "mention" in kinds[position + 1 : position + 3] and (
                    kinds[position + 1] == "mention" or _has_level(items[position + 1])
                )
                if self._speaks_back(item, segment) and (not leads or follows_style):
                    self._back(item)
                elif item.kind != "lack_near" or self._denies_next(item, items[position + 1 : position + 2]):
                    self._forward(item)

    def _denies_next(self, cue: Cue, following: list[tuple[int, int] | Cue]) -> bool:
        if not following or isinstance(following[0], Cue):
            return False
        start = following[0][0]
        return start - cue.end <= 12 and _NEAR.match(self._text, cue.end, start) is not None

    def _mention(self, start: int, end: int) -> None:
        joined = self._group and _CONNECTORS.fullmatch(self._text, self._group_end, start)
        if not joined:
            self._close_group()
        stance = self._stance or "able"
        self.answers.append((stance, self._level if stance in ("able", "like") else None))
        self._group.append(len(self.answers) - 1)
        self._group_end = end
        self._since_cue = True

    def _speaks_back(self, cue: Cue, segment: _Segment) -> bool:
        """Whether a cue may speak of the mentions before it."""
        if not self._group or cue.kind == "lack_near":
            return False
        gap = self._text[self._group_end : cue.start]
        if cue.kind == "level":
            furthest = _FURTHEST_YEARS if cue.years else _FURTHEST
            return len(gap) <= furthest and not _BLOCK.search(gap)
        if self._stance is not None or not _TAIL.match(self._text, cue.end, segment.end):
            return False
        if cue.kind in ("like", "wish"):
            return len(gap) <= _FURTHEST and _LIKED_AFTER.match(gap) is not None
        return len(gap) <= _FURTHEST

    def _back(self, cue: Cue) -> None:
        for index in self._group:
            stance, level = self.answers[index]
            if cue.kind == "level":
                if stance in ("able", "like"):
                    self.answers[index] = stance, level or cue.level
            else:
                self.answers[index] = cue.kind, None if cue.kind in ("lack", "wish") else level  # type: ignore[assignment]
        self._close_group()

    def _denies(self, lack: Cue, gap: str) -> bool:
        """Whether a lack denies the cue that follows it after a gap."""
        said = self._text[lack.start : lack.end]
        return _INTENSIFIER.match(gap) is not None and _BARE_LACK.search(said) is not None

    def _forward(self, cue: Cue) -> None:
        """Take in what holds for the mentions after a cue."""
        before, self._last_cue = self._last_cue, cue
        gap = None
        if before is not None and not self._since_cue and cue.start - before.end <= _FURTHEST:
            gap = self._text[before.end : cue.start]
        self._since_cue = False
        self._close_group()
        kind = cue.kind
        if kind in ("lack", "lack_near"):
            self._stance, self._level = "lack", None
            return
        if self._stance == "lack" and before is not None and gap is not None and self._denies(before, gap):
            self._last_cue = before
            return
        if kind == "level":
            if gap is None or self._stance == "lack":
                self._stance = None
            self._level = cue.level
        elif kind == "able":
            if not (self._stance == "wish" and gap is not None and len(gap) <= 3):
                self._stance, self._level = "able", None
        elif not (kind == "like" and self._stance == "able" and gap is not None and len(gap) <= 3):
            self._stance, self._level = kind, None  # type: ignore[assignment]


@dataclass(frozen=True)
class _Segment:
    """A stretch of a clause between list marks: places of mentions and cues, in order."""

    items: list[tuple[int, int] | Cue]
    end: int


def _has_level(item: tuple[int, int] | Cue) -> bool:
    return isinstance(item, Cue) and item.kind == "level"


@lru_cache(1024)
def _boundary(between: str) -> str:
    """What parts two clauses: a sentence's end, a label's colon, a bracket, a list mark or a comma."""
    marks = between.strip(" ")
    if any(c in "。.；;！!？?\n•·●◆■★▪" or c.isdigit() for c in marks):
        return "sentence"
    if ":" in marks:
        return "label"
    if any(c in "([【-–—" for c in marks):
        return "bracket"
    return "list" if marks and all(c in _LIST_MARKS for c in marks) else "comma"


def _segments(
    text: str, clause: Clause, spans: list[tuple[int, int, Form]], cues: list[Cue]
) -> list[_Segment]:
    """A clause cut at list marks, with its mentions and cues in order."""
    items: list[tuple[int, int] | Cue] = [*((start, end) for start, end, _ in spans), *cues]
    items.sort(key=lambda item: item.start if isinstance(item, Cue) else item[0])
    segments = [_Segment([], clause.end)]
    position = clause.start
    for item in items:
        start, end = (item.start, item.end) if isinstance(item, Cue) else item
        mark = text.find("、", position, start)
        if (mark >= 0 or (isinstance(item, Cue) and item.kind == "but")) and segments[-1].items:
            segments[-1] = _Segment(segments[-1].items, start if mark < 0 else mark)
            segments.append(_Segment([], clause.end))
        segments[-1].items.append(item)
        position = end
    return segments


def _beside(cues: list[Cue], spans: list[tuple[int, int, Form]]) -> list[Cue]:
    """The cues that do not begin within a mention; one that runs into a mention ends where that begins."""
    ends = [end for _, end, _ in spans]
    beside = []
    for cue in cues:
        following = bisect_right(ends, cue.start)
        start = spans[following][0] if following < len(spans) else cue.end
        if start > cue.start:
            beside.append(cue if cue.end <= start else cue._replace(end=start))
    return beside
