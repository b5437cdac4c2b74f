"""`python -m tests.hardening.fuzz TARGET [libFuzzer options]`: coverage-guided fuzzing with atheris.

atheris is no dependency of ours: `pip install atheris` first. `-max_total_time=600` stops after ten minutes.
What it finds goes to `tests/hardening/cases/TARGET/` once it is mended; a test runs every case.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path


def main() -> None:
    """Fuzz one target from its seeds."""
    import atheris

    with atheris.instrument_imports(include=["kb", "matcher"]):
        from tests.hardening.targets import TARGETS, seeds
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        raise SystemExit(f"name one of: {', '.join(TARGETS)}")
    warnings.simplefilter("ignore")
    corpus = Path(tempfile.mkdtemp(prefix=f"corpus-{name}-"))
    for number, seed in enumerate(seeds(name)):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], str(corpus), "-max_len=8192", "-timeout=20", *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
