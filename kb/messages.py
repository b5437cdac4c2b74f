"""The product's own words in three languages: what is said to people, kept in `data/locale/`.

Owns the choice of language and the reading of locale files. Knows nothing of terminals or screens.
"""

from __future__ import annotations

import os
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

from kb.filling import fill
from kb.locate import builtin_root
from kb.problems import BrokenKnowledge, KnowledgeError, Problem, did_you_mean
from kb.told import in_language, told
from kb.yaml_reader import read_yaml

MessageLanguage = Literal["zh-Hant", "zh-Hans", "en"]
"""The languages of the product; the same as `kb.models.Language`, without importing the models."""

MESSAGE_LANGUAGES: tuple[MessageLanguage, ...] = get_args(MessageLanguage)

LANGUAGE_VARIABLE = "SHOPLADDER_LANG"
"""Chooses the language where `--lang` does not."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX lets them decide."""

_SPELLINGS: Mapping[str, MessageLanguage] = {
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh": "zh-Hant",
    "zh-hans": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-my": "zh-Hans",
    "en": "en",
}
"""Tags and locale names, in lower case with hyphens, that stand for one of the languages."""


class UnknownLanguage(KnowledgeError):
    """A language that the product does not speak."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        hint = did_you_mean(asked, MESSAGE_LANGUAGES)
        super().__init__(
            f"There is no language '{asked}'; choose {', '.join(MESSAGE_LANGUAGES)}. {hint}".rstrip()
        )


def parse_language(tag: str) -> MessageLanguage | None:
    """The language a tag or locale name stands for (zh-TW, zh_CN.UTF-8, en_US), or None.

    Args:
        tag: a BCP 47 tag or a POSIX locale name, in any case.
    """
    plain = tag.split(".")[0].split("@")[0].replace("_", "-").lower()
    while plain:
        if plain in _SPELLINGS:
            return _SPELLINGS[plain]
        plain = plain.rpartition("-")[0]
    return None


def choose_language(
    asked: str | None = None, environment: Mapping[str, str] | None = None
) -> MessageLanguage:
    """The language to speak: what was asked, then `SHOPLADDER_LANG`, then the locale, then English.

    Args:
        asked: the value of `--lang`.
        environment: environment variables; the process's own by default.

    Raises:
        UnknownLanguage: when a language was asked for by name and there is none.
    """
    variables = os.environ if environment is None else environment
    for written in (asked, variables.get(LANGUAGE_VARIABLE)):
        if written:
            found = parse_language(written)
            if found is None:
                raise UnknownLanguage(written)
            return found
    locale = next((variables[name] for name in _LOCALE_VARIABLES if variables.get(name)), "")
    return parse_language(locale) or "en"


class Messages:
    """The messages of one language, by dotted key."""

    def __init__(self, language: MessageLanguage, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    @classmethod
    def load(cls, language: MessageLanguage) -> Messages:
        """Read the messages of a language; read once a process.

        Raises:
            BrokenKnowledge: when the file is damaged.
        """
        return cls(language, _texts(language))

    def get(self, key: str, /, **values: object) -> str:
        """A message with its placeholders filled.

        Args:
            key: dotted, such as `match.next_step`.
            values: one for each placeholder; they are put in as they are and never read as templates.

        Raises:
            KeyError: when there is no such message.
        """
        text = self._texts.get(key)
        if text is None:
            raise KeyError(
                f"no message '{key}' in {self.language}. {did_you_mean(key, self._texts)}".rstrip()
            )
        if "{" not in text and "}" not in text:
            return text
        return fill(text, {name: in_language(value, self) for name, value in values.items()})

    def find(self, key: str) -> str | None:
        """The text of a message as written, or None when there is none."""
        return self._texts.get(key)

    def keys(self) -> tuple[str, ...]:
        """Every key, in file order."""
        return tuple(self._texts)


class SpokenError(Exception):
    """A refusal that says itself in any language; in English where nobody asks.

    Args:
        code: the message is `<section>.<code>`.
        values: for its placeholders.
    """

    section: ClassVar[str]
    """Where its messages stand; set by each kind of refusal."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.said(Messages.load("en")))

    def said(self, messages: Messages) -> str:
        """The sentence in the reader's language."""
        return messages.get(f"{self.section}.{self.code}", **self.values)


def locale_folder(language: MessageLanguage) -> Path:
    """The folder that holds a language's messages, one file an area of the product."""
    return builtin_root() / "locale" / language


def read_texts(path: Path) -> Mapping[str, str]:
    """The messages of a locale file, or of all files of a locale folder, as dotted key to text.

    Files come by name, keys in file order. An area's file may add to a section of another (its own lines
    of `help:`), but no key is said twice.

    Raises:
        BrokenKnowledge: with every problem of the files.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        name = f"locale/{path.name}/{file.name}" if path.is_dir() else f"locale/{file.name}"
        document, found = read_yaml(file, name)
        problems += found
        for key, value, line in _leaves(document.data, document.marks, ()) if document is not None else ():
            if not isinstance(value, str):
                problem = ("not-a-text", told("must_be_a_text", key=key), told("write_it_in_quotes"))
            elif key in texts:
                problem = (
                    "said-twice",
                    told("is_said_in_another_file_too", key=key),
                    told("keep_one_of_the_two"),
                )
            else:
                texts[key] = value
                continue
            code, message, remedy = problem
            problems.append(Problem(file=name, line=line, key=key, code=code, message=message, remedy=remedy))
    if problems:
        raise BrokenKnowledge(problems)
    return texts


def placeholders(text: str) -> frozenset[str]:
    """The names between braces in a message."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


@cache
def _texts(language: MessageLanguage) -> Mapping[str, str]:
    return read_texts(locale_folder(language))


def _leaves(
    data: Mapping[str, Any], marks: Mapping[tuple[str | int, ...], int], above: tuple[str, ...]
) -> Iterator[tuple[str, Any, int | None]]:
    for key, value in data.items():
        path = (*above, key)
        if isinstance(value, dict):
            yield from _leaves(value, marks, path)
        else:
            yield ".".join(path), value, marks.get(path)


__all__ = [
    "LANGUAGE_VARIABLE",
    "MESSAGE_LANGUAGES",
    "MessageLanguage",
    "Messages",
    "SpokenError",
    "UnknownLanguage",
    "choose_language",
    "locale_folder",
    "parse_language",
    "placeholders",
    "read_texts",
]
