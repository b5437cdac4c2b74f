"""How the sessions of a server end."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from tui.serve.sessions import Sessions


class Deaf:
    """A browser window that takes its time to close."""

    def __init__(self, asked: list[Deaf], answered: asyncio.Event) -> None:
        self._asked, self._answered = asked, answered

    async def close(self, **_: object) -> None:
        self._asked.append(self)
        await self._answered.wait()


async def test_all_windows_are_asked_to_close_before_any_has_answered() -> None:
    sessions, asked, answered = Sessions({}, most=8, idle_seconds=60.0), [], asyncio.Event()
    deaf = [Deaf(asked, answered) for _ in range(3)]
    cast("dict[Any, float]", sessions._last).update(dict.fromkeys(deaf, 0.0))
    closing = asyncio.create_task(sessions.close())
    await asyncio.sleep(0.01)
    assert asked == deaf
    sessions._last.clear()
    answered.set()
    await asyncio.wait_for(closing, 5.0)
