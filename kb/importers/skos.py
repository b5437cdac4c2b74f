"""Our SKOS export, read back: the same records in the same order.

Reads the graph by the models, so that what a reader of the file changed is what comes back. Foreign SKOS has
none of our properties and gives a problem, not records.
"""

from __future__ import annotations

import types
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin
from urllib.parse import unquote

from pydantic import ValidationError
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib import Literal as Value
from rdflib.collection import Collection

from kb.chinese import to_simplified
from kb.explaining import explanations
from kb.exporters.skos import BASE, POSITION, TERMS
from kb.models import Described, Record, Text
from kb.models.imported import IMPORTED, complete
from kb.problems import Problem
from kb.records import MODELS, Records
from kb.told import told, why

if TYPE_CHECKING:
    from rdflib.term import Node

_SYNTAX = {".ttl": "turtle", ".json": "json-ld", ".jsonld": "json-ld"}


def import_skos(path: Path, *, imported: bool = False) -> tuple[Records, list[Problem]]:
    """The records of an exported file and every problem met.

    Args:
        path: a `.jsonld`, `.json` or `.ttl` file.
        imported: whether the records came from a classification and may lack things.
    """

    def problem(code: str, message: str, remedy: str, key: str = "") -> Problem:
        return Problem(path.name, None, key, code, message, remedy)

    syntax = _SYNTAX.get(path.suffix.lower())
    if syntax is None:
        return Records(), [problem("unknown-format", told("the_name_must_end_in_jsonld"), told("rename_it"))]
    graph = Graph()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Records(), [
            problem("unreadable", told("the_file_cannot_be_read", why=_why(error)), told("check_the_path"))
        ]
    try:
        with warnings.catch_warnings():
            # rdflib's own JSON-LD parser still builds on a class that rdflib calls deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=text, format=syntax)
    except Exception as error:  # rdflib's parsers raise whatever their grammars do
        first = (str(error).splitlines() or [type(error).__name__])[0]
        return Records(), [
            problem("not-rdf", told("this_is_not", syntax=syntax, why=first), told("export_it_again"))
        ]
    problems: list[Problem] = []
    reader = _Reader(graph)
    found: dict[str, Any] = {}
    for kind, (model, field) in MODELS.items():
        items = []
        for node in sorted(graph.subjects(RDF.type, TERMS[kind]), key=reader.order):
            data = reader.record(node, model)
            try:
                items.append(
                    model.model_validate(complete(kind, data), context=IMPORTED)
                    if imported
                    else model.model_validate(data)
                )
            except ValidationError as error:
                problems += [
                    problem("unusable-record", one.message, one.remedy, _place(node, one.path))
                    for one in explanations(error, data, model)
                ]
        found[field] = tuple(items)
    if not any(found.values()):
        problems.append(
            problem("no-records", told("no_concept_here_has_the_properties"), told("export_it_again"))
        )
    return Records.model_construct(**found), problems


def _why(error: OSError | UnicodeDecodeError) -> str:
    return why(error) if isinstance(error, OSError) else told("not_utf8")


def _place(node: Node, location: tuple[Any, ...]) -> str:
    return ".".join([str(node).removeprefix(BASE), *(str(part) for part in location)])


class _Reader:
    """Turns nodes of a graph into plain data by what a model expects."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def order(self, node: Node) -> tuple[int, str]:
        """What sorts the records of one kind as they stood."""
        place = self.graph.value(node, POSITION)
        return (int(place.value) if isinstance(place, Value) else 0, str(node))

    def record(self, node: Node, model: type[Record]) -> dict[str, Any]:
        """A record as it would be written in a file."""
        data: dict[str, Any] = {}
        for name, (key, expected, nullable, required) in _expectations(model).items():
            label = name == "label" and issubclass(model, Described)
            prefix = SKOS.prefLabel if label else TERMS[name]
            if expected is Text:
                text = self.text(node, prefix)
                if text:
                    data[key] = text
                elif required and nullable:
                    data[key] = None
                continue
            found = self.graph.value(node, prefix)
            if found is not None:
                data[key] = self.value(found, expected)
            elif required and nullable:
                data[key] = None
        return data

    def value(self, node: Node, expected: Any) -> Any:
        """A value of the type expected; an address counts as the id at its end."""
        if get_origin(expected) is tuple:
            inner = get_args(expected)[0]
            return tuple(self.value(item, inner) for item in Collection(self.graph, node))
        if expected is Text:
            return self.text(node, RDF.value)
        if isinstance(expected, type) and issubclass(expected, Record):
            return self.record(node, expected)
        if isinstance(node, URIRef):
            return unquote(str(node).rpartition("/")[2])
        return node.toPython() if isinstance(node, Value) else None

    def text(self, node: Node, name: URIRef) -> dict[str, str]:
        """A text as written: a Simplified form that the conversion would give anyway was never written."""
        text = {str(v.language): str(v) for v in self.graph.objects(node, name) if isinstance(v, Value)}
        text = {_TAGS.get(language.casefold(), language): written for language, written in text.items()}
        if "zh-Hans" in text and text["zh-Hans"] == to_simplified(text.get("zh-Hant", "")):
            del text["zh-Hans"]
        return text


_TAGS = {"zh-hant": "zh-Hant", "zh-hans": "zh-Hans", "en": "en"}
"""Language tags have no case in RDF; ours are written as BCP 47 recommends."""


@cache
def _expectations(model: type[Record]) -> Mapping[str, tuple[str, Any, bool, bool]]:
    """Each field's key, the bare type it expects, whether null will do, and whether it must be there."""
    found = {}
    for name, field in model.model_fields.items():
        expected, nullable = _bare(field.annotation)
        found[name] = (field.alias or name, expected, nullable, field.is_required())
    return found


def _bare(annotation: Any) -> tuple[Any, bool]:
    """A type without its constraints and without null."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        branches = [branch for branch in get_args(annotation) if branch is not type(None)]
        return _bare(branches[0])[0], True
    if get_origin(annotation) is tuple:
        return types.GenericAlias(tuple, (_bare(get_args(annotation)[0])[0], ...)), False
    return annotation, False
