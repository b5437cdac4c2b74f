"""Encoders: texts in, unit vectors out.

The names: `bilingual` (Chinese and English in one space, needs a built model), `ngram` (characters only,
always there), `minilm` (the English model as it is), or any sentence-transformers model or folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.told import told
from matcher.encoders.base import THREADS, Encoder, EncoderError, ModelMissingError, UnknownEncoderError

if TYPE_CHECKING:
    from kb.knowledge import Knowledge

__all__ = ["Encoder", "EncoderError", "ModelMissingError", "UnknownEncoderError", "load_encoder"]

NAMES = ("bilingual", "ngram", "minilm")
"""Encoders known by name."""


def load_encoder(
    name: str | None = None, knowledge: Knowledge | None = None, threads: int = THREADS
) -> Encoder:
    """Load an encoder by name.

    Args:
        name: one of `NAMES`, a sentence-transformers model such as `org/model`, or a folder of one. By
            default the best there is: bilingual when its model is built, else n-grams.
        knowledge: whose terms the bilingual encoder knows; the built-in one by default.
        threads: texts the bilingual encoder runs at the same time.

    Raises:
        UnknownEncoderError: when nothing goes by the name.
        ModelMissingError: when the encoder needs something that is not there.
    """
    if name is None:
        from matcher.encoders.artefacts import is_built

        name = "bilingual" if is_built() else "ngram"
    if name == "bilingual":
        from matcher.encoders.bilingual import BilingualEncoder

        return BilingualEncoder(knowledge, threads)
    if name == "ngram":
        from matcher.encoders.ngram import NgramEncoder

        return NgramEncoder()
    from matcher.encoders.sentence_transformer import SentenceTransformerEncoder

    if name == "minilm":
        from matcher.encoders.artefacts import weights_folder

        return SentenceTransformerEncoder(str(weights_folder()), name="minilm")
    if "/" in name or Path(name).is_dir():
        return SentenceTransformerEncoder(name)
    raise UnknownEncoderError(told("encoder_unknown", name=name, known=", ".join(NAMES)))
