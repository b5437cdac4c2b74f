"""Sessions: app processes of browsers, no more than so many, none of them idle for long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import shlex
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.serve.session import SETTINGS_VARIABLE

log = logging.getLogger("shopladder.serve")

STOP_SECONDS = 5.0
"""How long an app may take to leave when asked to; then it is ended."""

LOOK_SECONDS = 1.0
"""Between two looks at who is idle."""

MOST_MESSAGE_BYTES = 2_000_000
"""A longer paste is no CV."""

MOST_CELLS = 1_000
"""Columns or rows of a browser window."""


def session_command() -> str:
    """The command line of one session, for a shell."""
    words = [sys.executable, "-m", "tui.serve.session"]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


class _App(AppService):  # type: ignore[misc]
    """An app process with the settings of this server."""

    def __init__(self, settings: Mapping[str, object], **wires: Any) -> None:
        super().__init__(session_command(), **wires)
        self._settings = settings

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment: dict[str, str] = super()._build_environment(width, height)
        return environment | {SETTINGS_VARIABLE: json.dumps(self._settings), "PYTHONUTF8": "1"}

    async def end(self) -> None:
        """Ask the app to leave, and end it when it does not."""
        try:
            await asyncio.wait_for(self.stop(), STOP_SECONDS)
        except (TimeoutError, OSError):
            log.warning("a session did not leave by itself")
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError, TimeoutError):
                await asyncio.wait_for(process.wait(), 1.0)
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                # Waited for, or its pipes are closed by a loop that is gone.
                await process.wait()


class Sessions:
    """All sessions of one server."""

    def __init__(self, settings: Mapping[str, object], most: int, idle_seconds: float) -> None:
        self._settings = settings
        self._most = most
        self._idle = idle_seconds
        self._last: dict[web.WebSocketResponse, float] = {}
        self._starting = 0
        self.downloads = DownloadManager()

    def __len__(self) -> int:
        """How many are open."""
        return len(self._last) + self._starting

    @property
    def is_full(self) -> bool:
        """Whether no further one is let in."""
        return len(self) >= self._most

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Run one app for one browser window until either of them leaves."""
        if self.is_full:
            return web.Response(status=503)
        self._starting += 1
        socket = web.WebSocketResponse(timeout=STOP_SECONDS, heartbeat=15, max_msg_size=MOST_MESSAGE_BYTES)
        try:
            await socket.prepare(request)
        finally:
            self._starting -= 1
        self._last[socket] = time.monotonic()
        app = _App(
            self._settings,
            write_bytes=_sender(socket, socket.send_bytes),
            write_str=_sender(socket, socket.send_str),
            close=socket.close,
            download_manager=self.downloads,
        )
        try:
            await app.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
            await self._listen(socket, app)
        finally:
            self._last.pop(socket, None)
            await app.end()
            await socket.close()
        return socket

    async def _listen(self, socket: web.WebSocketResponse, app: AppService) -> None:
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                kind, data = json.loads(message.data)[:2]
                if kind == "stdin":
                    self._last[socket] = time.monotonic()
                    await app.send_bytes(str(data).encode())
                elif kind == "resize":
                    await app.set_terminal_size(_cells(data["width"], 80), _cells(data["height"], 24))
                elif kind == "ping":
                    await socket.send_json(["pong", data])
                elif kind == "blur":
                    await app.blur()
                elif kind == "focus":
                    await app.focus()
            except (ValueError, TypeError, KeyError, UnicodeError):
                log.warning("a browser sent what is no message")

    async def watch(self) -> None:
        """Close whoever has not pressed a key for long; runs until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = time.monotonic()
            for socket, last in list(self._last.items()):
                if now - last > self._idle:
                    await socket.close(message=b"idle")

    async def close(self) -> None:
        """Close all of them at once; one after another, those who do not answer would hold up the end."""
        closing = [socket.close(message=b"the server ends") for socket in self._last]
        await asyncio.gather(*closing, return_exceptions=True)
        for _ in range(100):
            if not self._last:
                break
            await asyncio.sleep(0.05)


def _sender(
    socket: web.WebSocketResponse, send: Callable[[Any], Awaitable[None]]
) -> Callable[[Any], Awaitable[None]]:
    """Sending that drops what an app still says after its browser has gone."""

    async def sending(data: Any) -> None:
        if not socket.closed:
            with contextlib.suppress(ConnectionError):
                await send(data)

    return sending


def _cells(asked: object, usual: int) -> int:
    try:
        return min(max(int(str(asked)), 2), MOST_CELLS)
    except ValueError:
        return usual


__all__ = ["Sessions", "session_command"]
