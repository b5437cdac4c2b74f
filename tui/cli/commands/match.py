"""`match`: which roles fit a person, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from kb.locate import builtin_root
from tui.cli import output
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import (
    EncoderOption,
    JsonOption,
    OverlayOption,
    ProfileOption,
    TextOption,
    given_profile,
    load_matcher,
    read_stdin,
)
from tui.cli.session import current

if TYPE_CHECKING:
    from matcher import Profile

MOST_ROLES = 100
"""More than anybody reads, and still an answer at once."""

USUAL_ROLES = 10
"""Listed when nothing else is asked."""

USUAL_ROLES_OF_SAMPLES = 2
"""Listed for each of several people."""


def match(
    source: Annotated[str | None, Parameter(show=False)] = None,
    /,
    *,
    text: TextOption = None,
    profile: ProfileOption = None,
    stdin: Annotated[bool, Parameter(help="stdin", negative="")] = False,
    samples: Annotated[bool, Parameter(help="samples", negative="")] = False,
    top: Annotated[int | None, Parameter(help="top")] = None,
    json: JsonOption = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
    no_taught: Annotated[bool, Parameter(help="no_taught", negative="")] = False,
) -> ExitCode:
    """Match one person, or the sample students."""
    session = current()
    if top is None:
        top = USUAL_ROLES_OF_SAMPLES if samples else USUAL_ROLES
    if not 1 <= top <= MOST_ROLES:
        raise session.stop(ExitCode.USAGE, "errors.bad_top")
    if source is not None:
        raise session.stop(
            ExitCode.USAGE, "errors.extra_argument", remedy=session.say("match.no_input_remedy"), asked=source
        )
    if sum((stdin, text is not None, profile is not None, samples)) > 1:
        raise session.stop(ExitCode.USAGE, "match.several_inputs")
    if samples:
        return _match_samples(top, json, encoder, kb)
    person = given_profile(text, profile) or _from_stdin(asked=stdin)
    matcher = load_matcher(encoder, kb)
    if not no_taught:
        from matcher.taught import read_taught

        matcher = matcher.with_taught(read_taught())
    result = matcher.match(person, top=top)
    if json:
        from matcher.wording import Wording
        from tui.cli.views.matching import as_data

        output.write_json(as_data(result, Wording(matcher.knowledge, session.messages)))
    else:
        from tui.cli.views.matching import MatchView

        view = MatchView(session, matcher.knowledge)
        output.write(view.result(result, model_built=_is_model_built(matcher.encoder_name, encoder)))
    return ExitCode.OK


def _is_model_built(serving: str, asked: str | None) -> bool:
    """Whether the meaning model is there, or nobody needs to hear that it is not."""
    if asked is not None or serving != "ngram":
        return True
    try:
        from matcher.encoders.artefacts import is_built
    except ImportError:
        return True
    return is_built()


def _from_stdin(*, asked: bool) -> Profile:
    from matcher.profile import Profile

    if not asked and (sys.stdin is None or sys.stdin.isatty()):
        raise current().stop(ExitCode.USAGE, "match.no_input")
    return Profile(text=read_stdin())


def sample_students() -> Iterator[Profile]:
    """The bundled students, by file name."""
    from matcher.profile import read_profile

    for path in sorted((builtin_root() / "samples" / "students").glob("*.yaml")):
        yield read_profile(path)


def _match_samples(top: int, json: bool, encoder: str | None, kb: list[Path] | None) -> ExitCode:
    from matcher.wording import Wording
    from tui.cli.views.matching import MatchView, as_data

    session = current()
    people = list(sample_students())
    matcher = load_matcher(encoder, kb)
    results = matcher.match_many(people, top=top)
    if json:
        wording = Wording(matcher.knowledge, session.messages)
        output.write_json({"results": [as_data(result, wording) for result in results]})
        return ExitCode.OK
    narrate(session.say("match.samples", count=len(people)))
    view = MatchView(session, matcher.knowledge)
    for person, result in zip(people, results, strict=True):
        output.write(view.result(result, session.say("match.title_for", id=person.id), brief=True))
    return ExitCode.OK


__all__ = ["match", "sample_students"]
