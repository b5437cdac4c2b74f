"""Knowledge as SKOS: concepts with labels in three languages, and every record's own properties, as RDF.

Two layers in one graph. SKOS properties are for any SKOS reader; the properties in our own namespace hold the
records without loss and in order, so that `kb.importers.skos` gets the same records back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import quote

from rdflib import RDF, SKOS, BNode, Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.collection import Collection

from kb.files import write_atomically
from kb.models import LANGUAGES, Described, Record, Skill, Text
from kb.records import MODELS, Records

if TYPE_CHECKING:
    from rdflib.term import Node

Format: TypeAlias = Literal["json-ld", "turtle"]

BASE = "https://shopladder.invalid/id/"
"""Records' addresses. `.invalid` can belong to nobody, so no address pretends to lead anywhere."""

TERMS = Namespace("https://shopladder.invalid/terms/")
"""Our own classes and properties, one a key of a record."""

POSITION = TERMS.position
"""Where a record stands among its kind; no record has a key of this name."""

SCHEME = URIRef(f"{BASE}scheme")

IDENTITY: Mapping[str, str] = {"term_counts": "family"}
"""Kinds whose id stands in another key."""

REFERENCES: Mapping[tuple[str, str], str] = {
    ("role", "family"): "family",
    ("role", "small_store"): "department",
    ("role", "full_company"): "department",
    ("role", "hiring_step"): "hiring_step",
    ("role", "tools"): "tool",
    ("Requirement", "skill"): "skill",
    ("Duty", "skills"): "skill",
    ("skill", "group"): "skill_group",
    ("skill", "broader"): "skill",
    ("skill", "related"): "skill",
    ("tool", "shows"): "skill",
    ("edge", "from_role"): "role",
    ("edge", "to_role"): "role",
    ("ShownSkill", "skill"): "skill",
    ("hiring_step", "roles"): "role",
    ("hiring_step", "covered_by"): "role",
    ("Seat", "roles"): "role",
    ("hiring_step", "from_stage"): "team_stage",
    ("formula", "ladder"): "reward_ladder",
    ("split_rule", "role"): "role",
    ("split_rule", "into"): "role",
    ("team_stage", "formulas"): "formula",
    ("leader", "skills"): "skill",
    ("entry_route", "roles"): "role",
    ("entry_route", "skills"): "skill",
    ("quiz_item", "interest"): "interest",
    ("term_counts", "family"): "family",
    ("SkillCount", "skill"): "skill",
}
"""Keys that name another record, by kind (or model, inside a record), and the kind they name."""


def export_skos(records: Records, path: Path, format: Format = "json-ld") -> Path:  # noqa: A002 - rdflib's word
    """Write the knowledge as JSON-LD or Turtle."""
    write_atomically(path, skos_bytes(records, format))
    return path


def skos_bytes(records: Records, format: Format = "json-ld") -> bytes:  # noqa: A002 - rdflib's word
    """The knowledge as the bytes of a JSON-LD or Turtle file."""
    graph = skos_graph(records)
    if format == "turtle":
        return graph.serialize(format="turtle", encoding="utf-8")
    context = {"skos": str(SKOS), "sl": str(TERMS), "rdf": str(RDF)}
    return graph.serialize(format="json-ld", context=context, encoding="utf-8", ensure_ascii=False)


def address(kind: str, record_id: str) -> URIRef:
    """Where a record stands."""
    return URIRef(f"{BASE}{kind}/{quote(record_id, safe='')}")


def skos_graph(records: Records) -> Graph:
    """The knowledge as a graph."""
    graph = Graph(bind_namespaces="none")
    graph.bind("rdf", RDF)
    graph.bind("skos", SKOS)
    graph.bind("sl", TERMS)
    graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
    graph.add((SCHEME, SKOS.prefLabel, Value("shopladder", lang="en")))
    for kind, (_, field) in MODELS.items():
        for place, record in enumerate(getattr(records, field)):
            node = address(kind, getattr(record, IDENTITY.get(kind, "id")))
            graph.add((node, RDF.type, TERMS[kind]))
            graph.add((node, POSITION, Value(place)))
            _add_record(graph, node, kind, record)
            if isinstance(record, Described):
                _add_concept(graph, node, record)
    _add_relations(graph, records)
    return graph


