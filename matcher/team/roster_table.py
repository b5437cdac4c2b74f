"""A roster from any table: which column holds what is proposed and corrected; other columns are not read.

So a company's personnel list works as it comes, and what has no place in a decision (name, gender, age,
school) is never looked at. Rows that cannot be used are left out and named; the others go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from kb import Knowledge, UnknownRecord
from matcher.tables import Mapping as Columns
from matcher.tables import Row, RowProblem, Table, corrected, known_names, open_table, propose_mapping
from matcher.team.people import Person, Rater, Rating, Roster, SkillRating
from matcher.team.problems import TeamError
from matcher.team.titles import Titles

SECTION = "roster"
"""The part of the known headers that is about rosters."""

SCALES = (5, 10, 100)
"""Scales of marks; a column is taken to use the first that holds its greatest mark."""

UNRATED = 3
"""The level of a skill that is only named: done without help."""

_SEPARATORS = re.compile(r"[、,，;；\n|]+")
_LEVEL = re.compile(r"^(?P<name>.*?\S)\s*[:：=（(]?\s*(?P<level>[1-5])\s*(?:級|级|分)?\s*[)）]?$")
_ASIDE = re.compile(r"[(（\[【](.*?)[)）\]】]")
_SPAN = re.compile(
    r"^(?:(?P<years>\d+(?:\.\d+)?)\s*(?:年|y|yrs?|years?))?\s*"
    r"(?:(?P<months>\d+(?:\.\d+)?)\s*(?:個?月|个?月|m|mos?|months?))?$",
    re.IGNORECASE,
)
_DAY = re.compile(r"^(?:民國|民国)?\s*(\d{2,4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[ T].*)?$")
_REPUBLIC = 1911
"""The year before the first of Taiwan's calendar, in which 112/5/1 is the first of May 2023."""

_NO = frozenset(
    ("no", "n", "false", "0", "否", "不可", "不能", "離職", "离职", "請假", "请假", "留停", "leave", "left")
)
_RATERS: Mapping[str, Rater] = {
    "自評": "self",
    "自评": "self",
    "self": "self",
    "本人": "self",
    "證明": "evidence",
    "证明": "evidence",
    "作品": "evidence",
    "evidence": "evidence",
}


@dataclass(frozen=True)
class RowReject:
    """A row that was left out."""

    row: int
    """As a spreadsheet counts."""
    problem: RowProblem
    """Why."""


@dataclass
class TableRoster:
    """What was read of a table."""

    roster: Roster
    titles: Titles
    columns: Columns
    """Which column was taken for what."""
    skill_columns: tuple[str, ...]
    """Columns named after a skill."""
    rejects: tuple[RowReject, ...] = ()
    not_understood: Mapping[str, int] = field(default_factory=dict)
    """Skills, wishes and marks that nothing answers to, and in how many rows."""


def read_table(
    path: Path,
    knowledge: Knowledge,
    titles: Titles,
    wishes: Sequence[str] = (),
    as_of: date | None = None,
) -> TableRoster:
    """Read a roster from CSV, XLSX or any other table.

    Args:
        path: the file.
        knowledge: what skills and roles are called.
        titles: links job titles to roles.
        wishes: `field=column` each, as the user corrects the proposal.
        as_of: the day to count months up to, where the table gives days.

    Raises:
        TableError: when the table cannot be read, or a wish does not fit it.
        TeamError: when no column tells people apart, or no row can be used.
    """
    table = open_table(path)
    fields = known_names(SECTION)
    columns = corrected(propose_mapping(table.columns, fields), wishes, table.columns, tuple(fields))
    if not columns.of("id"):
        raise TeamError("no_id_column", path.name, columns=", ".join(table.columns[:20]))
    reading = _Reading(knowledge, titles, columns, table, as_of)
    people, rejects = [], []
    seen: set[str] = set()
    for row in table.rows():
        try:
            person = reading.person(row)
            if person.id in seen:
                raise _Unusable("id_twice", columns.of("id")[0], value=person.id)
        except _Unusable as error:
            rejects.append(RowReject(row.number, error.problem))
            continue
        seen.add(person.id)
        people.append(person)
    if not people:
        raise TeamError("no_people", path.name)
    return TableRoster(
        roster=Roster(people=tuple(people), as_of=as_of),
        titles=titles,
        columns=columns,
        skill_columns=tuple(reading.skill_columns),
        rejects=tuple(rejects),
        not_understood=dict(reading.not_understood.most_common()),
    )


class _Unusable(Exception):
    """A row that cannot be used."""

    def __init__(self, code: str, column: str, **values: object) -> None:
        self.problem = RowProblem(code, column, values)
        super().__init__(code)


