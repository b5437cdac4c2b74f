"""Imports of ESCO and O*NET: whole on the published files, clear about broken and partial ones."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import Knowledge
from kb.checks import check
from kb.importers import esco, onet
from kb.importers.building import MOST, Ids, split_labels
from kb.importers.esco import import_esco, rung_of
from kb.importers.onet import import_onet
from kb.importers.onet_skills import level_of
from kb.loader import load_folders
from kb.manifest import Manifest, read_manifest, stacked
from kb.problems import Problem, Severity
from kb.records import Records
from kb.writer import in_file_order, write_folder

MOST_SECONDS = 60
"""No import, written and loaded again, may keep anybody waiting longer."""

ESCO = "http://data.europa.eu/esco"


def _clear(problems: list[Problem]) -> Iterator[Problem]:
    """Every problem, once it is sure that a person can act on it."""
    for problem in problems:
        assert problem.file
        assert problem.message.endswith(".")
        assert problem.remedy
        assert "Traceback" not in str(problem)
        assert "\n" not in str(problem)
        yield problem


def _codes(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(p.file, p.code) for p in _clear(problems)}


# A small ESCO folder in the official layout


@pytest.fixture
def little_esco(tmp_path: Path) -> Path:
    folder = tmp_path / "esco"
    folder.mkdir()
    (folder / "occupations_en.csv").write_text(
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,description\n"
        f'Occupation,{ESCO}/occupation/a,5223,shop assistant,"sales clerk\nshop helper",released,They sell.\n'
        f"Occupation,{ESCO}/occupation/b,5222,shop supervisor,,released,They supervise.\n"
        f"Occupation,{ESCO}/occupation/c,1221,sales manager,,released,\n"
        f"Occupation,{ESCO}/occupation/d,1221,old manager,,obsolete,\n",
        encoding="utf-8",
    )
    (folder / "ISCOGroups_en.csv").write_text(
        "conceptType,conceptUri,code,preferredLabel\n"
        f"ISCOGroup,{ESCO}/isco/C522,522,Shop salespersons\n"
        f'ISCOGroup,{ESCO}/isco/C122,122,"Sales, marketing and development managers"\n',
        encoding="utf-8",
    )
    (folder / "skills_en.csv").write_text(
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,description\n"
        f"S,{ESCO}/skill/1,skill/competence,cross-sector,sell products,,released,\n"
        f"S,{ESCO}/skill/2,skill/competence,cross-sector,manage staff,lead staff,released,\n"
        f"S,{ESCO}/skill/3,knowledge,cross-sector,market analysis,,released,\n"
        f"S,{ESCO}/skill/4,skill/competence,transversal,work in teams,,released,\n",
        encoding="utf-8",
    )
    (folder / "occupationSkillRelations_en.csv").write_text(
        "occupationUri,relationType,skillType,skillUri\n"
        f"{ESCO}/occupation/a,essential,s,{ESCO}/skill/1\n"
        f"{ESCO}/occupation/a,optional,s,{ESCO}/skill/4\n"
        f"{ESCO}/occupation/b,essential,s,{ESCO}/skill/1\n"
        f"{ESCO}/occupation/b,essential,s,{ESCO}/skill/2\n"
        f"{ESCO}/occupation/c,essential,s,{ESCO}/skill/2\n"
        f"{ESCO}/occupation/c,optional,s,{ESCO}/skill/3\n",
        encoding="utf-8",
    )
    (folder / "skillsHierarchy_en.csv").write_text(
        "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI\n"
        f"{ESCO}/skill/S,skills,{ESCO}/skill/S4,management skills\n",
        encoding="utf-8",
    )
    (folder / "broaderRelationsSkillPillar_en.csv").write_text(
        f"conceptType,conceptUri,broaderType,broaderUri\nS,{ESCO}/skill/2,SkillGroup,{ESCO}/skill/S4\n",
        encoding="utf-8",
    )
    return folder


def test_official_esco_files_become_records(little_esco: Path) -> None:
    records, problems = import_esco(little_esco)
    roles = {role.id: role for role in records.roles}

    assert list(_clear(problems)) == []
    assert set(roles) == {"shop-assistant", "shop-supervisor", "sales-manager"}
    assistant = roles["shop-assistant"]
    assert (assistant.family, assistant.rung) == ("shop_salespersons", 1)
    assert assistant.aliases.en == ("sales clerk", "shop helper")
    assert assistant.mission.en == "They sell."
    assert [(q.skill, q.importance, q.level) for q in assistant.skills] == [
        ("sell-products", 4, 3),
        ("work-in-teams", 2, 3),
    ]
    assert assistant.skills[0].evidence == assistant.sources == (f"esco:{ESCO}/occupation/a",)
    assert (assistant.duties, bool(assistant.day), bool(assistant.interests)) == ((), False, False)
    assert not roles["sales-manager"].mission
    skills = {skill.id: skill for skill in records.skills}
    assert (skills["manage-staff"].group, skills["manage-staff"].aliases.en) == (
        "management_skills",
        ("lead staff",),
    )
    assert (skills["market-analysis"].kind, skills["work-in-teams"].kind) == ("knowledge", "general")


def test_esco_edges_rise_and_say_that_they_are_proposals(little_esco: Path) -> None:
    records, _ = import_esco(little_esco)
    rungs = {role.id: role.rung for role in records.roles}
    edges = {edge.id: edge for edge in records.edges}

    assert edges["shop-assistant--shop-supervisor"].kind == "vertical"
    assert edges["shop-supervisor--sales-manager"].kind == "cross_family"
    assert edges["shop-assistant--shop-supervisor"].show[0].skill == "manage-staff"
    for edge in edges.values():
        assert edge.sources[0] == "proposal:esco"
        assert rungs[edge.from_role] < rungs[edge.to_role]
        assert edge.evidence == ()
        assert not edge.internal_first


def test_an_import_is_a_working_knowledge_base(little_esco: Path, tmp_path: Path) -> None:
    records, _ = import_esco(little_esco)
    folder = tmp_path / "kb"
    write_folder(records, folder, esco.MANIFEST)

    knowledge = Knowledge.load([folder])

    assert knowledge.records == in_file_order(records)
    assert Knowledge.load([folder]).records == knowledge.records
    assert knowledge.role("Sales Clerk").id == "shop-assistant"
    assert [path.roles for path in knowledge.graph.best_paths(["shop-assistant"], "sales-manager")]
    assert list(check(load_folders([folder]))) == []


@pytest.mark.parametrize(
    ("gone", "codes", "roles"),
    [
        ("occupations_en.csv", {("occupations_en.csv", "missing-file")}, 0),
        ("ISCOGroups_en.csv", {("ISCOGroups_en.csv", "missing-file")}, 3),
        (
            "occupationSkillRelations_en.csv",
            {("occupationSkillRelations_en.csv", "missing-file")},
            3,
        ),
        ("skills_en.csv", {("skills_en.csv", "no-skills")}, 3),
        ("skillsHierarchy_en.csv", {("skillsHierarchy_en.csv", "missing-file")}, 3),
    ],
)
def test_a_missing_esco_file_is_one_sentence(
    little_esco: Path, gone: str, codes: set[tuple[str, str]], roles: int
) -> None:
    (little_esco / gone).unlink()

    records, problems = import_esco(little_esco)

    assert _codes(problems) == codes
    assert len(problems) == 1
    assert len(records.roles) == roles


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"conceptUri,iscoGroup,preferredLabel\n", "empty-table"),
        (b"conceptUri,iscoGroup,preferredLable\nx,1,y\n", "missing-column"),
        (b"conceptUri,iscoGroup,preferredLabel\n\xff\xfe\n", "not-utf8"),
        (b'conceptUri,iscoGroup,preferredLabel\n"x,5223,y\n', "broken-table"),
        (b"conceptUri,iscoGroup,preferredLabel\nx\n", "ragged-row"),
        (b"conceptUri,iscoGroup,preferredLabel\nx,,y\nz,abc,\n", "unusable-row"),
    ],
)
def test_a_broken_table_is_one_sentence(little_esco: Path, content: bytes, code: str) -> None:
    (little_esco / "occupations_en.csv").write_bytes(content)

    records, problems = import_esco(little_esco)

    assert _codes(problems) == {("occupations_en.csv", code)}
    assert len(problems) == 1
    assert records == Records()


def test_a_misspelt_file_name_is_guessed(little_esco: Path) -> None:
    (little_esco / "ISCOGroups_en.csv").rename(little_esco / "IscoGroups_en.csv")

    _, problems = import_esco(little_esco)

    assert "IscoGroups_en.csv" in problems[0].remedy


def test_files_of_two_downloads_are_told_apart(little_esco: Path) -> None:
    with (little_esco / "occupationSkillRelations_en.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{ESCO}/occupation/z,essential,s,{ESCO}/skill/1\n")
        stream.write(f"{ESCO}/occupation/a,essential,s,{ESCO}/skill/9\n")

    records, problems = import_esco(little_esco)

    assert {p.code for p in _clear(problems)} == {"unknown-skill", "unknown-occupation"}
    assert len(records.roles) == 3


def test_a_row_that_no_model_accepts_is_left_out_and_named(little_esco: Path) -> None:
    path = little_esco / "occupations_en.csv"
    text = path.read_text("utf-8").replace(f"{ESCO}/occupation/b", "not an address")
    path.write_text(text, encoding="utf-8")

    records, problems = import_esco(little_esco)

    assert "shop-supervisor" not in {role.id for role in records.roles}
    assert ("occupations_en.csv", "unusable-record") in _codes(problems)


def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    for read in (import_esco, import_onet):
        records, problems = read(tmp_path / "absent")
        assert records == Records()
        assert [p.code for p in _clear(problems)] == ["no-folder"]
        assert problems[0].severity is Severity.ERROR


def test_a_workbook_that_is_none_is_one_sentence(little_esco: Path) -> None:
    (little_esco / "occupationSkillRelations_en.csv").unlink()
    (little_esco / "occupationskills.xlsx").write_bytes(b"not a workbook")

    records, problems = import_esco(little_esco)

    assert ("occupationskills.xlsx", "broken-workbook") in _codes(problems)
    assert len(records.roles) == 3


def test_joined_labels_are_split_where_labels_hold_commas() -> None:
    known = {"plan": "1", "manage, plan and draw": "2", "draw": "3", "manage": "4"}

    assert split_labels("plan, manage, plan and draw, draw", known) == (["1", "2", "3"], [])
    assert split_labels("plan, fly, draw", known) == (["1", "3"], ["fly"])
    assert split_labels("", known) == ([], [""])


@pytest.mark.parametrize(
    ("title", "major", "rung"),
    [
        ("shop assistant", "5", 1),
        ("assistant sales manager", "1", 4),
        ("shop supervisor", "5", 4),
        ("sales manager", "1", 5),
        ("managing director", "1", 6),
        ("data analyst", "2", 3),
        ("office cleaner", "9", 1),
    ],
)
def test_rungs_follow_the_major_group_and_the_title(title: str, major: str, rung: int) -> None:
    assert rung_of(title, major) == rung


def test_ids_are_given_once_and_fit() -> None:
    ids = Ids()

    assert [ids.slug("C++"), ids.slug("C#"), ids.slug("c plus plus")] == [
        "c-plus-plus",
        "c-sharp",
        "c-plus-plus-2",
    ]
    assert ids.slug("Pâtissier’s café") == "patissiers-cafe"
    assert len(ids.slug("word " * 40)) <= MOST
    assert len(ids.slug("word " * 40)) <= MOST
    assert [ids.slug("中文"), ids.slug("日本")] == ["unnamed", "unnamed-2"]
    assert [ids.snake("Sales 2"), ids.snake("Sales 3"), ids.snake("Sales")] == ["sales", "sales_a", "sales_b"]


# A small O*NET folder


@pytest.fixture
def little_onet(tmp_path: Path) -> Path:
    folder = tmp_path / "onet"
    folder.mkdir()
    tables = {
        "Occupation Data": "O*NET-SOC Code\tTitle\tDescription\n41-2031.00\tRetail Salespersons\tSell.\n"
        "41-1011.00\tSupervisors of Retail Workers\tSupervise.\n11-2022.00\tSales Managers\tPlan.\n",
        "Job Zones": "O*NET-SOC Code\tJob Zone\n41-2031.00\t2\n41-1011.00\t3\n",
        "Job Zone Reference": "Job Zone\tExperience\n2\tSome experience.\n3\tMore experience.\n",
        "Task Statements": "O*NET-SOC Code\tTask ID\tTask\tTask Type\n41-2031.00\t2\tClean.\tSupplemental\n"
        "41-2031.00\t1\tGreet customers.\tCore\n",
        "Alternate Titles": "O*NET-SOC Code\tAlternate Title\n41-2031.00\tSales Clerk\n",
        "Sample of Reported Titles": "O*NET-SOC Code\tReported Job Title\n41-2031.00\tSales Associate\n",
        "Interests": "O*NET-SOC Code\tElement Name\tScale ID\tData Value\n"
        + "".join(
            f"41-2031.00\t{name}\tOI\t{value}\n"
            for name, value in zip(
                ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional"),
                (2.0, 1.0, 1.5, 5.0, 6.0, 4.0),
                strict=True,
            )
        ),
        "Related Occupations": "O*NET-SOC Code\tRelated O*NET-SOC Code\n41-2031.00\t41-1011.00\n",
        "Work Styles": "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n"
        "41-2031.00\t1.C.1.a\tPersistence\tIM\t4.4\n41-1011.00\t1.C.2.b\tLeadership\tIM\t4.6\n"
        "41-2031.00\t1.C.2.b\tLeadership\tIM\t2.9\n",
        "Skills": "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n"
        "41-1011.00\t2.B.1.a\tPersuasion\tIM\t3.6\n41-1011.00\t2.B.1.a\tPersuasion\tLV\t4.2\n",
        "Technology Skills": "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n"
        "41-2031.00\tMicrosoft Excel\t43232110\tSpreadsheet software\tY\n"
        '11-2022.00\tAn "old" tool\t43232111\tOld software\tN\n',
    }
    for name, text in tables.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_official_onet_files_become_records(little_onet: Path) -> None:
    records, problems = import_onet(little_onet)
    roles = {role.id: role for role in records.roles}

    assert list(_clear(problems)) == []
    clerk = roles["retail-salespersons"]
    assert (clerk.family, clerk.rung, clerk.entry.note.en) == ("sales_and_related", 2, "Some experience.")
    assert clerk.aliases.en == ("Sales Associate", "Sales Clerk")
    assert [duty.id for duty in clerk.duties] == ["task-1", "task-2"]
    assert clerk.interests.code == "ESC"
    assert [(q.skill, q.importance) for q in clerk.skills] == [
        ("persistence", 4),
        ("spreadsheet-software", 3),
    ]
    assert clerk.tools == ("microsoft-excel",)
    supervisor = roles["supervisors-of-retail-workers"]
    assert {q.skill: q.level for q in supervisor.skills} == {"persuasion": 3, "leadership": 3}
    assert supervisor.ladder == "manager"
    assert {edge.id: edge.kind for edge in records.edges}[
        "retail-salespersons--supervisors-of-retail-workers"
    ] == "vertical"
    assert [tool.label.en for tool in records.tools] == ["Microsoft Excel", 'An "old" tool']
    assert "No job zone" in roles["sales-managers"].entry.note.en


def test_an_onet_import_is_a_working_knowledge_base(little_onet: Path, tmp_path: Path) -> None:
    records, _ = import_onet(little_onet)
    write_folder(records, tmp_path / "kb", onet.MANIFEST)

    knowledge = Knowledge.load([tmp_path / "kb"])

    assert knowledge.records == in_file_order(records)
    assert list(check(load_folders([tmp_path / "kb"]))) == []


@pytest.mark.parametrize(
    "name", ["Job Zones", "Task Statements", "Interests", "Related Occupations", "Technology Skills"]
)
def test_a_missing_onet_file_is_one_sentence(little_onet: Path, name: str) -> None:
    (little_onet / f"{name}.txt").unlink()

    records, problems = import_onet(little_onet)

    assert [(p.file, p.code) for p in _clear(problems)] == [(f"{name}.txt", "missing-file")]
    assert len(records.roles) == 3


def test_a_cell_that_is_no_number_is_one_sentence(little_onet: Path) -> None:
    path = little_onet / "Work Styles.txt"
    path.write_text(path.read_text("utf-8").replace("4.4", "high").replace("4.6", "low"), encoding="utf-8")

    _, problems = import_onet(little_onet)

    assert [p.code for p in _clear(problems)] == ["not-a-number"]


def test_an_onet_folder_with_nothing_but_titles_still_serves(little_onet: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    shutil.copy(little_onet / "Occupation Data.txt", tmp_path / "bare")

    records, problems = import_onet(tmp_path / "bare")
    write_folder(records, tmp_path / "kb", onet.MANIFEST)

    assert len(records.roles) == 3
    assert all(p.severity is Severity.WARNING for p in _clear(problems))
    assert load_folders([tmp_path / "kb"]).problems == ()


def test_the_seven_point_scale_fits_five_levels() -> None:
    assert [level_of(value) for value in (0, 1.4, 1.5, 4.2, 4.3, 5.6, 7)] == [1, 1, 2, 3, 4, 4, 5]


# Where imported folders stand


def test_an_imported_folder_takes_the_place_of_the_base(root: Path, tmp_path: Path) -> None:
    imported, other = tmp_path / "imported", tmp_path / "other"
    for folder in (imported, other):
        folder.mkdir()
    (imported / "kb.yaml").write_text("imported: true\n", encoding="utf-8")

    assert stacked([imported, other]) == (imported, other)
    assert stacked([other]) == (root / "data", other)
    assert stacked([other], base=imported) == (imported, other)
    assert stacked([]) == (root / "data",)


def test_a_mistake_in_the_manifest_is_named(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == (Manifest(), [])
    (tmp_path / "kb.yaml").write_text('importd: true\nimported: "yes"\nname: [x]\n', encoding="utf-8")

    manifest, problems = read_manifest(tmp_path)

    assert not manifest.imported
    assert [(p.line, p.key, p.code) for p in problems] == [
        (1, "importd", "unknown-key"),
        (2, "imported", "wrong-kind"),
        (3, "name", "wrong-kind"),
    ]
    assert "imported" in problems[0].remedy
    assert [p.code for p in load_folders([tmp_path]).problems] == [p.code for p in problems]


# The published files


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "read", "manifest", "roles", "skills"),
    [
        ("esco", import_esco, esco.MANIFEST, 3_000, 13_000),
        ("onet_27.0", import_onet, onet.MANIFEST, 1_000, 140),
    ],
)
def test_the_published_files_import_in_time(
    shared: Path, tmp_path: Path, name: str, read: object, manifest: Manifest, roles: int, skills: int
) -> None:
    source = shared / "data" / name
    if not source.is_dir():
        pytest.skip(f"{name} is not among the shared data")
    began = time.process_time()
    records, problems = read(source)  # type: ignore[operator]
    folder = tmp_path / "kb"
    write_folder(records, folder, manifest)
    imported_in = time.process_time() - began

    assert imported_in < MOST_SECONDS
    assert len(records.roles) >= roles
    assert len(records.skills) >= skills
    assert len(list(_clear(problems))) < 10
    began = time.process_time()
    knowledge = Knowledge.load([folder])
    assert time.process_time() - began < MOST_SECONDS
    assert knowledge.records == in_file_order(records)
    reached = knowledge.graph.reachable(knowledge.graph.entries())
    assert len(reached) > 0.85 * len(records.roles)
