"""The tree of roles, grouped by line of work or by department, filtered by what somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree

from tui.app.wording import fit, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from rich.style import Style
    from textual.widgets.tree import TreeNode

    from kb import Knowledge
    from kb.models import Language, Role

Grouping = Literal["family", "small_store", "full_company", "hiring"]
"""By line of work, by department of a small store or of a full company, or in the order of hiring."""

GROUPINGS: tuple[Grouping, ...] = ("family", "small_store", "full_company", "hiring")


LEAST = 8
"""Cells below which a name is not worth cutting."""


@dataclass(frozen=True)
class Place:
    """What a line of the tree stands for."""

    group: str
    """Id of the family or department."""
    role: str = ""
    """Id of the role; empty for the group itself."""


class MarkWanted(Message):
    """Somebody wants the role under the cursor marked."""


class RoleTree(Tree[Place]):
    """Groups and their roles. Marks are ASCII, so that no terminal draws them two cells wide."""

    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
        Binding("g,home", "scroll_home", "first", show=False),
        Binding("G,end", "scroll_end", "last", show=False),
        Binding("ctrl+d", "page_down", "page_down", show=False),
        Binding("ctrl+u", "page_up", "page_up", show=False),
        Binding("l,right", "open", "open", show=False),
        Binding("h,left", "close", "close", show=False),
    ]

    def __init__(self, identity: str) -> None:
        super().__init__(Text(""), id=identity)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = True
        self._aim: Place | None = None
        self.aimed: Place | None = None
        """Where the program put the cursor last, until that is known; a person did not choose it."""

    def render_label(self, node: TreeNode[Place], base_style: Style, style: Style) -> Text:
        """A line, marked when the cursor is on it, since colour alone does not tell; long names are cut."""
        mark = Text("> " if node is self.cursor_node else "  ", base_style)
        line = super().render_label(node, base_style, style)
        indent = 0 if node.allow_expand else self.guide_depth
        room = self.scrollable_content_region.width - indent - mark.cell_len
        if LEAST < room < line.cell_len:
            count = f" ({len(node.children)})" if node.allow_expand else ""
            cut = fit(line.plain.removesuffix(count), room - len(count))
            kept = len(cut.rstrip(" ")) - len("..")
            line = line[:kept].append(cut[kept:] + count, style)
        return mark + line

    def fill(
        self,
        knowledge: Knowledge,
        grouping: Grouping,
        language: Language,
        roles: Collection[str],
        *,
        expand: bool,
        marked: Collection[str] = (),
    ) -> None:
        """Show some roles, keeping the cursor on the role or group it was on.

        Args:
            knowledge: where they stand.
            grouping: how they are grouped.
            language: the language of their names.
            roles: ids of those to show.
            expand: whether groups stand open; otherwise those open before stay open.
            marked: ids of roles marked to be set side by side.
        """
        here = self.cursor_node.data if self.cursor_node else None
        was_open = {node.data.group for node in self.root.children if node.is_expanded and node.data}
        self.clear()
        self.root.expand()
        for group, label, members in _grouped(knowledge, grouping, language):
            kept = [role for role in members if role.id in roles]
            if kept:
                node = self.root.add(
                    Text(f"{visible(label)} ({len(kept)})"), Place(group), expand=expand or group in was_open
                )
                for role in kept:
                    chosen = "*" if role.id in marked else ""
                    name = f"{role.rung} {chosen}{visible(role.label.get(language))}"
                    node.add_leaf(Text(name), Place(group, role.id))
        self._aim_at(here or (self.root.children[0].data if self.root.children else None))

    def posts(self, knowledge: Knowledge, grouping: Grouping) -> int:
        """How many roles stand in a grouping when none is filtered out.

        Args:
            knowledge: where they stand.
            grouping: how they are grouped.
        """
        return sum(len(tuple(members)) for _, _, members in _grouped(knowledge, grouping, "en"))

    def point_at(self, role: str) -> None:
        """Put the cursor on a role, opening its group; nothing happens when it is not in the tree."""
        node = self._node(Place("", role))
        if node is not None and node.parent is not None:
            node.parent.expand()
            self._aim_at(node.data)

    def _aim_at(self, place: Place | None) -> None:
        # The line of a node is known only after the tree has laid out its lines, and the tree may have been
        # filled anew by then; so the place is kept, and its node looked up when the time comes.
        self._aim = place
        self.call_after_refresh(self._hit)

    def _hit(self) -> None:
        node = self._node(self._aim) if self._aim else None
        self._aim = None
        if node is not None and node is not self.cursor_node:
            self.aimed = node.data
            self.move_cursor(node)

    def _node(self, place: Place) -> TreeNode[Place] | None:
        """The line of a role, in its own group when it stands in several; or the line of a group."""
        found = None
        for node in self.root.children:
            if node.data is None:
                continue
            if not place.role and node.data.group == place.group:
                return node
            for leaf in node.children:
                if leaf.data and place.role and leaf.data.role == place.role:
                    found = leaf
                    if leaf.data.group == place.group:
                        return leaf
        return found

    def action_toggle_node(self) -> None:
        """Mark the role under the cursor, or open and close the group."""
        node = self.cursor_node
        if node is not None and node.data is not None and node.data.role:
            self.post_message(MarkWanted())
        else:
            super().action_toggle_node()

    def action_open(self) -> None:
        """Open the group under the cursor, or step into it when it is open."""
        node = self.cursor_node
        if node is not None and node.allow_expand:
            if node.is_expanded:
                self.action_cursor_down()
            else:
                node.expand()

    def action_close(self) -> None:
        """Close the group under the cursor, or step out to the group of the role."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)


def _grouped(
    knowledge: Knowledge, grouping: Grouping, language: Language
) -> Iterable[tuple[str, str, Iterable[Role]]]:
    if grouping == "family":
        for family in knowledge.families.values():
            yield family.id, family.label.get(language), knowledge.roles_of(family.id)
        return
    if grouping == "hiring":
        for step in sorted(knowledge.hiring_steps.values(), key=lambda step: step.order):
            posts = [knowledge.roles[role] for role in step.roles if role in knowledge.roles]
            yield step.id, f"{step.order} {step.title.get(language)}", posts
        return
    for department in knowledge.departments.values():
        if department.organisation == grouping:
            members = (role for role in knowledge.roles.values() if getattr(role, grouping) == department.id)
            yield (
                department.id,
                department.label.get(language),
                sorted(members, key=lambda role: (role.family, role.rung, role.id)),
            )
