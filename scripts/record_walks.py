"""Record the walks of `docs/walks` anew: press the keys of each page and write down the screens one sees now.

Usage: python scripts/record_walks.py [PAGE ...]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kb.files import write_atomically
from tests.tui.walks.walk import record

WALKS = Path(__file__).resolve().parents[1] / "docs" / "walks"


def main() -> None:
    """Record the pages named, or all of them."""
    pages = [Path(name) for name in sys.argv[1:]] or sorted(WALKS.glob("*.md"))
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            write_atomically(page, record(page.read_text("utf-8"), Path(folder)).encode())


if __name__ == "__main__":
    main()
