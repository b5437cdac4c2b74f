"""The matching data: files of `data/matching/`, each read once a process, refused whole when damaged."""

from __future__ import annotations

from functools import cache

from kb.locate import builtin_root
from kb.problems import BrokenKnowledge
from kb.yaml_reader import Document, read_yaml


@cache
def matching_document(name: str) -> Document:
    """One file of the matching data, with the line of every key.

    Args:
        name: the file's name without its ending, such as `cues`.

    Raises:
        BrokenKnowledge: when the file is missing or damaged.
    """
    shown = f"matching/{name}.yaml"
    document, problems = read_yaml(builtin_root() / shown, shown)
    if document is None or problems:
        raise BrokenKnowledge(problems)
    return document
