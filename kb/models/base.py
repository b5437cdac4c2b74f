"""The common ground of every record: strictness, identifiers, bilingual text and source references.

Owns the vocabulary that all other model modules share. Knows nothing about files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from kb.models.imported import NotBlank, OnlyImported

Language = Literal["zh-Hant", "zh-Hans", "en"]
"""The three languages of the product, as BCP 47 tags."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""A kebab-case identifier. Stable: a rename leaves the old id in `former_ids`."""

FamilyId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=64)]
"""A snake_case identifier for families, departments and skill groups."""

_ONE_LINE = r"^\S(.*\S)?$"

ShortText = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False, pattern=_ONE_LINE)]
"""One line with no blank at either end."""

SourceRef = Annotated[
    str,
    StringConstraints(
        pattern=(
            r"^(editorial"
            r"|article#\d+\.\d+"
            r"|esco:http://data\.europa\.eu/esco/[A-Za-z0-9/_.-]+"
            r"|esco-skill:.+"
            r"|onet:(\d{2}-\d{4}(\.\d{2})?|\d{8}|\d(\.[A-Za-z0-9]+)+)"
            r"|proposal:[a-z]+"
            r"|standard:[A-Za-z0-9-]+"
            r"|postings:[a-z_]+"
            r"|company:.+)$"
        )
    ),
]
"""Where a record comes from.

`editorial` marks our own judgement, `company:` an overlay's, and `proposal:` what was computed from a
classification and nobody has confirmed. `onet:` is followed by an occupation, a major group, a commodity of
the technology skills or an element of the content model.
"""


class Record(BaseModel):
    """A frozen record that refuses unknown keys and loose scalars."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


OneLanguage = Annotated[SkipJsonSchema[Literal["zh-Hant", "en"] | None], OnlyImported()]


class Text(Record):
    """A text in Traditional Chinese and English; Simplified is derived unless it is written here."""

    zh_hant: Annotated[str, NotBlank(_ONE_LINE)] = Field(alias="zh-Hant")
    """Traditional Chinese, written by a person."""
    en: Annotated[str, NotBlank(_ONE_LINE)]
    """English, written by a person."""
    zh_hans: ShortText | None = Field(default=None, alias="zh-Hans")
    """Simplified Chinese, only where the automatic conversion is wrong."""
    only: OneLanguage = None
    """Set in imported records alone: the one language it is written in, which the other then repeats."""

    @staticmethod
    def blank() -> Text:
        """What stands for a text that an imported classification does not give."""
        return Text.model_construct(zh_hant="", en="")

    def __bool__(self) -> bool:
        return bool(self.en)

    def get(self, language: Language) -> str:
        """The text in one language.

        Returns:
            The written text, or for Simplified Chinese the OpenCC conversion of the Traditional one.
        """
        if language == "en":
            return self.en
        if language == "zh-Hant":
            return self.zh_hant
        if self.zh_hans is not None:
            return self.zh_hans
        from kb.chinese import to_simplified

        return to_simplified(self.zh_hant)


class Aliases(Record):
    """Other names under which people look for a record."""

    zh_hant: tuple[ShortText, ...] = Field(default=(), alias="zh-Hant")
    """Traditional Chinese names, Taiwan and mainland terms both; their Simplified forms follow by folding."""
    zh_hans: tuple[ShortText, ...] = Field(default=(), alias="zh-Hans")
    """Simplified Chinese names that folding would not reach from the Traditional ones."""
    en: tuple[ShortText, ...] = ()
    """English names, abbreviations and brand names."""

    def all(self) -> tuple[str, ...]:
        """Every alias, Traditional first, in the written order."""
        return self.zh_hant + self.zh_hans + self.en


class Described(Record):
    """A record with a name, other names and sources."""

    label: Text
    """The preferred name."""
    aliases: Aliases = Aliases()
    """Other names."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where this record comes from."""

    def names(self) -> tuple[str, ...]:
        """The preferred names and all aliases, without repeats, in a stable order."""
        labels = [self.label.zh_hant, self.label.en]
        if self.label.zh_hans is not None:
            labels.append(self.label.zh_hans)
        return tuple(dict.fromkeys([*labels, *self.aliases.all()]))


RUNG_LABELS: Mapping[int, Text] = {
    1: Text(zh_hant="助理／見習", en="Assistant or trainee"),
    2: Text(zh_hant="專員", en="Specialist"),
    3: Text(zh_hant="資深", en="Senior"),
    4: Text(zh_hant="主管", en="Supervisor"),
    5: Text(zh_hant="經理", en="Manager"),
    6: Text(zh_hant="總監／負責人", en="Director or head"),
}
"""What the six rungs of a ladder are called."""
