"""Writing records as a knowledge folder that a person can read and edit.

Dumps only what was meant: no defaults, no blanks of imported records, nothing that the file's place already
says. The loader reads back the same records; it decides nothing about their content.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kb.layout import LISTS
from kb.manifest import MANIFEST_FILE, Manifest
from kb.models import Record
from kb.models.imported import NOT_STATED
from kb.problems import KnowledgeError
from kb.records import MODELS, Records

LINE_WIDTH = 108
"""Short lists and mappings stand on one line up to this width."""

SENTENCE = 40
"""A list with a text of more cells than this is a list of sentences, one a line."""

_PLAIN = re.compile(
    r"[^\W\d_](?:(?:[\w/'()&.%+ 、，。：；！？「」《》（）～…—-]|(?<! )#)*[\w/'()&.%+。！？」》）-])?\Z"
)
"""Text that YAML reads as itself inside lists too: starts with a letter, has no mark of its own."""

_CONSTANTS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


class FolderNotEmptyError(KnowledgeError):
    """A folder that holds something already, so that writing would mix two knowledge bases."""


def in_file_order(records: Records) -> Records:
    """The same records in the order in which the loader reads them back from written files."""
    families = {role.id: role.family for role in records.roles}
    groups = {group.id: group for group in records.skill_groups}
    return Records(
        **{
            **{name: getattr(records, name) for name in Records.model_fields},
            "roles": tuple(sorted(records.roles, key=lambda r: (r.family, f"{r.id}.yaml"))),
            "skill_groups": tuple(sorted(groups.values(), key=lambda g: f"{g.id}.yaml")),
            "skills": tuple(sorted(records.skills, key=lambda s: f"{s.group}.yaml")),
            "edges": tuple(
                sorted(records.edges, key=lambda e: f"{families.get(e.from_role, _NO_FAMILY)}.yaml")
            ),
            "occupations": tuple(sorted(records.occupations, key=lambda o: _list_file("occupation", o))),
            "term_counts": tuple(sorted(records.term_counts, key=lambda c: f"{c.family}.yaml")),
        }
    )


_NO_FAMILY = "other"
"""The track file of edges that start at a role of another folder."""


def write_folder(records: Records, path: Path, manifest: Manifest | None = None) -> list[Path]:
    """Write every record where the layout wants it, the whole folder or none of it.

    Args:
        records: what to write.
        path: a folder that does not exist or is empty.
        manifest: what the folder says about itself; needed for imported records.

    Returns:
        The files, in the order written.

    Raises:
        FolderNotEmptyError: when something lies in the folder already.
        OSError: when it cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise FolderNotEmptyError(f"'{path}' is a file; name a new folder.")
    if path.is_dir() and any(path.iterdir()):
        raise FolderNotEmptyError(f"The folder '{path}' is not empty; name a new one.")
    path.parent.mkdir(parents=True, exist_ok=True)
    files = folder_texts(records, manifest)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as temporary:
        for name, text in files.items():
            target = Path(temporary, "new", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        if path.is_dir():
            path.rmdir()
        Path(temporary, "new").replace(path)
    return [path / name for name in files]


def folder_texts(records: Records, manifest: Manifest | None = None) -> dict[str, str]:
    """The files of a knowledge folder: name to text."""
    files: dict[str, str] = {}
    imported = manifest is not None and manifest.imported

    def plain(kind: str, record: Record) -> dict[str, Any]:
        return written(kind, record, imported=imported)

    if manifest is not None:
        said = {key: value for key, value in vars(manifest).items() if value}
        files[MANIFEST_FILE] = to_yaml(said) if said else "imported: false\n"
    for name, keys in LISTS.items():
        lists = {
            key: [plain(kind, r) for r in getattr(records, MODELS[kind][1]) if _list_file(kind, r) == name]
            for key, kind in keys.items()
        }
        if any(lists.values()):
            files[name] = to_yaml({key: items for key, items in lists.items() if items})
    skills = _by(records.skills, lambda s: s.group)
    groups = {group.id: group for group in records.skill_groups}
    for group_id in sorted(skills.keys() | groups.keys()):
        group = groups.get(group_id)
        content: dict[str, Any] = {} if group is None else {"group": plain("skill_group", group)}
        if skills[group_id]:
            content["skills"] = [plain("skill", skill) for skill in skills[group_id]]
        files[f"skills/{group_id}.yaml"] = to_yaml(content)
    families = {}
    for role in records.roles:
        families[role.id] = role.family
        files[f"roles/{role.family}/{role.id}.yaml"] = to_yaml(plain("role", role))
    for family, edges in _by(records.edges, lambda e: families.get(e.from_role, _NO_FAMILY)).items():
        files[f"tracks/{family}.yaml"] = to_yaml({"edges": [plain("edge", edge) for edge in edges]})
    for counts in records.term_counts:
        files[f"evidence/{counts.family}.yaml"] = to_yaml(plain("term_counts", counts))
    return files


def _list_file(kind: str, record: Any) -> str:
    """The list file of a record: where several hold its kind, the one whose name starts its id."""
    names = [name for name, kinds in LISTS.items() if kind in kinds.values()]
    named = (name for name in names if record.id.startswith(f"{Path(name).stem}-"))
    return names[0] if len(names) == 1 else next(named, names[0])


_FIRST = ("id", "label", "title")
_LAST = ("former_ids", "crosswalk", "sources")
"""Keys that stand at the two ends of a record."""


def written(kind: str, record: Record, *, imported: bool = False) -> dict[str, Any]:
    """One record as a person would write it in its file.

    Args:
        kind: its kind.
        record: the record.
        imported: leave out nulls too, which only imported records may.
    """
    plain = _plain(record)
    data = {key: value for key in _FIRST if (value := plain.get(key)) is not None}
    data |= {key: value for key, value in plain.items() if key not in _LAST}
    data |= {key: value for key in _LAST if (value := plain.get(key)) is not None}
    data.pop({"role": "family", "skill": "group"}.get(kind, ""), None)
    for key, blank in NOT_STATED.get(kind, {}).items():
        if key in data and _is_blank(data[key]) and (imported or blank not in (None, False)):
            del data[key]
    if "interests" in data and kind == "role":
        data["interests"] = {key: value for key, value in data["interests"].items() if value}
    if imported and kind == "role":
        for requirement in data.get("skills", ()):
            if requirement.get("evidence", ["editorial"]) == data["sources"]:
                requirement.pop("evidence", None)
            else:
                requirement.setdefault("evidence", ["editorial"])
    return data


def _is_blank(value: Any) -> bool:
    return not any(value.values()) if isinstance(value, dict) else not value


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Each field's name, the key it is written under, and its default."""
    return tuple(
        (name, field.alias or name, _REQUIRED if field.is_required() else field.get_default())
        for name, field in model.model_fields.items()
    )


_REQUIRED = object()
"""Stands for the default of a field that has none; equal to nothing."""


def _plain(record: Record) -> dict[str, Any]:
    """A record as plain data under its written keys, without what equals a default."""
    data: dict[str, Any] = {}
    for name, key, default in _fields(type(record)):
        value = getattr(record, name)
        if value != default:
            data[key] = _plain_value(value)
    only = data.pop("only", None)
    if only is not None:
        data.pop("en" if only == "zh-Hant" else "zh-Hant")
    return data


def _plain_value(value: Any) -> Any:
    if isinstance(value, Record):
        return _plain(value)
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return value


def _by(items: Iterable[Any], key: Callable[[Any], str]) -> defaultdict[str, list[Any]]:
    grouped: defaultdict[str, list[Any]] = defaultdict(list)
    for item in items:
        grouped[key(item)].append(item)
    return grouped


def to_yaml(data: Mapping[str, Any]) -> str:
    """YAML in the style of the built-in files: blocks outside, short things on one line inside."""
    return "\n".join(_mapping_lines(data)) + "\n"


def _mapping_lines(data: Mapping[str, Any]) -> Iterable[str]:
    for key, value in data.items():
        head = f"{_scalar(key)}:"
        if _wants_block(value, room=LINE_WIDTH - len(head) - 1):
            yield head
            lines = _mapping_lines(value) if isinstance(value, dict) else _list_lines(value)
            yield from (f"  {line}" for line in lines)
        else:
            yield f"{head} {_flow(value)}"


def _list_lines(items: list[Any]) -> Iterable[str]:
    for item in items:
        if isinstance(item, dict) and _wants_block(item, room=LINE_WIDTH - 2):
            lines = iter(_mapping_lines(item))
            yield f"- {next(lines)}"
            yield from (f"  {line}" for line in lines)
        else:
            yield f"- {_flow(item)}"


def _wants_block(value: Any, room: int) -> bool:
    """Whether lines read better: nested records, lists of records, sentences, and what is too long."""
    if isinstance(value, dict):
        nested = any(isinstance(item, dict) or _has_records(item) for item in value.values())
        return bool(value) and (nested or _cells(_flow(value)) > room)
    if not isinstance(value, list):
        return False
    return _has_records(value) or any(isinstance(item, str) and _cells(item) > SENTENCE for item in value)


def _cells(text: str) -> int:
    """Terminal cells, near enough: Chinese takes two."""
    return len(text) if text.isascii() else sum(2 if character > "\u2e7f" else 1 for character in text)


def _has_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


@lru_cache(maxsize=65_536)
def _text(value: str) -> str:
    if _PLAIN.match(value) and value.casefold() not in _CONSTANTS and value.isprintable():
        return value
    escaped = "".join(_escaped(character) for character in value)
    return f'"{escaped}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
