"""Help as plain text in the reader's language: what it is, examples, then commands and options.

No boxes: they shear where a terminal draws ambiguous characters wide, and screen readers read them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.cli import output
from tui.cli.layout import table, wrap
from tui.cli.session import Session

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

_FLAGS = {"--help": "help.flag_help", "--version": "help.flag_version"}


class PlainHelp:
    """Formats the help of every command."""

    def __init__(self, session: Session, examples: Mapping[str, Sequence[str]]) -> None:
        self._session = session
        self._examples = examples
        self._command = ""
        self._after_commands = False

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Note the command and say how it is called."""
        del console, options
        words = _plain(usage).removeprefix("Usage:").split()
        self._command = " ".join(word for word in words[1:] if word.islower() and not word.startswith("["))
        say = self._session.say
        names = {
            "COMMAND": "help.command_word",
            "[OPTIONS]": "help.options_word",
            "[ARGS]": "help.args_word",
            "STDIN": "help.stdin_word",
        }
        shown = " ".join(say(names[word]) if word in names else word for word in words)
        output.write(say("help.usage", usage=shown) + "\n\n")

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Say what the command is for, then give examples."""
        del console, options
        session = self._session
        lines = [wrap(_plain(description), session.columns), ""]
        examples = self._examples.get(self._command, ())
        if examples:
            values = {name: session.say(f"example.{name}") for name in ("text", "role", "word")}
            lines.append(session.style.bold(session.say("help.examples")))
            lines += [f"  shopladder {example.format(**values)}" for example in examples]
            lines.append("")
        output.write("\n".join(lines) + "\n")

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """List commands or options."""
        del console, options
        if not panel.entries:
            return
        session = self._session
        after_commands, self._after_commands = self._after_commands, panel.format == "command"
        positional = any(entry.positional_label for entry in panel.entries)
        kind = "commands" if panel.format == "command" else "arguments" if positional else "parameters"
        title = session.say(f"help.{kind}")
        rows = [(" ".join(_labels(entry)), self._described(entry)) for entry in panel.entries]
        gap = "\n" if after_commands else ""
        text = f"{gap}{session.style.bold(title)}\n{table(rows, session.columns)}\n"
        if panel.format == "command":
            text += "\n" + wrap(session.say("help.everywhere"), session.columns)
        output.write(text)

    def _described(self, entry: HelpEntry) -> str:
        session = self._session
        flag = next((key for name, key in _FLAGS.items() if name in entry.names), None)
        written = _plain(entry.description)
        text = session.say(flag) if flag else session.messages.find(f"option.{written}") or written
        notes = []
        if entry.required:
            notes.append(session.say("help.required"))
        if entry.choices:
            notes.append(session.say("help.choices", values=", ".join(entry.choices)))
        if entry.default and entry.default not in ("False", "None"):
            notes.append(session.say("help.default", value=entry.default))
        return text + (f" ({'; '.join(notes)})" if notes else "")


def _labels(entry: HelpEntry) -> tuple[str, ...]:
    if entry.positional_label:
        return (entry.positional_label,)
    return tuple(entry.display_labels_with_metavar)


def _plain(value: Any) -> str:
    """The text of whatever cyclopts hands over."""
    inner = getattr(value, "primary_renderable", value)
    return str(getattr(inner, "plain", inner) if inner is not None else "").strip()


__all__ = ["PlainHelp"]
