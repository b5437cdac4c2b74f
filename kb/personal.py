"""Where a person's own files go: what they taught the matcher, profiles they keep.

Unlike the cache, nothing here can be made again; nothing here is ever sent anywhere.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "SHOPLADDER_HOME"
"""Names another folder, for tests and for people who keep their files elsewhere."""


def personal_folder() -> Path:
    """The folder of a person's own files; it need not exist yet."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("shopladder", appauthor=False)
