"""A real browser: Chinese typed, a match seen, three windows at once, nothing fetched from elsewhere."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.serve.serving import served

pytest.importorskip("textual_serve", reason="the extra 'serve' is not installed")
playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium fonts-noto-cjk"),
    pytest.mark.skipif(sys.platform == "win32", reason="the server is ended by a signal"),
]

PICTURE_VARIABLE = "SHOPLADDER_PICTURE"
"""Names the file for the picture, such as docs/pictures/browser.png; with SHOPLADDER_ENCODER=bilingual."""

SENTENCE = "我喜歡畫畫和拍照，會用 Photoshop 修圖"

RESPONSIVE = 5.0
"""Seconds; on a machine that runs other tests this tells living from hanging, no more."""


class Window:
    """One browser window, and everything its session drew."""

    def __init__(self, page) -> None:
        self.page = page
        self.drawn = ""
        self.asked: list[str] = []
        self.trouble: list[str] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._draw))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._said)

    def _said(self, message) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    def _draw(self, data) -> None:
        self.drawn += data.decode("utf-8", "replace") if isinstance(data, bytes) else data

    async def until(self, words: str, since: int = 0, seconds: float = 90.0) -> None:
        """Wait until the session has drawn some words."""
        async with asyncio.timeout(seconds):
            while words not in self.drawn[since:]:
                await asyncio.sleep(0.01)

    async def type(self, text: str, answer: str) -> float:
        """Write as an input method does, and wait for an answer; how long it took, in seconds."""
        before, start = len(self.drawn), time.perf_counter()
        await self.page.keyboard.insert_text(text)
        await self.until(answer, before)
        return time.perf_counter() - start


@asynccontextmanager
async def browser():
    async with playwright.async_playwright() as run:
        started = await run.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        await started.close()


async def test_three_windows_type_chinese_and_get_a_match(tmp_path: Path) -> None:
    with served(tmp_path, "--encoder", os.environ.get("SHOPLADDER_ENCODER", "ngram")) as server:
        async with browser() as chromium:
            context = await chromium.new_context(
                viewport={"width": 1180, "height": 680}, color_scheme="dark", device_scale_factor=1
            )
            windows = [Window(await context.new_page()) for _ in range(3)]
            for window in windows:
                await window.page.goto(server.url)
                assert "token" not in window.page.url
            for window in windows:
                await window.until("比對")
            first = windows[0]
            await first.type(SENTENCE, "商品攝影師")
            assert SENTENCE in first.drawn, "what was committed arrives whole"
            taken = await asyncio.gather(
                *(window.type(f"修圖{number}", "美工") for number, window in enumerate(windows[1:]))
            )
            again = [await window.type("，也會做海報", "海報") for window in windows]
            assert statistics.median([*taken, *again]) < RESPONSIVE
            for window in windows:
                assert window.trouble == []
                assert {url.split("/")[2] for url in window.asked if "://" in url} == {
                    f"127.0.0.1:{server.port}"
                }
            picture = os.environ.get(PICTURE_VARIABLE)
            if picture:
                await asyncio.sleep(1.0)
                await first.page.screenshot(path=picture)
            await context.close()
        assert server.end() == 0
