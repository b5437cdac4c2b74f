"""Write `data/locale/zh-Hans.yaml` from `zh-Hant.yaml`: OpenCC, its corrections, then our overrides.

Run after every change of `zh-Hant.yaml`; a test fails while the two differ. Wording that conversion cannot
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
from kb.messages import locale_path, read_texts

HEADER = (
    "# Written by scripts/write_simplified_locale.py from zh-Hant.yaml; do not edit.\n"
    "# Corrections go to zh-Hans.overrides.yaml.\n"
)


def overrides_path() -> Path:
    """The file of wording that conversion cannot give."""
    return builtin_root() / "locale" / "zh-Hans.overrides.yaml"


def simplified_locale() -> str:
    """The whole text of `zh-Hans.yaml`.

    Raises:
        KeyError: when an override names a key that `zh-Hant.yaml` does not have.
    """
    written = read_texts(locale_path("zh-Hant"))
    overrides = read_texts(overrides_path())
    unknown = set(overrides) - set(written)
    if unknown:
        raise KeyError(f"overrides for unknown messages: {', '.join(sorted(unknown))}")
    texts = {key: overrides.get(key) or to_simplified(text) for key, text in written.items()}
    return HEADER + "".join(_lines(texts))


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
    write_atomically(locale_path("zh-Hans"), simplified_locale().encode())
    print(f"wrote {locale_path('zh-Hans').name}", file=sys.stderr)
