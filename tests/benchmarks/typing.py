"""(e) From a key to updated results on the screen, by words alone and with the bilingual encoder.

Keys are typed into the real app, one every 60 ms, over the real knowledge. A key is answered when the screen
has been painted with the answer to what stood in the box after it, or to something later. ESCO is measured
where `SHOPLADDER_ESCO` names a folder that `shopladder kb import esco` wrote.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from pathlib import Path

from tests.benchmarks.measure import Figure

ESCO_VARIABLE = "SHOPLADDER_ESCO"

SENTENCES = (
    "我喜歡拍照修圖，會用 Photoshop 做海報，在社團管過 IG 帳號，也想學剪片",
    "I like photography and make posters in Photoshop; I ran my club's account",
)

BETWEEN = 0.06
"""Seconds between keys: a quick typist."""

TARGETS = {
    ("built-in", "ngram"): 50,
    ("built-in", "bilingual"): 150,
    ("ESCO", "ngram"): 150,
    ("ESCO", "bilingual"): 300,
}
"""Milliseconds at the 95th percentile."""


async def latencies(overlays: tuple[Path, ...], encoder: str | None) -> tuple[list[float], str]:
    """Milliseconds from each key to the painted answer, and the encoder that served."""
    from tui.app import make_app

    app = make_app("zh-Hant", overlays, encoder, start="match")
    painted: list[float] = []
    display = app._display

    def displaying(*arguments: object) -> None:
        display(*arguments)
        painted.append(time.perf_counter())

    app._display = displaying
    async with app.run_test(size=(120, 40)) as pilot:
        while app.matcher is None or app.waiting:
            await asyncio.sleep(0.05)
        await pilot.pause()
        screen = app.screen
        answered: list[tuple[str, float]] = []
        show = screen._show_result

        def showing() -> None:
            show()
            if screen._answered_for is not None:
                answered.append((screen._answered_for.text, time.perf_counter()))

        screen._show_result = showing
        keys: list[tuple[str, float]] = []
        for sentence in SENTENCES:
            screen.action_clear()
            await pilot.pause(0.3)
            for character in sentence:
                start = time.perf_counter()
                screen.wanted.insert(character)
                keys.append((screen.wanted.text.strip(), start))
                await asyncio.sleep(BETWEEN)
            await pilot.pause(0.5)
        return [_answer(text, start, answered, painted) for text, start in keys], app.matcher.encoder_name


def _answer(text: str, start: float, answered: list[tuple[str, float]], painted: list[float]) -> float:
    """When the first paint came after the first answer to a text or to what it grew to."""
    shown = next(at for said, at in answered if at >= start and said.startswith(text))
    return (next((at for at in painted if at >= shown), shown) - start) * 1000


def figures(name: str, overlays: tuple[Path, ...], encoder: str) -> list[Figure]:
    """The 95th percentile beside its target."""
    taken, served = asyncio.run(latencies(overlays, encoder))
    if served != encoder:
        return []
    slow = statistics.quantiles(taken, n=20)[-1]
    target = TARGETS[name, encoder]
    note = f"median {statistics.median(taken):.0f} ms over {len(taken)} keys"
    what = f"key to updated results, {name} knowledge, {encoder}, 95th percentile"
    return [Figure(what, slow, "the target", target, "ms", target / slow, 1.0, note)]


def main() -> list[Figure]:
    """Built-in knowledge always, ESCO where it lies ready."""
    esco = os.environ.get(ESCO_VARIABLE)
    found = [f for encoder in ("ngram", "bilingual") for f in figures("built-in", (), encoder)]
    if esco:
        found += [f for encoder in ("ngram", "bilingual") for f in figures("ESCO", (Path(esco),), encoder)]
    return found
