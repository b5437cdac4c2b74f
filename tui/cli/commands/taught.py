"""`taught list|add|remove`: words of one's own that the matcher was taught."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.layout import table
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import JsonOption, OverlayOption, printable
from tui.cli.session import current, load_knowledge

if TYPE_CHECKING:
    from kb import Knowledge
    from matcher.taught import TaughtWord

WordsArgument = Annotated[str, Parameter(help="taught_words", allow_leading_hyphen=True)]

MOST_OFFERED = 5
"""Records named when it was not said what words mean."""


def list_taught(*, json: JsonOption = False, kb: OverlayOption = None) -> ExitCode:
    """List what was taught."""
    from matcher.taught import known, read_taught, taught_file

    session = current()
    taught = read_taught()
    if json:
        output.write_json({"taught": [{"words": w.words, w.kind: w.id} for w in taught]})
        return ExitCode.OK
    if not taught:
        output.write(session.say("taught.none"))
        return ExitCode.OK
    knowledge = load_knowledge(kb)
    there = known(taught, knowledge)
    rows = [
        (
            word.words,
            _meaning(word, knowledge) if word in there else session.say("taught.unknown", id=word.id),
        )
        for word in taught
    ]
    output.write(table(rows, session.columns))
    narrate(session.say("taught.where", path=taught_file()))
    return ExitCode.OK


def add(
    words: WordsArgument,
    /,
    *,
    skill: Annotated[str | None, Parameter(help="taught_skill")] = None,
    role: Annotated[str | None, Parameter(help="taught_role")] = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Teach what words mean."""
    from matcher.taught import TaughtError, taught_word, teach

    session = current()
    knowledge = load_knowledge(kb)
    if (skill is None) == (role is None):
        raise session.stop(ExitCode.USAGE, "taught.one_meaning", offered=_offered(words, knowledge))
    kind, record = ("skill", knowledge.skill(skill).id) if skill else ("role", knowledge.role(role or "").id)
    try:
        word = taught_word(printable(words), kind, record)
    except TaughtError as error:
        raise session.stop(ExitCode.USAGE, "taught.unfit", why=error) from None
    teach(word)
    output.write(session.say("taught.added", words=word.words, meaning=_meaning(word, knowledge)))
    return ExitCode.OK


def remove(words: WordsArgument, /) -> ExitCode:
    """Forget what words were taught to mean."""
    from matcher.taught import forget

    session = current()
    if forget(printable(words)) is None:
        raise session.stop(ExitCode.USAGE, "taught.not_taught", words=words)
    output.write(session.say("taught.removed", words=words))
    return ExitCode.OK


def _meaning(word: TaughtWord, knowledge: Knowledge) -> str:
    from matcher.wording import Wording

    session = current()
    name = Wording(knowledge, session.messages).record(word.kind, word.id)
    return session.say("taught.meaning", kind=session.say(f"taught.{word.kind}"), name=name)


def _offered(words: str, knowledge: Knowledge) -> str:
    from matcher.suggest import NearestNames

    found = [r for r in NearestNames(knowledge).nearest(words, MOST_OFFERED * 2) if r.kind != "tool"]
    return ", ".join(f"--{record.kind} {record.id}" for record in found[:MOST_OFFERED])


__all__ = ["add", "list_taught", "remove"]
