"""`python -m tests.hardening.soak app|serve [--minutes 60] [--json FILE]`: long use, with an eye on memory.

`app` types, matches and goes from place to place in one app on a real terminal line; `serve` has three
visitors that open a session, use it and close it, again and again. It passes when nothing crashed, nothing
was said that looks like an error, and memory is flat: see `Watch.verdict`. Needs Linux (`/proc`). Exit
code 0: passed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect

from tests.tui.serve.serving import ROOT, served
from tests.tui.walks.terminal import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACE = 0.3
"""Seconds from one key to the next: a person who types with care."""

WARM_UP = 1 / 4
"""Part of the time after which caches, models and allocator may be expected to be full."""

MOST_GROWTH = 0.05
"""Of the memory after warm-up: what it may grow by until the end, and a straight line may rise by an hour."""

VISITORS = 3

ERRORS = ("Traceback (most recent call last)", "Error:", "Exception")
"""Words of a program that has gone wrong; nothing that the product shows has them."""

TEXTS = (
    "我喜歡拍照修圖，會用 Photoshop 做海報",
    "做過三年客服，會處理客訴，也想學數據分析",
    "统计系，会用 SQL 取数，每周做销售周报",
    "I like writing product copy and know some SEO",
    "在倉庫撿貨兩年，開過堆高機，想轉採購",
    "直播帶貨半年，敢講話，剪過短影音",
)
ANSWERED = "讀懂"
"""Stands over every list of roles that answers a text."""

NUMBERED = "，第 {} 年"
"""Makes each text a new one, so that whatever is kept by text would grow."""


def size_of(pid: int) -> int:
    """Resident bytes of a process that are its own; 0 when it has gone.

    Pages of files and pages shared with others are left out: they come and go with whatever else runs.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon:"))


def open_files(pid: int) -> int:
    """How many files and sockets a process holds; 0 when it has gone."""
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


