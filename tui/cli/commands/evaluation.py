"""`eval`: how right the matcher is on labelled data."""

from __future__ import annotations

from tui.cli.narration import ExitCode
from tui.cli.options import EncoderOption, JsonOption, OverlayOption
from tui.cli.session import current


def evaluate(
    *, encoder: EncoderOption = None, json: JsonOption = False, kb: OverlayOption = None
) -> ExitCode:
    """Measure the matcher on the labelled profiles."""
    del encoder, json, kb
    raise current().stop(ExitCode.USAGE, "evaluation.missing")


__all__ = ["evaluate"]
