"""Explore: departments and lines of work, their roles, and everything that is known of a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, Tree

from tui.app.actions import bindings
from tui.app.base import LadderScreen
from tui.app.messages import PathWanted
from tui.app.paper import Paper
from tui.app.role_paper import RolePaper
from tui.app.view import View
from tui.app.widgets.reader import Reader
from tui.app.widgets.role_tree import GROUPINGS, Place, RoleTree

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class ExploreScreen(LadderScreen):
    """The tree on the left, the role on the right, the filter above the tree when it is wanted."""

    CSS_PATH = "explore.tcss"
    MODE = "explore"
    AUTO_FOCUS = "#roles"

    BINDINGS: ClassVar[list[BindingType]] = bindings("explore")

    roles = getters.query_one("#roles", RoleTree)
    asked = getters.query_one("#filter", Input)
    detail = getters.query_one("#detail", Reader)

    def __init__(self) -> None:
        super().__init__()
        self._grouping = GROUPINGS[0]
        self._role = ""
        self._wanted = ""

    def compose_body(self) -> ComposeResult:
        """The filter, the tree and the role."""
        with Horizontal():
            with Vertical(id="left"):
                yield Static(id="heading", markup=False)
                yield Input(id="filter", compact=True)
                yield RoleTree("roles")
            yield Reader(id="detail")

    def on_mount(self) -> None:
        """Start without the filter."""
        self.asked.display = False
        super().on_mount()

    def say_again(self) -> None:
        """Say everything in the present language."""
        self.asked.placeholder = self.app.say("explore.filter_hint")
        self._fill()
        self._show_role()

    def _fill(self) -> None:
        knowledge, index = self.app.knowledge, self.app.index
        heading = self.query_one("#heading", Static)
        if knowledge is None or index is None:
            heading.update(self.app.say("match.loading"))
            return
        asked = self.asked.value if self.asked.display else ""
        found = index.find(asked)
        self.roles.fill(knowledge, self._grouping, self.app.language, set(found), expand=bool(asked.strip()))
        name = self.app.say(f"explore.by.{self._grouping}")
        key = "explore.heading_found" if asked.strip() else "explore.heading"
        heading.update(self.app.say(key, grouping=name, shown=len(found), count=len(knowledge.roles)))
        if asked.strip() and found:
            self.roles.point_at(found[0])
        elif self._wanted:
            self.roles.point_at(self._wanted)
            self._wanted = ""

    def _show_role(self) -> None:
        knowledge = self.app.knowledge
        if knowledge is None:
            return
        role = knowledge.roles.get(self._role)
        if role is not None:
            self.detail.show(RolePaper(knowledge, self.app.messages).write(role))
            return
        paper = Paper()
        for part in ("what", "how", "ladder"):
            paper.add(self.app.say(f"explore.welcome.{part}")).blank()
        self.detail.show(paper)

    def open_role(self, role: str) -> None:
        """Show a role and point at it in the tree, whatever was filtered before.

        Args:
            role: its id.
        """
        self._role = role
        self.moved()
        if self.asked.display:
            self.asked.value = ""
            self.asked.display = False
        if self.app.knowledge is None:
            self._wanted = role
            return
        self._fill()
        self.roles.point_at(role)
        self._show_role()

    def where(self) -> str:
        """The role one reads about."""
        return self._role

    def go_to(self, where: str) -> None:
        """Read about a role again."""
        if where and where != self._role:
            self.open_role(where)

    def view(self) -> View | None:
        """The role one reads about."""
        knowledge = self.app.knowledge
        role = knowledge.roles.get(self._role) if knowledge is not None else None
        if knowledge is None or role is None:
            return None
        graph = knowledge.graph
        data = role.model_dump(mode="json", by_alias=True)
        for key, edges in (("ways_in", graph.ways_in(role.id)), ("next_moves", graph.next_moves(role.id))):
            data[key] = [edge.model_dump(mode="json", by_alias=True) for edge in edges]
        return View(
            f"role-{role.id}",
            role.label.get(self.app.language),
            RolePaper(knowledge, self.app.messages).write(role),
            data,
            ("shopladder", "role", "show", role.id),
        )

    @on(Tree.NodeHighlighted, "#roles")
    def _looked_at(self, event: Tree.NodeHighlighted[Place]) -> None:
        place = event.node.data
        if place is None or self.app.knowledge is None:
            return
        if place.role and place.role != self._role:
            self._role = place.role
            self._show_role()

    @on(Tree.NodeSelected, "#roles")
    def _chosen(self, event: Tree.NodeSelected[Place]) -> None:
        if event.node.data is not None and event.node.data.role:
            self.detail.focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self._fill()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.roles.focus()

    def action_filter(self) -> None:
        """Filter the roles."""
        self.asked.display = True
        self.asked.focus()

    def action_leave_filter(self) -> None:
        """Leave the filter and see every role again."""
        if self.asked.display:
            self.asked.value = ""
            self.asked.display = False
            self._fill()
        self.roles.focus()

    def action_path(self) -> None:
        """See the way to the role one reads about."""
        if self._role:
            self.post_message(PathWanted(self._role))

    def action_regroup(self) -> None:
        """Group by line of work, by department of a small store, by department of a full company."""
        self._grouping = GROUPINGS[(GROUPINGS.index(self._grouping) + 1) % len(GROUPINGS)]
        self._wanted = self._role
        self._fill()

    def action_step(self, way: int) -> None:
        """Walk to the next or the previous rung."""
        knowledge = self.app.knowledge
        if knowledge is None or self._role not in knowledge.roles:
            return
        graph = knowledge.graph
        moves = graph.next_moves(self._role) if way > 0 else graph.ways_in(self._role)
        ends = [edge.to_role if way > 0 else edge.from_role for edge in moves if edge.kind == "vertical"]
        if ends:
            self.open_role(ends[0])
        else:
            self.notify(self.app.say("explore.top" if way > 0 else "explore.bottom"), markup=False, timeout=3)