@dataclass
class Watch:
    """What was seen of one process."""

    name: str
    times: list[float] = field(default_factory=list)
    """Seconds since the start."""
    sizes: list[int] = field(default_factory=list)
    """Bytes, as `size_of`."""
    files: list[int] = field(default_factory=list)

    def look(self, at: float, pid: int) -> None:
        """Note how large the process is now."""
        self.times.append(at)
        self.sizes.append(size_of(pid))
        self.files.append(open_files(pid))

    def verdict(self) -> dict[str, object]:
        """Whether memory was flat after warm-up, with the figures.

        Flat: the median of the last third after warm-up is at most `MOST_GROWTH` above that of the first
        third, and the slope of the least-squares line, over an hour, is at most `MOST_GROWTH` of that median.
        Files are flat when no more are open at the end than were open at most by the end of the warm-up.
        """
        first = next(i for i, at in enumerate(self.times) if at >= self.times[-1] * WARM_UP)
        times, sizes = self.times[first:], self.sizes[first:]
        third = max(1, len(sizes) // 3)
        before, after = statistics.median(sizes[:third]), statistics.median(sizes[-third:])
        slope = statistics.linear_regression(times, sizes).slope * 3600 if len(set(times)) > 1 else 0.0
        growth = after / before - 1
        most_files = max(self.files[: first + 1])
        return {
            "process": self.name,
            "samples": len(self.sizes),
            "after_warm_up_mib": round(before / 2**20, 1),
            "end_mib": round(after / 2**20, 1),
            "growth": round(growth, 4),
            "slope_mib_an_hour": round(slope / 2**20, 2),
            "files_before": most_files,
            "files_end": self.files[-1],
            "flat": growth <= MOST_GROWTH and slope <= MOST_GROWTH * before and self.files[-1] <= most_files,
        }


def troubles(text: str) -> list[str]:
    """Lines of an output that look like a program gone wrong."""
    return [line[:300] for line in text.splitlines() if any(word in line for word in ERRORS)]


def scenes(chance: random.Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Without end: what a person does next, and the keys for it."""
    for number, text in enumerate(cycle(TEXTS)):
        yield "match", ("Esc", "F3", "F8", *text, *NUMBERED.format(number))
        yield "read", ("Tab", "Down", "Down", "Enter", "Down", "Up", "p")
        yield "path", ("F4", "Tab", "Down", "Down", "Tab", "Down", "Space", "Space")
        moves = (chance.choice(("Up", "Down", "Right", "Left", "Enter", "]", "[", "x")) for _ in range(12))
        yield "explore", ("Esc", "F2", *moves, "v", "m", "Right", "Down", "m", "c", "Esc")
        yield "find", ("F2", "/", *"倉庫", "Esc", "^P", *"客服", "Esc")
        yield "team", ("F5", *"123456", "1", "Down", "Down", "b", "f")
        yield "batch", ("F6", "Tab", "n", "Tab")
        yield "language", ("F7", "F1", "Esc", "F9", "Esc", "F7", "F7")


def soak_app(seconds: float, every: float, folder: Path, seed: int) -> dict[str, object]:
    """Use one app on a terminal line of 80×24."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tui.cli", "--lang", "zh-Hant", "tui"],
        cwd=str(ROOT),
        env={**os.environ, "TERM": "xterm-256color", "SHOPLADDER_HOME": str(folder), "HF_HUB_OFFLINE": "1"},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=120,
    )
    child.delaybeforesend = None
    child.expect("歡迎")
    watch, trouble, keys, rounds, answers = Watch("app"), [], 0, 0, 0
    begun = time.monotonic()
    next_look = 0.0

    def heard(pause: float) -> str:
        end, parts = time.monotonic() + pause, []
        while (left := end - time.monotonic()) > 0:
            try:
                parts.append(child.read_nonblocking(65536, left))
            except pexpect.TIMEOUT:
                break
        return "".join(parts)

    try:
        for scene, pressed in scenes(random.Random(seed)):
            drawn = ""
            for key in pressed:
                child.send(KEYS.get(key, key))
                drawn += heard(PACE)
                keys += 1
                if time.monotonic() - begun >= next_look:
                    watch.look(time.monotonic() - begun, child.pid)
                    next_look += every
            trouble += troubles(drawn)
            if scene == "match":
                rounds += 1
                answers += ANSWERED in drawn
            if time.monotonic() - begun >= seconds:
                break
        child.send(KEYS["Esc"])
        heard(1.0)
        child.send(KEYS["^Q"])
        child.expect(pexpect.EOF)
    except (pexpect.EOF, pexpect.TIMEOUT, OSError) as error:
        trouble.append(f"the app went away or hung ({type(error).__name__}): {str(child.before)[-2000:]}")
    child.close(force=True)
    if child.exitstatus != 0:
        trouble.append(f"exit status {child.exitstatus}, signal {child.signalstatus}")
    if answers < rounds:
        trouble.append(f"{rounds} texts were written, {answers} answers seen")
    return _told([watch], trouble, keys=keys, rounds=rounds, answers=answers)


def soak_serve(seconds: float, every: float, folder: Path, seed: int) -> dict[str, object]:
    """Have visitors come, use the app and go."""
    with (folder / "narration").open("w+") as narration, served(folder, narration=narration) as server:
        found = asyncio.run(_visits(server, seconds, every, seed))
        everyone = server.children()
        try:
            code = server.end()
        except subprocess.TimeoutExpired as error:
            code = 1
            found["trouble"].append(f"the server did not end: {error}"[:300])
            server.process.kill()
            server.process.wait()
        time.sleep(1.0)
        left = [pid for pid in everyone if Path(f"/proc/{pid}").exists()]
        narration.seek(0)
        trouble = [*found.pop("trouble"), *troubles(narration.read())]
    if code:
        trouble.append(f"exit status {code}")
    if left:
        trouble.append(f"{len(left)} processes outlived the server")
    watches = found.pop("watches")
    return _told(watches, trouble, **found)


