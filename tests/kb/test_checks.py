"""Each check on small records made for it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from kb.checks import CHECKS, check
from kb.loader import load_folders
from kb.problems import Problem, Severity

Data = dict[str, Any]


def _text(english: str) -> Data:
    return {"zh-Hant": f"文{english}", "en": english}


def _described(name: str) -> Data:
    return {"label": _text(name), "sources": ["editorial"]}


def _skill(name: str, **more: Any) -> Data:
    levels = {"zh-Hant": [f"級{i}" for i in range(5)], "en": [f"level {i}" for i in range(5)]}
    return {
        "id": name,
        **_described(name),
        "kind": "craft",
        "levels": levels,
        "practice": _text("try"),
        **more,
    }


def _role(name: str, rung: int, **more: Any) -> Data:
    return {
        "id": name,
        **_described(name),
        "rung": rung,
        "ladder": "specialist",
        "mission": _text("mission"),
        "duties": [
            {"id": f"duty-{i}", "text": _text(f"duty {i} of {name}"), "sources": ["editorial"]}
            for i in range(5)
        ],
        "skills": [{"skill": f"skill-{i}", "importance": 3, "level": 2} for i in range(6)],
        "interests": {"code": "RIA", "zh-Hant": ["畫畫"], "en": ["drawing"]},
        "entry": {"gate": "trained_on_the_job", "note": _text("note"), "sources": ["editorial"]},
        "conditions": _text("conditions"),
        "small_store": None,
        "full_company": None,
        "hiring_step": None,
        "day": _text("day"),
        "likes": [_text("like")],
        "dislikes": [_text("dislike")],
        **more,
    }


def _edge(start: str, end: str, **more: Any) -> Data:
    return {
        "from": start,
        "to": end,
        "kind": "vertical",
        "ladder": "specialist",
        "internal_first": True,
        "show": [{"skill": "skill-0", "level": 2}],
        "evidence": [_text("proof")],
        "sources": ["editorial"],
        **more,
    }


class World:
    """A tiny knowledge folder without a fault; a test puts one in and looks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: list[Data] = [
            {"id": "editorial", "title": _text("own"), "kind": "judgement", "licence": "own"},
        ]
        self.skills = [_skill(f"skill-{i}") for i in range(6)]
        self.tools: list[Data] = []
        self.low = _role("low", 1)
        self.high = _role("high", 2)
        self.edges = [_edge("low", "high")]
        self.evidence: Data | None = None

    def found(self) -> list[Problem]:
        self._write("sources.yaml", {"sources": self.sources})
        self._write(
            "families.yaml",
            {"families": [{"id": f, **_described(f), "description": _text("d")} for f in ("hr", "it")]},
        )
        group = {"id": "things", **_described("things"), "description": _text("d")}
        self._write("skills/things.yaml", {"group": group, "skills": self.skills})
        self._write("tools.yaml", {"tools": self.tools})
        for role in (self.low, self.high):
            self._write(f"roles/{role.get('family', 'hr')}/{role['id']}.yaml", role)
        self._write("tracks/hr.yaml", {"edges": self.edges})
        if self.evidence:
            self._write("evidence/hr.yaml", self.evidence)
        loaded = load_folders([self.root])
        assert loaded.problems == ()
        return list(check(loaded))

    def only(self) -> Problem:
        (problem,) = self.found()
        assert problem.line is not None
        assert problem.message
        assert problem.remedy
        return problem

    def codes(self) -> set[tuple[str, str]]:
        return {(problem.code, problem.key) for problem in self.found()}

    def _write(self, name: str, data: Data) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_faultless_folder_has_no_findings(world: World) -> None:
    assert world.found() == []
    assert len(set(CHECKS)) == len(CHECKS)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("skill", "skills[0].skill"),
        ("duty", "duties[0].skills[0]"),
        ("tool", "tools[0]"),
        ("department", "full_company"),
        ("step", "hiring_step"),
    ],
)
def test_an_id_in_a_role_must_exist(world: World, kind: str, key: str) -> None:
    if kind == "skill":
        world.high["skills"].insert(0, {"skill": "skil-0", "importance": 5, "level": 1})
    elif kind == "duty":
        world.high["duties"][0]["skills"] = ["skil-0"]
    elif kind == "tool":
        world.high["tools"] = ["hammer"]
    elif kind == "department":
        world.high["full_company"] = "nowhere"
    else:
        world.high["hiring_step"] = "never"

    problem = world.only()

    assert (problem.code, problem.key, problem.file) == ("unknown-id", key, "roles/hr/high.yaml")
    assert problem.severity is Severity.ERROR
    assert ("skill-0" in problem.remedy) == (kind in ("skill", "duty"))


