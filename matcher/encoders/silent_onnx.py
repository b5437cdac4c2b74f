"""The one door to onnxruntime, opened only after its telemetry is off.

From version 1.29 its Linux builds write a device id and a log into the user's cache folder as soon as they
are imported, and send what they noted to their maker (github.com/microsoft/onnxruntime/pull/27379). Our users
were promised that nothing is sent.
"""

from __future__ import annotations

import os
from typing import Any

OFF = "ORT_DISABLE_TELEMETRY"
"""Read by onnxruntime when it is loaded; whatever stood there, it is off for us and our child processes."""


def load_onnxruntime() -> Any:
    """The module `onnxruntime`, with nothing kept and nothing sent."""
    os.environ[OFF] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


__all__ = ["OFF", "load_onnxruntime"]
