"""Completion scripts: the shell itself reads them, and they speak the reader's language."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_a_script_names_every_command(shopladder: Callable[..., Any], shell: str, language: str) -> None:
    run = shopladder("completion", shell, "--lang", language)
    assert (run.code, run.err) == (0, "")
    assert all(name in run.out for name in ("match", "who-could-become", "--encoder"))
    if shell != "bash":
        assert ("顯示這份說明" if language == "zh-Hant" else "show this help") in run.out
        assert "Display this message" not in run.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_finds_no_fault_in_it(shopladder: Callable[..., Any], shell: str, tmp_path: Path) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not on this machine")
    script = tmp_path / "script"
    script.write_text(shopladder("completion", shell, "--lang", "zh-Hant").out, "utf-8")
    assert subprocess.run([found, "-n", str(script)], capture_output=True, timeout=60).returncode == 0


def test_bash_completes_a_command(shopladder: Callable[..., Any], tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    script = tmp_path / "script"
    script.write_text(shopladder("completion", "bash").out, "utf-8")
    asked = f"source {script}; COMP_WORDS=(shopladder who); COMP_CWORD=1; _shopladder; echo ${{COMPREPLY[@]}}"
    done = subprocess.run([bash, "-c", asked], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "who-could-become"


def test_an_unknown_shell_is_wrong_usage(shopladder: Callable[..., Any]) -> None:
    assert shopladder("completion", "tcsh").code == 2
