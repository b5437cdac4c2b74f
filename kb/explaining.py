"""Explaining: what a model refuses, as a sentence about the key that was written and what to do with it.

The one place that reads pydantic's errors; its own sentences are English and speak of types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kb.problems import did_you_mean
from kb.told import Told, told
from kb.yaml_reader import KeyPath, dotted

_KINDS = {
    "string": "a_text",
    "int": "a_whole_number",
    "float": "a_number",
    "bool": "true_or_false",
    "tuple": "a_list",
    "list": "a_list",
    "model": "keys_and_values",
    "dict": "keys_and_values",
    "mapping": "keys_and_values",
    "date": "a_date",
}
"""Kinds of value by the beginning of pydantic's name for the error."""

_SHAPES = {
    str: "a_text",
    int: "a_whole_number",
    float: "a_number",
    bool: "true_or_false",
    dict: "keys_and_values",
    tuple: "a_list",
    list: "a_list",
    type(None): "nothing",
}

_BOUNDS = {
    "greater_than_equal": "write_or_more",
    "greater_than": "write_more_than",
    "less_than_equal": "write_or_less",
    "less_than": "write_less_than",
    "too_short": "write_at_least_there_are",
    "too_long": "keep_at_most_there_are",
    "string_too_short": "write_something",
    "string_too_long": "keep_it_to_characters",
}
"""What to do about a value beyond a bound, by pydantic's name for it."""


@dataclass(frozen=True)
class Explained:
    """One refusal."""

    code: str
    """A stable kebab-case name of the kind of problem."""
    path: KeyPath
    """The key at fault, as far as it was written."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do."""

    @property
    def sentence(self) -> Told:
        """Where, what and what to do in one."""
        return told("at_key", at=dotted(self.path), message=self.message, remedy=self.remedy)


def explanations(error: ValidationError, data: Any, model: type[BaseModel]) -> Iterator[Explained]:
    """Every refusal of a model, without those that only follow from others.

    Args:
        error: what the model raised.
        data: what it was given.
        model: which model.
    """
    for detail in _causes(error.errors()):
        yield _explained(data, model, detail)


def _causes(details: Sequence[Any]) -> Iterator[Any]:
    """Errors without those that only follow from others: a list is no shorter for a fault in its items."""
    faulty = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return (detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in faulty)


def _explained(data: Any, model: type[BaseModel], detail: Any) -> Explained:
    path = _written_path(data, detail["loc"])
    key = path[-1] if path else ""
    value = detail.get("input")
    kind = detail["type"]
    remedy: str
    if kind == "extra_forbidden":
        known = _field_names(model, path[:-1])
        hint = did_you_mean(str(key), known)
        remedy = hint or told("remove_it")
        if not hint and known:
            remedy = told("remove_it_the_keys_here_are", known=", ".join(sorted(known)))
        return Explained("unknown-key", path, told("the_key_is_not_known_here", key=key), remedy)
    if kind == "missing":
        return Explained("missing-key", path, told("the_key_is_missing", key=key), told("add", key=key))
    if kind.endswith(("_type", "_parsing")) or kind == "int_from_float":
        named = told(_KINDS.get(kind.split("_")[0], "another_kind"))
        given = told(_SHAPES.get(type(value), "another_kind"))
        quoted = kind == "string_type" and _is_scalar(value)
        remedy = told("put_it_in_quotes") if quoted else told("write", named=named)
        return Explained("wrong-kind", path, told("must_be_not", key=key, named=named, value=given), remedy)
    if kind == "string_pattern_mismatch":
        pattern = detail.get("ctx", {}).get("pattern", "")
        ends = r"^\S(" in pattern
        remedy = told("remove_the_blanks_at_its_ends") if ends else told("it_must_match", pattern=pattern)
        return Explained("malformed", path, told("is_not_well_formed", value=value), remedy)
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        listed = ", ".join(f"'{word}'" for word in words)
        remedy = did_you_mean(str(value), words) or told("choose_one_of", expected=listed)
        return Explained("not-in-list", path, told("is_not_one_of", value=value, expected=listed), remedy)
    if kind == "only_imported":
        return Explained("out-of-range", path, told("only_imported", key=key), told("remove_it"))
    own = detail.get("ctx", {}).get("error")
    if isinstance(own, ValueError) and own.args and isinstance(own.args[0], Told):
        return Explained("out-of-range", path, own.args[0], told("mend_it"))
    shown = f" ({value})" if _is_scalar(value) else ""
    remedy = told("write_a_value_that_the_rule")
    if kind in _BOUNDS:
        remedy = told(_BOUNDS[kind], **_plain(detail.get("ctx", {})))
    return Explained("out-of-range", path, told("is_out_of_range", key=key, shown=shown), remedy)


def _plain(bounds: Mapping[str, Any]) -> dict[str, object]:
    return {name: value for name, value in bounds.items() if isinstance(value, str | int | float)}


def _written_path(data: Any, loc: tuple[str | int, ...]) -> KeyPath:
    """The part of pydantic's location that names keys of the file (it also names union branches)."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(data, dict) and (part in data or last):
            path.append(part)
            data = data.get(part)
        elif isinstance(data, tuple | list) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
        elif last and not isinstance(data, dict | tuple):
            break
    return tuple(path)


def _field_names(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys a model allows at a path, as they are written in files."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = next((f for name, f in current.model_fields.items() if part in (name, f.alias)), None)
        if field is None:
            return []
        annotation = field.annotation
        candidates = [annotation, *get_args(annotation)]
        current = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)
        if current is None:
            return []
    return [f.alias or name for name, f in current.model_fields.items()]


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


__all__ = ["Explained", "explanations"]
