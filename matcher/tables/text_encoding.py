"""The encoding of a large text file, chosen by reading it once in constant memory.

The rules are those of `matcher.encodings`, which judges whole texts; here a file with a few damaged bytes
is still read, so that the damage costs rows and not the file.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from matcher.encodings import ENCODINGS, LEAST_SCORE, EncodingError, How, commonness, encoding_name
from matcher.tables.rows import TableError

_BLOCK = 1 << 20
_SAMPLE = 60_000
"""Bytes of lines with non-ASCII text that are scored."""

MOST_DAMAGE = 0.01
"""So many of the characters beyond ASCII may be damaged in a file that is still called UTF-8."""

_DAMAGED = re.compile("[\udc80-\udcff]")
_UTF16 = ("utf-16", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Chosen:
    """An encoding and why."""

    name: str
    """A key of `ENCODINGS`."""
    how: How
    """Why this one."""


def choose_encoding(stream: BinaryIO, name: str, forced: str | None = None) -> Chosen:
    """Find the encoding of a file.

    Args:
        stream: the file, at its start; left anywhere.
        name: how to call it in messages.
        forced: an encoding that the user names.

    Raises:
        TableError: when no encoding of the list gives text, or the named one is not of the list.
    """
    if forced is not None:
        try:
            return Chosen(encoding_name(forced), "forced")
        except EncodingError:
            raise TableError("unknown_encoding", asked=forced, known=", ".join(ENCODINGS)) from None
    head = stream.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Chosen("utf-16", "mark")
    if head.startswith(codecs.BOM_UTF8):
        return Chosen("utf-8", "mark")
    if head.count(0) > len(head) // 10:
        return _utf16(head, name)
    stream.seek(0)
    damaged, others, sample = _as_utf8(stream)
    if damaged == 0:
        return Chosen("utf-8", "valid")
    if damaged <= MOST_DAMAGE * others:
        return Chosen("utf-8", "score")
    scored = [(_score(sample, other), other) for other in ENCODINGS if other not in _UTF16]
    best, other = max(scored, key=lambda pair: pair[0])
    if best < LEAST_SCORE:
        raise TableError("not_text", name=name, known=", ".join(ENCODINGS))
    return Chosen(other, "score")


def open_text(stream: BinaryIO, chosen: str) -> TextIO:
    """Read bytes as text; bytes that do not fit become lone surrogates, which no cell may hold.

    Args:
        stream: the file, at its start; closed with what is returned.
        chosen: a key of `ENCODINGS`.
    """
    errors = "replace" if chosen in _UTF16 else "surrogateescape"
    return io.TextIOWrapper(stream, encoding=ENCODINGS[chosen], errors=errors, newline="")


def _utf16(head: bytes, name: str) -> Chosen:
    even = head[: len(head) // 2 * 2]
    scored = [(commonness(even.decode(codec, "replace")), codec) for codec in _UTF16[1:]]
    best, codec = max(scored)
    if best < LEAST_SCORE:
        raise TableError("not_text", name=name, known=", ".join(ENCODINGS))
    return Chosen(codec, "score")


def _as_utf8(stream: BinaryIO) -> tuple[int, int, bytes]:
    """Bytes that are not UTF-8, characters beyond ASCII that are, and lines to judge by."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    damaged = others = 0
    sample: list[bytes] = []
    taken = 0
    while block := stream.read(_BLOCK):
        if block.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(block)
        bad = len(_DAMAGED.findall(text))
        damaged += bad
        others += len(text) - len(text.encode("ascii", "ignore")) - bad
        for line in block.split(b"\n") if taken < _SAMPLE else ():
            if not line.isascii() and taken < _SAMPLE:
                sample.append(line[:_SAMPLE])
                taken += len(line)
    damaged += len(_DAMAGED.findall(decoder.decode(b"", final=True)))
    return damaged, others, b"\n".join(sample)


def _score(sample: bytes, name: str) -> float:
    """How much like writing a sample looks in one encoding; what does not fit weighs heavily."""
    text = sample.decode(ENCODINGS[name], "replace")
    others = sum(character > "\x7f" for character in text)
    lost = text.count("\ufffd")
    if others == 0 or lost == others:
        return -1.0
    return commonness(text.replace("\ufffd", "")) - 5 * lost / others


__all__ = ["MOST_DAMAGE", "Chosen", "choose_encoding", "open_text"]
