"""What a person taught: words of their own, and the skill, tool or role that each means.

One small YAML file in the person's own folder, which they may read, edit and delete. Changes how texts are
read by whoever asks for it; the knowledge base stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kb import Knowledge
from kb.chinese import variants
from kb.files import write_atomically
from kb.personal import personal_folder
from kb.told import told
from kb.writer import to_yaml
from kb.yaml_reader import read_yaml
from matcher.lexicon import Form, Lexicon, Target
from matcher.profile import ProfileError
from matcher.text import squeeze

TaughtKind = Literal["skill", "tool", "role"]
"""What words may be taught to mean."""

KINDS: tuple[TaughtKind, ...] = get_args(TaughtKind)

FILE = "taught.yaml"

MOST_LETTERS = 60
"""Words to teach are a name, not a paragraph."""

MOST_TAUGHT = 2_000
"""More entries than anybody types; a larger file is not ours."""


class TaughtError(ProfileError):
    """Words that cannot be taught, or a file of them that cannot be read, with a sentence that says why."""


@dataclass(frozen=True)
class TaughtWord:
    """One thing somebody taught."""

    words: str
    """The person's own words, on one line."""
    kind: TaughtKind
    """What kind of record they mean."""
    id: str
    """Its id."""

    @property
    def key(self) -> str:
        """What makes two spellings of the words the same: script, width, case and blanks aside."""
        return min((squeeze(form) for form in variants(self.words)), default="")


Taught = tuple[TaughtWord, ...]
"""Everything somebody taught, oldest first."""


def taught_file() -> Path:
    """The file that holds what this person taught."""
    return personal_folder() / FILE


def taught_word(words: str, kind: str, record: str) -> TaughtWord:
    """One entry, checked.

    Args:
        words: the person's own words.
        kind: `skill`, `tool` or `role`.
        record: the id of what they mean.

    Raises:
        TaughtError: for no words, too many, or a kind that cannot be taught.
    """
    bare = " ".join(words.split())
    if not any(c.isalnum() for c in bare):
        raise TaughtError(told("taught_nothing"))
    if len(bare) > MOST_LETTERS:
        raise TaughtError(told("taught_long", most=MOST_LETTERS))
    if len(bare) < 2:
        raise TaughtError(told("taught_short"))
    if kind not in KINDS:
        raise TaughtError(told("taught_kind", kind=kind, known=", ".join(KINDS)))
    return TaughtWord(bare, kind, record)


def read_taught(path: Path | None = None) -> Taught:
    """Everything taught so far; nothing where there is no file.

    Args:
        path: the file; this person's own by default.

    Raises:
        TaughtError: when the file cannot be read, with its line.
    """
    file = path or taught_file()
    if not file.is_file():
        return ()
    document, problems = read_yaml(file, file.name)
    if document is None and not problems:
        return ()
    if document is None or problems:
        raise TaughtError(problems[0].told)
    entries = document.data.get("taught")
    if set(document.data) - {"taught"} or not isinstance(entries, tuple) or len(entries) > MOST_TAUGHT:
        raise TaughtError(told("taught_list", name=file.name, most=MOST_TAUGHT))
    found = []
    for place, entry in enumerate(entries):
        means = [key for key in KINDS if isinstance(entry, dict) and key in entry]
        if len(means) != 1 or set(entry) != {"words", means[0]} or not all(map(_is_text, entry.values())):
            line = document.marks.get(("taught", place))
            where = f"{file.name}:{line}" if line else file.name
            raise TaughtError(told("taught_entry", where=where, known=", ".join(KINDS)))
        found.append(taught_word(entry["words"], means[0], entry[means[0]]))
    return tuple(found)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def teach(word: TaughtWord, path: Path | None = None) -> Taught:
    """Remember one more entry; the same words taught before now mean this.

    Args:
        word: what to remember.
        path: the file; this person's own by default.

    Returns:
        Everything taught now.

    Raises:
        TaughtError: when the file there cannot be read; it is left as it is.
        OSError: when it cannot be written.
    """
    kept = tuple(w for w in read_taught(path) if w.key != word.key)
    return _write((*kept, word), path)


def forget(words: str, path: Path | None = None) -> Taught | None:
    """Forget what words mean.

    Args:
        words: the words, in any spelling of them.
        path: the file; this person's own by default.

    Returns:
        Everything still taught, or None when the words were not taught.

    Raises:
        TaughtError: when the file there cannot be read.
        OSError: when it cannot be written.
    """
    before = read_taught(path)
    key = TaughtWord(" ".join(words.split()), "skill", "").key
    kept = tuple(w for w in before if w.key != key)
    return None if len(kept) == len(before) else _write(kept, path)


def _write(taught: Taught, path: Path | None) -> Taught:
    entries = [{"words": word.words, word.kind: word.id} for word in taught]
    write_atomically(path or taught_file(), to_yaml({"taught": entries}).encode(), mode=0o600)
    return taught


def known(taught: Iterable[TaughtWord], knowledge: Knowledge) -> Taught:
    """The entries whose record is in a knowledge base; another company's roles may not be."""
    records = {"skill": knowledge.skills, "tool": knowledge.tools, "role": knowledge.roles}
    return tuple(word for word in taught if word.id in records[word.kind])


def taught_lexicon(lexicon: Lexicon, taught: Sequence[TaughtWord], knowledge: Knowledge) -> Lexicon:
    """A lexicon that also knows what somebody taught; what they said of a form holds before ours.

    Args:
        lexicon: the knowledge base's own.
        taught: what was taught.
        knowledge: entries that are not in it are left out.
    """
    entries = known(taught, knowledge)
    if not entries:
        return lexicon
    records = {"skill": knowledge.skills, "tool": knowledge.tools, "role": knowledge.roles}
    han, latin = dict(lexicon.han), dict(lexicon.latin)
    for word in entries:
        target = Target(word.kind, word.id)
        own = Lexicon.from_names([(target, (word.words,))])
        # Under the record's own name, by which it is known how much naming it says for a line of work.
        form = Form(records[word.kind][word.id].label.zh_hant, (target,))
        han.update(dict.fromkeys(own.han, form))
        latin.update(dict.fromkeys(own.latin, form))
    return Lexicon(han, latin, lexicon.skill_ids, lexicon.tool_skills)


__all__ = [
    "KINDS",
    "Taught",
    "TaughtError",
    "TaughtKind",
    "TaughtWord",
    "forget",
    "known",
    "read_taught",
    "taught_file",
    "taught_lexicon",
    "taught_word",
    "teach",
]
