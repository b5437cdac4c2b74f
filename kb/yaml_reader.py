"""Strict YAML: plain data with the line of every key; all problems, no exceptions.

Reads the YAML 1.2 core scalars only (`no` is a word, not false). Refuses duplicate keys, anchors, tags and
anything but text keys, because each of them has silently changed somebody's data before.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kb.problems import Problem
from kb.told import told, why

KeyPath: TypeAlias = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?\Z|[-+]?[0-9]+[eE][-+]?[0-9]+\Z")
_CONSTANTS: Mapping[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FAST):  # type: ignore[misc]
    """Composes nodes without guessing what a scalar means, which `_Reader` decides and PyYAML is slow at."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        """The tag of an untagged node."""
        return _TAGS[kind]


_TAGS: Mapping[type[yaml.Node], str] = {
    yaml.ScalarNode: "",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
"""What an untagged node is marked as; no tag that a file can write is empty."""

_SYNTAX: Mapping[str, str] = {
    "mapping values are not allowed in this context": "yaml_two_values",
    "mapping values are not allowed here": "yaml_two_values",
    "could not find expected ':'": "yaml_no_colon",
    "did not find expected key": "yaml_no_key",
    "did not find expected ',' or ']'": "yaml_open_list",
    "did not find expected ',' or '}'": "yaml_open_braces",
    "did not find expected '-' indicator": "yaml_no_hyphen",
    "did not find expected node content": "yaml_no_value",
    "found unexpected end of stream": "yaml_open_quote",
    "found character that cannot start any token": "yaml_odd_start",
    "found a tab character that violates indentation": "yaml_tab",
    "found a tab character where an indentation space is expected": "yaml_tab",
    "block sequence entries are not allowed in this context": "yaml_odd_list",
    "block sequence entries are not allowed here": "yaml_odd_list",
    "found unknown escape character": "yaml_escape",
    "found undefined tag handle": "yaml_tag",
    "found duplicate anchor": "yaml_anchor",
    "found undefined alias": "yaml_anchor",
    "expected a single document in the stream": "yaml_two_documents",
}
"""What the parser says, to what we say."""

MAX_BYTES = 8_000_000
"""No hand-written file comes near this; a larger one is a mistake or an attack."""

MAX_DEPTH = 40
"""No record nests this deep; far deeper files overrun the stack of the parser itself."""

_BRACKET = re.compile(r"[\[\]{}]")
_DEEP_INDENT = re.compile(rf"^[ \t?-]{{{MAX_DEPTH},}}", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """The data of one file and where each key stands."""

    data: dict[str, Any]
    """Mappings as dict, sequences as tuple, scalars as str, int, float, bool or None."""
    marks: Mapping[KeyPath, int]
    """Line (1-based) of each key path."""


def read_yaml(path: Path, name: str | None = None) -> tuple[Document | None, list[Problem]]:
    """Read one file.

    Args:
        path: the file.
        name: how problems should name it; the path by default.

    Returns:
        The document, or None when nothing usable was found, and every problem met.
    """
    shown = name or str(path)

    def problem(code: str, message: str, remedy: str, line: int | None = None, key: str = "") -> Problem:
        return Problem(file=shown, line=line, key=key, code=code, message=message, remedy=remedy)

    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [
            problem(
                "unreadable",
                told("the_file_cannot_be_read", why=why(error)),
                told("check_its_permissions"),
            )
        ]
    if len(raw) > MAX_BYTES:
        return None, [
            problem(
                "too-large",
                told("the_file_has_bytes", count=len(raw)),
                told("split_it_the_limit_is", max_bytes=MAX_BYTES),
            )
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [problem("not-utf8", told("the_file_is_not_utf_8"), told("save_it_as_utf_8"), line)]
    try:
        deep = _too_deep(text)
        root = None if deep else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = told(_SYNTAX.get((error.problem or "").rstrip("."), "yaml_unclear"))
        return None, [
            problem(
                "yaml-syntax",
                told("this_is_not_yaml", what=what),
                told("check_indentation_and_quotes_near_this"),
                None if mark is None else mark.line + 1,
            )
        ]
    except yaml.reader.ReaderError as error:
        odd = (
            f"#x{ord(error.character):04x}"
            if isinstance(error.character, str)
            else f"#x{error.character:04x}"
        )
        return None, [
            problem(
                "yaml-syntax",
                told("this_is_not_yaml_the_character", odd=odd),
                told("remove_the_odd_character"),
                text.count("\n", 0, text.find(chr(int(odd[2:], 16)))) + 1,
            )
        ]
    except yaml.YAMLError:
        return None, [
            problem(
                "yaml-syntax",
                told("this_is_not_yaml", what=told("yaml_unclear")),
                told("check_the_file_near_its_start"),
            )
        ]
    if deep:
        return None, [problem("too-deep", told("the_file_is_nested_too_deeply"), told("flatten_it"), deep)]
    if root is None:
        return None, [problem("empty", told("the_file_is_empty"), told("fill_it_or_remove_it"))]
    if not isinstance(root, yaml.MappingNode):
        return None, [
            problem("not-a-mapping", told("the_file_must_hold_keys_and"), told("start_with_a_key_such_as"), 1)
        ]
    reader = _Reader(shown)
    data = reader.convert(root, ())
    return Document(data=data, marks=reader.marks), reader.problems


def _too_deep(text: str) -> int | None:
    """The line at which a text nests deeper than `MAX_DEPTH`, or None; found without recursion."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest <= MAX_DEPTH and not _DEEP_INDENT.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return 1 if event.start_mark is None else event.start_mark.line + 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


class _Reader:
    """Turns YAML nodes into plain data, noting lines and problems."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node, path: KeyPath) -> Any:
        line = node.start_mark.line + 1
        line = self.marks.setdefault(path, line)
        if id(node) in self._seen:
            self._report("anchor", path, line, told("anchors_and_aliases_and_are_not"), told("write_it_out"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
            self._report("tag", path, line, told("the_tag_is_not_read", tag=node.tag), told("remove_it"))
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.convert(item, (*path, index)) for index, item in enumerate(node.value))
        return self._mapping(node, path)

    def _mapping(self, node: yaml.Node, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report("key-kind", path, line, told("a_key_must_be_a_word"), told("write_word_value"))
                continue
            key = key_node.value
            here = (*path, key)
            if key in result:
                first = self.marks[here]
                self._report(
                    "duplicate-key",
                    here,
                    line,
                    told("the_key_stands_twice_it_was", key=key, first=first),
                    told("keep_one_of_them"),
                )
                continue
            self.marks[here] = line
            result[key] = self.convert(value_node, here)
        return result

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> str | int | float | bool | None:
        text: str = node.value
        if node.tag:
            line = node.start_mark.line + 1
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(
                "tag", path, line, told("the_tag_is_not_read", tag=tag), told("remove_it_and_quote_the_text")
            )
            return text
        if node.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            number = float(text)
            return number if math.isfinite(number) else text
        return text

    def _report(self, code: str, path: KeyPath, line: int, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(file=self.name, line=line, key=dotted(path), code=code, message=message, remedy=remedy)
        )


def dotted(path: KeyPath) -> str:
    """A key path as people write it: `skills[2].level`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text