def _add_record(graph: Graph, node: Node, kind: str, record: Record) -> None:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if value is None:
            continue
        if name == "label" and isinstance(record, Described):
            _add_text(graph, node, SKOS.prefLabel, value)
            continue
        referred = REFERENCES.get((kind, name)) or REFERENCES.get((type(record).__name__, name))
        if isinstance(value, tuple):
            head = BNode()
            Collection(graph, head, [_node(graph, item, referred) for item in value])
            graph.add((node, TERMS[name], head if value else RDF.nil))
        elif isinstance(value, Text):
            _add_text(graph, node, TERMS[name], value)
        else:
            graph.add((node, TERMS[name], _node(graph, value, referred)))


def _node(graph: Graph, value: Any, referred: str | None) -> Node:
    if isinstance(value, Text):
        node = BNode()
        _add_text(graph, node, RDF.value, value)
        return node
    if isinstance(value, Record):
        node = BNode()
        _add_record(graph, node, type(value).__name__, value)
        return node
    return address(referred, value) if referred else Value(value)


def _add_text(graph: Graph, node: Node, name: URIRef, text: Text) -> None:
    """A text in the languages it has; a text in one language is not passed off as another."""
    for language in LANGUAGES if text.only is None else (text.only,):
        if written := text.get(language):
            graph.add((node, name, Value(written, lang=language)))


def _add_concept(graph: Graph, node: URIRef, record: Described) -> None:
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, SCHEME))
    preferred = {record.label.get(language) for language in LANGUAGES}
    for language, names in (
        ("zh-Hant", record.aliases.zh_hant),
        ("zh-Hans", record.aliases.zh_hans),
        ("en", record.aliases.en),
    ):
        for name in names:
            if name not in preferred:
                graph.add((node, SKOS.altLabel, Value(name, lang=language)))


def _add_relations(graph: Graph, records: Records) -> None:
    """Broader and related as SKOS wants them: nothing dangles, and nothing is both."""
    skills = {skill.id: skill for skill in records.skills}
    groups = {group.id for group in records.skill_groups}
    families = {family.id for family in records.families}
    pairs: set[tuple[URIRef, URIRef]] = set()
    for skill in records.skills:
        if skill.broader in skills:
            pairs.add((address("skill", skill.id), address("skill", str(skill.broader))))
        elif skill.group in groups:
            pairs.add((address("skill", skill.id), address("skill_group", skill.group)))
    for role in records.roles:
        if role.family in families:
            pairs.add((address("role", role.id), address("family", role.family)))
    for narrow, broad in sorted(pairs):
        graph.add((narrow, SKOS.broader, broad))
        graph.add((broad, SKOS.narrower, narrow))
    above = {skill.id: set(_above(skill, skills)) for skill in records.skills}
    for skill in records.skills:
        for other in skill.related:
            apart = other not in above[skill.id] and skill.id not in above.get(other, ())
            if other in skills and other != skill.id and apart:
                graph.add((address("skill", skill.id), SKOS.related, address("skill", other)))
                graph.add((address("skill", other), SKOS.related, address("skill", skill.id)))
    for top in (*(address("family", f) for f in families), *(address("skill_group", g) for g in groups)):
        graph.add((top, SKOS.topConceptOf, SCHEME))
        graph.add((SCHEME, SKOS.hasTopConcept, top))


def _above(skill: Skill, skills: Mapping[str, Skill]) -> Iterable[str]:
    seen = {skill.id}
    while skill.broader in skills and skill.broader not in seen:
        skill = skills[str(skill.broader)]
        seen.add(skill.id)
        yield skill.id
