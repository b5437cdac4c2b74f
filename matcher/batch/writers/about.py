"""Where a report comes from, and the whole cohort in figures, as lines that sheets and pages share."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.batch.cohort import ordered
from matcher.batch.writers import Report


@dataclass(frozen=True)
class Block:
    """A small table with a heading."""

    title: str
    """The heading."""
    header: tuple[str, ...]
    """Names of its columns."""
    rows: tuple[tuple[str | int, ...], ...]
    """Its rows."""
    bar: int | None = None
    """The column that may be drawn as a bar."""
    note: str = ""
    """What to know when reading it."""


def provenance(report: Report) -> tuple[tuple[str, str], ...]:
    """What the report was made from: names and values."""
    about = report.about
    say = report.messages.get
    counts = about["counts"]
    mapping = "; ".join(f"{field} = {', '.join(columns)}" for field, columns in about["mapping"].items())
    rows = (
        ("input", about["input"]["name"]),
        ("input_hash", about["input"]["sha256"]),
        ("mapping", mapping),
        ("rows", str(counts["rows"])),
        ("answered", str(counts["answered"])),
        ("rejected", str(counts["rejected"])),
        ("abstained", str(counts["abstained"])),
        ("knowledge", about["knowledge"]),
        ("model", about["model"]),
        ("program", f"shopladder {about['program']} ({about['code']})"),
        ("method", say("batch.about_method_text")),
        ("privacy", say("batch.about_privacy_text")),
    )
    return tuple((say(f"batch.about_{key}"), value) for key, value in rows)


def cohort_blocks(report: Report) -> tuple[Block, ...]:
    """The cohort in small tables: spread, scores, gaps, training, people without an answer."""
    cohort, say, wording = report.cohort, report.messages.get, report.columns.wording
    people = say("batch.cohort_people")
    whole = (
        (say("batch.about_answered"), cohort.people),
        (say("batch.cohort_ready"), cohort.ready),
        *((say(f"batch.cohort_sure_{step}"), cohort.sure[step]) for step in ("high", "fair", "low")),
        (say("batch.about_abstained"), cohort.abstained),
    )
    families = tuple((wording.record("family", family), n) for family, n in ordered(cohort.families))
    roles = tuple((wording.role(role), n) for role, n in ordered(cohort.roles)[:20])
    bands = tuple(
        (f"{band * 10}-{band * 10 + (10 if band == 9 else 9)}", n) for band, n in enumerate(cohort.scores)
    )
    gaps = tuple((wording.skill(skill), need.people, need.must) for skill, need in cohort.common_gaps())
    training = tuple((wording.skill(skill), need.unlocks, need.people) for skill, need in cohort.training())
    why = tuple((say(f"abstain.{reason}"), n) for reason, n in ordered(cohort.why))
    without = tuple((row, key, name, say(f"abstain.{reason}")) for row, key, name, reason in cohort.without)
    first = say("batch.column_skill")
    blocks = [
        Block(say("batch.cohort_whole"), (say("batch.cohort_what"), people), whole, 1),
        Block(say("batch.cohort_families"), (say("batch.cohort_family"), people), families, 1),
        Block(say("batch.cohort_roles"), (say("batch.cohort_role"), people), roles, 1),
        Block(say("batch.cohort_scores"), (say("batch.cohort_points"), people), bands, 1),
        Block(
            say("batch.cohort_gaps"),
            (first, people, say("batch.cohort_must")),
            gaps,
            1,
            say("batch.cohort_gaps_note"),
        ),
        Block(
            say("batch.cohort_training"),
            (first, say("batch.cohort_unlocks"), people),
            training,
            1,
            say("batch.cohort_training_note"),
        ),
        Block(say("batch.cohort_why"), (say("batch.cohort_reason"), people), why, 1),
        Block(
            say("batch.cohort_without"),
            (*(say(f"batch.column_{key}") for key in ("row", "id", "name")), say("batch.cohort_reason")),
            without,
        ),
    ]
    return tuple(block for block in blocks if block.rows)


__all__ = ["Block", "cohort_blocks", "provenance"]
