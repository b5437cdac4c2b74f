"""(c) Encoder throughput: our 8-bit model against torch, and against what this machine can do at most.

The limit is put together from two times measured in turn with ours: the tokeniser's on the same texts, and
that of onnxruntime on 8-bit matrix products of the model's own shapes and with as many weights. Attention
between pieces, normalising, GELU and going from 8 bits to floats and back are left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from kb import Knowledge
from tests.benchmarks.measure import Figure, medians

Encode = Callable[[Sequence[str]], object]

LAYERS, HIDDEN, INNER = 6, 384, 1536
"""Of all-MiniLM-L6-v2."""

SHAPES = ((HIDDEN, 3 * HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, INNER), (INNER, HIDDEN))
"""Of the products of a layer: queries, keys and values; what attention gives; in and out."""

MANY = 512
"""Pieces at a time, as nobody runs them who wants a text's vector to depend on nothing else."""


def texts(language: str, long: bool) -> list[str]:
    """Distinct duties of the knowledge base; a long text is eight of them."""
    duties = [duty.text.get(language) for role in Knowledge.load().roles.values() for duty in role.duties]
    short = list(dict.fromkeys(duties))[:200]
    return [" ".join(short[i : i + 8]) for i in range(0, 160, 8)] if long else short


def products(rows: int, passes: int) -> Callable[[], object]:
    """A call that makes all 8-bit products of the model over some rows, on two threads at once.

    Args:
        rows: pieces at a time.
        passes: how often, shared out to the threads.
    """
    from concurrent.futures import ThreadPoolExecutor

    from onnx import TensorProto, helper, numpy_helper

    from matcher.encoders.silent_onnx import load_onnxruntime

    onnxruntime = load_onnxruntime()

    draw = np.random.default_rng(0)
    nodes, outputs, weights = [], [], []
    for number, (wide, high) in enumerate(SHAPES * LAYERS):
        table = draw.integers(-127, 127, (wide, high), dtype=np.int8)
        weights.append(numpy_helper.from_array(table, f"w{number}"))
        nodes.append(helper.make_node("MatMulInteger", [f"a{wide}", f"w{number}"], [f"y{number}"]))
        outputs.append(helper.make_tensor_value_info(f"y{number}", TensorProto.INT32, ["n", high]))
    inputs = [helper.make_tensor_value_info(f"a{n}", TensorProto.UINT8, ["n", n]) for n in (HIDDEN, INNER)]
    graph = helper.make_graph(nodes, "products", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    values = {f"a{n}": draw.integers(0, 255, (rows, n), dtype=np.uint8) for n in (HIDDEN, INNER)}

    def call() -> object:
        with ThreadPoolExecutor(2) as pool:
            return sum(pool.map(lambda _: len(session.run(None, values)), range(passes)))

    return call


def main() -> list[Figure]:
    """Texts a second, English, short and long."""
    from matcher.encoders import load_encoder
    from matcher.encoders.bilingual import BilingualEncoder

    ours = load_encoder("bilingual")
    assert isinstance(ours, BilingualEncoder)
    torch = load_encoder("minilm")
    figures = [*_short(ours.encode, torch.encode)]
    said = texts("en", long=True)
    small, plain = medians([lambda: ours.encode(said), lambda: torch.encode(said)], repeats=3)
    rates = len(said) / small, len(said) / plain
    name, unit = "sentence-transformers on torch", "texts/s"
    figures.append(
        Figure("vectors of long English texts", rates[0], name, rates[1], unit, rates[0] / rates[1])
    )
    said = texts("zh-Hant", long=False)
    small, plain = medians([lambda: ours.encode(said), lambda: torch.encode(said)], repeats=3)
    rates = len(said) / small, len(said) / plain
    note = "torch reads no Chinese: its vectors are nearly one point"
    what = "vectors of short Chinese texts"
    return [*figures, Figure(what, rates[0], name, rates[1], unit, rates[0] / rates[1], None, note)]


def _short(ours: Encode, torch: Encode) -> Iterator[Figure]:
    """Short English texts: against torch, and against the limit for a text at a time and for many at once."""
    from tokenizers import Tokenizer

    from matcher.encoders.artefacts import weights_folder

    said = texts("en", long=False)
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    pieces = sum(len(e.ids) for e in tokenizer.encode_batch(said))
    each = round(pieces / len(said))
    many = round(pieces / MANY)
    took, plain, cutting, alone, together = medians(
        [
            lambda: ours(said),
            lambda: torch(said),
            lambda: tokenizer.encode_batch(said),
            products(each, len(said)),
            products(MANY, many),
        ],
        repeats=5,
    )
    rate, what, unit = len(said) / took, "vectors of short English texts", "texts/s"
    name = "sentence-transformers on torch"
    yield Figure(what, rate, name, len(said) / plain, unit, plain / took, 1.7)
    what, name = f"{what} against the limit of the machine", "tokeniser and 8-bit products alone"
    singly = cutting + alone * pieces / (each * len(said))
    at_once = cutting + together * pieces / (MANY * many)
    for least, target, note in (
        (singly, 0.6, f"{each} pieces at a time, as a text is run alone"),
        (at_once, None, f"{MANY} pieces at a time"),
    ):
        yield Figure(what, rate, name, len(said) / least, unit, least / took, target, note)
