"""A match result as text.

Ranked roles, reasons as bars that add up, gaps, what was not understood, what to do next.
"""

from __future__ import annotations

from kb import Knowledge
from matcher.results import Match, MatchResult
from matcher.wording import Wording, clean, grouped, points, shorten
from tui.cli.layout import pad, pad_left, wrap, wrap_hint
from tui.cli.session import Session

MOST_IN_FULL = 3
"""Roles told in full; those after them take two lines."""

MOST_REASONS = 5
"""Reasons written out for a role; the others are summed in one line, so that all still add up."""

MOST_GAPS = 3
"""Gaps written out for a role."""

FULL_BAR = 20
"""Cells of a bar of 100 points."""

REASON_BAR = 10
"""Cells of the longest reason bar; one cell is 5 points."""

MOST_NOT_UNDERSTOOD = 6
"""Stretches of text listed as not understood."""


class MatchView:
    """Renders results for one session and knowledge base."""

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        self._session = session
        self._knowledge = knowledge
        self._wording = Wording(knowledge, session.messages)

    def result(
        self, result: MatchResult, title: str = "", *, model_built: bool = True, brief: bool = False
    ) -> str:
        """The answer to one profile.

        Args:
            result: what the matcher said.
            title: a heading; the usual one when empty.
            model_built: whether to say nothing of building the meaning model.
            brief: whether to leave out how it was matched and what to do next.
        """
        session = self._session
        usual = session.say("match.title" if result.matches else "match.title_abstained")
        lines = [session.style.bold(title or usual), ""]
        if result.abstained or not result.matches:
            lines += [*(self._wrap(text, "  ") for text in self._wording.abstention(result)), ""]
        for number, match in enumerate(result.matches, 1):
            lines += [*self._match(number, match, in_full=number <= MOST_IN_FULL), ""]
        lines += self._understanding(result)
        if result.matches and not brief:
            shown = session.say(
                "match.shown", shown=len(result.matches), encoder=self._wording.encoder(result.encoder)
            )
            lines.append(session.style.dim(self._wrap(shown)))
            if not model_built:
                lines.append(session.style.dim(wrap_hint(session.say("match.build_hint"), session.columns)))
            lines += ["", *self._next(result.matches[0])]
        return "\n".join(lines).rstrip() + "\n"

    def one(self, match: Match) -> str:
        """How one role fits, whatever its rank, in full."""
        return "\n".join(self._match(None, match, in_full=True)) + "\n"

    def _match(self, number: int | None, match: Match, *, in_full: bool) -> list[str]:
        session, wording = self._session, self._wording
        family = session.say("match.family", family=wording.record("family", match.family))
        name = (
            f"{'' if number is None else number:>2}  {session.style.bold(wording.role(match.role))}{family}"
        )
        score = session.say("words.of_hundred", points=points(match.score))
        sure = wording.confidence(match.confidence)
        figure = f"{session.bar(match.score, FULL_BAR, track=True)}  {score}  {sure}".lstrip()
        lines = [name, f"    {figure}"]
        if in_full:
            lines += [*self._reasons(match), *self._gaps(match)]
        return lines

    def _reasons(self, match: Match) -> list[str]:
        session = self._session
        # A reason that rounds to no point would only raise questions; the sum holds without it.
        given = [(reason, share) for reason, share in grouped(match) if share]
        shown = [(self._wording.reason(reason, match.role), share) for reason, share in given[:MOST_REASONS]]
        rest = given[MOST_REASONS:]
        if len(rest) == 1:
            shown.append((self._wording.reason(rest[0][0], match.role), rest[0][1]))
        elif rest:
            shown.append((session.say("reasons.others", count=len(rest)), sum(share for _, share in rest)))
        lines = []
        for sentence, share in shown:
            marks = session.bar(share / 50, REASON_BAR) if share > 0 else ""
            head = f"    {pad_left(f'{share:+d}', 3)} {pad(marks, 0 if session.accessible else REASON_BAR)} "
            lines.append(wrap(sentence, session.columns, head))
        return lines

    def _gaps(self, match: Match) -> list[str]:
        session = self._session
        if not match.gaps:
            return [self._wrap(session.say("match.no_gaps"), "    ")]
        lines = [f"    {session.say('match.gaps_head')}"]
        musts = len(match.missing_musts)
        if musts:
            note = session.say("match.missing_musts", count=musts)
            lines.append(self._wrap(note, "    "))
        lines += [wrap(self._wording.gap(gap), session.columns, "    - ") for gap in match.gaps[:MOST_GAPS]]
        more = len(match.gaps) - MOST_GAPS
        if more > 0:
            text = session.say("match.more_gaps", count=more, role=match.role)
            lines.append(session.style.dim(wrap_hint(text, session.columns, "      ")))
        return lines

    def _understanding(self, result: MatchResult) -> list[str]:
        session = self._session
        lines = []
        for stance in ("lack", "wish"):
            names = self._wording.stance_names(result.understood, stance)
            if names:
                text = session.say(f"match.understood_{stance}", skills=self._wording.listed(names))
                lines.append(self._wrap(text))
        counted = {quote for match in result.matches for reason in match.reasons for quote in reason.quotes}
        left = [text for text in result.not_understood if text not in counted]
        if left:
            texts = [
                session.say("words.quote", text=shorten(clean(text))) for text in left[:MOST_NOT_UNDERSTOOD]
            ]
            listed = self._wording.listed(texts)
            if len(left) > len(texts):
                listed += " " + session.say("words.and_more", count=len(left))
            lines.append(self._wrap(session.say("match.not_understood", texts=listed)))
        return lines

    def _next(self, first: Match) -> list[str]:
        session = self._session
        role = self._wording.role(first.role)
        return [
            session.style.bold(session.say("match.next_head")),
            wrap_hint(session.say("match.next_path", role=role, id=first.role), session.columns, "  "),
            wrap_hint(session.say("match.next_show", id=first.role), session.columns, "  "),
        ]

    def _wrap(self, text: str, indent: str = "") -> str:
        return wrap(text, self._session.columns, indent, indent)


def as_data(result: MatchResult, wording: Wording) -> dict[str, object]:
    """A result as plain data for `--json`: the record as it is, with names and sentences added."""
    data = result.model_dump(mode="json")
    for written, match in zip(data["matches"], result.matches, strict=True):
        written["label"] = wording.role(match.role)
        for reason_data, reason in zip(written["reasons"], match.reasons, strict=True):
            reason_data["text"] = wording.reason(reason, match.role)
        for gap_data, gap in zip(written["gaps"], match.gaps, strict=True):
            gap_data["text"] = wording.gap(gap)
    if result.abstained:
        data["advice"] = list(wording.abstention(result))
    return data


__all__ = ["MatchView", "as_data"]
