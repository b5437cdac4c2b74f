"""Rosters in: YAML, tables as they come, profiles; private facts never get through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.locate import builtin_root
from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.profile import PRIVATE_KEYS
from matcher.team.people import Rating, Roster
from matcher.team.problems import TeamError
from matcher.team.readiness import Judge
from matcher.team.roster_file import read_roster, read_vacancies, roster_as_yaml
from matcher.team.roster_table import TableRoster, read_table
from matcher.team.titles import Titles, said_titles
from tests.matcher.team.people import KNOWLEDGE

DAY = date(2026, 11, 1)

TABLE = """員工編號,姓名,性別,年齡,職稱,到職日,現職年資,績效,技能,客訴處理（自評）,備註
1001,王小美,女,24,資深客服（夜班）,2023/5/1,1.5,4,"團隊管理:3、帶教與輔導 3級、會飛",4,x
1002,陳大文,男,51,售前客服,2024-11-02,8個月,,線上即時客服:4,,y
,無名,男,30,美工,2024-01-01,1,3,,,
1002,重複,男,30,美工,2024-01-01,1,3,,,
1003,時光,女,30,美工,昨天,1,3,,,
1004,林,女,22,首席快樂官,2025-12-01,0.5,5,,,
"""


def table(tmp_path: Path, text: str = TABLE, *wishes: str) -> TableRoster:
    path = tmp_path / "people.csv"
    path.write_text(text, "utf-8")
    return read_table(path, KNOWLEDGE, Titles(KNOWLEDGE), wishes, DAY)


def test_a_table_as_it_comes(tmp_path: Path) -> None:
    read = table(tmp_path)
    first, second, last = read.roster.people
    assert (first.id, first.role, first.company_months, first.post_months) == (
        "1001",
        "senior-customer-service-agent",
        42,
        18,
    )
    assert first.known() == {
        "team-management": (3, "lead"),
        "staff-coaching": (3, "lead"),
        "complaint-handling": (4, "self"),
    }
    assert first.performance == Rating(value=4, of=5)
    assert (second.company_months, second.post_months) == (23, 8)
    assert last.role is None
    assert read.not_understood == {"會飛": 1}
    assert [(r.row, r.problem.code) for r in read.rejects] == [(4, "no_id"), (5, "id_twice"), (6, "bad_time")]
    assert {link.title: link.how for link in read.titles.links()} == {
        "首席快樂官": "none",
        "資深客服（夜班）": "named",
        "售前客服": "named",
        "美工": "named",
    }


def test_private_columns_are_never_read(tmp_path: Path) -> None:
    swapped = TABLE.replace(",女,24,", ",男,61,").replace(",男,51,", ",女,19,").replace("王小美", "Igor")
    before, after = table(tmp_path), table(tmp_path, swapped)
    assert before.roster == after.roster
    assert {"姓名", "性別", "年齡"} <= set(before.columns.unused)
    judge = [Judge(KNOWLEDGE, read.roster).all(read.roster.people) for read in (before, after)]
    assert judge[0] == judge[1]
    text = before.roster.model_dump_json()
    assert not any(word in text for word in ("王小美", "女", "Igor", "24"))


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("2023/5/1", 42),
        ("112/5/1", 42),
        ("民國112年5月1日", 42),
        ("2023-05-02", 41),
        ("2023年5月", 42),
        ("2023-05-01 08:30:00", 42),
        ("2026-11-01", 0),
        ("2027-01-01", None),
        ("5/1/2023", None),
        ("2023-13-01", None),
    ],
)
def test_a_day_of_hire_as_it_is_written(tmp_path: Path, written: str, months: int | None) -> None:
    text = f"員工編號,職稱,到職日\n0,美工,2020-01-01\n1,美工,{written}\n"
    read = table(tmp_path, text)
    found = [person.company_months for person in read.roster.people if person.id == "1"]
    assert found == ([] if months is None else [months])


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("18", 216),
        ("1.5", 18),
        ("2年3個月", 27),
        ("8 months", 8),
        ("1 year", 12),
        ("-1", None),
        ("nan", None),
    ],
)
def test_a_length_of_service_as_it_is_written(tmp_path: Path, written: str, months: int | None) -> None:
    read = table(tmp_path, f"員工編號,職稱,年資\n0,美工,1\n1,美工,{written}\n")
    found = [person.company_months for person in read.roster.people if person.id == "1"]
    assert found == ([] if months is None else [months])


def test_a_correction_wins_and_a_column_of_names_can_serve_as_id(tmp_path: Path) -> None:
    with pytest.raises(TeamError, match="no id column"):
        table(tmp_path, "姓名,職稱\n王小美,美工\n")
    read = table(tmp_path, "姓名,職稱,主管評語\n王小美,美工,客服主管\n", "id=姓名", "title=主管評語")
    assert [(p.id, p.role) for p in read.roster.people] == [("王小美", "customer-service-supervisor")]


def test_the_ibm_table_reads_whole(shared: Path) -> None:
    path = shared / "data" / "hr" / "WA_Fn-UseC_-HR-Employee-Attrition.csv"
    if not path.is_file():
        pytest.skip("the HR table is not beside this repository")
    said = said_titles(["Sales Executive=operations-specialist", "Human Resources=hr-specialist"])
    read = read_table(path, KNOWLEDGE, Titles(KNOWLEDGE, said))
    assert len(read.roster.people) == 1470
    assert read.rejects == ()
    assert read.columns.columns == {
        "id": ("EmployeeNumber",),
        "title": ("JobRole",),
        "post_years": ("YearsInCurrentRole",),
        "company_years": ("YearsAtCompany",),
        "performance": ("PerformanceRating",),
    }
    assert {"Age", "Gender", "MaritalStatus", "MonthlyIncome"} <= set(read.columns.unused)
    linked = sum(link.people for link in read.titles.links() if link.role)
    assert linked == 326 + 52 + 83


def test_titles_link_by_name_or_alone_and_never_by_guess() -> None:
    titles = Titles(KNOWLEDGE, {"小編": "new-media-operator"})
    for title, role in (
        ("客服主管", "customer-service-supervisor"),
        ("客服主管(代理)", "customer-service-supervisor"),
        ("小编", "new-media-operator"),
        ("Manager", None),
        ("Healthcare Representative", None),
        ("", None),
    ):
        assert titles.role(title) == role, title
    with pytest.raises(ValueError, match="no equals"):
        said_titles(["no equals"])


def test_the_bundled_roster_survives_being_written_and_read(tmp_path: Path) -> None:
    roster, _ = read_roster(builtin_root() / "samples" / "roster.yaml", KNOWLEDGE)
    path = tmp_path / "again.yaml"
    path.write_text(roster_as_yaml(roster), "utf-8")
    again, _ = read_roster(path, KNOWLEDGE)
    assert again == roster
    assert len([person for person in roster.people if not person.outside]) >= 40


def test_a_profile_is_a_roster_of_one_that_vouches_for_itself() -> None:
    path = builtin_root() / "samples" / "students" / "lin-design-zh-hant.yaml"
    roster, _ = read_roster(path, KNOWLEDGE)
    (person,) = roster.people
    assert person.skills
    assert {rating.by for rating in person.skills} == {"self"}


@pytest.mark.parametrize("key", PRIVATE_KEYS)
def test_private_keys_of_a_roster_are_read_past(key: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(f"people:\n  - id: a\n    role: packer\n    {key}: zzz\n", "utf-8")
    roster, _ = read_roster(path, KNOWLEDGE)
    assert "zzz" not in roster.model_dump_json()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people: []\n", "holds no people"),
        ("people:\n  - {id: a, role: packer}\n  - {id: a, role: packer}\n", "the id 'a' stands there twice"),
        ("people:\n  - {id: a, skills: [{skill: juggling}]}\n", "there is no skill called 'juggling'"),
        ("people:\n  - {id: a, wishes: [jugler]}\n", "there is no role called 'jugler'"),
        ("people:\n  - {id: a, skills: [{skill: packing, level: 9}]}\n", "r.yaml: people[1]"),
        ("people:\n  - {id: a, shoe: 44}\n", "The key 'shoe' is not known here"),
        ("people:\n  - {id: a, performance: {value: 7, of: 5}}\n", "above the best of the scale"),
        ("people:\n  - 3\n", "Write keys and values"),
        ("people:\n  - {id: a, skills: [3]}\n", "skills[1]: Write keys and values"),
        ("people:\n  - {id: a, wishes: 2}\n", "wishes: write a list"),
        ("not_applicable: 7\npeople:\n  - {id: a}\n", "not_applicable: write a list"),
        ("titles: {boss: jugler}\npeople:\n  - {id: a}\n", "there is no role called 'jugler'"),
        ("people:\n  - {id: a\n", "not YAML"),
    ],
)
def test_what_is_wrong_with_a_roster_is_said_in_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(TeamError) as caught:
        read_roster(path, KNOWLEDGE)
    assert said in caught.value.said(Messages.load("en"))
    for language in MESSAGE_LANGUAGES:
        assert "r.yaml" in caught.value.said(Messages.load(language))


def test_vacancies_are_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("vacancies:\n  - {role: 客服主管, note: soon}\n", "utf-8")
    (vacancy,) = read_vacancies(path, KNOWLEDGE)
    assert (vacancy.id, vacancy.openings) == ("customer-service-supervisor",) * 1 + (1,)
    assert vacancy.note is not None
    assert vacancy.note.en == "soon"
    path.write_text("vacancies:\n  - {role: packer}\n  - {role: packer}\n", "utf-8")
    with pytest.raises(TeamError, match="twice"):
        read_vacancies(path, KNOWLEDGE)
    path.write_text("vacancies:\n  - {role: packer, openings: 0}\n", "utf-8")
    with pytest.raises(TeamError, match="openings"):
        read_vacancies(path, KNOWLEDGE)
    path.write_text("vacancies:\n  - {role: packer, note: '  '}\n", "utf-8")
    assert read_vacancies(path, KNOWLEDGE)[0].note is None


def test_nobody_stands_twice_in_a_roster() -> None:
    with pytest.raises(ValueError, match="twice"):
        Roster.model_validate({"people": [{"id": "a"}, {"id": "a"}]})
