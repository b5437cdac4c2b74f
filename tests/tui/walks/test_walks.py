"""The walks of docs/walks go as recorded, over a real terminal line, with nothing replaced by a stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.walks.terminal import Screen
from tests.tui.walks.walk import Differs, record, replay

ROOT = Path(__file__).resolve().parents[3]
WALKS = sorted((ROOT / "docs" / "walks").glob("*.md"))


def test_there_is_a_walk_for_each_user():
    assert [page.stem for page in WALKS] == ["advisor", "lead", "student"]


@pytest.mark.slow
@pytest.mark.parametrize("page", WALKS, ids=lambda page: page.stem)
def test_the_walk_goes_as_recorded(page: Path, tmp_path: Path):
    try:
        replay(page.read_text("utf-8"), tmp_path)
    except Differs as differs:
        fix = f"If what is seen is right: python scripts/record_walks.py docs/walks/{page.name}"
        pytest.fail(f"{differs}\n{fix}", pytrace=False)


def test_what_is_not_as_recorded_is_said_and_recording_mends_it(tmp_path: Path):
    page = "```file a.csv cp950\n名單\n```\n````written b.md\n```sh\n1\n```\n````\nend\n"
    (tmp_path / "b.md").write_text("```sh\n2\n```\n", encoding="utf-8")
    with pytest.raises(Differs, match=r"-1\n\+2"):
        replay(page, tmp_path)
    mended = record(page, tmp_path)
    assert mended == page.replace("1", "2")
    replay(mended, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == "名單\r\n".encode("cp950")


def test_the_screen_is_drawn_cell_by_cell():
    screen = Screen()
    screen.feed("\x1b[?1049h\x1b[2J\x1b[2;3H找\x1b[1mab\x1b[0m\x1b[2")
    assert screen.text() == "\n  找ab" + "\n" * 22
    screen.feed(";5Hx\x1b[3;80H找")
    assert screen.text() == "\n  找xb" + "\n" * 22, "what has no room is not drawn"
    with pytest.raises(AssertionError, match="not understood"):
        screen.feed("\x1b[3A")
