"""Figures of an evaluation as aligned tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from matcher.evaluation.baselines import BaselineReport
from matcher.evaluation.families import FamilyReport
from matcher.evaluation.metrics import Figure
from matcher.evaluation.own import GoldReport
from matcher.evaluation.suite import Suite, TitleReport
from tui.cli.layout import pad, pad_left, width
from tui.cli.session import Session

Cells = Sequence[str]

MISSING = "-"
"""Stands where nothing could be measured."""


class EvaluationView:
    """Renders figures for one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def suite(self, measured: Suite) -> str:
        """Everything."""
        say = self._session.say
        parts = [say("evaluation.title", encoder=measured.encoder), *self._gold(measured.gold)]
        if measured.held_out:
            parts.append(self._block(say("evaluation.held_out"), self._apart(measured.held_out)))
        if measured.tables:
            parts.append(self._block(say("evaluation.tables"), self._families(measured.tables)))
        if measured.titles:
            parts.append(self._block(say("evaluation.titles"), self._titles(measured.titles)))
        if measured.baselines:
            parts.append(self._block(say("evaluation.baselines"), self._baselines(measured.baselines)))
        return "\n\n".join(parts)

    def table(self, found: FamilyReport, encoder: str) -> str:
        """One table, and each of its families."""
        say = self._session.say
        head = (say("evaluation.label"), say("evaluation.top1"), say("evaluation.rows"))
        rows = [(label, _number(value), str(count)) for label, (value, count) in found.by_label.items()]
        parts = [
            say("evaluation.title", encoder=encoder),
            aligned(self._families([found])),
            aligned([head, *rows]),
        ]
        return "\n\n".join(parts)

    def _block(self, title: str, rows: Sequence[Cells]) -> str:
        return f"{self._session.style.bold(title)}\n{aligned(rows)}"

    def _measures(self) -> dict[str, str]:
        """Id of a measure -> its name."""
        say = self._session.say
        return {
            "role_in_three": say("evaluation.role_in_three"),
            "role_first": say("evaluation.role_first"),
            "family_first": say("evaluation.family_first"),
            "family_macro": say("evaluation.family_macro"),
            "mrr": say("evaluation.mrr"),
            "ndcg": say("evaluation.ndcg"),
            "calibration_error": say("evaluation.calibration_error"),
            "abstention_precision": say("evaluation.abstention_precision"),
            "abstention_recall": say("evaluation.abstention_recall"),
            "outsiders_held_back": say("evaluation.outsiders_held_back"),
            "insiders_sent_away": say("evaluation.insiders_sent_away"),
            "twins_agree": say("evaluation.twins_agree"),
        }

    def _apart(self, reports: Mapping[str, GoldReport]) -> list[Cells]:
        """Some measures as rows, one column a file."""
        names = self._measures()
        head = (self._session.say("evaluation.measure"), *reports)
        return [head, *((names[n], *(_value(r.figures[n]) for r in reports.values())) for n in names)]

    def _gold(self, gold: GoldReport) -> list[str]:
        say = self._session.say
        names = self._measures()
        head: Cells = (
            say("evaluation.measure"),
            say("evaluation.value"),
            say("evaluation.interval"),
            say("evaluation.rows"),
        )
        rows = [(names[n], _value(f), _interval(f), str(f.rows)) for n, f in gold.figures.items()]
        blocks = [self._block(say("evaluation.gold"), [head, *rows])]
        head = (say("evaluation.confidence"), say("evaluation.right"), say("evaluation.rows"))
        sure = [(_number(mean), _number(share), str(count)) for mean, share, count in gold.reliability]
        blocks.append(self._block(say("evaluation.reliability"), [head, *sure]))
        titles = {
            "language": say("evaluation.language"),
            "style": say("evaluation.style"),
            "family": say("evaluation.family"),
        }
        for kind, groups in gold.groups.items():
            head = (
                "",
                say("evaluation.in_three"),
                say("evaluation.interval"),
                say("evaluation.family_short"),
                say("evaluation.abstained"),
                say("evaluation.rows"),
            )
            listed = [
                (
                    name,
                    _value(group.role_in_three),
                    _interval(group.role_in_three),
                    _value(group.family),
                    str(group.abstained),
                    str(group.rows),
                )
                for name, group in groups.items()
            ]
            blocks.append(self._block(titles[kind], [head, *listed]))
        return blocks

    def _families(self, tables: Sequence[FamilyReport]) -> list[Cells]:
        say = self._session.say
        head = (
            say("evaluation.table"),
            say("evaluation.top1"),
            say("evaluation.interval"),
            say("evaluation.macro"),
            say("evaluation.top3"),
            say("evaluation.mrr_short"),
            say("evaluation.abstained"),
            say("evaluation.rows"),
        )
        return [
            head,
            *(
                (
                    found.name,
                    _value(found.top1),
                    _interval(found.top1),
                    _number(found.macro),
                    _value(found.top3),
                    _value(found.mrr),
                    str(found.abstained),
                    str(found.rows),
                )
                for found in tables
            ),
        ]

    def _titles(self, titles: Sequence[TitleReport]) -> list[Cells]:
        say = self._session.say
        head = (
            say("evaluation.table"),
            say("evaluation.average_precision"),
            say("evaluation.queries"),
            say("evaluation.corpus"),
        )
        return [
            head,
            *((t.name, _number(t.average_precision), str(t.queries), str(t.titles)) for t in titles),
        ]

    def _baselines(self, found: Sequence[BaselineReport]) -> list[Cells]:
        say = self._session.say
        head = (
            say("evaluation.method"),
            say("evaluation.table"),
            say("evaluation.top1"),
            say("evaluation.interval"),
            say("evaluation.mrr_short"),
            say("evaluation.in_three"),
            say("evaluation.rows"),
        )
        return [
            head,
            *(
                (
                    b.method,
                    b.families.name,
                    _value(b.families.top1),
                    _interval(b.families.top1),
                    _value(b.families.mrr),
                    _value(b.role_in_three) if b.role_in_three is not None else MISSING,
                    str(b.families.rows),
                )
                for b in found
            ),
        ]


def aligned(rows: Sequence[Cells], indent: str = "  ", gap: str = "  ") -> str:
    """Columns as wide as their widest cell; names stand left, figures right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            pad(cell, size) if is_name else pad_left(cell, size)
            for cell, size, is_name in zip(row, widths, _names(rows), strict=True)
        ]
        lines.append((indent + gap.join(cells)).rstrip())
    return "\n".join(lines)


def _names(rows: Sequence[Cells]) -> list[bool]:
    """Which columns hold names: those with a letter below the head."""
    return [any(c.isalpha() for row in rows[1:] for c in row[column]) for column in range(len(rows[0]))]


def _number(value: float) -> str:
    return MISSING if math.isnan(value) else f"{value:.3f}"


def _value(found: Figure) -> str:
    return _number(found.value)


def _interval(found: Figure) -> str:
    return MISSING if math.isnan(found.value) else f"{found.low:.3f}-{found.high:.3f}"


__all__ = ["EvaluationView", "aligned"]
