"""Any model of the sentence-transformers library: the reference, and the door to models a user names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.told import told
from matcher.encoders.base import ModelMissingError, unit_rows

if TYPE_CHECKING:
    from matcher.encoders.base import Vectors


class SentenceTransformerEncoder:
    """A sentence-transformers model, loaded at the first text."""

    def __init__(self, model: str, name: str | None = None) -> None:
        """Name a model; nothing is read yet.

        Args:
            model: a folder or a model name.
            name: what to call the encoder, the model by default.
        """
        self._source = model
        self.name = name or model

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelMissingError(told("package_missing", name="sentence-transformers")) from error
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            # A folder is complete; only a bare name may reach for the network.
            return SentenceTransformer(
                self._source, device="cpu", local_files_only=Path(self._source).is_dir()
            )
        except (OSError, ValueError) as error:
            raise ModelMissingError(told("model_not_loaded", name=self._source, why=error)) from error

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text, each distinct text alone; see `Encoder.encode`."""
        import numpy as np

        vectors: Vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        rows: dict[str, Vectors] = {}
        for index, text in enumerate(texts):
            if text.strip():
                if text not in rows:
                    # Alone, because padding and batch size show in the last bits.
                    rows[text] = self._model.encode([text], convert_to_numpy=True, show_progress_bar=False)[0]
                vectors[index] = rows[text]
        return unit_rows(vectors)
