"""The promotion graph: paths without loops, easiest first, none better left out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.graph import CROSS_FAMILY_COST, LATERAL_COST, PromotionGraph
from kb.models import PromotionEdge

NAMES = "abcdefg"


def _edge(
    start: str, end: str, kind: str = "vertical", levels: tuple[int, ...] = (1,), months: int = 0
) -> PromotionEdge:
    return PromotionEdge.model_validate(
        {
            "from": start,
            "to": end,
            "kind": kind,
            "ladder": "specialist",
            "internal_first": True,
            "tenure": {"post_months": months},
            "show": tuple({"skill": f"s{i}", "level": level} for i, level in enumerate(levels)),
            "evidence": ({"zh-Hant": "甲", "en": "A"},),
            "sources": ("editorial",),
        }
    )


def _graph(edges: list[PromotionEdge], names: str = NAMES) -> PromotionGraph:
    roles = {
        name: SimpleNamespace(id=name, rung=i + 1, entry=SimpleNamespace(gate="experience_needed"))
        for i, name in enumerate(names)
    }
    return PromotionGraph(roles, edges)  # type: ignore[arg-type]


def _brute_force(
    graph: PromotionGraph, starts: list[str], target: str, costs: dict[str, float]
) -> list[tuple[float, tuple[str, ...]]]:
    """Every loop-free way, by walking all of them."""
    found: list[tuple[float, tuple[str, ...]]] = []

    def walk(visited: tuple[str, ...], cost: float) -> None:
        if visited[-1] == target:
            found.append((round(cost, 6), visited))
            return
        for edge in graph.edges:
            if edge.from_role == visited[-1] and edge.to_role not in visited:
                walk((*visited, edge.to_role), cost + costs.get(edge.id, graph.cost(edge)))

    for start in dict.fromkeys(starts):
        walk((start,), 0.0)
    return sorted(found)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[PromotionGraph, list[str], str, int, dict[str, float]]:
    pairs = [(a, b) for a in NAMES for b in NAMES if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=22, unique=True))
    edges = [_edge(a, b, draw(st.sampled_from(["vertical", "lateral", "cross_family"]))) for a, b in chosen]
    costs = {edge.id: float(draw(st.integers(1, 9))) for edge in edges if draw(st.booleans())}
    starts = draw(st.lists(st.sampled_from(NAMES[:-1]), min_size=1, max_size=3))
    return _graph(edges), starts, NAMES[-1], draw(st.integers(1, 6)), costs


@given(_cases())
def test_paths_are_those_of_brute_force(
    case: tuple[PromotionGraph, list[str], str, int, dict[str, float]],
) -> None:
    graph, starts, target, limit, costs = case

    paths = graph.best_paths(starts, target, limit, costs)
    every = _brute_force(graph, starts, target, costs)

    assert [path.cost for path in paths] == pytest.approx([cost for cost, _ in every[:limit]])
    assert len({path.roles for path in paths}) == len(paths)
    assert {path.roles for path in paths} <= {roles for _, roles in every}


@given(_cases())
def test_paths_are_loop_free_connected_and_in_order(
    case: tuple[PromotionGraph, list[str], str, int, dict[str, float]],
) -> None:
    graph, starts, target, limit, costs = case

    paths = graph.best_paths(starts, target, limit, costs)

    assert [path.cost for path in paths] == sorted(path.cost for path in paths)
    for path in paths:
        assert len(set(path.roles)) == len(path.roles)
        assert path.roles[0] in starts
        assert path.roles[-1] == target
        assert all(one.to_role == two.from_role for one, two in zip(path.edges, path.edges[1:], strict=False))


def test_a_way_blocked_by_its_own_beginning_does_not_hide_another() -> None:
    # The cheapest ways into d all came through c, so only the dear one can go on over c.
    graph = _graph([_edge(a, b) for a, b in ("ab", "bc", "cd", "ad", "dc", "cg", "ac", "bd")])

    every = _brute_force(graph, ["a"], "g", {})

    assert [path.roles for path in graph.best_paths(["a"], "g", 5)] == [roles for _, roles in every[:5]]


def test_a_start_that_is_the_target_needs_no_way() -> None:
    graph = _graph([_edge("a", "b")])

    assert graph.best_paths(["b"], "b") == ()
    assert graph.best_paths(["a", "b"], "b") == ()


def test_unknown_roles_and_limits_below_one_lead_nowhere() -> None:
    graph = _graph([_edge("a", "b"), _edge("a", "z")])

    assert graph.best_paths(["nobody"], "b") == ()
    assert graph.best_paths(["a"], "nobody") == ()
    assert graph.best_paths(["a"], "z") == ()
    assert graph.best_paths(["a"], "b", limit=0) == ()
    assert graph.next_moves("nobody") == ()
    assert [edge.id for edge in graph.edges] == ["a--b"]


def test_the_cost_of_a_move_grows_with_what_is_asked() -> None:
    graph = _graph([])
    plain = graph.cost(_edge("a", "b"))

    assert plain == 1.0
    assert graph.cost(_edge("a", "b", levels=(3, 2))) == pytest.approx(1.6)
    assert graph.cost(_edge("a", "b", months=12)) == pytest.approx(1.2)
    assert graph.cost(_edge("a", "b", "lateral")) == pytest.approx(1 + LATERAL_COST)
    assert graph.cost(_edge("a", "b", "cross_family")) == pytest.approx(1 + CROSS_FAMILY_COST)


def test_moves_go_up_first_then_sideways_then_out() -> None:
    graph = _graph(
        [_edge("a", "d", "cross_family"), _edge("a", "c", "lateral"), _edge("a", "e"), _edge("a", "b")]
    )

    assert [edge.to_role for edge in graph.next_moves("a")] == ["b", "e", "c", "d"]
    assert [edge.from_role for edge in graph.ways_in("b")] == ["a"]


def test_what_can_be_reached_includes_the_starts() -> None:
    graph = _graph([_edge("a", "b"), _edge("b", "c"), _edge("c", "a"), _edge("d", "e")])

    assert graph.reachable(["a"]) == {"a", "b", "c"}
    assert graph.reachable([]) == frozenset()


def test_a_dense_graph_is_no_trap() -> None:
    names = "".join(chr(0x4E00 + i) for i in range(40))
    edges = [_edge(f"r{i}", f"r{j}") for i in range(40) for j in range(40) if i != j]
    roles = {f"r{i}": SimpleNamespace(id=f"r{i}", rung=1) for i in range(len(names))}

    paths = PromotionGraph(roles, edges).best_paths(["r0"], "r39", 5)  # type: ignore[arg-type]

    assert [len(path.edges) for path in paths] == [1, 2, 2, 2, 2]


def test_every_role_of_the_knowledge_base_has_a_way_from_an_entry_post() -> None:
    graph = Knowledge.load().graph
    starts = [role for role in graph.entries() if graph.roles[role].rung == 1]

    assert set(graph.roles) - graph.reachable(starts) == set()
    for role in ("art-director", "store-manager", "chief-operating-officer"):
        assert graph.best_paths(starts, role), role
