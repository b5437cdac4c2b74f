"""(f) From starting the process to the first picture of the app, against a blank Textual app, both on a pty.

The picture is there when a word of it has been written to the terminal: for the app the name of the language,
which its first screens show, for the blank one its only word. What is imported by then is looked at, too.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

from tests.benchmarks.measure import ROOT, Figure

REPEATS = 9

BLANK = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Blank(App):
    def compose(self):
        yield Static("READYBLANK")
Blank().run()
"""

HEAVY = ("torch", "onnxruntime", "sentence_transformers", "sklearn", "scipy", "pyarrow")

IMPORTED = f"""
import asyncio, sys
from tui.app import make_app
from tui.app.messages import Painted
seen = []
def hook(message):
    if isinstance(message, Painted) and not seen:
        seen.append([name for name in {HEAVY!r} if name in sys.modules])
async def main():
    app = make_app("en", (), "ngram")
    async with app.run_test(message_hook=hook) as pilot:
        while not seen:
            await pilot.pause(0.01)
asyncio.run(main())
print(",".join(seen[0]))
"""


def first_picture(words: list[str], mark: str) -> float:
    """Seconds from the start of a process on a pty to a word on its screen.

    Args:
        words: arguments of this interpreter.
        mark: a word that the first picture ends with.
    """
    import pexpect

    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "SHOPLADDER_HOME": home,
            "SHOPLADDER_LANG": "en",
        }
        start = time.perf_counter()
        child = pexpect.spawn(
            sys.executable, words, cwd=str(ROOT), env=environment, dimensions=(24, 80), timeout=120
        )
        child.expect(mark)
        taken = time.perf_counter() - start
        child.close(force=True)
    return taken


def heavy_imports() -> str:
    """Names of heavy libraries imported before the first picture, or nothing."""
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def main() -> list[Figure]:
    """Medians of starts taken in turn; the knowledge lies in its cache, as on every day but the first."""
    app, blank = ["-m", "tui.cli", "tui", "--encoder", "ngram"], ["-c", BLANK]
    first_picture(app, "English")
    first_picture(blank, "READYBLANK")
    ours, theirs = [], []
    for _ in range(REPEATS):
        ours.append(first_picture(app, "English"))
        theirs.append(first_picture(blank, "READYBLANK"))
    mine, other = statistics.median(ours), statistics.median(theirs)
    heavy = heavy_imports()
    note = f"before it: {heavy or 'none'} of {', '.join(HEAVY)} imported"
    name = "a blank Textual app"
    # The target is at most three times the blank app's time, which is a third as a ratio.
    return [Figure("first picture of the app", mine, name, other, "s", other / mine, 1 / 3, note)]
