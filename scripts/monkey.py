"""Press 10,000 random keys on every place of the app, in two languages, and say how it went.

Usage: python scripts/monkey.py [KEYS] [SEED] [PLACE...]; SHOPLADDER_LANG=en does one language alone.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.tui.app.monkey import rampage
from tui.app.places import PLACES

LANGUAGES = ("zh-Hant", "en")


def main() -> None:
    """Try every place; an exception of the app ends it with a traceback."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    places = sys.argv[3:] or [place.id for place in PLACES]
    alone = os.environ.get("SHOPLADDER_LANG")
    for place in places:
        for language in (alone,) if alone else LANGUAGES:
            with tempfile.TemporaryDirectory() as folder:
                # What the monkey exports or keeps goes where it does no harm.
                os.chdir(folder)
                os.environ["SHOPLADDER_HOME"] = folder
                began, used = time.perf_counter(), time.process_time()
                longest = asyncio.run(rampage(place, seed, keys, language=language))
                print(
                    f"{place} {language}: {keys} keys, seed {seed}, no crash; longest work {longest:.2f} s; "
                    f"{time.perf_counter() - began:.0f} s, {time.process_time() - used:.0f} s of CPU",
                    flush=True,
                )
                os.chdir("/")


if __name__ == "__main__":
    main()
