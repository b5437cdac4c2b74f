"""A folder of CVs and profile files as a table: one person a file, called by the file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.told import why
from matcher.documents import READERS, TEXT_SUFFIXES
from matcher.profile import Profile, ProfileError, read_profile
from matcher.tables.rows import Row, RowProblem, Table, TableError, as_row

PROFILE_SUFFIXES = (".yaml", ".yml", ".json")
"""Endings of profile files."""

COLUMNS = ("id", "text", "skills", "interests", "riasec", "experience", "current_role", "file")
"""The columns of such a table: the fields of a profile, and the file."""

_IGNORED = ("thumbs.db", "desktop.ini")


def open_folder(path: Path, name: str, encoding: str | None = None) -> Table:
    """Open a folder of documents; folders in it are looked into, links and hidden files are not.

    Args:
        path: the folder.
        name: how to call it in messages.
        encoding: of plain texts, when the user names it.

    Raises:
        TableError: when it holds no file that could be a CV.
    """
    known = (*READERS, *TEXT_SUFFIXES, *PROFILE_SUFFIXES)
    files = list(_files(path))
    if not any(file.suffix.lower() in known for file in files):
        raise TableError("empty_folder", name=name, known=", ".join(known))
    return Table(
        name=name,
        kind="folder",
        columns=COLUMNS,
        reader=lambda: _rows(path, encoding),
        encoding=encoding,
        header_row=0,
        length=len(files),
    )


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
        relative = path.relative_to(root).parts
        hidden = any(part.startswith((".", "~$")) for part in relative)
        if not hidden and path.name.lower() not in _IGNORED and not path.is_symlink() and path.is_file():
            yield path


def _rows(root: Path, encoding: str | None) -> Iterator[Row]:
    files = list(_files(root))
    stems = [path.relative_to(root).with_suffix("").as_posix() for path in files]
    for number, (path, stem) in enumerate(zip(files, stems, strict=True), 1):
        shown = path.relative_to(root).as_posix()
        key = stem if stems.count(stem) == 1 else shown
        try:
            person = _profile(path, encoding)
        except (ProfileError, OSError) as error:
            cells = dict.fromkeys(COLUMNS, "") | {"id": key, "file": shown}
            reason = why(error) if isinstance(error, OSError) else error.args[0]
            problem = RowProblem("unreadable_file", "file", {"why": reason})
            yield Row(number, cells, problem, tuple(cells.values()))
            continue
        row = as_row(number, COLUMNS, [key, *_cells(person), shown])
        if row is not None:
            yield row


def _profile(path: Path, encoding: str | None) -> Profile:
    if encoding is None or path.suffix.lower() not in TEXT_SUFFIXES:
        return read_profile(path)
    from matcher.documents import read_document

    return Profile(text=read_document(path, encoding))


def _cells(person: Profile) -> list[str]:
    skills = (f"{s.skill}:{s.level}" if s.level else s.skill for s in person.skills)
    letters = (f"{letter}:{share}" for letter, share in person.riasec.items())
    return [
        person.text,
        "\n".join(skills),
        "\n".join(person.interests),
        "\n".join(letters),
        "\n".join(person.experience),
        person.current_role or "",
    ]


__all__ = ["COLUMNS", "open_folder"]