async def _visits(server, seconds: float, every: float, seed: int) -> dict[str, object]:
    from aiohttp import ClientSession, CookieJar

    begun = time.monotonic()
    watches = {"server": Watch("server"), "matcher": Watch("matcher")}
    done = {"sessions": 0, "keys": 0, "answers": 0, "most_session_mib": 0.0}
    trouble: list[str] = []
    matcher: list[int] = []
    over = lambda: time.monotonic() - begun >= seconds  # noqa: E731

    async def visitor(number: int) -> None:
        chance = random.Random(seed + number)
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            while not over():
                try:
                    async with asyncio.timeout(300), client.get(server.url) as page:
                        page.raise_for_status()
                    await _session(client, server, chance, done, trouble)
                except Exception as error:  # What went wrong is the finding.
                    trouble.append(f"a visit failed: {type(error).__name__}: {error}"[:300])
                await asyncio.sleep(chance.uniform(5.0, 15.0))

    async def looking() -> None:
        at = 0.0
        while not over():
            await asyncio.sleep(min(1.0, every))
            children = server.children()
            if not matcher and children:
                matcher.extend(children[:1])
            sizes = [size_of(pid) for pid in children if pid not in matcher]
            done["most_session_mib"] = max(done["most_session_mib"], round(max(sizes, default=0) / 2**20, 1))
            if time.monotonic() - begun >= at:
                watches["server"].look(time.monotonic() - begun, server.process.pid)
                watches["matcher"].look(time.monotonic() - begun, matcher[0])
                at += every

    await asyncio.gather(looking(), *(visitor(number) for number in range(VISITORS)))
    for _ in range(100):
        if server.children() == matcher:
            break
        await asyncio.sleep(0.1)
    else:
        trouble.append(f"closed sessions left {len(server.children()) - 1} processes")
    for name, pid in (("server", server.process.pid), ("matcher", matcher[0])):
        watches[name].look(time.monotonic() - begun, pid)
    return {"watches": list(watches.values()), "trouble": trouble, **done}


async def _session(client, server, chance: random.Random, done: dict, trouble: list[str]) -> None:
    drawn = ""
    socket = await client.ws_connect(server.socket + "?width=100&height=30")

    async def hear() -> None:
        nonlocal drawn
        async for message in socket:
            drawn += message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else ""

    async def until(good: Callable[[], bool]) -> None:
        async with asyncio.timeout(120):
            while not good():
                await asyncio.sleep(0.05)
                if listening.done():
                    raise ConnectionError(f"closed early: {drawn[-200:]!r}")

    async def press(key: str) -> None:
        await socket.send_json(["stdin", KEYS.get(key, key)])
        done["keys"] += 1
        await asyncio.sleep(PACE)

    listening = asyncio.create_task(hear())
    try:
        await until(lambda: "歡迎" in drawn or "找適合" in drawn)
        await press("Esc")
        before = len(drawn)
        for key in chance.choice(TEXTS) + NUMBERED.format(chance.randrange(10**6)):
            await press(key)
        await until(lambda: ANSWERED in drawn[before:])
        done["answers"] += 1
        for key in chance.choice(
            (("Tab", "Down", "Down"), ("F2", "Down", "F3"), ("F5", "F6", "F3"), ("F4",))
        ):
            await press(key)
        if chance.random() < 0.5:  # Half leave by the key, half just close the window.
            await press("Esc")
            await press("^Q")
        done["sessions"] += 1
    finally:
        await socket.close()
        listening.cancel()
        trouble += troubles(drawn)


def _told(watches: list[Watch], trouble: list[str], **counts: object) -> dict[str, object]:
    verdicts = [watch.verdict() for watch in watches]
    return {
        "passed": not trouble and all(verdict["flat"] for verdict in verdicts),
        "trouble": trouble[:20],
        **counts,
        "verdicts": verdicts,
        "samples": {
            w.name: [[round(at), round(size / 2**20, 1)] for at, size in zip(w.times, w.sizes, strict=True)]
            for w in watches
        },
    }


def main() -> int:
    """Soak one of them and print what came of it as JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.hardening.soak", description=__doc__.splitlines()[0]
    )
    parser.add_argument("what", choices=("app", "serve"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two looks at memory")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write it here too")
    asked = parser.parse_args()
    soak = soak_app if asked.what == "app" else soak_serve
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        found = soak(asked.minutes * 60, asked.every, Path(folder), asked.seed)
    told = {"what": asked.what, "minutes": asked.minutes, "date": date.today().isoformat(), **found}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if asked.json:
        asked.json.write_text(text, "utf-8")
    sys.stdout.write(text)
    return 0 if told["passed"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
