"""Reading the tables of a classification: official file names, rows as text, one sentence per problem.

Knows nothing about any one classification. Never raises for what stands in a file.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.problems import Problem, Severity, did_you_mean
from kb.told import told, why

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

Row = dict[str, str]


@dataclass
class Tables:
    """The folder of a classification and everything found wrong with it."""

    folder: Path
    """Where the files lie."""
    problems: list[Problem] = field(default_factory=list)
    """Every problem met so far."""

    def report(
        self,
        file: str,
        code: str,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        column: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Note one problem; a warning leaves something out, an error leaves nothing to import."""
        self.problems.append(Problem(file, line, column, code, message, remedy, severity))

    def exists(self) -> bool:
        """Whether the folder is there; an error is noted when it is not."""
        if self.folder.is_dir():
            return True
        self.report(
            self.folder.name,
            "no-folder",
            told("there_is_no_folder", folder=self.folder),
            told("check_the_path"),
            severity=Severity.ERROR,
        )
        return False

    def some(
        self, file: str, code: str, what: str, items: Iterable[str], remedy: str, known: Iterable[str] = ()
    ) -> None:
        """Note many alike in one sentence: how many, and an example."""
        found = list(dict.fromkeys(items))
        if found:
            hint = did_you_mean(found[0], known)
            self.report(
                file, code, told("such_as", count=len(found), what=what, example=found[0]), hint or remedy
            )

    def has(self, name: str) -> bool:
        """Whether a file lies in the folder."""
        return (self.folder / name).is_file()

    def read(
        self, name: str, columns: Sequence[str], *, delimiter: str = ",", needed: bool = False, loss: str = ""
    ) -> list[Row]:
        """The rows of one file, none when it cannot be used.

        Args:
            name: the official file name.
            columns: columns without which a row is of no use.
            delimiter: what stands between cells.
            needed: whether nothing can be imported without the file.
            loss: what is missing from the import without it, as a sentence.
        """
        severity = Severity.ERROR if needed else Severity.WARNING
        text = self._text(name, severity, loss)
        if text is None:
            return []
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=delimiter,
            quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
            strict=delimiter != "\t",
        )
        try:
            header = [cell.strip() for cell in next(reader, [])]
            missing = [column for column in columns if column not in header]
            if missing:
                hint = did_you_mean(missing[0], header)
                listed = ", ".join(f"'{column}'" for column in missing)
                self.report(
                    name,
                    "missing-column",
                    told("the_column_is_missing", listed=listed),
                    hint or told("take_the_file_as_it_was"),
                    line=1,
                    column=missing[0],
                    severity=severity,
                )
                return []
            needed_cells = max(map(header.index, columns), default=0) + 1
            return self._rows(name, reader, header, needed_cells)
        except csv.Error:
            self.report(
                name,
                "broken-table",
                told("the_table_breaks_off_near_line", line=reader.line_num),
                told("download_the_file_again"),
                line=reader.line_num,
                severity=severity,
            )
            return []

    def number(self, name: str, text: str) -> float:
        """A cell as a number; nought, reported once a file, when it is none."""
        try:
            return float(text)
        except ValueError:
            if not any(p.file == name and p.code == "not-a-number" for p in self.problems):
                self.report(
                    name,
                    "not-a-number",
                    told("should_be_a_number", text=text),
                    told("download_the_file_again"),
                )
            return 0.0

    def lines(self, name: str) -> list[str]:
        """The lines of a plain list, blanks and repeats left out."""
        text = self._text(name, Severity.WARNING, "")
        return [] if text is None else list(dict.fromkeys(filter(None, map(one_line, text.splitlines()))))

    def workbook_rows(self, name: str, columns: int) -> Iterator[tuple[str, ...]]:
        """The rows of a workbook's first sheet below its header, cells as text."""
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            sheet = CalamineWorkbook.from_path(str(self.folder / name)).get_sheet_by_index(0)
            rows = sheet.to_python()
        except (CalamineError, OSError, IndexError, ValueError):
            self.report(
                name,
                "broken-workbook",
                told("the_workbook_cannot_be_read"),
                told("download_it_again"),
            )
            return
        for row in rows[1:]:
            if len(row) >= columns:
                yield tuple(str(cell) for cell in row[:columns])

    def _rows(self, name: str, reader: Iterable[list[str]], header: list[str], needed: int) -> list[Row]:
        """Rows as mappings; cells left off at the end are empty, as some published files have it."""
        rows: list[Row] = []
        short: list[int] = []
        for number, cells in enumerate(reader, 2):
            if needed <= len(cells) <= len(header):
                padding = [""] * (len(header) - len(cells))
                rows.append(dict(zip(header, cells + padding, strict=True)))
            elif any(cell.strip() for cell in cells):
                short.append(number)
        if short:
            self.report(
                name,
                "ragged-row",
                told("rows_do_not_fit_the_header", count=len(short), cells=len(header), row=short[0]),
                told("download_the_file_again"),
            )
        if not rows and not short:
            self.report(
                name, "empty-table", told("the_file_has_a_header_but"), told("download_the_file_again")
            )
        return rows

    def _text(self, name: str, severity: Severity, loss: str) -> str | None:
        path = self.folder / name
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            near = did_you_mean(name, self._names())
            message = told("the_file_is_missing_and", loss=loss) if loss else told("the_file_is_missing")
            self.report(name, "missing-file", message, near or told("copy_it_here"), severity=severity)
            return None
        except OSError as error:
            self.report(
                name,
                "unreadable",
                told("the_file_cannot_be_read", why=why(error)),
                told("check_its_permissions"),
                severity=severity,
            )
            return None
        if not raw.strip():
            self.report(
                name, "empty", told("the_file_is_empty"), told("download_the_file_again"), severity=severity
            )
            return None
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.report(
                name,
                "not-utf8",
                told("the_file_is_not_utf_8"),
                told("save_it_as_utf_8_or"),
                line=line,
                severity=severity,
            )
            return None

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self.folder.iterdir()]
        except OSError:
            return []


def one_line(text: str) -> str:
    """A text with every run of blanks as one blank and none at the ends."""
    return " ".join(text.split())


def listed(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds several, one a line or between bars, without repeats."""
    parts = cell.replace("|", "\n").splitlines()
    return tuple(dict.fromkeys(item for part in parts if (item := one_line(part))))
