"""The whole measurement: the own gold set, the development data where it is there, and baselines beside them.

Nothing here knows how a match is made, and nothing but figures leaves it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kb.locate import builtin_root
from matcher.evaluation.baselines import BaselineReport, Tables, compare
from matcher.evaluation.counting import FILES
from matcher.evaluation.families import (
    FamilyReport,
    Row,
    cross_fitted,
    ranked_families,
    read_rows,
    report,
)
from matcher.evaluation.gold import GoldProfile, read_gold
from matcher.evaluation.own import GoldReport, gold_report, outcomes
from matcher.matcher import Matcher

Progress = Callable[[str, int, int], None]
"""Called with (table, done, total)."""

FAMILIES = frozenset(
    {
        "brand_marketing",
        "copywriting_editing",
        "crm_member",
        "customer_service",
        "data_analysis",
        "ecom_operations",
        "event_campaign",
        "finance",
        "hr",
        "live_streaming",
        "merchandising",
        "new_media_content",
        "promotion_ppc",
        "purchasing",
        "short_video_photo",
        "technology",
        "visual_design",
        "warehouse_logistics",
    }
)
"""The 18 families of the development data; `store_management` comes in where a table has it."""

CROSS_FITTED = {f"{language}_postings": language for language in FILES}
"""Tables whose rows the shipped counts were taken from."""

PLAIN = {"en_resumes": "description_masked", "vacancy_titles": "vacancyTitle"}
"""Other tables and the column of their text."""

HELD_OUT = "held_out"
"""Folder of the own profiles that were written by somebody who had not seen the matcher."""

TITLE_TASKS = ("en", "zh")
"""Folders of TalentCLEF."""


class BadTableError(ValueError):
    """A table that cannot be measured, with a sentence that says why."""


@dataclass(frozen=True)
class TitleReport:
    """Mean average precision on one language of TalentCLEF."""

    name: str
    queries: int
    titles: int
    average_precision: float


@dataclass(frozen=True)
class Suite:
    """Every figure of one run."""

    encoder: str
    knowledge: str
    gold: GoldReport
    tables: tuple[FamilyReport, ...]
    titles: tuple[TitleReport, ...]
    baselines: tuple[BaselineReport, ...]
    held_out: dict[str, GoldReport] = field(default_factory=dict)
    """Figures of own profiles that were written apart, by file."""


def development_folder() -> Path | None:
    """The development data beside the repository, or None."""
    folder = builtin_root().parent.parent / "shared" / "eval" / "dev"
    return folder if folder.is_dir() else None


def silent(table: str, done: int, total: int) -> None:
    """Report to nobody."""


def run_suite(
    matcher: Matcher,
    gold: Path | None = None,
    dev: Path | None = None,
    baselines: bool = False,
    progress: Progress = silent,
) -> Suite:
    """Measure everything.

    Args:
        matcher: what to measure.
        gold: labelled profiles; the own ones by default.
        dev: the development data, if it is to be measured.
        baselines: whether to measure simple methods too.
        progress: told how far it is.

    Raises:
        BrokenKnowledge: when the gold files have errors.
    """
    profiles = read_gold(gold or builtin_root() / "gold")
    own = outcomes(matcher, profiles, lambda done: progress("gold", done, len(profiles)))
    apart = {} if gold else _held_out(matcher, progress)
    read: dict[str, list[Row]] = {}
    reports: list[FamilyReport] = []
    titles: list[TitleReport] = []
    if dev is not None:
        read = {name: read_rows(dev / f"{name}.csv", text, "role_label") for name, text in _columns().items()}
        reports = _crossed(matcher, dev, read, progress)
        reports += [_plain(matcher, name, read[name], progress) for name in PLAIN]
        titles = [_title_task(matcher, dev / "talentclef" / name, progress) for name in TITLE_TASKS]
    compared = compare(matcher.knowledge, _tables(profiles, read), progress) if baselines else ()
    return Suite(
        encoder=matcher.encoder_name,
        knowledge=matcher.knowledge.digest,
        gold=gold_report(own),
        tables=tuple(reports),
        titles=tuple(titles),
        baselines=compared,
        held_out=apart,
    )


def _held_out(matcher: Matcher, progress: Progress) -> dict[str, GoldReport]:
    """Figures of the own profiles that were written apart."""
    found = {}
    for path in sorted((builtin_root() / "gold" / HELD_OUT).glob("*.yaml")):
        profiles = read_gold(path)
        name = f"{HELD_OUT}/{path.stem}"
        told = outcomes(matcher, profiles, lambda done, n=name, p=profiles: progress(n, done, len(p)))  # type: ignore[misc]
        found[path.stem] = gold_report(told)
    return found


def measure_table(
    matcher: Matcher, path: Path, text: str, label: str, progress: Progress = silent
) -> FamilyReport:
    """How often the right family comes first on any CSV file.

    Labels are family or role ids. Answers compete over the 18 families and every other one among the labels.

    Raises:
        BadTableError: when a column is missing, a label is unknown or there is no row.
        OSError: when the file cannot be read.
        UnicodeDecodeError: when it is not UTF-8.
    """
    try:
        rows = read_rows(path, text, label)
    except KeyError as error:
        raise BadTableError(str(error.args[0])) from None
    if not rows:
        raise BadTableError(f"{path.name} has no rows")
    families = {role.id: role.family for role in matcher.knowledge.roles.values()}
    families |= {family: family for family in matcher.knowledge.families}
    unknown = sorted({row.label for row in rows} - families.keys())
    if unknown:
        named = ", ".join(unknown[:5])
        raise BadTableError(f"{path.name}: these labels are neither families nor roles: {named}")
    return _plain(matcher, path.stem, [Row(row.text, families[row.label]) for row in rows], progress)


def allowed_families(rows: Sequence[Row]) -> frozenset[str]:
    """The families that answers may come from."""
    return FAMILIES | {row.label for row in rows}


def _columns() -> dict[str, str]:
    return {**dict.fromkeys(CROSS_FITTED, "description_masked"), **PLAIN}


def _crossed(
    matcher: Matcher, dev: Path, read: dict[str, list[Row]], progress: Progress
) -> list[FamilyReport]:
    """The tables of postings, each row scored with counts of other rows."""
    answers: dict[str, dict[int, tuple[list[str], bool]]] = {name: {} for name in CROSS_FITTED}
    total = sum(len(read[name]) for name in CROSS_FITTED)
    for language, left_out, fitted in cross_fitted(matcher, dev):
        name = next(name for name, found in CROSS_FITTED.items() if found == language)
        for index in left_out:
            answers[name][index] = ranked_families(fitted, read[name][index].text, FAMILIES)
        progress("postings", sum(map(len, answers.values())), total)
    return [report(name, read[name], lambda i, _, found=found: found[i]) for name, found in answers.items()]  # type: ignore[misc]


def _plain(matcher: Matcher, name: str, rows: Sequence[Row], progress: Progress) -> FamilyReport:
    allowed = allowed_families(rows)

    def rank(index: int, text: str) -> tuple[list[str], bool]:
        progress(name, index + 1, len(rows))
        return ranked_families(matcher, text, allowed)

    return report(name, rows, rank)


def _title_task(matcher: Matcher, folder: Path, progress: Progress) -> TitleReport:
    from matcher.encoders import load_encoder
    from matcher.evaluation.talentclef import TitleTask

    meaning = matcher.scorer.meaning
    task = TitleTask.read(folder)
    name = f"talentclef/{folder.name}"
    progress(name, 0, 1)
    found = task.evaluate(meaning.encoder if meaning is not None else load_encoder("ngram"))
    progress(name, 1, 1)
    return TitleReport(name, len(task.queries), len(task.corpus), found)


def _tables(profiles: Sequence[GoldProfile], read: dict[str, list[Row]]) -> Tables:
    trade = [profile for profile in profiles if profile.trade]
    own = [Row(profile.text, profile.family or "") for profile in trade]
    return {
        "gold": (own, frozenset(row.label for row in own), [profile.roles for profile in trade]),
        **{name: (rows, allowed_families(rows), None) for name, rows in read.items()},
    }


def as_data(measured: Suite | FamilyReport) -> dict[str, Any]:
    """Figures as plain data for JSON; what could not be measured is None."""
    found: dict[str, Any] = _plain_data(asdict(measured))
    return found


def _plain_data(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 6)
    if isinstance(value, dict):
        return {key: _plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_data(item) for item in value]
    return value


__all__ = [
    "FAMILIES",
    "BadTableError",
    "Suite",
    "TitleReport",
    "allowed_families",
    "as_data",
    "development_folder",
    "measure_table",
    "run_suite",
    "silent",
]
