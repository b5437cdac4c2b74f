"""Rosters and vacancies written as YAML, and a person's own profile as a roster of one.

Private keys are read past, as in a profile: names, gender, age and the like never leave this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kb import Knowledge, UnknownRecord
from kb.explaining import explanations
from kb.models import Text
from kb.told import told
from kb.yaml_reader import read_yaml
from matcher.profile import PRIVATE_KEYS, Profile, ProfileError, read_profile
from matcher.team.people import Person, Rater, Roster
from matcher.team.problems import TeamError
from matcher.team.results import Vacancy
from matcher.team.titles import Titles

_Model = TypeVar("_Model", bound=BaseModel)

DOCUMENTS = (".txt", ".md", ".pdf", ".docx")
"""Endings of CVs, each a profile."""

PROFILE_KEYS = ("text", "skills", "interests", "riasec", "experience", "current_role")
"""Keys that a profile has at its top and a roster has not."""


def read_roster(
    path: Path, knowledge: Knowledge, said: Mapping[str, str] | None = None
) -> tuple[Roster, Titles]:
    """A roster in YAML or JSON, or a profile of any kind.

    Args:
        path: the file.
        knowledge: what roles and skills are called.
        said: what job titles mean (title -> role), beside the `titles:` of the file and before them.

    Returns:
        The roster, and how its titles were linked.

    Raises:
        TeamError: naming the file, the person and the key at fault.
    """
    if path.suffix.lower() in DOCUMENTS:
        links = _titles(knowledge, {}, said or {}, path.name)
        return _of_profile(_profile(path), path.name, knowledge, links), links
    data = _document(path)
    titles = _mapping(data.pop("titles", {}), path.name, "titles")
    links = _titles(knowledge, titles, said or {}, path.name)
    if "people" not in data and any(key in data for key in PROFILE_KEYS):
        return _of_profile(_profile(path), path.name, knowledge, links), links
    people = data.get("people")
    if not isinstance(people, list | tuple) or not people:
        raise TeamError("no_people", path.name)
    read = []
    for place, row in enumerate(people, 1):
        where = f"{path.name}: people[{place}]"
        read.append(
            person_from_mapping(_mapping(row, path.name, f"people[{place}]"), where, knowledge, links)
        )
    seen: set[str] = set()
    for person in read:
        if person.id in seen:
            raise TeamError("twice", path.name, id=person.id)
        seen.add(person.id)
    data["not_applicable"] = _skills(data.get("not_applicable", ()), path.name, "not_applicable", knowledge)
    return _valid(Roster, {**data, "people": tuple(read)}, path.name), links


def person_from_mapping(
    row: Mapping[str, Any], where: str, knowledge: Knowledge, titles: Titles, rater: Rater = "lead"
) -> Person:
    """One person from plain data.

    Args:
        row: keys of `Person`; `role` may be any title; private keys are dropped; a skill may be a bare name;
            a mark may be a bare number out of 5.
        where: how to call the place in messages.
        knowledge: what skills and roles are called.
        titles: links titles to roles.
        rater: who vouches for a skill that does not say.

    Raises:
        TeamError: naming the key at fault.
    """
    data = {key: value for key, value in row.items() if key not in PRIVATE_KEYS}
    if "id" in data:
        data["id"] = str(data["id"])
    role, title = (str(data.pop(key, None) or "") for key in ("role", "title"))
    data["title"] = title or role
    data["role"] = titles.role(role or title)
    skills = []
    for place, skill in enumerate(_listed(data.get("skills"), where, "skills")):
        key = f"skills[{place + 1}]"
        rated = {"skill": skill} if isinstance(skill, str) else _mapping(skill, where, key)
        rated["skill"] = _skill(str(rated.get("skill", "")), where, key, knowledge)
        rated.setdefault("by", rater)
        skills.append({"level": 3, **rated} if rater == "self" else rated)
    data["skills"] = tuple(skills)
    for mark in ("performance", "potential"):
        if isinstance(data.get(mark), int | float):
            data[mark] = {"value": data[mark]}
    wishes = _listed(data.get("wishes"), where, "wishes")
    data["wishes"] = tuple(_role(str(wish), where, "wishes", knowledge) for wish in wishes)
    return _valid(Person, data, where)


def read_vacancies(path: Path, knowledge: Knowledge) -> tuple[Vacancy, ...]:
    """Vacancies in YAML or JSON.

    Raises:
        TeamError: naming the file, the vacancy and the key at fault.
    """
    rows = _document(path).get("vacancies")
    if not isinstance(rows, list | tuple) or not rows:
        raise TeamError("key", path.name, at="vacancies", why=told("list_at_least_one"))
    found: list[Vacancy] = []
    for place, row in enumerate(rows, 1):
        where = f"{path.name}: vacancies[{place}]"
        data = _mapping(row, path.name, f"vacancies[{place}]")
        data["role"] = _role(str(data.get("role", "")), where, "role", knowledge)
        data.setdefault("id", data["role"])
        data["not_applicable"] = _skills(data.get("not_applicable", ()), where, "not_applicable", knowledge)
        if isinstance(data.get("note"), Mapping):
            data["note"] = _valid(Text, data["note"], where)
        elif isinstance(data.get("note"), str):
            note = " ".join(data["note"].split())
            data["note"] = Text(zh_hant=note, en=note) if note else None
        vacancy = _valid(Vacancy, data, where)
        if any(other.id == vacancy.id for other in found):
            raise TeamError("twice", where, id=vacancy.id)
        found.append(vacancy)
    return tuple(found)


def roster_as_yaml(roster: Roster, titles: Mapping[str, str] | None = None) -> str:
    """A roster as `read_roster` reads it.

    Args:
        roster: the people.
        titles: what job titles mean.
    """
    people = []
    for person in roster.people:
        data = person.model_dump(mode="json", exclude_defaults=True)
        if data.get("title") == person.role:
            data.pop("title")
        people.append(data)
    whole: dict[str, Any] = {
        "as_of": roster.as_of.isoformat() if roster.as_of is not None else None,
        "titles": dict(titles or {}),
        "not_applicable": list(roster.not_applicable),
        "people": people,
    }
    written = {key: value for key, value in whole.items() if value}
    text: str = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=110)
    return text


def _titles(knowledge: Knowledge, written: Mapping[str, Any], said: Mapping[str, str], where: str) -> Titles:
    try:
        return Titles(knowledge, {**{str(k): str(v) for k, v in written.items()}, **said})
    except UnknownRecord as error:
        raise TeamError(
            "unknown_role", where, at="titles", asked=error.asked, hint=error.suggestion
        ) from None


def _profile(path: Path) -> Profile:
    try:
        return read_profile(path)
    except ProfileError as error:
        raise TeamError("file", path.name, why=error.args[0]) from None


def _of_profile(profile: Profile, where: str, knowledge: Knowledge, titles: Titles) -> Roster:
    """A profile as a roster of one, whose skills the person alone vouches for."""
    from matcher.evidence import gather
    from matcher.lexicon import Lexicon
    from matcher.linker import Linker

    shown = gather(profile, knowledge, Linker(Lexicon.of(knowledge)))
    row = {
        "id": profile.id,
        "role": profile.current_role or "",
        "skills": [{"skill": skill, "level": s.level} for skill, s in sorted(shown.skills.items())],
    }
    return Roster(people=(person_from_mapping(row, where, knowledge, titles, rater="self"),))


def _document(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise TeamError("file", path.name, why=told("os_folder" if path.is_dir() else "os_missing"))
    document, problems = read_yaml(path, path.name)
    if document is None or problems:
        raise TeamError("file", path.name, why=problems[0].told if problems else told("the_file_is_empty"))
    return dict(document.data)


def _mapping(value: Any, where: str, key: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TeamError("key", where, at=key, why=told("write_keys_and_values"))
    return dict(value)


def _listed(value: Any, where: str, key: str) -> tuple[Any, ...]:
    """A list; one text alone is a list of one."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        raise TeamError("key", where, at=key, why=told("write_a_list"))
    return tuple(value)


def _skills(value: Any, where: str, key: str, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(_skill(str(skill), where, key, knowledge) for skill in _listed(value, where, key))


def _skill(asked: str, where: str, key: str, knowledge: Knowledge) -> str:
    try:
        return knowledge.skill(asked).id
    except UnknownRecord as error:
        raise TeamError("unknown_skill", where, at=key, asked=asked, hint=error.suggestion) from None


def _role(asked: str, where: str, key: str, knowledge: Knowledge) -> str:
    try:
        return knowledge.role(asked).id
    except UnknownRecord as error:
        raise TeamError("unknown_role", where, at=key, asked=asked, hint=error.suggestion) from None


def _valid(model: type[_Model], data: Mapping[str, Any], where: str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = next(explanations(error, data, model))
        raise TeamError("refused", where, why=first.sentence) from None


__all__ = ["person_from_mapping", "read_roster", "read_vacancies", "roster_as_yaml"]
