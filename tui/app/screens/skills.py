"""Picking skills: the skill tree with levels, filtered by what one types, and what each level looks like.

What was read from the person's text stands on top, with the words it was read from; there it is put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.paper import MUTED, STRONG, Paper
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.reader import Reader
from tui.app.wording import bar, fit, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kb import Knowledge
    from matcher.profile import Profile
    from matcher.results import ReadSkill

LEVELS = range(1, 6)
READ = "-read"
"""Stands for the group of what was read from the text; no group has such an id."""

USUAL = 3
"""The level of a skill that is picked without saying one: does it alone."""


class SkillScreen(OverScreen["Profile | None"]):
    """Hands back the person with the skills they picked, or None when nothing changed."""

    app = getters.app(LadderApp)
    CSS_PATH = "skills.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(level), f"level({level})", str(level), show=False) for level in (0, *LEVELS)),
        Binding("slash", "filter", "filter", show=False),
        Binding("escape", "leave", "close", show=False),
    ]

    asked = getters.query_one("#asked", Input)
    lines = getters.query_one("#lines", ChoiceList)
    levels = getters.query_one("#levels", Reader)

    def __init__(self, knowledge: Knowledge, person: Profile, read: Sequence[ReadSkill] = ()) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._read = {skill.skill: skill for skill in read if skill.skill in knowledge.skills}
        """What their text shows, the skills they say are not theirs among it."""
        self._before = person
        self._person = person
        self._open = READ if self._read else ""
        self._shown: list[tuple[str, str]] = []
        """What stands on each line: ('group', id) or ('skill', id)."""

    def compose(self) -> ComposeResult:
        """Filter, tree, levels, keys."""
        with Vertical(id="tree"):
            yield Static(self.app.say("skills.title"), id="what", markup=False)
            yield Input(placeholder=self.app.say("skills.hint"), id="asked", compact=True)
            yield ChoiceList("lines")
        yield Reader("levels")
        yield Static(self.app.say("skills.keys"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the groups; picked skills are told first."""
        self._fill()
        # Only now is it known how wide the lines may be.
        self.call_after_refresh(lambda: self._fill(self._here()))
        self.lines.focus()

    def _picked(self) -> dict[str, int | None]:
        return {skill.skill: skill.level for skill in self._person.skills}

    def _fill(self, keep: tuple[str, str] | None = None) -> None:
        asked = self.asked.value.strip()
        if asked:
            index = self.app.skill_index
            self._shown = [("skill", skill) for skill in index.find(asked)] if index is not None else []
        else:
            self._shown = [("group", READ)] if self._read else []
            if self._open == READ:
                self._shown += [("skill", skill) for skill in self._read]
            for group in self._knowledge.skill_groups.values():
                skills = self._knowledge.skills_of(group.id)
                if skills:
                    self._shown.append(("group", group.id))
                    if group.id == self._open:
                        self._shown += [("skill", skill.id) for skill in skills]
        width = max(self.lines.scrollable_content_region.width, 30)
        here = self._shown.index(keep) if keep in self._shown else 0
        self.lines.put([self._line(*shown, width) for shown in self._shown], here)
        self._say_levels()

    def _line(self, kind: str, found: str, width: int) -> str:
        picked = self._picked()
        if found == READ:
            sign = "-" if self._open == READ else "+"
            return f"{sign} {self.app.say('skills.read', count=len(self._read))}"
        if kind == "group":
            label = self._knowledge.skill_groups[found].label.get(self.app.language)
            count = sum(skill.id in picked for skill in self._knowledge.skills_of(found))
            sign = "-" if found == self._open else "+"
            return f"{sign} {visible(label)}" + (f" ({count})" if count else "")
        name = visible(self._knowledge.skills[found].label.get(self.app.language))
        if found in picked:
            mark, level = "[x]", picked[found] or USUAL
        elif found in self._person.not_mine:
            return f"  [-] {name}"
        elif found in self._read:
            mark, level = "[=]", self._read[found].level
        else:
            return f"  [ ] {name}"
        return f"  {mark} {fit(name, max(width - 17, 10))} {bar(level, 5)} {level}"

    def _here(self) -> tuple[str, str] | None:
        place = self.lines.highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    @on(Input.Changed, "#asked")
    def _filtered(self) -> None:
        self._fill()

    @on(Input.Submitted, "#asked")
    def _filter_done(self) -> None:
        self.lines.focus()

    @on(OptionList.OptionSelected, "#lines")
    def _chosen(self) -> None:
        here = self._here()
        if here is None:
            return
        kind, found = here
        if kind == "group":
            self._open = "" if self._open == found else found
            self._fill(here)
        else:
            self._toggle(found)

    def _toggle(self, skill: str) -> None:
        """What is picked or read is put away, what is away comes back."""
        if skill in self._person.not_mine:
            self._person = self._person.owning(skill).without_skill(skill)
            self._fill(("skill", skill))
        else:
            self.action_level(0 if skill in self._picked() or skill in self._read else USUAL)

    @on(OptionList.OptionHighlighted, "#lines")
    def _looked_at(self) -> None:
        self._say_levels()

    def _say_levels(self) -> None:
        here = self._here()
        paper = Paper()
        language = self.app.language
        if here is None:
            paper.add(self.app.say("skills.nothing"))
        elif here[1] == READ:
            paper.add(self.app.say("skills.read_how")).blank().add(self.app.say("skills.open"), MUTED)
        elif here[0] == "group":
            group = self._knowledge.skill_groups[here[1]]
            paper.add(group.label.get(language), STRONG).add(group.description.get(language))
            paper.blank().add(self.app.say("skills.open"), MUTED)
        else:
            skill = self._knowledge.skills[here[1]]
            picked = self._picked().get(skill.id, 0)
            paper.add(skill.label.get(language), STRONG)
            if skill.id in self._read:
                self._say_words(paper, self._read[skill.id])
            paper.blank()
            for level in LEVELS:
                said = skill.levels.at(level).get(language) or self.app.messages.get(f"words.level_{level}")
                paper.add(
                    said,
                    STRONG if picked == level else "",
                    lead=f"{'=>' if picked == level else '  '} {level} ",
                )
        self.levels.show(paper)

    def _say_words(self, paper: Paper, read: ReadSkill) -> None:
        """From which words a skill was read, and what counts now."""
        from matcher.wording import Wording

        words = Wording(self._knowledge, self.app.messages).quotes(read.words)
        paper.add(self.app.say("skills.read_from", words=words))
        if read.skill in self._person.not_mine and read.skill not in self._picked():
            paper.add(self.app.say("skills.not_mine"))

    def action_level(self, level: int) -> None:
        """Pick the skill under the cursor at a level.

        Args:
            level: 1 to 5, or 0 to put it back.
        """
        here = self._here()
        if here is None or here[0] != "skill":
            return
        skill = here[1]
        if level:
            self._person = self._person.with_skill(skill, level)
        elif skill in self._picked():
            self._person = self._person.without_skill(skill)
        if skill in self._read:
            # A level picked stands in place of what the text was taken to show; so does none at all.
            self._person = self._person.disowning(skill)
        self._fill(here)

    def action_filter(self) -> None:
        """Type to filter."""
        self.asked.focus()

    def action_leave(self) -> None:
        """Leave the filter first, then the screen, with what was picked."""
        if self.asked.has_focus or self.asked.value:
            self.asked.value = ""
            self.lines.focus()
        else:
            self.dismiss(self._person if self._person != self._before else None)
