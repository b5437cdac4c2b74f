"""The tree of commands: names, help and where each one is written. Imports no command.

Help texts come from the messages of the reader's language; a parameter's `help=` in a command is the key
of its text under `option:`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from cyclopts import App

from tui.cli.help import PlainHelp
from tui.cli.session import Session

_COMMANDS = "tui.cli.commands"


@dataclass(frozen=True)
class Command:
    """A command and its place in the tree."""

    name: str
    """What is typed."""
    target: str
    """`module:function` under `tui.cli.commands`."""
    key: str
    """Key of its help under `help:`."""


TOP: tuple[Command, ...] = (
    Command("match", "match:match", "match"),
    Command("path", "path:path", "path"),
    Command("who-could-become", "reverse:who_could_become", "reverse"),
    Command("tui", "screens:open_app", "tui"),
    Command("serve", "serve:serve", "serve"),
    Command("doctor", "doctor:doctor", "doctor"),
    Command("eval", "evaluation:evaluate", "eval"),
    Command("completion", "completion:completion", "completion"),
)
"""Commands without a group."""

GROUPS: Mapping[str, tuple[Command, ...]] = {
    "role": (
        Command("list", "role:list_roles", "role_list"),
        Command("show", "role:show", "role_show"),
        Command("compare", "role:compare", "role_compare"),
    ),
    "batch": (
        Command("assign", "assign:assign", "batch_assign"),
        Command("template", "batch:template", "batch_template"),
    ),
    "skill": (
        Command("list", "skill:list_skills", "skill_list"),
        Command("show", "skill:show", "skill_show"),
    ),
    "taught": (
        Command("list", "taught:list_taught", "taught_list"),
        Command("add", "taught:add", "taught_add"),
        Command("remove", "taught:remove", "taught_remove"),
    ),
    "team": (
        Command("ready", "team:ready", "team_ready"),
        Command("vacancy", "team:vacancy", "team_vacancy"),
        Command("bench", "team:bench", "team_bench"),
        Command("difference", "team:difference", "team_difference"),
        Command("import", "team_keep:import_", "team_import"),
        Command("export", "team_keep:export", "team_export"),
        Command("person", "team_keep:person", "team_person"),
        Command("rate", "team_keep:rate", "team_rate"),
        Command("override", "team_keep:override", "team_override"),
        Command("hire", "team_hire:hire", "team_hire"),
        Command("score", "team_score:score", "team_score"),
    ),
    "kb": (
        Command("check", "knowledge:check", "kb_check"),
        Command("schema", "knowledge:schema", "kb_schema"),
        Command("export", "exchange:export", "kb_export"),
        Command("import", "exchange:import_", "kb_import"),
        Command("diff", "exchange:diff", "kb_diff"),
        Command("new", "knowledge:new", "kb_new"),
    ),
    "model": (
        Command("build", "model:build", "model_build"),
        Command("info", "model:info", "model_info"),
        Command("verify", "model:verify", "model_verify"),
    ),
}
"""Groups of commands, in the order of help."""

DEFAULTS: Mapping[str, str] = {"batch": "batch:batch"}
"""What a group does by itself, when no command of its own is named."""

ORDER = (
    "match",
    "batch",
    "path",
    "who-could-become",
    "role",
    "skill",
    "team",
    "taught",
    "tui",
    "serve",
    "doctor",
    "model",
    "kb",
    "eval",
    "completion",
)
"""The order of help: what most people come for first."""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "": ('match --text "{text}"', "role show {role}", "path {role}", "tui"),
    "match": (
        'match --text "{text}"',
        "match --profile cv.pdf --top 3",
        "match - --json < me.txt",
        "match --samples",
    ),
    "batch": (
        "batch students.xlsx -o matches.xlsx",
        "batch cvs -o report.html --workers 4",
        "batch list.csv -o matches.csv --map text=Description --check",
        "batch template blank.xlsx",
    ),
    "batch assign": (
        "batch assign --samples -o placed.csv",
        "batch assign students.xlsx --places places.csv -o out.csv",
    ),
    "batch template": ("batch template blank.xlsx",),
    "path": ("path {role}", "path {role} --from customer-service-trainee", "path {role} --profile me.yaml"),
    "who-could-become": ("who-could-become {role}",),
    "role list": ("role list", "role list --family visual_design"),
    "role show": ("role show visual-designer", "role show {role}"),
    "role compare": ("role compare visual-designer copywriter",),
    "skill list": ("skill list", "skill list --group visual_design"),
    "skill show": ("skill show image-retouching",),
    "team ready": (
        "team ready --samples",
        "team ready lin-jiahao --samples",
        "team ready --for visual-designer --roster people.xlsx",
    ),
    "team vacancy": (
        "team vacancy --samples",
        "team vacancy packer --roster people.csv --map id=Number",
    ),
    "team bench": ("team bench --samples",),
    "team difference": ("team difference visual-designer senior-visual-designer",),
    "team import": ("team import people.xlsx", 'team import people.csv --title "CS rep=pre-sales-agent"'),
    "team export": ("team export --output people.yaml",),
    "team person": ("team person 1042", "team person 1042 --export", "team person 1042 --delete --yes"),
    "team rate": ('team rate 1042 image-retouching 4 --note "autumn campaign"',),
    "team override": ('team override 1042 packer ready --reason "packed alone in June"',),
    "taught add": ('taught add "{word}" --skill layout-design',),
    "taught remove": ('taught remove "{word}"',),
    "team hire": (
        "team hire --headcount 3 --inquiries 4000",
        "team hire --posts store-manager --posts pre-sales-agent=2",
    ),
    "team score": (
        "team score --samples",
        "team score --stage growth --template sheet.xlsx",
        "team score sheet.xlsx --report scores.html",
    ),
    "kb check": ("kb check", "kb check --kb my-company"),
    "kb schema": ("kb schema --write",),
    "kb export": ("kb export html map.html", "kb export csv tables"),
    "kb import": ("kb import esco FOLDER my-esco",),
    "kb diff": ("kb diff my-company",),
    "kb new": (
        "kb new role my-role visual_design",
        "kb new skill my-skill platforms --output my-company",
    ),
    "model build": ("model build",),
    "tui": ("tui", "tui --plain"),
    "serve": ("serve", "serve --port 0 --most-sessions 3"),
    "doctor": ("doctor",),
    "completion": ("completion bash > shopladder.bash",),
    "eval": ("eval", "eval --on my-labels.csv --text cv --label family"),
}
"""Lines shown first in the help of a command."""


def build(session: Session) -> App:
    """The application with help in the reader's language."""
    app = App(
        name="shopladder",
        help=session.say("help.root"),
        version=program_version,
        help_flags=("--help", "-h"),
        help_format="plaintext",
        help_formatter=PlainHelp(session, EXAMPLES),
        result_action="return_value",
        exit_on_error=False,
        print_error=False,
        help_on_error=False,
        suppress_keyboard_interrupt=False,
    )
    for name, commands in GROUPS.items():
        group = App(name=name, help=session.say(f"help.{name}"), sort_key=ORDER.index(name))
        for place, command in enumerate(commands):
            _add(group, command, session, place)
        if name in DEFAULTS:
            group.default(_function(DEFAULTS[name]))
        app.command(group)
    for command in TOP:
        _add(app, command, session, ORDER.index(command.name))
    return app


def _add(app: App, command: Command, session: Session, place: int) -> None:
    text = session.say(f"help.{command.key}")
    app.command(f"{_COMMANDS}.{command.target}", name=command.name, help=text, sort_key=place)


def _function(target: str) -> Callable[..., object]:
    """The function behind `module:function`; a group's own cannot be loaded by name later."""
    module, _, name = target.partition(":")
    function: Callable[..., object] = getattr(import_module(f"{_COMMANDS}.{module}"), name)
    return function


def program_version() -> str:
    """The installed version."""
    try:
        return version("shopladder")
    except PackageNotFoundError:
        return "0"


__all__ = ["EXAMPLES", "GROUPS", "TOP", "Command", "build", "program_version"]
