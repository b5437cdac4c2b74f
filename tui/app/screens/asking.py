"""Small talks that end in a choice: a role, what words mean, a file to open, a file to keep.

Each asks with the finder and then does what was chosen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.screens.finder import FinderScreen, Found, Question, Unlisted
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.profile import Profile
    from tui.app.base import LadderApp
    from tui.app.engine import Matching

MOST = 40
"""Answers listed at once."""

ENDINGS = (".yaml", ".yml", ".json", ".pdf", ".docx", ".txt", ".md")
"""Files offered to be opened."""

REPLACE = "replace:"
"""Before the path of a file that may be replaced."""

USUAL_NAME = "my-profile.yaml"


def role_question(app: LadderApp, key: str = "ask.role", first: Sequence[Found] = ()) -> Question:
    """Ask which role.

    Args:
        app: who asks.
        key: what is asked, a key of the section `app`.
        first: what else can be chosen, offered before anything is typed.
    """
    index, knowledge = app.index, app.knowledge

    def find(typed: str) -> Sequence[Found | Unlisted]:
        if index is None or knowledge is None:
            return ()
        found: list[Found | Unlisted] = [] if typed.strip() else list(first)
        roles = [knowledge.roles[role] for role in index.find(typed)]
        for role in roles[:MOST]:
            family = knowledge.families.get(role.family)
            where = f"  {family.label.get(app.language)}" if family else ""
            found.append(Found(role.id, f"{role.label.get(app.language)}{where}"))
        if len(roles) > MOST:
            found.append(Unlisted(app.say("ask.more", count=len(roles) - MOST)))
        return found

    return Question(app.say(key), app.say("ask.role_hint"), app.say("ask.keys"), find)


def teach_words(app: LadderApp, unknown: Sequence[str]) -> None:
    """Ask which words, then what they mean, and remember it.

    Args:
        app: whose matcher is asked and taught.
        unknown: what was not understood.
    """
    matcher = app.matcher
    if matcher is None or app.knowledge is None:
        return
    choices = [Found(words, words) for words in dict.fromkeys(" ".join(w.split()) for w in unknown)]
    asked = Question(
        app.say("ask.words"),
        app.say("ask.words_hint"),
        app.say("ask.words_keys"),
        lambda _: choices,
        typed=choices[0].id if choices else "",
        free=True,
    )

    def named(words: str | None) -> None:
        if words:
            question = _meaning_question(app, words, matcher)
            app.push_screen(FinderScreen(question), lambda means: _taught(app, words, means))

    app.push_screen(FinderScreen(asked), named)


def _meaning_question(app: LadderApp, words: str, matcher: Matching) -> Question:
    """Ask what words mean: what is near comes by itself, everything else when it is typed."""
    from kb.chinese import fold
    from matcher.suggest import NamedRecord

    knowledge = app.knowledge
    assert knowledge is not None
    records = {"skill": knowledge.skills, "tool": knowledge.tools, "role": knowledge.roles}
    near: list[NamedRecord] = []

    def prepare() -> None:
        # The first time this builds a table of all names, which takes seconds.
        near.extend(matcher.nearest(words, MOST))

    def named(asked: str) -> list[NamedRecord]:
        tools = [tool.id for tool in knowledge.tools.values() if any(asked in fold(n) for n in tool.names())]
        skills = app.skill_index.find(asked) if app.skill_index is not None else ()
        roles = app.index.find(asked) if app.index is not None else ()
        return [
            *(NamedRecord("skill", skill) for skill in skills[:MOST]),
            *(NamedRecord("tool", tool) for tool in tools[:MOST]),
            *(NamedRecord("role", role) for role in roles[:MOST]),
        ]

    def find(typed: str) -> Sequence[Found]:
        asked = fold(typed).strip()
        answers = []
        for record in named(asked) if asked else near:
            found = records[record.kind].get(record.id)
            if found is not None:
                kind = app.messages.get(f"taught.{record.kind}")
                title = app.say("ask.meaning", name=found.label.get(app.language), kind=kind)
                answers.append(Found(f"{record.kind}/{record.id}", title))
        return answers

    title, hint = app.say("ask.means", words=words), app.say("ask.means_hint")
    return Question(title, hint, app.say("ask.keys"), find, prepare=prepare)


def _taught(app: LadderApp, words: str, means: str | None) -> None:
    from matcher.taught import TaughtError, taught_word, teach

    if means is None or app.matcher is None:
        return
    kind, _, record = means.partition("/")
    try:
        taught = teach(taught_word(words, kind, record))
    except (TaughtError, OSError) as error:
        app.notify(visible(app.explain(error)), severity="error", markup=False, timeout=8)
        return
    app.matcher = app.matcher.with_taught(taught)
    app.tell("taught", words=visible(" ".join(words.split())))


def forget_words(app: LadderApp) -> None:
    """Ask which of the taught words to forget, and forget them."""
    from matcher.taught import TaughtError, forget, read_taught
    from matcher.wording import Wording

    if app.knowledge is None:
        return
    wording = Wording(app.knowledge, app.messages)
    try:
        taught = read_taught()
    except TaughtError as error:
        app.notify(visible(app.explain(error)), severity="error", markup=False, timeout=8)
        return
    if not taught:
        app.tell("nothing_taught")
        return
    choices = [
        Found(
            word.words,
            app.say(
                "ask.taught",
                words=word.words,
                name=wording.record(word.kind, word.id),
                kind=app.messages.get(f"taught.{word.kind}"),
            ),
        )
        for word in taught
    ]

    def chosen(words: str | None) -> None:
        if words is None:
            return
        left = forget(words)
        if left is not None and app.matcher is not None:
            app.matcher = app.matcher.with_taught(left)
            app.tell("forgot", words=visible(words))

    def find(typed: str) -> Sequence[Found]:
        return [choice for choice in choices if typed.strip() in choice.title]

    app.push_screen(FinderScreen(Question(app.say("ask.forget"), "", app.say("ask.keys"), find)), chosen)


def open_profile(app: LadderApp, know: Callable[[Profile], None]) -> None:
    """Ask for a file, read it and make it known.

    Args:
        app: whose screen it is.
        know: called with the person in the file.
    """
    from matcher.profile import ProfileError, read_profile

    def chosen(name: str | None) -> None:
        if name is None:
            return
        try:
            person = read_profile(Path(name).expanduser())
        except (ProfileError, OSError) as error:
            app.notify(visible(app.explain(error)), severity="error", markup=False, timeout=10)
            return
        know(person)

    asked = Question(
        app.say("ask.file"),
        app.say("ask.file_hint"),
        app.say("ask.file_keys"),
        _files,
        free=True,
        whole=_is_file,
    )
    app.push_screen(FinderScreen(asked), chosen)


def ask_for_file(
    app: LadderApp, question: str, keys: str, endings: Sequence[str], chosen: Callable[[Path], None]
) -> None:
    """Ask for a file.

    Args:
        app: whose screen it is.
        question: what to ask.
        keys: what the keys do.
        endings: of the files that are offered.
        chosen: called with the file.
    """

    def answered(name: str | None) -> None:
        if name is not None:
            chosen(Path(name).expanduser())

    hint = app.say("ask.file_hint")
    asked = Question(question, hint, keys, lambda typed: _files(typed, endings), free=True, whole=_is_file)
    app.push_screen(FinderScreen(asked), answered)


def _is_file(typed: str) -> bool:
    return Path(typed).expanduser().is_file()


def _files(typed: str, endings: Sequence[str] = ENDINGS) -> Sequence[Found]:
    """Files that a path may go on to, folders first."""
    start = Path(typed).expanduser()
    folder, begun = (start, "") if typed.endswith("/") or not typed else (start.parent, start.name)
    try:
        entries = sorted(folder.iterdir(), key=lambda path: (path.is_file(), path.name.casefold()))
        found = [
            path
            for path in entries
            if path.name.casefold().startswith(begun.casefold())
            and not path.name.startswith(".")
            and path.is_file()
            and path.suffix.lower() in endings
        ]
    except OSError:
        return ()
    return [Found(str(path), str(path)) for path in found[:MOST]]


def keep_profile(app: LadderApp, person: Profile, kept: Callable[[Profile, Path], None]) -> None:
    """Ask for a file name and keep the person there; a file that is there is not replaced unasked.

    Args:
        app: whose screen it is.
        person: whom to keep.
        kept: called with the person and the file when it is written.
    """
    from matcher.profile import ProfileError, write_profile

    if person.is_empty:
        app.tell("say_first")
        return

    def chosen(path: Path) -> None:
        try:
            write_profile(person, path)
        except (ProfileError, OSError) as error:
            app.notify(visible(app.explain(error)), severity="error", markup=False, timeout=10)
            return
        kept(person, path)
        app.tell("profile_kept", path=visible(str(path)))

    ask_where(app, app.say("ask.keep"), app.say("ask.keep_keys"), Path(_free_name()), chosen)


def ask_where(app: LadderApp, title: str, keys: str, path: Path, chosen: Callable[[Path], None]) -> None:
    """Ask where to write something; a file that is there is not replaced unasked.

    Args:
        app: whose screen it is.
        title: the question.
        keys: what the keys do.
        path: what stands in the line at first.
        chosen: called with the file.
    """

    def answered(name: str | None) -> None:
        if name is None:
            return
        found = Path(name.removeprefix(REPLACE)).expanduser()
        if found.is_dir():
            found /= path.name
        if found.exists() and not name.startswith(REPLACE):
            ask(str(found))
        else:
            chosen(found)

    def find(typed: str) -> Sequence[Found]:
        found = Path(typed.strip()).expanduser()
        if not typed.strip() or not found.is_file():
            return ()
        return [Found(f"{REPLACE}{found}", app.say("ask.replace", path=found))]

    def ask(typed: str) -> None:
        app.push_screen(FinderScreen(Question(title, "", keys, find, typed=typed, free=True)), answered)

    ask(str(path))


def _free_name() -> str:
    from tui.app.screens.export import free_path

    return free_path(Path(), Path(USUAL_NAME).stem, "yaml").name


__all__ = [
    "ask_for_file",
    "ask_where",
    "forget_words",
    "keep_profile",
    "open_profile",
    "role_question",
    "teach_words",
]
