"""`python -m tests.benchmarks [NAME ...] [--json FILE]`: run benchmarks, print their figures.

Each benchmark is a module of this folder with `main() -> list[Figure]`. Every figure is a ratio to a named
alternative that is measured in the same run, because machines are noisy and seconds alone mean little.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

BENCHMARKS = ("cold", "encoder", "scoring", "loading", "batch", "growth", "typing", "app", "team")
"""Module names, in the order of the page."""


def main() -> int:
    """Run what was asked for, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark '{unknown[0]}'; there are {', '.join(BENCHMARKS)}")
    run: dict[str, object] = {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
    }
    for name in asked.names or BENCHMARKS:
        print(f"# {name}", file=sys.stderr)
        figures = importlib.import_module(f"tests.benchmarks.{name}").main()
        run[name] = [asdict(figure) for figure in figures]
        for figure in figures:
            print(figure)
    if asked.json:
        asked.json.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
