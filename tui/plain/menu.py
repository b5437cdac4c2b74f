"""The main menu of plain mode: what can be done, and the way out."""

from __future__ import annotations

from kb.messages import MESSAGE_LANGUAGES
from tui.cli.narration import ExitCode
from tui.plain.desk import Desk
from tui.plain.talk import Left

LANGUAGES = {"zh-Hant": "繁體中文", "zh-Hans": "简体中文", "en": "English"}
"""Each language in its own words."""


def main_menu(desk: Desk) -> int:
    """Offer the tasks until the person leaves.

    An interrupt within a task leads back here; here it leaves.
    """
    from tui.plain import matching, quiz, roles

    tasks = (
        ("match", matching.match),
        ("quiz", quiz.quiz),
        ("explore", roles.explore),
        ("path", roles.path),
        ("groups", groups),
        ("language", language),
    )
    talk = desk.talk
    talk.say("welcome")
    talk.say("welcome_how")
    try:
        while True:
            chosen = talk.choose("menu", [talk.words(f"task_{name}") for name, _ in tasks], "leave")
            if chosen is None:
                break
            try:
                tasks[chosen][1](desk)
            except KeyboardInterrupt:
                talk.tell("")
                talk.say("interrupted")
    except Left:
        talk.tell("")
    except KeyboardInterrupt:
        talk.tell("")
        talk.say("goodbye")
        return ExitCode.INTERRUPTED
    talk.say("goodbye")
    return ExitCode.OK


def groups(desk: Desk) -> None:
    """Name the commands for many people, which work without a screen as they are."""
    talk = desk.talk
    for key in ("groups_head", "groups_batch", "groups_team", "groups_help"):
        talk.say(key)


def language(desk: Desk) -> None:
    """Speak another language."""
    chosen = desk.talk.choose("which_language", [LANGUAGES[name] for name in MESSAGE_LANGUAGES])
    if chosen is not None:
        desk.talk.speak(MESSAGE_LANGUAGES[chosen])
        desk.talk.say("language_now")


__all__ = ["groups", "language", "main_menu"]
