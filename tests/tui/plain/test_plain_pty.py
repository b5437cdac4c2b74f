"""Plain mode on a real terminal line: every task, three languages, the end of input and an interrupt."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pytest

PROMPT = {"zh-Hant": "數字：", "zh-Hans": "数字：", "en": "Number:"}
FORBIDDEN = re.compile("\x1b\\[\\?1049h|[\u2500-\u259f\u25b0\u25b1▮▯⠁-⣿]")
"""The alternate screen, box drawing, blocks, bars and spinners."""


class Person:
    """Somebody at a terminal."""

    def __init__(self, home: Path, language: str = "en", *arguments: str, **variables: str) -> None:
        self.language = language
        self.heard = ""
        names = ("SHOPLADDER_CACHE", "PATH", "HOME")
        environment = {name: os.environ[name] for name in names if name in os.environ}
        environment |= {"SHOPLADDER_HOME": str(home), "TERM": "dumb", "LC_ALL": "C.UTF-8", **variables}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tui.cli", "tui", "--encoder", "ngram", "--lang", language, *arguments],
            env=environment,
            cwd=str(Path(__file__).resolve().parents[3]),
            encoding="utf-8",
            dimensions=(24, 80),
            timeout=60,
        )

    def wait(self, words: str | None = None) -> str:
        """Wait for words, or for the prompt for a number; what was said until then."""
        self.child.expect_exact(words or PROMPT[self.language])
        said = self.child.before + self.child.after
        self.heard += said
        return said

    def choose(self, *answers: object) -> str:
        """Answer prompts for numbers, one after another; what was said after the last."""
        said = ""
        for answer in answers:
            self.child.sendline(str(answer))
            said = self.wait()
        return said

    def interrupt(self) -> None:
        """Press Ctrl-C once the program sleeps: between its prompt and its reading Python hears none."""
        state = Path(f"/proc/{self.child.pid}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] == "R":
            time.sleep(0.01)
        self.child.sendintr()

    def leave(self) -> int:
        """Wait for the end; the exit code."""
        self.child.expect(pexpect.EOF)
        self.heard += self.child.before
        self.child.close()
        assert FORBIDDEN.search(self.heard) is None
        assert "Traceback" not in self.heard
        return int(self.child.exitstatus)


@pytest.fixture
def person(tmp_path: Path):
    people: list[Person] = []

    def make(*arguments: str, **variables: str) -> Person:
        people.append(Person(tmp_path, *arguments, **variables))
        people[-1].wait()
        return people[-1]

    yield make
    for found in people:
        found.child.close(force=True)


def test_every_task_in_english(person, tmp_path: Path) -> None:
    one = person("en", "--plain")
    one.child.sendline("1")
    one.wait()
    one.child.sendline("1")
    one.wait("empty line ends it.")
    one.child.send("I retouch photos in Photoshop\n\nand like drawing, frobnicating\n\n")
    said = one.wait()
    assert "of 100" in said
    assert "frobnicating" in said
    assert "Teach what was not understood" in said
    teach = re.search(r"(\d)\. Teach", said)[1]
    keep = re.search(r"(\d)\. Save", said)[1]
    assert "Which words" in one.choose(teach)
    one.child.sendline("1")
    one.wait(">")
    one.child.sendline("frobnicating")
    assert "What does 'frobnicating' mean?" in one.wait()
    said = one.choose(1)
    assert "Remembered: 'frobnicating'" in said
    assert "not understand these words" not in said
    assert (tmp_path / "taught.yaml").is_file()
    one.child.sendline(re.search(r"(\d)\. Save", said)[1] if "Save" in said else keep)
    one.wait(">")
    one.child.sendline(str(tmp_path / "me.yaml"))
    assert "Saved:" in one.wait()
    assert "frobnicating" in (tmp_path / "me.yaml").read_text(encoding="utf-8")
    right = re.search(r"(\d)\. Put right", said)[1]
    said = one.choose(right)
    place = re.search(r"(\d+)\. Image retouching, level 3, from ", said)[1]
    one.choose(place, 6)
    assert f"{place}. Image retouching: not counted" in one.choose(right)
    one.choose(place, 2)
    assert f"{place}. Image retouching, level 2, from " in one.choose(right)
    one.choose(0)
    assert "Main menu" in one.choose(1, 1, 2, 0, 0)
    assert "shopladder batch" in one.choose(5)
    one.child.sendline("0")
    assert one.leave() == 0


def test_the_quiz_in_simplified_chinese(person) -> None:
    one = person("zh-Hans", "--plain")
    one.child.sendline("2")
    for answer in ("5", "七", "4", "", "0"):
        one.wait("1 到 5：")
        one.child.sendline(answer)
    assert "你的兴趣偏" in one.wait()
    assert "「七」看不懂" in one.heard
    one.child.sendline("0")
    one.wait()
    one.child.sendline("0")
    assert one.leave() == 0


def test_explore_and_path_in_traditional_chinese(person, tmp_path: Path) -> None:
    one = person("zh-Hant", "--plain")
    said = one.choose(3, 2, 1)
    assert "怎麼走到這個職位" in said
    compare = re.search(r"(\d)\. 和另一個職位比一比", said)[1]
    one.child.sendline(compare)
    one.wait(">")
    one.child.sendline("美工助理")
    assert "店長助理：" in one.wait()
    assert "先進來：店長助理" in one.choose(1)
    assert "第 1 步" in one.choose(3, 1)
    one.choose(0, 0, 0)
    one.child.sendline("4")
    one.wait(">")
    one.child.sendline("asdfgh")
    assert "找不到叫「asdfgh」的職位" in one.wait(">")
    one.child.sendline("ㄇㄟˇ ㄍㄨㄥ")
    said = one.wait()
    assert "「ㄇㄟˇ ㄍㄨㄥ」是哪一個？" in said
    assert "1. 美工\r" in said
    one.child.sendline("0")
    one.wait(">")
    one.child.sendline("美工")
    assert "第 1 步" in one.wait()
    one.child.sendline("1")
    one.wait(">")
    plan = tmp_path / "plan.txt"
    one.child.sendline(str(plan))
    assert "存好了：" in one.wait()
    assert "先進來：美工助理" in plan.read_text("utf-8")
    one.choose(0, 1, 2)
    one.child.sendline("1")
    assert "哪項技能" in one.wait(">")
    one.child.sendline("修圖")
    assert "你到哪一級？" in one.wait()
    one.child.sendeof()
    assert one.leave() == 0


def test_a_wrong_number_an_interrupt_and_another_language(person) -> None:
    one = person("en", ACCESSIBLE="1")
    assert "There is no '99'" in one.choose("99")
    assert "There is no 'x[/b]'" in one.choose("x[/b]")
    one.choose(3)
    one.interrupt()
    assert "Back to the main menu." in one.wait()
    one.child.sendline("6")
    one.wait()
    one.language = "zh-Hans"
    one.child.sendline("2")
    assert "现在用简体中文" in one.wait()
    one.interrupt()
    assert one.leave() == 130


def test_the_end_of_input_ends_it(person) -> None:
    one = person("en", "--plain")
    one.child.sendline("1")
    one.wait()
    one.child.sendline("1")
    one.wait("ends it.")
    one.child.sendeof()
    assert one.leave() == 0