class _Reading:
    """Turns rows into people."""

    def __init__(
        self, knowledge: Knowledge, titles: Titles, columns: Columns, table: Table, as_of: date | None
    ) -> None:
        self._knowledge = knowledge
        self._titles = titles
        self._columns = columns
        self._as_of = as_of
        self.not_understood: Counter[str] = Counter()
        self._known: dict[str, str | None] = {}
        self.skill_columns = {
            column: found
            for column in columns.unused
            if (found := self._skill(_ASIDE.sub("", column).strip())) is not None
        }
        self._raters = {column: _rater(column) for column in self.skill_columns}
        self._scale = {
            name: _scale(table, columns.of(name)) for name in ("performance", "potential") if columns.of(name)
        }

    def person(self, row: Row) -> Person:
        """One row as a person.

        Raises:
            _Unusable: when it cannot be one.
        """
        if row.problem is not None:
            raise _Unusable(row.problem.code, row.problem.column, **row.problem.values)
        name = self._columns.text(row.cells, "id").replace("\n", " ")
        if not name:
            raise _Unusable("no_id", self._columns.of("id")[0])
        title = self._columns.text(row.cells, "title").replace("\n", " ")
        try:
            return Person(
                id=name,
                title=title[:200],
                role=self._titles.role(title),
                post_months=self._months(row, "post"),
                company_months=self._months(row, "company"),
                skills=tuple(self._skills(row)),
                performance=self._mark(row, "performance"),
                potential=self._mark(row, "potential"),
                wishes=tuple(self._wishes(row)),
                available=self._columns.text(row.cells, "available").lower() not in _NO,
            )
        except ValidationError as error:
            first = error.errors()[0]
            at = str(first["loc"][0]) if first["loc"] else "id"
            column = (*self._columns.of(at), at)[0]
            raise _Unusable("bad_value", column, value=str(first.get("input", ""))[:40]) from None

    def _months(self, row: Row, kind: str) -> int | None:
        """Months in the post or the company, from whichever column says it."""
        for suffix, factor in (("months", 1), ("years", 12), ("since", 0)):
            written = self._columns.text(row.cells, f"{kind}_{suffix}")
            if written:
                months = _span(written, factor) if factor else self._since(written)
                if months is None or not 0 <= months <= 720:
                    column = self._columns.of(f"{kind}_{suffix}")[0]
                    raise _Unusable("bad_time", column, value=written[:40])
                return int(months)
        return None

    def _since(self, written: str) -> float | None:
        found = _DAY.match(written)
        if found is None:
            return None
        try:
            year = int(found[1])
            year += _REPUBLIC if year < 200 else 0
            start = date(year, int(found[2]), int(found[3] or 1))
        except ValueError:
            return None
        end = self._as_of or datetime.now(UTC).date()
        return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)

    def _mark(self, row: Row, name: str) -> Rating | None:
        written = self._columns.text(row.cells, name)
        if not written:
            return None
        value = _number(written)
        if value is None or not 1 <= value <= self._scale[name]:
            self.not_understood[written[:40]] += 1
            return None
        return Rating(value=value, of=self._scale[name])

    def _skills(self, row: Row) -> Iterator[SkillRating]:
        rated: dict[tuple[str, Rater], SkillRating] = {}
        rater = _rater(self._columns.of("skills")[0]) if self._columns.of("skills") else "lead"
        for item in _SEPARATORS.split(self._columns.text(row.cells, "skills")):
            if not item.strip():
                continue
            found = _LEVEL.match(item.strip())
            name, level = (found["name"], int(found["level"])) if found else (item.strip(), UNRATED)
            skill = self._skill(name)
            if skill is None:
                self.not_understood[name[:40]] += 1
            else:
                rated[skill, rater] = SkillRating(skill=skill, level=level, by=rater)
        for column, skill in self.skill_columns.items():
            written = row.cells[column].strip()
            value = _number(written.rstrip("級级"))
            if value is not None and 1 <= value <= 5 and value == int(value):
                by = self._raters[column]
                rated[skill, by] = SkillRating(skill=skill, level=int(value), by=by)
            elif written and value != 0:
                self.not_understood[f"{column}: {written}"[:40]] += 1
        yield from rated.values()

    def _wishes(self, row: Row) -> Iterator[str]:
        for name in _SEPARATORS.split(self._columns.text(row.cells, "wishes")):
            if name.strip():
                try:
                    yield self._knowledge.role(name.strip()).id
                except UnknownRecord:
                    self.not_understood[name.strip()[:40]] += 1

    def _skill(self, name: str) -> str | None:
        known = self._known
        if name not in known:
            try:
                known[name] = self._knowledge.skill(name).id if name else None
            except UnknownRecord:
                known[name] = None
        return known[name]


def _rater(column: str) -> Rater:
    """Who rated a column, by the remark in its header: 修圖（自評）; the lead when it does not say."""
    for aside in _ASIDE.findall(column):
        for word, rater in _RATERS.items():
            if word in aside.lower():
                return rater
    return "lead"


def _scale(table: Table, columns: Sequence[str]) -> int:
    """The scale that a column of marks uses: the first of `SCALES` that holds its greatest mark."""
    marks = (_number(row.cells[column]) for row in table.rows() for column in columns)
    greatest = max((mark for mark in marks if mark is not None and mark <= SCALES[-1]), default=0)
    return next(scale for scale in SCALES if greatest <= scale)


def _number(written: str) -> float | None:
    try:
        value = float(written.strip())
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None


def _span(written: str, factor: int) -> float | None:
    """A length of time in months: a bare number in the column's own unit, or '2年3個月', '1.5 years'."""
    value = _number(written)
    if value is not None:
        return value * factor
    found = _SPAN.match(written.strip())
    if found is None or not (found["years"] or found["months"]):
        return None
    return float(found["years"] or 0) * 12 + float(found["months"] or 0)


__all__ = ["RowReject", "TableRoster", "read_table"]
