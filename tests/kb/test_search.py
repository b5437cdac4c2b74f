"""Search that forgives script, sound, width, case and slips, and puts what was meant first."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.chinese import variants
from kb.readings import chinese_runs, syllables
from kb.search import Findable, NameIndex, findable_roles, findable_skills, searchable


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge.load()


@pytest.fixture(scope="module")
def roles(knowledge):
    return NameIndex(findable_roles(knowledge))


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "資料分析師",
            "资料分析师",
            "數據分析師",
            "数据分析师",
            "ＤＡＴＡ analyst",
            "data analyst",
            "Data  Analyst",
        ),
        *("zlfxs", "sjfxs", "ziliaofenxishi", "zi liao fen xi shi", "zlfenxis", "ZLFXS"),
        *("ㄗㄌㄈㄒㄕ", "ㄗㄌㄧㄠˋㄈㄣㄒㄧㄕ", "ㄗ ㄌㄧㄠˋ ㄈㄣ ㄒㄧ ㄕ", "data anlyst"),
    ],
)
def test_all_these_are_the_data_analyst(roles, asked):
    assert roles.find(asked)[0] == "data-analyst"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("dz", "store-manager"),
        ("dianzhang", "store-manager"),
        ("mg", "visual-designer"),
        ("kuaiji", "accountant"),
        ("kj", "accountant"),
        ("spsys", "product-photographer"),
    ],
)
def test_sounds_that_fit_a_whole_name_come_first(roles, asked, first):
    assert roles.find(asked)[0] == first


def test_every_role_is_found_by_the_sound_of_its_name(knowledge, roles):
    for role in knowledge.roles.values():
        (run, *others) = chinese_runs(variants(role.label.zh_hant)[0]) or ((),)
        if others or len(run) < 2:
            continue
        for spelled in (
            "".join(s.pinyin for s in syllables(run)),
            "".join(s.bopomofo for s in syllables(run)),
        ):
            assert role.id in roles.find(spelled), (role.id, spelled)


def test_every_character_of_every_name_can_be_read(knowledge):
    runs = {
        run
        for record in searchable(knowledge)
        for n in record.names
        for form in variants(n)
        for run in chinese_runs(form)
    }
    unread = {run for run in runs if len(syllables(run)) != len(run)}
    assert not unread, "python scripts/write_readings.py"


def test_english_words_are_not_taken_for_sounds(knowledge, roles):
    """A sound that an English word happens to spell comes after the names that hold the word."""
    for asked in ("design", "sales", "seo", "hr", "manager", "live"):
        found = roles.find(asked)
        holds = [asked in " ".join(knowledge.roles[role].label.en.lower().split()) for role in found]
        first_without = holds.index(False) if False in holds else len(holds)
        assert not any(holds[first_without:]), (asked, found)


def test_skills_are_found_too(knowledge):
    skills = NameIndex(findable_skills(knowledge))
    assert skills.find("shangpin sheying")[0] == "product-photography"
    assert skills.find("spsy")[0] == "product-photography"


def test_nothing_asked_finds_all_and_nonsense_nothing(roles, knowledge):
    assert roles.find(" ") == tuple(knowledge.roles)
    assert roles.find("[/b]\x1b") == ()
    assert roles.find("qqqqqq") == ()


@given(st.text(max_size=30))
def test_any_query_is_answered(asked):
    index = NameIndex([Findable("a", ("資料分析師", "data analyst")), Findable("b", ("[/b]", ""))])
    assert set(index.find(asked)) <= {"a", "b"}


def test_pypinyin_is_not_needed_to_search():
    code = (
        "import sys; sys.modules['pypinyin'] = None\n"
        "from kb.search import Findable, NameIndex\n"
        "print(NameIndex([Findable('a', ('會計',))]).find('kj'))"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "('a',)"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        *(("ops manager", "operations-manager"), ("ops mgr", "operations-manager")),
        *(("mktg manager", "marketing-manager"), ("operations manger", "operations-manager")),
        *(("cs manager", "customer-service-manager"), ("warehouse sup", "warehouse-supervisor")),
        *(("美編", "visual-designer"), ("美编", "visual-designer"), ("美邊", "visual-designer")),
        *(("客服專圓", "after-sales-agent"), ("营运经理", "operations-manager")),
    ],
)
def test_short_forms_other_names_and_wrong_characters_find_what_was_meant(roles, asked, first):
    found = roles.find(asked)
    assert first in found[:2] if asked == "cs manager" else found[0] == first, found[:3]


def test_a_skill_is_found_by_a_tool_that_shows_it(knowledge):
    assert "image-retouching" in NameIndex(findable_skills(knowledge)).find("photoshop")[:3]
