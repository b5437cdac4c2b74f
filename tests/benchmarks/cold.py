"""(a) One match from a cold process, against a plain sentence-transformers script over the same roles."""

from __future__ import annotations

from tests.benchmarks.measure import Figure, medians, process

TEXT = "我喜歡拍照修圖，會用 Photoshop 做海報"

PLAIN = """
import sys
from sentence_transformers import SentenceTransformer
from sentence_transformers.util import semantic_search
from kb import Knowledge
from matcher.encoders.artefacts import weights_folder
roles = list(Knowledge.load().roles.values())
texts = [f"{role.label.en}. {role.mission.en}" for role in roles]
model = SentenceTransformer(str(weights_folder()), device="cpu")
hits = semantic_search(model.encode([sys.argv[1]]), model.encode(texts), top_k=5)[0]
print([roles[hit["corpus_id"]].id for hit in hits])
"""
"""What somebody would write with the library's own examples: encode the roles, encode the text, search."""


def main() -> list[Figure]:
    """Wall time of the whole process, models and caches warm on disk."""
    match = ("-m", "tui.cli", "match", "--text", TEXT, "--json")
    ours, words, theirs = medians(
        [process(*match), process(*match, "--encoder", "ngram"), process("-c", PLAIN, TEXT)], repeats=5
    )
    name = "a sentence-transformers script"
    return [
        Figure("one match from a cold process", ours, name, theirs, "s", theirs / ours, 5.0),
        Figure("the same by words alone (--encoder ngram)", words, name, theirs, "s", theirs / words),
    ]
