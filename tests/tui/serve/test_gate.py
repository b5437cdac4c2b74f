"""`serve` from outside: nobody without the token, one matcher for all, limits, and a clean end."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="the extra 'serve' is not installed")

from aiohttp import ClientSession, CookieJar, WSServerHandshakeError

from tests.tui.serve.serving import Served, served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are looked at"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")
    with served(home, "--encoder", "ngram", "--most-sessions", "2") as found:
        yield found


@asynccontextmanager
async def visitor(server: Served | None = None):
    """A browser without a past, or one that has opened the address."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        if server is not None:
            async with client.get(server.url) as answer:
                assert answer.status == 200
                assert not answer.url.query, "the token does not stay in the address"
        yield client


async def hear(socket, wanted: str, seconds: float = 60.0) -> str:
    """What a session draws, until it has drawn some words."""
    heard = b""
    async with asyncio.timeout(seconds):
        while wanted not in heard.decode("utf-8", "replace"):
            message = await socket.receive()
            assert not message.type.name.startswith("CLOS"), heard[-300:]
            heard += message.data if isinstance(message.data, bytes) else message.data.encode()
    return heard.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "path", ["/", "/ws", "/static/js/textual.js", "/page/page.css", "/download/x", "/no"]
)
async def test_without_the_token_everything_is_refused(server: Served, path: str) -> None:
    async with visitor() as client:
        for query in ("", "?token=", "?token=wrong", f"?token={server.token[:-1]}", "?token=%ff%00é"):
            async with client.get(server.base + path + query) as answer:
                assert answer.status == 403
                assert "shopladder serve" in await answer.text()
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_socket_without_the_token_is_refused(server: Served) -> None:
    async with visitor() as client:
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(server.socket)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
async def test_a_page_from_elsewhere_is_refused_even_with_the_cookie(server: Served, headers) -> None:
    async with visitor(server) as client:
        async with client.get(server.base + "/", headers=headers) as answer:
            assert answer.status == 403
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect(server.socket, headers=headers)


async def test_the_page_asks_nothing_of_the_outside(server: Served) -> None:
    async with visitor(server) as client:
        async with client.get(server.base + "/?fontsize=20") as answer:
            page = await answer.text()
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert 'data-font-size="20"' in page
        addresses = [word for word in page.replace('"', " ").split() if "://" in word]
        assert addresses == [f"ws://127.0.0.1:{server.port}/ws"]
        for path in ("/page/page.css", "/page/page.js", "/static/css/xterm.css", "/static/js/textual.js"):
            async with client.get(server.base + path) as answer:
                assert answer.status == 200
                assert re.search(r"url\(\W*https?:|@import|googleapis", await answer.text()) is None


async def test_sessions_share_one_matcher_and_stop_at_the_limit(server: Served) -> None:
    async with visitor(server) as client:
        first = await client.ws_connect(server.socket + "?width=120&height=24")
        second = await client.ws_connect(server.socket + "?width=9999999&height=x")
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(server.socket)
        assert refused.value.status == 503
        async with client.get(server.base + "/") as answer:
            assert answer.status == 503
        await first.send_str("no message")
        await first.send_str('["resize", {"width": "many"}]')
        await hear(first, "字形比對")
        await first.send_json(["stdin", "我喜歡拍照修圖"])
        assert "美工" in await hear(first, "美工")
        await first.send_json(["stdin", "\t"])
        await hear(first, "怎麼走")
        await first.send_json(["stdin", "p"])
        await hear(first, "先進來")
        holding = [
            pid
            for pid in server.children()
            if "/numpy/" in Path(f"/proc/{pid}/maps").read_text(errors="replace")
        ]
        assert len(holding) == 1, "the matcher's libraries are in one process"
        await first.close()
        await second.close()
        for _ in range(200):
            if len(server.children()) == 1:
                break
            await asyncio.sleep(0.05)
        assert server.children() == holding, "closed sessions leave no process behind"


async def test_an_idle_session_is_closed_and_the_end_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path, "--encoder", "ngram", "--idle-minutes", "0.02", language="en") as server:
        async with visitor(server) as client:
            socket = await client.ws_connect(server.socket)
            async with asyncio.timeout(60):
                while not socket.closed:
                    await socket.receive()
        everyone = server.children()
        assert everyone
        assert server.end(signal.SIGINT) == 0
        for _ in range(100):
            left = [pid for pid in everyone if Path(f"/proc/{pid}").exists()]
            if not left:
                break
            await asyncio.sleep(0.05)
        assert left == []
