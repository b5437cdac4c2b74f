"""Commands in this process: what they print in each language, at 80 columns, and what they say when wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb import Knowledge
from kb.locate import builtin_root
from kb.messages import MESSAGE_LANGUAGES, Messages
from kb.yaml_reader import read_yaml
from tui.cli.application import DEFAULTS, EXAMPLES, GROUPS, ORDER, TOP
from tui.cli.boundary import take_language
from tui.cli.layout import width

Call = Callable[..., Any]
EVERY = [command.name for command in TOP] + [
    f"{group} {c.name}" for group, found in GROUPS.items() for c in found
]
READING = (
    ("role", "list"),
    ("role", "show", "visual-designer"),
    ("role", "compare", "visual-designer", "copywriter"),
    ("skill", "list"),
    ("skill", "show", "image-retouching"),
    ("path", "operations-manager"),
    ("path", "operations-manager", "--from", "customer-service-trainee"),
    ("path", "visual-designer", "--text", "修圖 PS"),
    ("who-could-become", "operations-manager"),
    ("match", "--text", "我喜歡拍照修圖，會用 Photoshop；不會 Excel，想學 SEO"),
    ("match", "--text", ""),
    ("doctor",),
    ("kb", "check"),
)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_answers_fit_80_columns(call: Call, language: str, arguments: tuple[str, ...]) -> None:
    run = call(*arguments, "--lang", language)
    assert run.code == 0, run.err
    assert run.out.strip()
    for line in run.out.splitlines():
        assert width(line) <= 80 or "://" in line or arguments[0] == "kb" or "/" in line, line


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("command", ["", *EVERY, *GROUPS])
def test_help_fits_and_is_in_the_readers_language(call: Call, language: str, command: str) -> None:
    run = call(*command.split(), "--help", "--lang", language)
    assert run.code == 0
    assert all(width(line) <= 80 for line in run.out.splitlines())
    for english in ("Usage:", "Display this", "Commands\n", "[default"):
        assert language == "en" or english not in run.out
    assert "option." not in run.out


def test_every_example_is_of_a_command_and_shown_before_options(call: Call) -> None:
    assert set(EXAMPLES) <= {"", *EVERY, *DEFAULTS}
    assert set(ORDER) == {*(command.name for command in TOP), *GROUPS}
    text = call("match", "--help", "--lang", "en").out
    assert text.index("Examples") < text.index("Options")


def test_json_of_every_reading_command_is_one_object(call: Call) -> None:
    for arguments in READING:
        assert isinstance(call(*arguments, "--json").data, dict), arguments


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("rol",), 2, "Did you mean 'role'?"),
        (("role", "lst"), 2, "Did you mean 'list'?"),
        (("role", "show", "visual-desinger"), 2, "Did you mean Visual designer (visual-designer)?"),
        (("role", "list", "--family", "visual_desing"), 2, "Did you mean 'visual_design'?"),
        (("skill", "show", "image-retouchin"), 2, "Did you mean Image retouching (image-retouching)?"),
        (("path", "visual-designer", "--frm", "x"), 2, "Did you mean '--from'?"),
        (("path", "visual-designer", "--from", "visual-designer"), 2, "already"),
        (("role", "show"), 2, "ROLE is missing"),
        (("role", "compare", "visual-designer"), 2, "two to four"),
        (("match", "hello", "--text", "x"), 2, "one word too many"),
        (("match", "--text"), 2, "--text"),
        (("match", "--text", "x", "--encoder", "nope"), 2, "bilingual, ngram"),
        (("role", "list", "--lang", "xx"), 2, "zh-Hant"),
        (("kb", "export", "pdf", "x"), 2, "pdf"),
        (("kb", "import", "esco", "no-such-folder", "x"), 4, "no-such-folder"),
        (("kb", "new", "role", "Bad Id", "visual_design"), 2, "cannot be an id"),
        (("kb", "diff", "no-such-folder"), 2, "no-such-folder"),
        (("eval", "--on", "no-such.csv"), 2, "--text"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_mistakes_are_explained(call: Call, arguments: tuple[str, ...], code: int, said: str) -> None:
    run = call(*arguments, variables={"SHOPLADDER_LANG": "en"})
    assert (run.code, run.out) == (code, "")
    assert said in run.err
    assert run.err.startswith("error: ")


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_mistake_fits_80_columns_and_cannot_act_on_the_terminal(
    call: Call, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.narration.is_terminal", lambda: True)
    hostile = "\x1b[31m" + "no such role 沒有這個 " * 8 + "\u202e"
    for arguments in (("role", "show", hostile), ("team", "ready"), ("match", "--profile", "none.yaml")):
        run = call(*arguments, variables={"SHOPLADDER_LANG": language, "SHOPLADDER_STORE": "none.db"})
        assert run.code in (2, 4)
        assert all(width(line) <= 80 for line in run.err.splitlines())
        assert "\x1b" not in run.err
        assert "\u202e" not in run.err


@pytest.mark.parametrize(("language", "name"), [("zh-Hant", "市場助理"), ("zh-Hans", "市场助理")])
def test_a_name_is_suggested_in_the_script_of_the_reader(call: Call, language: str, name: str) -> None:
    run = call("role", "show", "助理", variables={"SHOPLADDER_LANG": language})
    assert f"「{name}」（marketing-assistant）" in run.err.replace("\n", "").replace("  ", "")


def test_the_way_to_every_error_of_a_broken_overlay_names_it(call: Call, tmp_path: Path) -> None:
    overlay = tmp_path / "our own"
    overlay.mkdir()
    (overlay / "foo.txt").write_text("x", "utf-8")
    run = call("role", "list", "--kb", str(overlay))
    assert run.code == 3
    assert f"shopladder kb check --kb '{overlay}'" in run.err


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_role_answers_to_its_name_in_any_script(call: Call, language: str) -> None:
    shown = {
        call("role", "show", name, "--lang", language).out
        for name in ("visual-designer", "美工", "Visual Designer")
    }
    assert len(shown) == 1


def test_shown_points_add_up(call: Call) -> None:
    text = call("match", "--text", "我喜歡拍照修圖，會用 Photoshop 做海報", "--lang", "en", "--top", "1").out
    score = int(next(line for line in text.splitlines() if " of 100" in line).split(" of 100")[0].split()[-1])
    parts = [int(line.split()[0]) for line in text.splitlines() if line.strip().startswith("+")]
    assert sum(parts) == score
    assert len(parts) > 2


def test_words_that_gave_points_are_not_called_not_understood(call: Call) -> None:
    run = call("match", "--samples", "--lang", "en")
    heading = Messages.load("en").get("match.not_understood", texts="").strip()
    for block in run.out.split("Jobs that fit")[1:]:
        _, _, left = block.partition(heading)
        first = left.split("\n\n")[0]
        for quote in first.split('"')[1::2]:
            assert f'"{quote}"' not in block.partition(heading)[0]


def test_the_app_keeps_the_kitty_protocol_off_unless_the_user_chose(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    import sys
    import types

    seen = {}
    app = types.ModuleType("tui.app")

    def run_app(
        language: str, overlays: tuple[Path, ...], encoder: str | None, *, language_asked: bool
    ) -> int:
        seen.update(language=language, kitty=os.environ.get("TEXTUAL_DISABLE_KITTY_KEY"))
        return 0

    app.run = run_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    from tui.cli.commands.screens import open_app
    from tui.cli.session import start

    start(Messages.load("zh-Hant"))

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert open_app() == 0
    assert seen == {"language": "zh-Hant", "kitty": "1"}
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "0")
    assert open_app() == 0
    assert seen["kitty"] == "0"


@pytest.mark.parametrize(
    ("arguments", "asked", "rest"),
    [
        (["match", "--lang", "en", "--json"], "en", ["match", "--json"]),
        (["--lang=zh-TW", "role"], "zh-TW", ["role"]),
        (["match", "--text", "--lang"], None, ["match", "--text", "--lang"]),
        (["match", "-"], None, ["match", "--stdin"]),
        (["match", "--profile", "-"], None, ["match", "--profile", "-"]),
        (["match", "--", "--lang", "en"], None, ["match", "--", "--lang", "en"]),
        (["match", "--lang"], "?", ["match"]),
    ],
)
def test_the_language_is_taken_from_anywhere(
    arguments: list[str], asked: str | None, rest: list[str]
) -> None:
    assert take_language(arguments) == (asked, rest)


def test_an_unforeseen_error_is_a_sentence_and_debug_shows_more(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the {odd} thing")

    monkeypatch.setattr("tui.cli.commands.role.load_knowledge", fail)
    run = call("role", "list", "--lang", "en")
    assert run.code == 1
    assert "RuntimeError: the {odd} thing" in run.err
    assert "Traceback" not in run.err
    assert "Traceback" in call("role", "list", variables={"SHOPLADDER_DEBUG": "1"}).err


def test_an_interruption_leaves_with_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.commands.role.load_knowledge", interrupt)
    assert call("role", "list").code == 130


def test_a_template_is_printed_or_put_in_its_place(call: Call, tmp_path: Path) -> None:
    assert "id: night-owl" in call("kb", "new", "role", "night-owl", "live_streaming").out
    written = call("kb", "new", "role", "night-owl", "live_streaming", "--output", str(tmp_path))
    assert written.code == 0
    assert (tmp_path / "roles" / "live_streaming" / "night-owl.yaml").is_file()
    again = call("kb", "new", "role", "night-owl", "live_streaming", "--output", str(tmp_path))
    assert again.code == 2


def test_a_folder_does_not_differ_from_itself(call: Call) -> None:
    run = call("kb", "diff", str(builtin_root()))
    assert (run.code, run.out) == (0, "")


@pytest.mark.parametrize("built", [None, "sound", "damaged"])
def test_the_model_commands_say_how_it_stands(
    call: Call, monkeypatch: pytest.MonkeyPatch, built: str | None
) -> None:
    import types

    found = (
        types.SimpleNamespace(folder=Path("somewhere"), size=1_500_000, versions={"x": "1"})
        if built
        else None
    )
    module = types.SimpleNamespace(
        info=lambda: found,
        verify=lambda: ["A file is missing."] if built == "damaged" else [],
        describe=lambda _: {"size": 1_500_000},
    )
    monkeypatch.setattr("tui.cli.commands.model.artefacts", lambda: module)
    info, verify = call("model", "info", "--lang", "en"), call("model", "verify", "--lang", "en")
    assert info.code == (0 if built else 3)
    assert verify.code == (0 if built == "sound" else 3)
    assert ("2 MB" in info.out) == bool(built)
    assert ("A file is missing." in verify.err) == (built == "damaged")


SAMPLES = builtin_root() / "samples"


def test_samples_say_in_their_first_line_that_they_are_invented() -> None:
    files = sorted(SAMPLES.rglob("*.yaml"))
    assert len(files) >= 10
    for path in files:
        assert path.read_text("utf-8").splitlines()[0].startswith("# Invented:"), path.name


def test_samples_name_only_what_the_knowledge_has() -> None:
    knowledge = Knowledge.load()
    roster, _ = read_yaml(SAMPLES / "roster.yaml")
    vacancies, _ = read_yaml(SAMPLES / "vacancies.yaml")
    assert roster is not None
    assert vacancies is not None
    assert sum(not person.get("outside") for person in roster.data["people"]) >= 40
    for person in roster.data["people"]:
        assert knowledge.role(person["role"])
        for skill in person["skills"]:
            assert skill["skill"] in knowledge.skills
            assert 1 <= skill["level"] <= 5
    for vacancy in vacancies.data["vacancies"]:
        assert vacancy["role"] in knowledge.roles


@pytest.mark.parametrize("form", ["csv", "html", "turtle"])
def test_the_knowledge_is_written_in_other_forms(call: Call, tmp_path: Path, form: str) -> None:
    run = call("kb", "export", form, str(tmp_path / "out"), "--lang", "en")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "out").exists()


def test_every_message_of_the_command_line_is_used() -> None:
    """A message that nobody says is a translation for nothing."""
    root = builtin_root().parent
    code = "".join(
        path.read_text("utf-8")
        for folder in ("tui", "matcher", "kb")
        for path in (root / folder).rglob("*.py")
    )
    made = (
        "words.",
        "help.",
        "option.",
        "reasons.",
        "gaps.",
        "abstain.",
        "confidence.",
        "encoder.",
        "doctor.",
        "app.",
    )
    # Words about teams are put together from results; tests/matcher/team/test_wording.py counts them.
    made = (*made, "team.")
    # So are those of sheets and reports; tests/matcher/team/test_sheets.py counts them.
    made = (*made, "sheets.", "report.", "hire.")
    # And those of problems; tests/kb/test_told.py counts them.
    made = (*made, "problems.")
    # And those of tables and batches; tests/matcher/batch/test_words.py counts them.
    made = (*made, "table.", "reject.", "batch.")
    keys = [key for key in Messages.load("en").keys() if not key.startswith(made)]  # noqa: SIM118
    # These are said by the rest of their key, without the section.
    shortened = ("plain.", "places.", "serve.", "taught.")
    unused = [
        key
        for key in keys
        if f'"{key}"' not in code
        and not (key.startswith(shortened) and f'"{key.partition(".")[2]}"' in code)
        and f"'{key}'" not in code
        and not (key.endswith("_remedy") and f'"{key.removesuffix("_remedy")}"' in code)
    ]
    put_together = (
        "model.stage_",
        "errors.unknown_",
        "match.understood_",
        "role.evidence_",
        "role.vertical",
        "role.lateral",
        "role.cross_",
        "example.",
        "start.",
        "plain.task_",
        "places.column_",
        "places.bar_",
    )
    assert [key for key in unused if not key.startswith(put_together)] == []


def test_a_role_says_what_stands_behind_each_importance(call: Call) -> None:
    said = " ".join(call("role", "show", "visual-designer", "--lang", "en").out.split())
    assert "Layout design, importance 4 of 5: named in" in said
    assert "ESCO occupations" in said
    assert "Product page design, importance 5 of 5: article#4.8" in said


def test_kb_check_counts_what_there_is(call: Call) -> None:
    said = call("kb", "check", "--lang", "en").out
    counted = call("kb", "check", "--json").data
    assert f"duties: {counted['duties']}" in said
    assert f"{counted['sourced']} of {counted['records']} (100 %)" in said
    assert f"{counted['in_three_languages']} of {counted['texts']} (100 %)" in said
