"""Write `data/locale/zh-Hans/` from `zh-Hant/`: OpenCC, its corrections, then our overrides.

Run after every change of `zh-Hant/`; a test fails while the two differ. Wording that conversion cannot
give goes to `data/locale/zh-Hans.overrides.yaml`, by the same keys.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from kb.chinese import to_simplified
from kb.files import write_atomically
from kb.locate import builtin_root
from kb.messages import locale_folder, read_texts

HEADER = (
    "# Written by scripts/write_simplified_locale.py from zh-Hant; do not edit.\n"
    "# Corrections go to zh-Hans.overrides.yaml.\n"
)


def overrides_path() -> Path:
    """The file of wording that conversion cannot give."""
    return builtin_root() / "locale" / "zh-Hans.overrides.yaml"


def simplified_locale() -> dict[str, str]:
    """The whole text of each file of `zh-Hans/`, by file name.

    Raises:
        KeyError: when an override names a key that `zh-Hant/` does not have.
    """
    overrides = dict(read_texts(overrides_path()))
    files = {}
    for path in sorted(locale_folder("zh-Hant").glob("*.yaml")):
        texts = {key: overrides.pop(key, "") or to_simplified(text) for key, text in read_texts(path).items()}
        files[path.name] = HEADER + "".join(_lines(texts))
    if overrides:
        raise KeyError(f"overrides for unknown messages: {', '.join(sorted(overrides))}")
    return files


def _lines(texts: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    open_keys: list[str] = []
    for key, text in texts.items():
        *above, last = key.split(".")
        shared = 0
        while shared < min(len(above), len(open_keys)) and above[shared] == open_keys[shared]:
            shared += 1
        lines += [
            ("\n" if depth == 0 else "") + f"{'  ' * depth}{above[depth]}:\n"
            for depth in range(shared, len(above))
        ]
        open_keys = above
        lines.append(f"{'  ' * len(above)}{last}: {json.dumps(text, ensure_ascii=False)}\n")
    return lines


if __name__ == "__main__":
    folder = locale_folder("zh-Hans")
    folder.mkdir(exist_ok=True)
    written = simplified_locale()
    for name, text in written.items():
        write_atomically(folder / name, text.encode())
    for stale in set(folder.glob("*.yaml")) - {folder / name for name in written}:
        stale.unlink()
    print(f"wrote {len(written)} files of {folder.name}", file=sys.stderr)
