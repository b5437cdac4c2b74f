"""Batch: a Big5 list is opened and seen, columns and encoding are corrected, rows mended, doubts found."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from matcher.batch.answers import Answer
from matcher.batch.mending import read_rejects, write_rejects
from matcher.batch.scoring import Recipe
from matcher.batch.watching import in_doubt
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, FixedMatcher, small_knowledge
from tests.tui.snapshots.screen_text import screen_text

LIST = (
    "學號,姓名,自我介紹,何倫碼\r\n"
    "00101,林小語（虛構）,我喜歡拍照和修圖,AES\r\n"
    "00102,[/b] =1+1,asdf,SEC\r\n"
    "00103,王子晴（虛構）,會用 Excel,不知道\r\n"
)


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answers that cost nothing, and a Big5 list to work on."""
    matcher = FixedMatcher()
    matcher.knowledge = small_knowledge()
    monkeypatch.setattr(Recipe, "matcher", lambda _: matcher)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "名單.csv").write_bytes(LIST.encode("cp950"))
    return tmp_path


async def _opened(app, pilot, settle, name: str = "名單.csv") -> None:
    app.screen.open_list(Path(name))
    await settle.until(lambda: app.screen._prepared is not None)
    await settle()


async def test_a_big5_list_is_seen_run_mended_and_looked_into(quick: Path):
    async with driven(FixedEngine(), encoder="ngram", start="batch", size=(120, 40)) as (app, pilot, settle):
        await _opened(app, pilot, settle)
        shown = screen_text(app)
        assert "cp950" in shown.lower() or "big5" in shown.lower()
        assert "林小語（虛構）" in shown
        await pilot.press("r", "enter")
        await settle.until(lambda: app.screen._done is not None)
        await settle()
        assert (quick / "名單-matches.xlsx").is_file()
        assert app.screen._done.counts["rejected"] == 1
        await pilot.press("v", "v", "n")
        await settle()
        shown = screen_text(app)
        assert "? 00102 [/b] =1+1：沒有職位" in shown, "the one in doubt"
        assert "asdf" in shown
        await pilot.press("v")
        await settle()
        assert "何倫碼" in screen_text(app)
        await pilot.press("enter")
        await settle()
        await pilot.press(*["backspace"] * 3, *"ICR", "enter")
        await settle()
        assert "第 4 列：改過了" in screen_text(app)
        await pilot.press("r")
        await settle.until(lambda: app.screen._done is not None and not app.screen._busy)
        await settle()
        assert (quick / "名單-matches-mended.xlsx").is_file()
        assert app.screen._done.counts == {**app.screen._done.counts, "answered": 1, "rejected": 0}
        shown = screen_text(app)
        assert "名單-matches-mended.xlsx" in shown
        assert "照「列號」排" in shown, "how to make one file of both"
        assert "第 4 列 00103" in shown, "its row in the list"
        assert "這不是興趣代碼" not in shown, "what was wrong is mended"
        await pilot.press("enter", "G")
        await settle()
        assert "學號：00103" in screen_text(app)
        command = app.screen.view().command
        assert command[:2] == ("shopladder", "batch")
        assert command[-2:] == ("--encoder", "ngram"), "the encoder asked for at the start serves lists too"


async def test_a_column_and_an_encoding_are_corrected():
    async with driven(FixedEngine(), encoder="ngram", start="batch") as (app, pilot, settle):
        await _opened(app, pilot, settle)
        assert app.screen._prepared.mapping.of("skills") == ()
        await pilot.press("j", "j", "j", "enter", *"何倫", "enter")
        await settle.until(lambda: app.screen._prepared.mapping.of("skills") == ("何倫碼",))
        screen = app.screen

        def encoding() -> str:
            return screen._prepared.table.encoding

        await pilot.press("e", *"gb18", "enter")
        await settle.until(lambda: encoding() == "gb18030" or bool(screen._progress))


async def test_what_is_no_list_is_one_sentence(quick: Path):
    (quick / "x.csv").write_bytes(b"")
    async with driven(FixedEngine(), encoder="ngram", start="batch") as (app, _pilot, settle):
        app.screen.open_list(quick / "x.csv")
        await settle.until(lambda: bool(app.screen._progress))
        await settle()
        assert "x.csv" in screen_text(app)
        assert "Traceback" not in screen_text(app)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "out.xlsx"), "out.xlsx：沒有權限"),
        (KeyError("x"), "沒料到"),
    ],
)
async def test_a_run_that_breaks_off_says_so_in_the_readers_language(error, said, monkeypatch):
    def break_off(*_, **__):
        raise error

    monkeypatch.setattr("matcher.batch.execute.run_batch", break_off)
    async with driven(FixedEngine(), encoder="ngram", start="batch", size=(120, 40)) as (app, pilot, settle):
        await _opened(app, pilot, settle)
        await pilot.press("r", "enter")
        await settle.until(lambda: "停在半路" in app.screen._progress)
        await settle()
        assert said in screen_text(app)
        assert "Permission" not in screen_text(app)


async def test_a_file_is_not_written_over_unasked(quick: Path):
    (quick / "名單-matches.xlsx").write_bytes(b"mine")
    async with driven(FixedEngine(), encoder="ngram", start="batch") as (app, pilot, settle):
        await _opened(app, pilot, settle)
        await pilot.press("r", "enter")
        await settle()
        assert (quick / "名單-matches.xlsx").read_bytes() == b"mine"
        await pilot.press("down", "enter")
        await settle.until(lambda: app.screen._done is not None)
        assert (quick / "名單-matches.xlsx").read_bytes() != b"mine"


def test_rejects_come_back_as_they_were_written(tmp_path: Path):
    file = tmp_path / "x.rejects.csv"
    file.write_text(
        "row,column,code,message,姓名,何倫碼,raw\r\n3,何倫碼,bad_riasec,why,'=1+1,不知道,\r\n",
        encoding="utf-8-sig",
    )
    (reject,) = read_rejects(file)
    assert reject.cells == {"姓名": "=1+1", "何倫碼": "不知道"}
    write_rejects(file, [reject.with_cell("何倫碼", "ICR")])
    assert file.read_text(encoding="utf-8-sig").splitlines()[1] == "3,何倫碼,bad_riasec,why,'=1+1,ICR,"
    assert read_rejects(file) == (reject.with_cell("何倫碼", "ICR"),)
    other = tmp_path / "y.csv"
    other.write_text("a,b\r\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"y\.csv"):
        read_rejects(other)


def test_doubt_is_no_answer_or_little_confidence():
    sure = FixedMatcher().match("修圖").matches
    assert not in_doubt(Answer(id="1", row=1, matches=sure, abstained=False))
    assert in_doubt(Answer(id="1", row=1, matches=sure[-1:], abstained=False))
    assert in_doubt(Answer(id="1", row=1, matches=(), abstained=True))