def test_an_id_in_a_skill_tool_or_edge_must_exist(world: World) -> None:
    world.skills[0]["broader"] = "skill-x"
    world.skills[1]["related"] = ["skill-y"]
    world.tools = [{"id": "pen", **_described("pen"), "shows": ["skill-z"]}]
    world.edges[0]["show"].append({"skill": "skill-w", "level": 1})
    world.edges.append(_edge("low", "hihg"))

    assert {pair for pair in world.codes() if pair[0] == "unknown-id"} == {
        ("unknown-id", "skills[0].broader"),
        ("unknown-id", "skills[1].related[0]"),
        ("unknown-id", "tools[0].shows[0]"),
        ("unknown-id", "edges[0].show[1].skill"),
        ("unknown-id", "edges[1].to"),
    }


def test_a_citation_needs_a_source_and_one_of_its_parts(world: World) -> None:
    world.sources.append(
        {"id": "standard", "title": _text("s"), "kind": "standard", "licence": "x", "anchors": ["1-1", "1-2"]}
    )
    world.low["sources"] = ["standard:1-3"]
    world.high["sources"] = ["onet:11-1111.00", "company:handbook"]

    assert world.codes() == {("unknown-anchor", "sources[0]"), ("unknown-source", "sources[0]")}


def test_every_fact_of_the_article_is_cited(world: World) -> None:
    world.sources.append(
        {"id": "article", "title": _text("a"), "kind": "article", "licence": "x", "anchors": ["1.1", "1.2"]}
    )
    world.low["sources"] = ["article#1.1"]

    problem = world.only()

    assert (problem.code, problem.key) == ("fact-not-covered", "sources[1].anchors[1]")
    assert "article#1.2" in problem.remedy


@pytest.mark.parametrize(("count", "codes"), [(0, {"no-such-count"}), (3, set())])
def test_an_importance_that_cites_postings_needs_a_count(world: World, count: int, codes: set[str]) -> None:
    world.sources.append({"id": "postings", "title": _text("p"), "kind": "counts", "licence": "x"})
    world.high["skills"][0]["evidence"] = ["postings:hr"]
    world.evidence = {
        "family": "hr",
        "command": "count",
        "counted_on": "2026-11-23",
        "postings_zh": 5,
        "postings_en": 5,
        "esco": 0,
        "onet": 0,
        "sources": ["postings:hr"],
        "skills": [{"skill": "skill-0", "postings_zh": count}],
    }

    assert {problem.code for problem in world.found()} == codes


def test_a_source_cited_twice_is_a_warning(world: World) -> None:
    world.low["sources"] = ["editorial", "editorial"]

    problem = world.only()

    assert (problem.code, problem.key, problem.severity) == ("repeated-source", "sources", Severity.WARNING)


def test_sources_of_the_wrong_shape_do_not_stop_the_checks(world: World) -> None:
    world.found()
    (world.root / "tools.yaml").write_text(
        "tools:\n  - {id: pen, sources: [{a: 1}, {a: 1}], shows: 3, label: [1]}\n", encoding="utf-8"
    )

    loaded = load_folders([world.root])

    assert loaded.problems
    assert list(check(loaded)) == []


