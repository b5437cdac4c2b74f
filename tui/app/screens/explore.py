"""Explore: roles by what they stand in, a page for each, the promotion map, roles side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, Tree

from tui.app.actions import bindings
from tui.app.base import LadderScreen
from tui.app.compare_paper import FEWEST, MOST, ComparePaper
from tui.app.group_paper import GroupPaper
from tui.app.messages import PathWanted
from tui.app.paper import Paper
from tui.app.role_paper import RolePaper
from tui.app.view import View
from tui.app.widgets.notes import Notes
from tui.app.widgets.promotion_map import RUNGS, Pointed, PromotionMap
from tui.app.widgets.reader import Reader
from tui.app.widgets.role_tree import GROUPINGS, MarkWanted, Place, RoleTree

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

Pane = Literal["list", "map", "compare"]
"""What fills the screen."""


class ExploreScreen(LadderScreen):
    """The tree on the left, what one reads on the right; the map or a comparison instead of both."""

    CSS_PATH = "explore.tcss"
    MODE = "explore"
    AUTO_FOCUS = "#roles"

    BINDINGS: ClassVar[list[BindingType]] = bindings("explore")

    roles = getters.query_one("#roles", RoleTree)
    asked = getters.query_one("#filter", Input)
    detail = getters.query_one("#detail", Reader)
    map = getters.query_one("#map", PromotionMap)
    compared = getters.query_one("#compared", Reader)

    def __init__(self) -> None:
        super().__init__()
        self._grouping = GROUPINGS[0]
        self._role = ""
        self._other = ""
        """`skill:` or `group:` and an id, when one reads about something that is no role."""
        self._wanted = ""
        self._marked: list[str] = []
        self._pane: Pane = "list"

    def compose_body(self) -> ComposeResult:
        """The list with its filter and its page; the map; the comparison."""
        with Horizontal(id="list"):
            with Vertical(id="left"):
                yield Static(id="heading", markup=False)
                yield Input(id="filter", compact=True)
                yield RoleTree("roles")
            yield Reader("detail")
        with Vertical(id="whole-map"):
            yield Static(id="map-heading", markup=False)
            yield PromotionMap("map")
            yield Notes("moves")
        yield Reader("compared", widest=None)

    def on_mount(self) -> None:
        """Start with the list, without the filter."""
        self.asked.display = False
        self._show_pane("list")
        super().on_mount()

    def say_again(self) -> None:
        """Say everything in the present language."""
        self.asked.placeholder = self.app.say("explore.filter_hint")
        self.query_one("#map-heading", Static).update(self.app.say("explore.map_heading"))
        self._fill()
        self._show_page()
        self._show_map()
        self._show_compared()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer what has a meaning where one is: leaving, where there is something to leave."""
        if action == "leave":
            return self._pane != "list" or self.asked.display or not self.roles.has_focus
        if self._pane == "compare":
            return action not in ("mark", "step", "path", "compare")
        return True

    def _show_pane(self, pane: Pane) -> None:
        self._pane = pane
        self.refresh_bindings()
        for name, identity in (("list", "#list"), ("map", "#whole-map"), ("compare", "#compared")):
            self.query_one(identity).display = name == pane

    def _fill(self) -> None:
        knowledge, index = self.app.knowledge, self.app.index
        heading = self.query_one("#heading", Static)
        if knowledge is None or index is None:
            heading.update(self.app.say("match.loading"))
            return
        asked = self.asked.value if self.asked.display else ""
        found = index.find(asked)
        expand = bool(asked.strip())
        self.roles.fill(
            knowledge, self._grouping, self.app.language, set(found), expand=expand, marked=self._marked
        )
        name = self.app.say(f"explore.by.{self._grouping}")
        key = "explore.heading_found" if expand else "explore.heading"
        count = self.roles.posts(knowledge, self._grouping)
        heading.update(self.app.say(key, grouping=name, shown=min(len(found), count), count=count))
        if expand and found:
            self.roles.point_at(found[0])
        elif self._wanted:
            self.roles.point_at(self._wanted)
            self._wanted = ""

    def _page(self) -> Paper:
        """What one reads: a role, a skill, a group, or how to begin."""
        knowledge = self.app.knowledge
        if knowledge is not None:
            kind, _, name = self._other.partition(":")
            writer = GroupPaper(knowledge, self.app.messages)
            other = writer.skill(name) if kind == "skill" else writer.write(name) if kind else None
            if other is not None:
                return other
            if self._role in knowledge.roles:
                return RolePaper(knowledge, self.app.messages).write(knowledge.roles[self._role])
        paper = Paper()
        for part in ("what", "how", "ladder", "more"):
            paper.add(self.app.say(f"explore.welcome.{part}")).blank()
        return paper

    def _show_page(self) -> None:
        if self.app.knowledge is not None:
            self.detail.show(self._page())

    def _show_map(self) -> None:
        knowledge = self.app.knowledge
        if knowledge is None or self._pane != "map":
            return
        words = self.app.messages
        rungs = [f"{rung} {words.get(f'words.rung_{rung}')}" for rung in range(1, RUNGS + 1)]
        self.map.show(knowledge, self.app.language, rungs, self._marked)
        if self._role:
            self.map.point_at(self._role)
        self._role = self.map.here
        self._say_moves()

    def _say_moves(self) -> None:
        knowledge = self.app.knowledge
        role = knowledge.roles.get(self.map.here) if knowledge is not None else None
        if knowledge is not None and role is not None:
            lines = RolePaper(knowledge, self.app.messages).moves(role)
            self.query_one("#moves", Notes).say("\n".join(lines))

    def _show_compared(self) -> None:
        knowledge = self.app.knowledge
        if knowledge is None or self._pane != "compare":
            return
        roles = [knowledge.roles[role] for role in self._marked if role in knowledge.roles]
        if len(roles) < FEWEST:
            self._show_pane("list")
        else:
            self.compared.show(ComparePaper(knowledge, self.app.messages).write(roles))

    def open_role(self, role: str) -> None:
        """Show a role and point at it in the tree, whatever was filtered before.

        Args:
            role: its id.
        """
        self._role, self._other = role, ""
        self._leave_filter()
        if self._pane != "list":
            self._show_pane("list")
            self.roles.focus()
        self.moved()
        if self.app.knowledge is None:
            self._wanted = role
            return
        self._fill()
        self.roles.point_at(role)
        self._show_page()

    def open_skill(self, skill: str) -> None:
        """Show a skill.

        Args:
            skill: its id.
        """
        self._other = f"skill:{skill}"
        self._show_pane("list")
        self.moved()
        self._show_page()
        self.detail.focus()

    def where(self) -> str:
        """The role, skill, group, map or comparison one sees."""
        if self._pane == "map":
            return f"map:{self._role}"
        if self._pane == "compare":
            return f"compare:{','.join(self._marked)}"
        return self._other or self._role

    def go_to(self, where: str) -> None:
        """See that again."""
        kind, mark, name = where.partition(":")
        if where == self.where():
            return
        if kind == "map" and mark:
            self._role = name
            self._open_map()
        elif kind == "compare" and mark:
            known = self.app.knowledge.roles if self.app.knowledge is not None else {}
            self._marked = [role for role in name.split(",") if role in known][:MOST]
            self._fill()
            self.action_compare()
        elif kind == "skill" and mark:
            self.open_skill(name)
        elif kind == "group" and mark:
            self._other = where
            self._show_pane("list")
            self._show_page()
        elif where:
            self.open_role(where)

    def view(self) -> View | None:
        """The page, map or comparison one sees."""
        knowledge, language = self.app.knowledge, self.app.language
        if knowledge is None:
            return None
        if self._pane == "compare":
            roles = [knowledge.roles[role] for role in self._marked]
            names = self.app.messages.get("words.comma").join(role.label.get(language) for role in roles)
            return View(
                "compare-" + "-".join(self._marked),
                self.app.say("explore.compare_title", roles=names),
                ComparePaper(knowledge, self.app.messages).write(roles),
                {"roles": [role.model_dump(mode="json", by_alias=True) for role in roles]},
                ("shopladder", "role", "compare", *self._marked),
            )
        kind, _, name = self._other.partition(":")
        if kind == "skill" and name in knowledge.skills and self._pane == "list":
            skill = knowledge.skills[name]
            data = skill.model_dump(mode="json", by_alias=True)
            command = ("shopladder", "skill", "show", name)
            return View(f"skill-{name}", skill.label.get(language), self._page(), data, command)
        if kind == "group" and self._pane == "list":
            page = self._page()
            title = page.blocks[0].text if page.blocks else name
            family = ("shopladder", "role", "list", "--family", name) if name in knowledge.families else ()
            return View(f"group-{name}", title, page, {}, family)
        role = knowledge.roles.get(self._role)
        if role is None:
            return None
        graph = knowledge.graph
        data = role.model_dump(mode="json", by_alias=True)
        for key, edges in (("ways_in", graph.ways_in(role.id)), ("next_moves", graph.next_moves(role.id))):
            data[key] = [edge.model_dump(mode="json", by_alias=True) for edge in edges]
        paper = RolePaper(knowledge, self.app.messages).write(role)
        command = ("shopladder", "role", "show", role.id)
        return View(f"role-{role.id}", role.label.get(language), paper, data, command)

    @on(Tree.NodeHighlighted, "#roles")
    def _looked_at(self, event: Tree.NodeHighlighted[Place]) -> None:
        place = event.node.data
        if place is None or self.app.knowledge is None or event.node is not self.roles.cursor_node:
            return
        if place == self.roles.aimed:
            self.roles.aimed = None
            return
        other = "" if place.role else f"group:{place.group}"
        if (place.role or self._role, other) != (self._role, self._other):
            self._role, self._other = place.role or self._role, other
            self._show_page()

    @on(Tree.NodeSelected, "#roles")
    def _chosen(self, event: Tree.NodeSelected[Place]) -> None:
        if event.node.data is not None and event.node.data.role:
            self.detail.focus()

    @on(Pointed)
    def _pointed(self, event: Pointed) -> None:
        self._role = event.role
        self._say_moves()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self._fill()
        self._show_found()

    def _show_found(self) -> None:
        """Show the page of the first role found, while one types."""
        found = self.app.index.find(self.asked.value) if self.app.index is not None else ()
        if self.asked.value.strip() and found and self.asked.display:
            self._role, self._other = found[0], ""
            self._show_page()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.roles.focus()

    def _leave_filter(self) -> None:
        if self.asked.display:
            self.asked.value = ""
            self.asked.display = False

    def action_filter(self) -> None:
        """Filter the roles."""
        self._show_pane("list")
        self.asked.display = True
        self.asked.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Leave filter, map or comparison for the list of all roles."""
        if self.asked.display:
            self._leave_filter()
            self._fill()
        if self._pane != "list":
            self._show_pane("list")
            self._other = ""
            self._fill()
            self.roles.point_at(self._role)
            self._show_page()
            self.moved()
        self.roles.focus()

    def action_regroup(self) -> None:
        """Group by line of work, by department of a small store, of a full company, in order of hiring."""
        self._show_pane("list")
        self._grouping = GROUPINGS[(GROUPINGS.index(self._grouping) + 1) % len(GROUPINGS)]
        self._wanted = self._role
        self._fill()
        self.roles.focus()

    def action_map(self) -> None:
        """See the whole promotion map, or come back from it."""
        if self._pane == "map":
            self.action_leave()
        else:
            self._open_map()
            self.moved()

    def _open_map(self) -> None:
        self._show_pane("map")
        self._show_map()
        self.map.focus()

    @on(MarkWanted)
    def action_mark(self) -> None:
        """Mark the role one reads about to be set side by side, or take the mark away."""
        knowledge = self.app.knowledge
        if knowledge is None or self._role not in knowledge.roles or self._pane == "compare":
            return
        if self._role in self._marked:
            self._marked.remove(self._role)
        elif len(self._marked) < MOST:
            self._marked.append(self._role)
        else:
            self.notify(self.app.say("explore.full"), markup=False, timeout=3)
        self._fill()
        self._show_map()

    def action_compare(self) -> None:
        """Set the marked roles side by side; the one that is read about comes along when one is marked."""
        knowledge = self.app.knowledge
        if knowledge is None:
            return
        if len(self._marked) < FEWEST and self._role in knowledge.roles and self._role not in self._marked:
            self._marked = [*self._marked, self._role]
        if len(self._marked) < FEWEST:
            self._fill()
            self.notify(self.app.say("explore.too_few"), markup=False, timeout=4)
            return
        self._show_pane("compare")
        self._show_compared()
        self.compared.focus()
        self.moved()

    def action_path(self) -> None:
        """See the way to the role one reads about."""
        if self._role:
            self.post_message(PathWanted(self._role))

    def action_step(self, way: int) -> None:
        """Walk to the next or the previous rung."""
        knowledge = self.app.knowledge
        if knowledge is None or self._role not in knowledge.roles:
            return
        graph = knowledge.graph
        moves = graph.next_moves(self._role) if way > 0 else graph.ways_in(self._role)
        ends = [edge.to_role if way > 0 else edge.from_role for edge in moves if edge.kind == "vertical"]
        if not ends:
            self.notify(self.app.say("explore.top" if way > 0 else "explore.bottom"), markup=False, timeout=3)
        elif self._pane == "map":
            self.map.point_at(ends[0])
        else:
            self.open_role(ends[0])
