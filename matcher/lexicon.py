"""The lexicon: every form under which the knowledge base can be met in a text.

Built once a knowledge base from labels and aliases; answers which records a stretch of folded text names.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kb import Knowledge
from kb.chinese import variants
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.text import has_han, squeeze, tokens

TargetKind = Literal["skill", "tool", "role", "interest", "family"]

FILE = "forms.json"
"""The compiled forms."""

MAX_WORDS = 8
"""No alias has more words; longer runs need not be looked up."""

_STOP_FORMS = frozenset({"in", "the", "and", "of", "for", "to", "a"})


@dataclass(frozen=True)
class Target:
    """A record that a form names."""

    kind: TargetKind
    id: str


@dataclass(frozen=True)
class Form:
    """One way of naming records."""

    name: str
    """As written in the knowledge base."""
    targets: tuple[Target, ...]
    """What it names; more than one where the trade uses one word for several things."""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of what it names, of the kind it names first."""
        return tuple(target.id for target in self.targets if target.kind == self.targets[0].kind)


class Lexicon:
    """Forms by Chinese characters and by English words."""

    def __init__(
        self,
        han: Mapping[str, Form],
        latin: Mapping[tuple[str, ...], Form],
        skill_ids: Mapping[str, str] | None = None,
        tool_skills: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.han = han
        self.latin = latin
        self.skill_ids: Mapping[str, str] = skill_ids or {}
        """Ids of all skills, which a profile may use instead of names, and their labels."""
        self.tool_skills: Mapping[str, tuple[str, ...]] = tool_skills or {}
        """What each tool shows."""
        lengths: dict[str, set[int]] = {}
        for form in self.han:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._han_lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        longest: dict[str, int] = {}
        for words in self.latin:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        self._latin_longest = longest

    @classmethod
    def from_names(
        cls,
        named: Iterable[tuple[Target, Iterable[str]]],
        skill_ids: Mapping[str, str] | None = None,
        tool_skills: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Lexicon:
        """A lexicon of targets and their names."""
        han: dict[str, tuple[str, list[Target]]] = {}
        latin: dict[tuple[str, ...], tuple[str, list[Target]]] = {}
        for target, names in named:
            for name in names:
                for form in variants(name):
                    if has_han(form):
                        _add(han, squeeze(form), name, target)
                    else:
                        words = tuple(word for word, _, _ in tokens(form))
                        if words and not (len(words) == 1 and words[0] in _STOP_FORMS):
                            _add(latin, words, name, target)
        return cls(
            {k: Form(n, tuple(t)) for k, (n, t) in han.items()},
            {k: Form(n, tuple(t)) for k, (n, t) in latin.items()},
            skill_ids,
            tool_skills,
        )

    @classmethod
    def of(cls, knowledge: Knowledge) -> Lexicon:
        """The lexicon of a knowledge base, compiled now unless the cache has it."""
        tools = {tool.id: tool.shows for tool in knowledge.tools.values()}
        labels = {skill.id: skill.label.zh_hant for skill in knowledge.skills.values()}
        folder = compiled_folder("lexicon", knowledge)
        if folder is None:
            return cls.from_names(_named(knowledge), labels, tools)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return cls(*_unpacked(json.loads((folder / FILE).read_bytes())), labels, tools)
        built = cls.from_names(_named(knowledge), labels, tools)
        with contextlib.suppress(OSError):
            write_atomically(folder / FILE, json.dumps(_packed(built), ensure_ascii=False).encode())
        return built

    def at(self, text: str, position: int, stop: int | None = None) -> tuple[int, Form] | None:
        """The longest Chinese or mixed form that starts at a position and ends by `stop`: (end, form)."""
        last = len(text) if stop is None else min(stop, len(text))
        for length in self._han_lengths.get(text[position : position + 2], ()):
            end = position + length
            if end > last:
                continue
            form = self.han.get(text[position:end])
            if form is not None and not _splits_word(text, position, end):
                return end, form
        return None

    def words_at(self, words: list[tuple[str, int, int]], index: int) -> tuple[int, Form] | None:
        """The longest English form that starts at a word: (index after its last word, form)."""
        most = min(self._latin_longest.get(words[index][0], 0), len(words) - index)
        for length in range(most, 0, -1):
            form = self.latin.get(tuple(word for word, _, _ in words[index : index + length]))
            if form is not None:
                return index + length, form
        return None


def _add(
    table: dict[str, tuple[str, list[Target]]] | dict[tuple[str, ...], tuple[str, list[Target]]],
    key: str | tuple[str, ...],
    name: str,
    target: Target,
) -> None:
    entry = table.setdefault(key, (name, []))  # type: ignore[arg-type]
    if target not in entry[1]:
        entry[1].append(target)


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether a match would cut a Latin word in two."""

    def latin(index: int) -> bool:
        return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()

    return (latin(start) and latin(start - 1)) or (latin(end - 1) and latin(end))


def _named(knowledge: Knowledge) -> Iterator[tuple[Target, tuple[str, ...]]]:
    for skill in knowledge.skills.values():
        yield Target("skill", skill.id), skill.names()
    for tool in knowledge.tools.values():
        yield Target("tool", tool.id), tool.names()
    for role in knowledge.roles.values():
        yield Target("role", role.id), role.names()
    for family in knowledge.families.values():
        yield Target("family", family.id), family.names()
    for interest in knowledge.interests.values():
        yield Target("interest", interest.id), interest.words_zh_hant + interest.words_en


def _packed(lexicon: Lexicon) -> dict[str, Any]:
    """The forms as plain data, each target written once."""
    targets: dict[Target, int] = {}

    def row(form: Form) -> list[Any]:
        return [form.name, *(targets.setdefault(target, len(targets)) for target in form.targets)]

    han = {key: row(form) for key, form in lexicon.han.items()}
    latin = {" ".join(words): row(form) for words, form in lexicon.latin.items()}
    return {"han": han, "latin": latin, "targets": [[t.kind, t.id] for t in targets]}


def _unpacked(data: dict[str, Any]) -> tuple[dict[str, Form], dict[tuple[str, ...], Form]]:
    """The forms from `_packed` data."""
    targets = [Target(kind, found) for kind, found in data["targets"]]

    def form(row: list[Any]) -> Form:
        return Form(row[0], tuple(targets[i] for i in row[1:]))

    han = {key: form(row) for key, row in data["han"].items()}
    return han, {tuple(key.split(" ")): form(row) for key, row in data["latin"].items()}
