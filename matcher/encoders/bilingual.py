"""Chinese and English in one space: MiniLM for English, and the dictionary's English for Chinese.

MiniLM maps every Chinese text to nearly one point, so a Chinese text is first put into English words. Its
vector is the sum of two unit vectors: the weighted mean of its words' vectors (smooth inverse frequency,
Arora et al. 2017), and MiniLM over its words' glosses in the order of the text. Latin words inside stay in
place: 會用 PS 做 banner becomes 'can use ps make banner'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING

from kb.chinese import fold
from kb.told import told
from matcher.encoders import artefacts
from matcher.encoders.base import THREADS, ModelMissingError, unit_rows
from matcher.encoders.chinese_words import ChineseWords
from matcher.encoders.gloss import is_han, runs
from matcher.encoders.onnx_minilm import DIMENSIONS, OnnxMiniLM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kb.knowledge import Knowledge
    from matcher.encoders.base import Vectors

MOST_GLOSS_WORDS = 12
"""Chinese words up to which MiniLM reads two glosses each; a longer text gives context enough with one."""

MOST_WORDS_READ = 16
"""Words MiniLM reads of a Chinese text; the mean of word vectors has all of them."""


class BilingualEncoder:
    """Traditional Chinese, Simplified Chinese and English in the space of all-MiniLM-L6-v2."""

    name = "bilingual"
    dimensions = DIMENSIONS

    def __init__(self, knowledge: Knowledge | None = None, threads: int = THREADS) -> None:
        """Load the built artefacts.

        Args:
            knowledge: whose terms come before the dictionary's; the built-in one by default.
            threads: texts run at the same time; the vectors do not depend on it.

        Raises:
            ModelMissingError: when the artefacts are not built.
        """
        folder = artefacts.model_folder()
        if not artefacts.is_built():
            raise ModelMissingError(told("model_not_built", path=folder))
        self._folder = folder
        self._knowledge = knowledge
        # numpy cannot be imported by two threads at once: its modules import one another in a circle.
        import numpy  # noqa: F401, ICN001

        # onnxruntime and the tokenizer load outside the interpreter's lock, while the caller reads on.
        aside = ThreadPoolExecutor(1)
        self._loading = aside.submit(
            OnnxMiniLM, folder / artefacts.MODEL, folder / artefacts.TOKENIZER, threads
        )
        aside.shutdown(wait=False)

    @property
    def minilm(self) -> OnnxMiniLM:
        """The English model, waited for where it is still loading."""
        return self._loading.result()

    @cached_property
    def _map(self) -> Vectors:
        import numpy as np

        mapped: Vectors = np.load(artefacts.TITLE_MAP).astype(np.float32)
        return mapped

    @cached_property
    def _chinese(self) -> ChineseWords:
        return ChineseWords(self._folder, self._knowledge, self.minilm)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text; see `Encoder.encode`."""
        import numpy as np

        if not len(texts):
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        folded = [fold(text) for text in texts]
        read = {text: self.words(text) if any(map(is_han, text)) else () for text in dict.fromkeys(folded)}
        wanted = {part: None for text, words in read.items() for part in self._for_minilm(text, words)}
        minilm = dict(zip(wanted, self.minilm.encode(list(wanted)), strict=True))
        rows = {text: self._row_of(text, words, minilm) for text, words in read.items()}
        return np.stack([rows[text] for text in folded])

    def words(self, folded: str) -> tuple[str, ...]:
        """Cut a folded text into Chinese words and Latin phrases, in order.

        Args:
            folded: output of `kb.chinese.fold`.
        """
        cut: list[str] = []
        latin: list[str] = []
        for run in runs(folded):
            if is_han(run):
                if latin:
                    cut.append(" ".join(latin))
                    latin = []
                cut += self._chinese.cut(run)
            else:
                latin.append(run)
        if latin:
            cut.append(" ".join(latin))
        return tuple(cut)

    def in_english(self, words: Sequence[str]) -> str:
        """Put words into English, in order; Latin phrases stay, unknown characters are left out.

        Args:
            words: output of `words`.
        """
        brief = len(words) > MOST_GLOSS_WORDS
        parts: list[str] = []
        for word in words[:MOST_WORDS_READ]:
            if not is_han(word):
                parts.append(word)
            elif (english := self._chinese.english(word, brief)) is not None:
                parts.append(english)
        return " ".join(parts)

    def weight(self, word: str) -> float:
        """How much a Chinese word says: less, the commoner it is in the knowledge's texts."""
        return self._chinese.weight(word)

    def _for_minilm(self, folded: str, words: Sequence[str]) -> list[str]:
        """List what MiniLM has to read for a text."""
        english = self.in_english(words) if words else ""
        return [english, *(word for word in words if not is_han(word))] if english else [folded]

    def _row_of(self, folded: str, words: Sequence[str], minilm: Mapping[str, Vectors]) -> Vectors:
        """Make the vector of one text from what MiniLM made of `_for_minilm`."""
        import numpy as np

        context, *_ = self._for_minilm(folded, words)
        if not context.strip():
            return np.zeros(DIMENSIONS, dtype=np.float32)
        row = minilm[context]
        if context != folded:
            mean = np.zeros(DIMENSIONS)
            for word in words:
                mean += self._weighted(word, minilm)
            row = unit_rows(mean[None])[0] + row
        # One row at a time: a product of several rows may differ in the last bits.
        mapped: Vectors = unit_rows((row @ self._map)[None])[0]
        return mapped

    def _weighted(self, word: str, minilm: Mapping[str, Vectors]) -> NDArray[np.float64]:
        """Give what a word or phrase adds to the mean."""
        import numpy as np

        vector = np.zeros(DIMENSIONS)
        if not is_han(word):
            vector += len(word.split()) * minilm[word]
        elif (found := self._chinese.vector(word)) is not None:
            vector += self.weight(word) * found
        return vector
