"""The one relaxation of the models: what a record of an imported classification may lack.

A classification such as ESCO has no levels, no day in a role and no Chinese. Such records are validated in
the context `IMPORTED`, in which lists may be short and texts blank; `complete` puts the blanks in. No text is
ever invented. Outside that context the models ask for everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic.json_schema import JsonSchemaValue

IMPORTED: Mapping[str, bool] = {"imported": True}
"""The validation context of records that a classification gave, and of compiled records already checked."""

BLANK_TEXT: Mapping[str, Any] = {"zh-Hant": "", "en": ""}
BLANK_WORDS: Mapping[str, Any] = {"zh-Hant": (), "en": ()}

NOT_STATED: Mapping[str, Mapping[str, Any]] = {
    "family": {"description": BLANK_TEXT},
    "skill_group": {"description": BLANK_TEXT},
    "skill": {"levels": BLANK_WORDS, "practice": BLANK_TEXT},
    "role": {
        "mission": BLANK_TEXT,
        "duties": (),
        "interests": {"code": "", **BLANK_WORDS},
        "conditions": BLANK_TEXT,
        "small_store": None,
        "full_company": None,
        "hiring_step": None,
        "day": BLANK_TEXT,
        "likes": (),
        "dislikes": (),
    },
    "edge": {"internal_first": False, "evidence": ()},
}
"""By kind of record: what stands for each key that a classification does not give."""

_TEXTLESS = frozenset({"skills", "show", "tools", "sources", "related"})
"""Keys under which no text in a language stands, passed over because they are most of a large import."""

_TEXT_KEYS = frozenset({"zh-Hant", "zh-Hans", "en"})


def complete(kind: str, written: Mapping[str, Any]) -> dict[str, Any]:
    """An imported record with blanks where the classification says nothing.

    A text in one language gets that language for the other and the key `only`, which says so. A requirement
    without evidence rests on what the role rests on.
    """
    data = dict(NOT_STATED.get(kind, {}))
    for key, value in written.items():
        textless = key in _TEXTLESS or not isinstance(value, dict | tuple)
        data[key] = value if textless else _both_languages(value)
    if kind == "role":
        data["interests"] = {**BLANK_WORDS, **data["interests"]}
        if isinstance(data.get("skills"), tuple):
            default = {"evidence": data.get("sources", ())}
            data["skills"] = tuple(
                {**default, **item} if isinstance(item, dict) else item for item in data["skills"]
            )
    return data


def _both_languages(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_both_languages(item) if isinstance(item, dict | tuple) else item for item in value)
    if not isinstance(value, dict):
        return value
    if value and value.keys() <= _TEXT_KEYS and all(isinstance(text, str) for text in value.values()):
        if "zh-Hant" not in value and "en" in value:
            return {**value, "zh-Hant": value["en"], "only": "en"}
        if "en" not in value and "zh-Hant" in value:
            return {**value, "en": value["zh-Hant"], "only": "zh-Hant"}
        return value
    return {
        key: _both_languages(item) if isinstance(item, dict | tuple) else item for key, item in value.items()
    }


@dataclass(frozen=True)
class Between:
    """How many items a list must have, unless the record is imported."""

    least: int
    """The fewest."""
    most: int | None = None
    """The most, or None for no limit."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, items: tuple[Any, ...], info: ValidationInfo[Any]) -> tuple[Any, ...]:
        if _is_imported(info):
            return items
        counts = {"field_type": "Tuple", "actual_length": len(items)}
        if len(items) < self.least:
            raise PydanticKnownError("too_short", {**counts, "min_length": self.least})
        if self.most is not None and len(items) > self.most:
            raise PydanticKnownError("too_long", {**counts, "max_length": self.most})
        return items

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        bounds = {"minItems": self.least} | ({} if self.most is None else {"maxItems": self.most})
        return {**handler(schema), **bounds}


@dataclass(frozen=True)
class NotBlank:
    """A text that must not be empty, unless the record is imported."""

    pattern: str
    """What it must match when it is not empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = core_schema.str_schema(pattern=f"^$|{self.pattern}")
        return core_schema.with_info_after_validator_function(self._check, inner)

    def _check(self, text: str, info: ValidationInfo[Any]) -> str:
        if not text and not _is_imported(info):
            raise PydanticKnownError("string_pattern_mismatch", {"pattern": self.pattern})
        return text

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "pattern": self.pattern}


@dataclass(frozen=True)
class OnlyImported:
    """A key that records of our own may not have."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: Any, info: ValidationInfo[Any]) -> Any:
        if value is not None and not _is_imported(info):
            raise PydanticCustomError("only_imported", "This key belongs to imported records alone")
        return value


def _is_imported(info: ValidationInfo[Any]) -> bool:
    return bool(info.context and info.context.get("imported"))
