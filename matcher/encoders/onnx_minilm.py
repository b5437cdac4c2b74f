"""MiniLM as a small ONNX model: export, 8-bit quantisation, and running it.

Owns everything that touches onnxruntime. Dynamic quantisation takes its scale over the whole batch, so texts
are run one by one; a vector then depends on nothing but its text.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher.encoders.base import THREADS, Progress, silent

if TYPE_CHECKING:
    from matcher.encoders.base import Vectors

DIMENSIONS = 384
"""Length of a MiniLM vector."""

MOST_PIECES = 256
"""Word pieces read of a text; the model was trained on no more."""

FEW = 3
"""Texts up to which starting threads costs more than it saves."""

ONNX_VERSION = 17
"""The operator set that the exporter and the graph optimiser both handle."""


class OnnxMiniLM:
    """all-MiniLM-L6-v2 with mean pooling, run by onnxruntime."""

    name = "onnx-minilm"
    dimensions = DIMENSIONS

    def __init__(self, model: Path, tokenizer: Path, threads: int = THREADS) -> None:
        """Load a model.

        Args:
            model: an ONNX file of `export`.
            tokenizer: its `tokenizer.json`.
            threads: texts run at the same time; the vectors do not depend on it.
        """
        from tokenizers import Tokenizer

        from matcher.encoders.silent_onnx import load_onnxruntime

        onnxruntime = load_onnxruntime()

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._threads = max(1, min(threads, os.cpu_count() or 1))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text, each distinct text once; see `Encoder.encode`."""
        import numpy as np

        distinct = [text for text in dict.fromkeys(texts) if text.strip()]
        if len(distinct) > FEW and self._threads > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                rows = dict(zip(distinct, pool.map(self._run, distinct), strict=True))
        else:
            rows = {text: self._run(text) for text in distinct}
        vectors: Vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for index, text in enumerate(texts):
            if text in rows:
                vectors[index] = rows[text]
        return vectors

    def _run(self, text: str) -> Vectors:
        import numpy as np

        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        row: Vectors = self._session.run(None, {"input_ids": pieces, "attention_mask": np.ones_like(pieces)})[
            0
        ][0]
        return row

    def encode_grouped(self, texts: Sequence[str], progress: Progress = silent, stage: str = "") -> Vectors:
        """Vectors of many short texts, in batches of equal length; for building, with an unquantised model.

        Args:
            texts: distinct texts.
            progress: told after every batch.
            stage: the name to tell.

        Returns:
            float32 (len(texts), 384); the last bits depend on the batch.
        """
        import numpy as np

        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda i: (len(pieces[i]), i))
        batches: list[list[int]] = []
        for index in order:
            full = not batches or len(batches[-1]) == 64
            if full or len(pieces[batches[-1][0]]) != len(pieces[index]):
                batches.append([])
            batches[-1].append(index)
        vectors: Vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)

        def run(batch: list[int]) -> int:
            ids = np.array([pieces[i] for i in batch], dtype=np.int64)
            vectors[batch] = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[
                0
            ]
            return len(batch)

        done = 0
        with ThreadPoolExecutor(self._threads) as pool:
            for count in pool.map(run, batches):
                done += count
                progress(stage, done, len(texts))
        return vectors


def export(model_folder: Path, exact: Path, small: Path) -> None:
    """Write the model as ONNX, exact and in 8 bits.

    The vectors of the small one lie at cosine 0.992 of the exact ones (0.965 without a scale per channel).

    Args:
        model_folder: a sentence-transformers folder of a BERT with mean pooling.
        exact: where the 32-bit model goes.
        small: where the 8-bit model goes.
    """
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    bert = AutoModel.from_pretrained(
        str(model_folder), attn_implementation="eager", local_files_only=True
    ).eval()

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = bert(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
            ).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    sample = torch.ones(2, 8, dtype=torch.long)
    pooled = Pooled()
    pooled.bert = bert
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            pooled,
            (sample, sample),
            str(exact),
            # The newer exporter writes a model that onnxruntime refuses.
            dynamo=False,
            opset_version=ONNX_VERSION,
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={
                "input_ids": {0: "n", 1: "pieces"},
                "attention_mask": {0: "n", 1: "pieces"},
                "vector": {0: "n"},
            },
        )
    _quantise(exact, small)


def _quantise(exact: Path, small: Path) -> None:
    """Fuse BERT's operators, then store weights in 8 bits."""
    import logging

    from onnx import TensorProto

    from matcher.encoders.silent_onnx import load_onnxruntime

    load_onnxruntime()
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer

    fused = small.with_name(f"fused-{small.name}")
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        graph = optimizer.optimize_model(
            str(exact), model_type="bert", num_heads=12, hidden_size=DIMENSIONS, opt_level=0
        )
        graph.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    finally:
        root.setLevel(level)
        fused.unlink(missing_ok=True)