@pytest.mark.parametrize(
    ("mission", "code", "key"),
    [
        ({"zh-Hant": "把事做好", "en": "Do 好 work"}, "chinese-in-english", "mission.en"),
        ({"zh-Hant": "负责运营", "en": "Run it"}, "simplified-in-traditional", "mission.zh-Hant"),
        (
            {"zh-Hant": "Do all the work that nobody else in the shop wants to do", "en": "Do it"},
            "english-in-chinese",
            "mission.zh-Hant",
        ),
    ],
)
def test_a_text_in_the_wrong_language_is_a_warning(world: World, mission: Data, code: str, key: str) -> None:
    world.low["mission"] = mission

    problem = world.only()

    assert (problem.code, problem.key, problem.severity) == (code, key, Severity.WARNING)


def test_one_name_leads_to_one_skill_or_tool_and_one_title_to_one_role(world: World) -> None:
    world.skills[0]["aliases"] = {"en": ["drawing"]}
    world.skills[1]["aliases"] = {"en": ["ＤＲＡＷＩＮＧ"]}
    world.tools = [{"id": "pen", **_described("pen"), "shows": ["skill-0"], "aliases": {"en": ["Skill-2"]}}]
    world.high["aliases"] = {"en": ["low"]}

    assert [(p.code, p.file) for p in world.found()] == [
        ("ambiguous-name", "skills/things.yaml"),
        ("ambiguous-name", "tools.yaml"),
        ("ambiguous-name", "roles/hr/low.yaml"),
    ]


def test_the_same_name_in_two_scripts_is_ambiguous(world: World) -> None:
    world.skills[0]["aliases"] = {"zh-Hant": ["程式設計"]}
    world.skills[1]["aliases"] = {"zh-Hans": ["程序设计"]}
    world.skills[2]["aliases"] = {"zh-Hant": ["數據分析"]}
    world.skills[3]["aliases"] = {"zh-Hant": ["資料分析"]}

    assert ("ambiguous-name", "skills[3].aliases") in world.codes()


def test_a_record_is_not_given_a_name_twice(world: World) -> None:
    world.skills[0]["aliases"] = {"en": ["drawing", "drawing"]}
    world.skills[1]["aliases"] = {"en": ["skill-1"]}

    assert world.codes() == {("repeated-name", "skills[0].aliases"), ("repeated-name", "skills[1].aliases")}


def test_a_skill_nobody_asks_for_is_an_orphan(world: World) -> None:
    world.skills.append(_skill("alone"))
    world.skills.append(_skill("part", broader="alone"))

    assert world.codes() == {("orphan-skill", "skills[7].id")}


def test_broader_skills_do_not_run_in_a_circle(world: World) -> None:
    world.skills[0]["broader"] = "skill-1"
    world.skills[1]["broader"] = "skill-2"
    world.skills[2]["broader"] = "skill-1"
    world.skills[3]["broader"] = "skill-3"

    assert world.codes() == {
        ("circle", "skills[1].broader"),
        ("circle", "skills[2].broader"),
        ("circle", "skills[3].broader"),
    }


def test_a_skill_is_related_to_others_once(world: World) -> None:
    world.skills[0]["related"] = ["skill-0"]
    world.skills[1]["related"] = ["skill-2", "skill-2"]

    assert world.codes() == {("odd-relation", "skills[0].related"), ("odd-relation", "skills[1].related")}


def test_duties_are_distinct_within_and_between_roles(world: World) -> None:
    world.low["duties"][1]["id"] = "duty-0"
    world.high["duties"][2]["text"] = world.low["duties"][2]["text"]

    assert world.codes() == {("duplicate-id", "duties[1].id"), ("same-duty", "duties[2].text")}


