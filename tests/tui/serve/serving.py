"""A real server in a process of its own, for tests that talk to it from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]


class Served:
    """A server and its address."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        """With the token."""
        parts = urlsplit(url)
        self.base = f"{parts.scheme}://{parts.netloc}"
        self.socket = f"ws://{parts.netloc}/ws"
        self.port = parts.port
        self.token = parts.query.removeprefix("token=")

    def children(self) -> list[int]:
        """Every process below the server's."""
        found, waiting = [], [self.process.pid]
        while waiting:
            for line in Path("/proc").glob("[0-9]*/stat"):
                try:
                    after = line.read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(after[1]) == waiting[0] and after[0] != "Z":
                    found.append(int(line.parent.name))
                    waiting.append(int(line.parent.name))
            waiting.pop(0)
        return found

    def end(self, how: int = signal.SIGTERM) -> int:
        """End it; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


@contextmanager
def served(home: Path, *arguments: str, language: str = "zh-Hant", narration=subprocess.DEVNULL):
    """`shopladder serve` on a free port; its stderr goes to `narration`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "serve", "--port", "0", "--lang", language, *arguments],
        cwd=ROOT,
        env={**os.environ, "SHOPLADDER_HOME": str(home), "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        stderr=narration,
        text=True,
    )
    try:
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", url), url
        yield Served(process, url)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)
        process.stdout.close()
