"""Filling templates: values into sentences, with a blank where Chinese and Latin letters or digits meet.

Owns that one rule of writing for every text of the product. What stands in a template is its writer's
business, and what stands in a value its owner's: only the seams between them are looked at.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import lru_cache

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]")

_FORMATTER = string.Formatter()

Part = tuple[str, str | None, str, str | None]
"""Text, then a placeholder, its format and its conversion, as `string.Formatter` has them."""


def fill(template: str, values: Mapping[str, object]) -> str:
    """A template with its placeholders filled.

    Args:
        template: with names between braces.
        values: one for each placeholder; put in as they are and never read as templates.

    Raises:
        KeyError: when one is missing.
    """
    parts = _parts(template)
    if parts is None:
        return template.format(**values)
    text = ""
    for literal, name, form, conversion in parts:
        text = _joined(text, literal)
        if name is not None:
            shown = f"{{{name}{f'!{conversion}' if conversion else ''}:{form}}}"
            text = _joined(text, shown.format(**values))
    return text


def _joined(left: str, right: str) -> str:
    """Two texts, with a blank between them where their scripts ask for one."""
    if left and right and _are_two_scripts(left[-1], right[0]):
        return f"{left} {right}"
    return left + right


def _are_two_scripts(one: str, other: str) -> bool:
    return bool(
        (_HAN.match(one) and _LATIN.match(other)) or (_LATIN.match(one) and _HAN.match(other)),
    )


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[Part, ...] | None:
    """The parts of a template; None where no seam can ask for a blank, as in any English one."""
    parts = tuple((text, name, form or "", how) for text, name, form, how in _FORMATTER.parse(template))
    return parts if _HAN.search(template) or sum(name is not None for _, name, _, _ in parts) > 1 else None


__all__ = ["fill"]
