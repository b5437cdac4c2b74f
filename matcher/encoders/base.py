"""What an encoder is, and the small things all encoders share.

Owns the protocol and the errors. Loads nothing heavier than the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is."""


THREADS = 2
"""Texts that a model runs at the same time, unless told otherwise; vectors do not depend on it."""


class EncoderError(Exception):
    """A model that cannot be had; the message says what to do."""


class UnknownEncoderError(EncoderError):
    """A name that no encoder goes by."""


class ModelMissingError(EncoderError):
    """Artefacts or a package that are not there."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """What the encoder is asked for by."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Turn each text into one row.

        Args:
            texts: any texts, in any of the languages.

        Returns:
            float32 (len(texts), dimensions). Rows have length one, those of blank texts are zero. A row
            depends on its own text only, to the bit.
        """
        ...


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody follows."""


def unit_rows(rows: NDArray[np.floating[Any]]) -> Vectors:
    """Rows scaled to length one; zero rows stay zero.

    Args:
        rows: float (n, d).
    """
    import numpy as np

    wide = rows.astype(np.float64)
    lengths = np.sqrt(np.einsum("nd,nd->n", wide, wide))[:, None]
    scaled: Vectors = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0).astype(np.float32)
    return scaled
