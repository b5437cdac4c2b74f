"""(c) Encoder throughput: our 8-bit model against torch, and against what this machine can do at most.

The limit is put together from two rates measured in the same run: pieces a second of the tokeniser, and 8-bit
multiplications a second of onnxruntime on a matrix product of the model's own shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kb import Knowledge
from tests.benchmarks.measure import Figure, medians, seconds

LAYERS, HIDDEN, INNER = 6, 384, 1536
"""Of all-MiniLM-L6-v2."""

PER_PIECE = 2 * LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)
"""Operations of the matrix products a piece passes through; attention between pieces is left out."""


def texts(language: str, long: bool) -> list[str]:
    """Distinct duties of the knowledge base; a long text is eight of them."""
    duties = [duty.text.get(language) for role in Knowledge.load().roles.values() for duty in role.duties]
    short = list(dict.fromkeys(duties))[:200]
    return [" ".join(short[i : i + 8]) for i in range(0, 160, 8)] if long else short


def gemm_rate(rows: int) -> float:
    """Operations a second of an 8-bit product (rows, 384) x (384, 1536), on two threads at once."""
    from concurrent.futures import ThreadPoolExecutor

    from onnx import TensorProto, helper, numpy_helper

    from matcher.encoders.silent_onnx import load_onnxruntime

    onnxruntime = load_onnxruntime()

    weights = np.random.default_rng(0).integers(-127, 127, (HIDDEN, INNER), dtype=np.int8)
    node = helper.make_node("MatMulInteger", ["a", "w"], ["y"])
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, ["n", HIDDEN])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, ["n", INNER])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    values = np.random.default_rng(1).integers(0, 255, (rows, HIDDEN), dtype=np.uint8)
    times = max(1, 40_000 // rows)

    def work(_: int) -> None:
        for _ in range(times):
            session.run(None, {"a": values})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
        taken = min(seconds(lambda: list(pool.map(work, range(2)))) for _ in range(3))
    return 2 * times * rows * 2 * HIDDEN * INNER / taken


def main() -> list[Figure]:
    """Texts a second, English, short and long."""
    from matcher.encoders import load_encoder
    from matcher.encoders.bilingual import BilingualEncoder

    ours = load_encoder("bilingual")
    assert isinstance(ours, BilingualEncoder)
    torch = load_encoder("minilm")
    figures = []
    for kind, long in (("short", False), ("long", True)):
        said = texts("en", long)
        small, plain = medians([lambda s=said: ours.encode(s), lambda s=said: torch.encode(s)], repeats=3)
        rates = len(said) / small, len(said) / plain
        target = None if long else 1.7
        name = "sentence-transformers on torch"
        what = f"vectors of {kind} English texts"
        figures.append(Figure(what, rates[0], name, rates[1], "texts/s", rates[0] / rates[1], target))
        if not long:
            figures += limits(said, rates[0])
    said = texts("zh-Hant", long=False)
    small, plain = medians([lambda: ours.encode(said), lambda: torch.encode(said)], repeats=3)
    rates = len(said) / small, len(said) / plain
    note = "torch reads no Chinese: its vectors are nearly one point"
    what = "vectors of short Chinese texts"
    figures.append(
        Figure(
            what,
            rates[0],
            "sentence-transformers on torch",
            rates[1],
            "texts/s",
            rates[0] / rates[1],
            None,
            note,
        )
    )
    return figures


def limits(said: Sequence[str], rate: float) -> list[Figure]:
    """Our rate against the limit of the machine, for a text at a time and for many at once."""
    from tokenizers import Tokenizer

    from matcher.encoders.artefacts import weights_folder

    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    pieces = sum(len(e.ids) for e in tokenizer.encode_batch(list(said)))
    tokenising = min(seconds(lambda: tokenizer.encode_batch(list(said))) for _ in range(3))
    figures = []
    each = round(pieces / len(said))
    for rows, note in (
        (each, f"{each} pieces at a time, as a text is run alone"),
        (512, "512 pieces at a time"),
    ):
        limit = len(said) / (tokenising + pieces * PER_PIECE / gemm_rate(rows))
        target = 0.6 if rows == each else None
        what = "short English texts against the limit of the machine"
        name = "tokeniser and 8-bit products alone"
        figures.append(Figure(what, rate, name, limit, "texts/s", rate / limit, target, note))
    return figures
