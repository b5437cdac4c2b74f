"""The server: the page, its files and the sessions behind the gate, and the matcher process beside them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from aiohttp import web

from tui.serve.client import MatcherGone
from tui.serve.gate import TOKEN, Gate, new_token
from tui.serve.matching import READY
from tui.serve.sessions import Sessions

if TYPE_CHECKING:
    from kb.messages import Messages

HOST = "127.0.0.1"
"""This computer, and no other can reach it."""

PAGE = Path(__file__).with_name("page")

FONT_SIZES = range(8, 41)


@dataclass(frozen=True)
class Serving:
    """What to serve, and how."""

    messages: Messages
    """What the page says, and the language that sessions open in."""
    announce: Callable[[str], None]
    """Called with the address once it can be visited."""
    port: int = 0
    """0 takes any free one."""
    most_sessions: int = 8
    """Browser windows at once."""
    idle_minutes: float = 30.0
    """Without a key pressed, before a session is closed."""
    overlays: tuple[Path, ...] = ()
    encoder: str | None = None
    token: str = ""
    """A new one by default."""
    language_asked: bool = False
    """Whether the language was asked for by name; then the settings do not change it."""

    def say(self, key: str, **values: object) -> str:
        """What the page says; `key` is of the section `serve`."""
        return self.messages.get(f"serve.{key}", **values)


@contextlib.contextmanager
def _private_address() -> Iterator[str]:
    """Where only this user can knock: a socket in a folder of their own, a pipe on Windows."""
    if sys.platform == "win32":
        yield rf"\\.\pipe\shopladder-{secrets.token_hex(12)}"
        return
    with tempfile.TemporaryDirectory(prefix="shopladder-") as folder:
        yield str(Path(folder) / "matcher")


class MatcherProcess:
    """The process that holds the models for all sessions."""

    def __init__(self, address: str, overlays: tuple[Path, ...]) -> None:
        self.address = address
        self.key = secrets.token_bytes(32)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tui.serve.matching"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        settings = {"address": address, "key": self.key.hex(), "overlays": [str(p) for p in overlays]}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(settings) + "\n")
            self._process.stdin.flush()
        if self._process.stdout.readline().strip() != READY:
            self.close()
            raise MatcherGone("the matcher process did not start")

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(OSError):
            self._process.communicate(timeout=5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Server:
    """One server, ready to be run or tested."""

    def __init__(self, serving: Serving, address: str, key: bytes) -> None:
        self._serving = serving
        self.token = serving.token or new_token()
        self.gate = Gate(self.token, serving.port, serving.say("refused"))
        settings = {
            "language": serving.messages.language,
            "language_asked": serving.language_asked,
            "overlays": [str(path) for path in serving.overlays],
            "encoder": serving.encoder,
            "address": address,
            "key": key.hex(),
        }
        self.sessions = Sessions(settings, serving.most_sessions, serving.idle_minutes * 60)
        self._page = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
            (PAGE / "index.html").read_text(encoding="utf-8")
        )

    def application(self) -> web.Application:
        """The routes behind the gate."""
        import textual_serve

        app = web.Application(middlewares=[self.gate.check], client_max_size=1024)
        statics = Path(textual_serve.__file__).with_name("static")
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self.sessions.serve),
                web.get("/download/{key}", self._download),
                web.static("/static", statics),
                web.static("/page", PAGE),
            ]
        )
        app.cleanup_ctx.append(self._watching)
        app.on_shutdown.append(self._closing)
        return app

    def address(self, port: int) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{port}/?{TOKEN}={self.token}"

    async def _watching(self, _: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(self.sessions.watch())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _closing(self, _: web.Application) -> None:
        await self.sessions.close()

    async def _index(self, request: web.Request) -> web.StreamResponse:
        serving = self._serving
        if self.sessions.is_full:
            said = serving.say("full", most=serving.most_sessions)
            return web.Response(status=503, text=said + "\n")
        asked = request.query.get("fontsize", "")
        words = {name: serving.say(name) for name in ("starting", "ended", "again", "needs_script")}
        html = self._page.render(
            language=serving.messages.language,
            socket=f"ws://{request.host}/ws",
            size=int(asked) if asked.isdecimal() and int(asked) in FONT_SIZES else 16,
            **words,
        )
        return web.Response(text=html, content_type="text/html")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Hand on a file that an app delivers to its browser."""
        key = request.match_info["key"]
        try:
            found = await self.sessions.downloads.get_download_metadata(key)
        except KeyError:
            return web.Response(status=404)
        response = web.StreamResponse(headers=dict(self.gate.headers()))
        response.content_type = found.mime_type
        name = Path(found.file_name).name.encode("ascii", "replace").decode().replace('"', "")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        await response.prepare(request)
        async for chunk in self.sessions.downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response


def serve(serving: Serving) -> int:
    """Serve until interrupted; see `tui.serve.run`."""
    logging.getLogger("aiohttp").setLevel(logging.ERROR)
    with _private_address() as address:
        listening = _listen(serving.port)
        matcher = MatcherProcess(address, serving.overlays)
        try:
            asyncio.run(_run(Server(serving, matcher.address, matcher.key), serving, listening))
        except KeyboardInterrupt:
            pass
        finally:
            listening.close()
            matcher.close()
    return 0


def _listen(port: int) -> socket.socket:
    """A socket on this computer's own address.

    Raises:
        OSError: when the port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
    except BaseException:
        found.close()
        raise
    return found


async def _run(server: Server, serving: Serving, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    server.gate.set_port(port)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    serving.announce(server.address(port))
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, ended.set)
    try:
        await ended.wait()
    finally:
        await runner.cleanup()


__all__ = ["HOST", "MatcherProcess", "Server", "Serving", "serve"]
