"""Write `data/matching/readings.json`: how Chinese is read aloud, to find names by pinyin and bopomofo.

Run after names in the knowledge change. Characters come with their usual reading; names whose words are read
otherwise (會計) come whole. The program itself reads only the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pypinyin import Style, lazy_pinyin

from kb import Knowledge
from kb.chinese import plain_fold, variants
from kb.files import write_atomically
from kb.readings import FILE, TONES, chinese_runs
from kb.search import searchable


def usual(character: str) -> str:
    """The usual reading of one character, without tone; empty when there is none."""
    reading = lazy_pinyin(character, errors="ignore", strict=False, v_to_u=False)
    return reading[0] if reading else ""


def everyday() -> set[str]:
    """Simplified forms of the commoner characters of both shores: Big5 level 1 and GB 2312 level 1."""
    rows = (
        (0xA4, 0xC7, "big5", (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
        (0xB0, 0xD8, "gb2312", range(0xA1, 0xFF)),
    )
    found = set()
    for first, last, encoding, seconds in rows:
        for lead in range(first, last):
            for second in seconds:
                found.add(bytes((lead, second)).decode(encoding, "ignore"))
    return {character for written in found for character in plain_fold(written)}


def content() -> bytes:
    """The file."""
    runs = {
        run
        for record in searchable(Knowledge.load())
        for name in record.names
        for form in variants(name)
        for run in chinese_runs(form)
    }
    characters = sorted(everyday() | {character for run in runs for character in run})
    syllables: dict[str, list[str]] = {}
    reading = {}
    for character in characters:
        said = usual(character)
        if said and said.isascii() and said != character:
            reading[character] = said
            signs = lazy_pinyin(character, style=Style.BOPOMOFO, strict=False)[0].translate(TONES)
            syllables.setdefault(said, [signs, ""])[1] += character
    phrases = {}
    for run in sorted(runs):
        said = lazy_pinyin(run, errors="ignore", strict=False, v_to_u=False)
        by_character = [reading.get(c, "") for c in run]
        if len(said) == len(run) and said != by_character and set(said) <= set(syllables):
            phrases[run] = " ".join(said)
    lines = [f"  {json.dumps(s)}: {json.dumps(v, ensure_ascii=False)}" for s, v in sorted(syllables.items())]
    words = [f"  {json.dumps(p, ensure_ascii=False)}: {json.dumps(r)}" for p, r in phrases.items()]
    text = '{"syllables": {\n' + ",\n".join(lines) + '\n},\n"phrases": {\n' + ",\n".join(words) + "\n}}\n"
    return text.encode()


if __name__ == "__main__":
    write_atomically(FILE, content())
    print(f"wrote {FILE.name}: {FILE.stat().st_size} bytes", file=sys.stderr)
