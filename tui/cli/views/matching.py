"""A match result as text: ranked roles, reasons as bars that add up, gaps, what was not understood, what next."""

from __future__ import annotations

from kb import Knowledge
from matcher.results import Match, MatchResult
from matcher.wording import Wording, clean, points, shares, shorten
from tui.cli.layout import bar, pad, pad_left, width, wrap, wrap_hint
from tui.cli.session import Session

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

    def result(self, result: MatchResult, title: str = "") -> str:
        """The answer to one profile.

        Args:
            result: what the matcher said.
            title: a heading; the usual one when empty.
        """
        session = self._session
        lines = [session.style.bold(title or session.say("match.title")), ""]
        if result.abstained or not result.matches:
            lines += [self._wrap(text, "  ") for text in self._wording.abstention(result)]
        for number, match in enumerate(result.matches, 1):
            lines += [*self._match(number, match), ""]
        lines += self._understanding(result)
        if result.matches:
            shown = session.say(
                "match.shown", shown=len(result.matches), encoder=self._wording.encoder(result.encoder)
            )
            lines += [session.style.dim(self._wrap(shown)), "", *self._next(result.matches[0])]
        return "\n".join(lines).rstrip() + "\n"

    def _match(self, number: int, match: Match) -> list[str]:
        session, wording = self._session, self._wording
        family = session.say("match.family", family=wording.record("family", match.family))
        name = f"{number:>2}  {session.style.bold(wording.role(match.role))}{family}"
        score = session.say("words.of_hundred", points=points(match.score))
        sure = wording.confidence(match.confidence)
        figure = f"{bar(match.score, FULL_BAR, session.blocks, track=True)}  {score}  {sure}"
        lines = [name, f"    {figure}"]
        lines += self._reasons(match)
        lines += self._gaps(match)
        return lines

    def _reasons(self, match: Match) -> list[str]:
        session = self._session
        given = list(zip(match.reasons, shares(match), strict=True))
        shown = [(self._wording.reason(reason, match.role), share) for reason, share in given[:MOST_REASONS]]
        rest = given[MOST_REASONS:]
        if len(rest) == 1:
            shown.append((self._wording.reason(rest[0][0], match.role), rest[0][1]))
        elif rest:
            shown.append((session.say("reasons.others", count=len(rest)), sum(share for _, share in rest)))
        lines = []
        for sentence, share in shown:
            marks = bar(share / 50, REASON_BAR, session.blocks) if share > 0 else ""
            head = f"    {pad_left(f'{share:+d}', 3)} {pad(marks, REASON_BAR)} "
            lines.append(wrap(sentence, session.columns, head))
        return lines

    def _gaps(self, match: Match) -> list[str]:
        session = self._session
        label = session.say("match.gaps_head")
        if not match.gaps:
            return [self._wrap(session.say("match.no_gaps"), "    ")]
        head = f"    {label}  "
        lines = []
        for gap in match.gaps[:MOST_GAPS]:
            lines.append(wrap(f"- {self._wording.gap(gap)}", session.columns, head, " " * (width(head) + 2)))
            head = " " * width(head)
        more = len(match.gaps) - MOST_GAPS
        if more > 0:
            text = session.say("match.more_gaps", count=more, role=match.role)
            lines.append(session.style.dim(wrap(text, session.columns, head + "  ")))
        return lines

    def _understanding(self, result: MatchResult) -> list[str]:
        session = self._session
        lines = []
        for stance in ("lack", "wish"):
            names = self._wording.stance_names(result.understood, stance)
            if names:
                text = session.say(f"match.understood_{stance}", skills=self._wording.listed(names))
                lines.append(self._wrap(text))
        if result.not_understood:
            texts = [
                session.say("words.quote", text=shorten(clean(text)))
                for text in result.not_understood[:MOST_NOT_UNDERSTOOD]
            ]
            more = len(result.not_understood) - len(texts)
            listed = self._wording.listed(texts)
            if more > 0:
                listed += " " + session.say("words.and_more", count=len(result.not_understood))
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