def test_requirements_are_single_sorted_and_musts_matter(world: World) -> None:
    world.low["skills"][1]["skill"] = "skill-0"
    world.low["skills"][2]["importance"] = 4
    world.high["skills"][5].update(importance=2, must=True)

    assert world.codes() == {
        ("duplicate-id", "skills[1].skill"),
        ("not-sorted", "skills[2].importance"),
        ("weak-must", "skills[5].must"),
    }


def test_levels_do_not_fall_on_the_way_up(world: World) -> None:
    world.low["skills"][3]["level"] = 4

    problem = world.only()

    assert (problem.code, problem.file, problem.key) == (
        "level-falls",
        "roles/hr/high.yaml",
        "skills[3].level",
    )


def test_levels_may_fall_where_the_ladder_changes(world: World) -> None:
    world.low["skills"][3]["level"] = 4
    world.high["ladder"] = world.edges[0]["ladder"] = "manager"

    assert world.found() == []


def test_every_role_can_be_reached_from_the_first_rung(world: World) -> None:
    world.edges = []

    problem = world.only()

    assert (problem.code, problem.file) == ("unreachable", "roles/hr/high.yaml")
    assert "tracks/hr.yaml" in problem.remedy


@pytest.mark.parametrize(
    ("kind", "rung", "family", "fault"),
    [
        ("vertical", 2, "hr", False),
        ("vertical", 1, "hr", True),
        ("vertical", 2, "it", True),
        ("lateral", 1, "hr", False),
        ("lateral", 2, "hr", True),
        ("lateral", 1, "it", True),
        ("cross_family", 2, "it", False),
        ("cross_family", 1, "it", False),
        ("cross_family", 2, "hr", True),
    ],
)
def test_a_move_goes_where_its_kind_says(
    world: World, kind: str, rung: int, family: str, fault: bool
) -> None:
    world.edges[0]["kind"] = kind
    world.high.update(rung=rung, family=family)

    assert (("wrong-direction", "edges[0].kind") in world.codes()) is fault


def test_a_move_ends_on_the_ladder_of_its_target(world: World) -> None:
    world.edges[0]["ladder"] = "manager"

    problem = world.only()

    assert (problem.code, problem.key, problem.remedy) == (
        "wrong-ladder",
        "edges[0].ladder",
        "Write 'ladder: specialist'.",
    )


def test_what_is_shown_is_what_the_target_asks(world: World) -> None:
    world.skills.append(_skill("extra"))
    world.low["duties"][0]["skills"] = ["extra"]
    world.edges[0]["show"] = [{"skill": "extra", "level": 1}, {"skill": "skill-1", "level": 5}]

    assert world.codes() == {
        ("shown-not-required", "edges[0].show[0].skill"),
        ("shown-above-required", "edges[0].show[1].level"),
    }


def test_promotions_do_not_run_in_a_circle(world: World) -> None:
    world.edges.append(_edge("high", "low"))

    assert world.codes() == {
        ("circle", "edges[0].to"),
        ("circle", "edges[1].to"),
        ("wrong-direction", "edges[1].kind"),
    }


def test_a_malformed_record_does_not_make_its_readers_wrong(world: World) -> None:
    broken = deepcopy(world.skills[0])
    world.found()
    del broken["kind"]
    world.skills[0] = broken
    world._write(
        "skills/things.yaml",
        {"group": {"id": "things", **_described("t"), "description": _text("d")}, "skills": world.skills},
    )

    loaded = load_folders([world.root])

    assert [(p.code, p.key) for p in loaded.problems] == [("missing-key", "skills[0].kind")]
    assert list(check(loaded)) == []


def test_an_unreadable_file_does_not_make_all_others_wrong(world: World) -> None:
    world.found()
    (world.root / "skills" / "things.yaml").write_text("group: {\n", encoding="utf-8")

    loaded = load_folders([world.root])

    assert [p.code for p in loaded.problems] == ["yaml-syntax"]
    assert list(check(loaded)) == []
