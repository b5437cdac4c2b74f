"""Matching in plain words: say it, pick skills, open a file; then results, reasons, teaching and keeping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kb.told import in_language
from matcher.profile import ProfileError, read_profile, write_profile
from matcher.taught import TaughtError, taught_word, teach
from matcher.wording import Wording, clean
from tui.cli.views.matching import MatchView
from tui.plain.desk import Desk

if TYPE_CHECKING:
    from kb.models import Role, Skill, SkillGroup

TOP = 5
"""Roles told; more are hard to keep in mind by ear."""

LEVELS = range(1, 6)

Step = Callable[[Desk], bool]
"""Something to do next; says whether there is something new to match."""


def match(desk: Desk) -> None:
    """Gather what a person says of themselves, then answer."""
    talk = desk.talk
    ways: list[tuple[str, Step]] = [
        ("say_it", say_it),
        ("pick_skills", pick_skills),
        ("open_file", open_file),
    ]
    if not desk.person.is_empty:
        ways += [("last_answer", lambda _: True), ("start_over", start_over)]
    chosen = talk.choose("how_to_match", [talk.words(key) for key, _ in ways])
    if chosen is not None and ways[chosen][1](desk):
        answer(desk)


def say_it(desk: Desk) -> bool:
    """Take in free text; whether anything was said."""
    text = desk.talk.ask_lines("say_it_how")
    if text:
        before = desk.person.text
        desk.person = desk.person.model_copy(update={"text": f"{before}\n{text}" if before else text})
    return bool(text)


def pick_skills(desk: Desk) -> bool:
    """Pick skills from the tree or by name, with levels; whether any was picked."""
    talk, knowledge = desk.talk, desk.knowledge
    groups = [group for group in knowledge.skill_groups.values() if knowledge.skills_of(group.id)]
    picked = False
    while True:
        options = [talk.words("skill_by_name"), *(g.label.get(talk.language) for g in groups)]
        chosen = talk.choose("which_group", options, "done")
        if chosen is None:
            return picked
        skill = desk.find_skill() if chosen == 0 else _of_group(desk, groups[chosen - 1])
        if skill is None:
            continue
        level = _level_of(desk, skill.id)
        if level is not None:
            desk.person = desk.person.with_skill(skill.id, level)
            picked = True
            talk.say("skill_noted", skill=skill.label.get(talk.language), level=level)


def _of_group(desk: Desk, group: SkillGroup) -> Skill | None:
    talk = desk.talk
    skills = desk.knowledge.skills_of(group.id)
    names = [skill.label.get(talk.language) for skill in skills]
    place = talk.choose("which_of_group", names, group=group.label.get(talk.language))
    return None if place is None else skills[place]


def open_file(desk: Desk) -> bool:
    """Open a profile or a CV; whether it could be read."""
    asked = desk.talk.ask("which_file")
    if not asked:
        return False
    try:
        desk.person = read_profile(Path(asked).expanduser())
    except (ProfileError, OSError) as error:
        desk.talk.tell(str(in_language(error, desk.talk.session.messages)))
        return False
    desk.talk.say("file_read")
    return True


def start_over(desk: Desk) -> bool:
    """Forget what was said."""
    from matcher.profile import Profile

    desk.person, desk.result = Profile(), None
    desk.talk.say("forgotten")
    return False


def answer(desk: Desk) -> None:
    """Match, tell the result, and offer what to do with it."""
    talk = desk.talk
    while True:
        result = desk.result = desk.matcher.match(desk.person, top=TOP)
        view = MatchView(talk.session, desk.knowledge)
        talk.show(view.result(result, brief=True))
        options: list[tuple[str, Step]] = [("read_role", _read_role)] if result.matches else []
        if result.suggestions:
            options += [("take_suggestion", _take_suggestion)]
        options += [("say_more", say_it), ("pick_more", pick_skills), ("one_role", _one_role)]
        if result.not_understood:
            options += [("teach", _teach)]
        options += [("keep", _keep)]
        if any(met.kind in ("skill", "tool") for met in result.understood) or desk.person.not_mine:
            options += [("put_right", _put_right)]
        chosen = talk.choose("after_answer", [talk.words(key) for key, _ in options])
        if chosen is None:
            return
        while not options[chosen][1](desk):
            chosen = talk.choose("after_answer", [talk.words(key) for key, _ in options])
            if chosen is None:
                return


def _read_role(desk: Desk) -> bool:
    from tui.plain.roles import about

    matches = desk.result.matches if desk.result else ()
    names = [desk.names.role_name(m.role) for m in matches]
    chosen = desk.talk.choose("which_result", names)
    if chosen is not None:
        about(desk, desk.knowledge.roles[matches[chosen].role])
    return False


def _take_suggestion(desk: Desk) -> bool:
    skills = desk.result.suggestions if desk.result else ()
    chosen = desk.talk.choose("which_suggestion", [desk.names.skill_name(skill) for skill in skills])
    if chosen is None:
        return False
    desk.person = desk.person.with_skill(skills[chosen])
    return True


def _one_role(desk: Desk) -> bool:
    role = desk.find_role()
    if role is not None:
        this_role_and_i(desk, role)
    return False


def this_role_and_i(desk: Desk, role: Role) -> None:
    """Tell how one role fits, whatever its rank."""
    talk = desk.talk
    if desk.person.is_empty:
        talk.say("say_first")
        return
    found = desk.matcher.match_role(desk.person, role.id)
    talk.show(MatchView(talk.session, desk.knowledge).one(found))


def _put_right(desk: Desk) -> bool:
    """Say which skills were read, from which words; take one away or put its level right."""
    talk, said = desk.talk, desk.person
    wording = Wording(desk.knowledge, talk.session.messages)
    read = desk.matcher.standing(type(said)(text=said.text)).skills
    lines = []
    for skill in read:
        level = next((one.level for one in said.skills if one.skill == skill.skill), None) or skill.level
        gone = skill.skill in said.not_mine and all(one.skill != skill.skill for one in said.skills)
        key = "read_not_mine" if gone else "read_skill"
        words = wording.quotes(skill.words)
        lines.append(talk.words(key, skill=desk.names.skill_name(skill.skill), level=level, words=words))
    place = talk.choose("which_read", lines)
    if place is None:
        return False
    skill = read[place]
    right = _level_of(desk, skill.skill, talk.words("not_mine"))
    if right is None:
        return False
    mine = said.with_skill(skill.skill, right) if right in LEVELS else said.without_skill(skill.skill)
    desk.person = mine.disowning(skill.skill)
    return True


def _level_of(desk: Desk, skill: str, *others: str) -> int | None:
    """Ask for a level, 1 to 5; what is offered beside them counts on."""
    talk, found = desk.talk, desk.knowledge.skills[skill]
    texts = [found.levels.at(level).get(talk.language) for level in LEVELS]
    words = [text or talk.session.say(f"words.level_{level}") for level, text in enumerate(texts, 1)]
    chosen = talk.choose("which_level", [*words, *others], skill=found.label.get(talk.language))
    return None if chosen is None else chosen + 1


def _teach(desk: Desk) -> bool:
    talk, result = desk.talk, desk.result
    unknown = [clean(words) for words in (result.not_understood if result else ())]
    chosen = talk.choose("which_words", unknown)
    if chosen is None:
        return False
    words = talk.ask("exact_words", words=unknown[chosen]) or unknown[chosen]
    near = desk.matcher.nearest(words)
    wording = Wording(desk.knowledge, talk.session.messages)
    names = [
        talk.session.say(
            "taught.meaning", kind=talk.session.say(f"taught.{n.kind}"), name=wording.record(n.kind, n.id)
        )
        for n in near
    ]
    place = talk.choose("what_meant", names, "none_of_these", words=words)
    if place is None:
        return False
    try:
        word = taught_word(words, near[place].kind, near[place].id)
        teach(word)
    except (TaughtError, OSError) as error:
        talk.tell(str(in_language(error, talk.session.messages)))
        return False
    talk.tell(talk.session.say("taught.added", words=word.words, meaning=names[place]))
    desk.teach_again()
    return True


def ask_where(desk: Desk, usual: str) -> Path | None:
    """Ask where to write something; None when a file that is there is to stay.

    Args:
        desk: whom to ask.
        usual: the name taken when none is given.
    """
    talk = desk.talk
    path = Path(talk.ask("keep_where", usual=usual) or usual).expanduser()
    if path.exists() and talk.choose("overwrite", [talk.words("yes")], path=path) is None:
        return None
    return path


def _keep(desk: Desk) -> bool:
    talk = desk.talk
    path = ask_where(desk, "my-profile.yaml")
    if path is None:
        return False
    try:
        write_profile(desk.person, path)
    except (ProfileError, OSError) as error:
        talk.tell(str(in_language(error, talk.session.messages)))
        return False
    talk.say("kept", path=path)
    talk.show(f"shopladder match --profile {path}")
    return False


__all__ = ["answer", "ask_where", "match", "this_role_and_i"]
