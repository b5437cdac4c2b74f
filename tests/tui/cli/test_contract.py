"""The contract that scripts rely on, in real processes: exit codes, streams, the JSON of `match`."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from kb.locate import builtin_root

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = ("zh-Hant", "zh-Hans", "en")
TWINS = {
    "zh-Hant": "我喜歡拍照修圖，會用 Photoshop 做海報",
    "zh-Hans": "我喜欢拍照修图，会用 Photoshop 做海报",
    "en": "I like taking and retouching photos and make posters in Photoshop",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_match_prints_one_object_whose_contributions_sum(
    shopladder: Callable[..., Any], language: str
) -> None:
    run = shopladder("match", "--text", TWINS[language], "--lang", language, "--json")
    assert (run.code, run.err) == (0, "")
    data = run.data
    assert data["abstained"] is False
    assert data["matches"][0]["family"] == "visual_design"
    for match in data["matches"]:
        assert {"role", "family", "score", "confidence", "reasons", "gaps"} <= set(match)
        assert sum(reason["contribution"] for reason in match["reasons"]) == pytest.approx(
            match["score"], abs=1e-6
        )
        assert 0 <= match["confidence"] <= 1
        assert all({"kind", "contribution"} <= set(reason) for reason in match["reasons"])
    assert isinstance(data["understood"], list)
    assert isinstance(data["not_understood"], list)


def test_the_three_twins_share_their_first_role(shopladder: Callable[..., Any]) -> None:
    first = {
        shopladder("match", "--text", text, "--json", "--top", "1").data["matches"][0]["role"]
        for text in TWINS.values()
    }
    assert len(first) == 1


@pytest.mark.parametrize("text", ["", "   ", "asdf qwer"])
def test_nothing_to_go_by_abstains_and_says_what_to_add(shopladder: Callable[..., Any], text: str) -> None:
    run = shopladder("match", "--text", text, "--json")
    assert run.code == 0
    assert run.data["abstained"] is True
    assert run.data["matches"] == []
    assert run.data["advice"]


def test_text_comes_from_standard_input_too(shopladder: Callable[..., Any]) -> None:
    given = shopladder("match", "-", "--json", stdin=TWINS["zh-Hant"].encode())
    piped = shopladder("match", "--json", stdin=TWINS["zh-Hant"].encode())
    said = shopladder("match", "--text", TWINS["zh-Hant"], "--json")
    assert given.data == piped.data == said.data


def test_the_same_question_gives_the_same_bytes(shopladder: Callable[..., Any]) -> None:
    arguments = ("match", "--text", TWINS["en"], "--json")
    assert shopladder(*arguments, PYTHONHASHSEED="1").out == shopladder(*arguments, PYTHONHASHSEED="2").out


@pytest.mark.parametrize(
    ("language", "arguments", "code"),
    [
        ("zh-Hant", ("--help",), 0),
        ("zh-Hans", ("--version",), 0),
        ("en", ("role", "show", "visual-designer"), 0),
        ("zh-Hant", ("role", "show", "no-such-role"), 2),
        ("zh-Hans", ("rol",), 2),
        ("en", ("match", "--frobnicate"), 2),
        ("zh-Hant", ("match", "--top", "x", "--text", "a"), 2),
        ("zh-Hans", ("match", "--top", "0", "--text", "a"), 2),
        ("en", ("match", "--text", "a", "--samples"), 2),
        ("zh-Hant", ("match", "--profile", "no-such-file.yaml"), 4),
        ("zh-Hans", ("role", "list", "--kb", "no-such-folder"), 2),
        ("en", ("tui",), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_exit_codes(
    shopladder: Callable[..., Any], language: str, arguments: tuple[str, ...], code: int
) -> None:
    run = shopladder(*arguments, SHOPLADDER_LANG=language)
    assert run.code == code, run.err
    assert "Traceback" not in run.err
    assert bool(run.err) == (code != 0)
    assert bool(run.out) == (code == 0)
    if code and language != "en":
        assert any("\u3400" <= c <= "\u9fff" for c in run.err)


def test_a_broken_knowledge_base_is_exit_code_3_in_one_sentence(
    shopladder: Callable[..., Any], tmp_path: Any
) -> None:
    (tmp_path / "roles" / "visual_design").mkdir(parents=True)
    (tmp_path / "roles" / "visual_design" / "visual-designer.yaml").write_text(
        "id: visual-designer\nrung: nine\n", "utf-8"
    )
    run = shopladder("role", "list", "--kb", str(tmp_path))
    assert run.code == 3
    assert run.out == ""
    assert "visual-designer.yaml:2" in run.err
    checked = shopladder("kb", "check", "--kb", str(tmp_path))
    assert checked.code == 1
    assert "visual-designer.yaml:2" in checked.out


def test_input_that_is_not_text_is_exit_code_4(shopladder: Callable[..., Any], tmp_path: Any) -> None:
    broken = tmp_path / "cv.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    run = shopladder("match", "--profile", str(broken))
    assert run.code == 4
    assert "Traceback" not in run.err


def test_a_broken_pipe_is_silent(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "role", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert said == b""


def test_markup_and_escapes_in_a_text_are_data(shopladder: Callable[..., Any]) -> None:
    run = shopladder("match", "--text", "修圖 [/b] x \x1b[31m紅 \u202e", "--lang", "zh-Hant")
    assert run.code == 0
    assert "\x1b" not in run.out
    assert "\u202e" not in run.out


def test_samples_match_every_student(shopladder: Callable[..., Any]) -> None:
    run = shopladder("match", "--samples", "--json")
    assert run.code == 0
    results = run.data["results"]
    assert len(results) == len(list((builtin_root() / "samples" / "students").glob("*.yaml"))) == 6
    assert not any(result["abstained"] for result in results)


def test_no_colour_reaches_a_pipe(shopladder: Callable[..., Any]) -> None:
    assert "\x1b" not in shopladder("role", "show", "visual-designer", TERM="xterm-256color").out


def test_an_ascii_terminal_gets_ascii_bars(environment: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tui.cli", "skill", "show", "sql"],
        capture_output=True,
        env=environment | {"PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert b"#" in run.stdout


FORBIDDEN = ("torch", "sentence_transformers", "onnxruntime", "sklearn", "textual", "scipy")


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("match", "--help"), ("role", "show", "visual-designer"), ("kb", "check", "--help")],
)
def test_help_and_plain_reading_load_nothing_heavy(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    script = (
        "import sys; from tui.cli.boundary import run; code = run(sys.argv[1:]); "
        f"print([n for n in {FORBIDDEN!r} if n in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        env=environment,
        check=True,
        text=True,
    )
    assert done.stderr.strip() == "[]"


def test_a_terminal_with_no_text_is_told_what_to_give(environment: dict[str, str]) -> None:
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "match"],
            stdin=slave,
            capture_output=True,
            env=environment | {"SHOPLADDER_LANG": "zh-Hant"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 2
    assert "--text" in done.stderr.decode()
