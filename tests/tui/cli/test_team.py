"""The commands about teams: data, exit codes, three languages, the store from import to deletion."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.cli.conftest import Run
from tui.cli.layout import width

Call = Callable[..., Run]

SENIOR = "Banner and poster design:4, Main image design:4, Brand visual identity:3, Ad creative testing:2"
PEOPLE = f"""number,name,gender,job role,years in current role,years at company,skills
7,Ann,F,Visual designer,3,4,"{SENIOR}"
8,Ben,M,Design assistant,1,1,"Image retouching:3, Product page design:3, Main image design:3"
9,Cat,F,Wizard,1,1,
"""


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLADDER_STORE", str(tmp_path / "data" / "team.sqlite"))


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return str(path)


def test_ready_as_data(call: Call, people: str) -> None:
    run = call("team", "ready", "--roster", people, "--map", "id=number", "--json", "--lang", "en")
    assert run.code == 0, run.err
    data = run.data
    assert (data["people"], data["rejects"]) == (3, [])
    verdicts = {(r["person"], r["role"]): r["stands"] for r in data["readiness"]}
    assert verdicts["7", "senior-visual-designer"] == "ready"
    assert verdicts["8", "visual-designer"] == "ready"
    assert data["no_target"] == [{"person": "9", "title": "Wizard", "role": None}]
    assert [t["how"] for t in data["titles"]] == ["none", "named", "named"]
    assert not any(name in run.out for name in ("Ann", "Ben", '"F"'))


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
@pytest.mark.parametrize("command", ["ready", "ready tsai-meiling", "vacancy", "bench"])
def test_the_samples_in_every_language(call: Call, command: str, language: str) -> None:
    run = call("team", *command.split(), "--samples", "--lang", language)
    assert (run.code, run.err) == (0, "")
    assert "tsai-meiling" in run.out
    assert all(width(line) <= 80 for line in run.out.splitlines())
    assert ("nearly ready" in run.out) == (language == "en")


def test_vacancy_and_bench_as_data(call: Call) -> None:
    plan = call("team", "vacancy", "--samples", "--json", "--lang", "en").data
    assert len(plan["answers"]) == 12
    assert {"filled": 11, "ready": 6}.items() <= plan["solution"].items()
    first = plan["answers"][0]
    assert first["candidates"][0]["text"]
    assert first["reason"].startswith("Inside candidates come first (article 4.11)")
    assert first["chains"][0]["text"][-1].endswith("it is where people start.")
    bench = call("team", "bench", "--samples", "--json", "--lang", "en").data
    assert {"roles", "single_points", "duties", "training"} <= set(bench)
    only = call("team", "bench", "--samples", "--for", "store-manager", "--json", "--lang", "en").data
    assert [line["role"] for line in only["roles"]] == ["store-manager"]


def test_difference_with_what_a_person_has(call: Call) -> None:
    command = ("team", "difference", "visual-designer", "senior-visual-designer", "--lang", "en")
    assert "Banner and poster design: 3 to 4 (has 4)" in call(*command, "--samples", "--person", "xu-wen").out
    data = call(*command, "--json").data
    assert {line["skill"] for line in data["higher"]} >= {"banner-poster-design", "main-image-design"}
    assert data["track"] == "visual-designer--senior-visual-designer"


def test_an_import_that_fails_leaves_no_empty_store(call: Call, tmp_path: Path) -> None:
    store = tmp_path / "new.sqlite"
    said = call("team", "import", "no-such.csv", "--store", str(store), "--lang", "en")
    assert said.code == 4
    assert not store.exists()


def test_the_store_from_import_to_deletion(call: Call, people: str, tmp_path: Path) -> None:
    said = call(
        "team",
        "import",
        people,
        "--map",
        "id=number",
        "--title",
        "Wizard=packer",
        "--as-of",
        "2026-11-01",
        "--who",
        "Lee",
        "--lang",
        "en",
    )
    assert said.out == "People: 3. New: 3, changed: 0, as before: 0. Ratings added: 7.\n"
    assert (
        call("team", "rate", "8", "main-image-design", "4", "--by", "evidence", "--note", "poster").code == 0
    )
    assert (
        call(
            "team",
            "override",
            "9",
            "quality-checker",
            "ready",
            "--reason",
            "stood in for a month",
            "--who",
            "Lee",
        ).code
        == 0
    )
    ready = call("team", "ready", "9", "--json", "--for", "quality-checker", "--lang", "en").data[
        "readiness"
    ][0]
    assert (ready["verdict"], ready["stands"], ready["override"]["reason"]) == (
        "not_yet",
        "ready",
        "stood in for a month",
    )
    held = call("team", "person", "8", "--export").data
    assert [(r["skill"], r["level"], r["rater"]) for r in held["ratings"]][-1] == (
        "main-image-design",
        4,
        "evidence",
    )
    assert "poster" in call("team", "person", "8", "--lang", "en").out
    out = tmp_path / "out.yaml"
    assert call("team", "export", "--output", str(out)).code == 0
    assert call("team", "ready", "--roster", str(out), "--json").data["people"] == 3
    assert call("team", "person", "8", "--delete").code == 2
    assert call("team", "person", "8", "--delete", "--yes", "--json").data["deleted"]["people"] == 1
    assert call("team", "ready", "8").code == 2
    assert call("team", "ready", "--json").data["people"] == 2


def test_codes_in_place_of_ids(call: Call, people: str) -> None:
    arguments = ("team", "ready", "--roster", people, "--map", "id=name", "--hash-names", "--json")
    first, again = call(*arguments), call(*arguments)
    assert first.out == again.out
    assert "Ann" not in first.out
    codes = {r["person"] for r in first.data["readiness"]}
    assert all(code.startswith("p-") for code in codes)
    stored = call("team", "import", people, "--map", "id=name", "--hash-names", "--json")
    assert stored.code == 0
    exported = call("team", "export").out
    assert "Ann" not in exported
    assert all(code in exported for code in codes)


def test_rows_that_cannot_be_used_are_named_and_the_exit_code_says_so(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("id,job role,years at company\n1,packer,2\n,packer,2\n2,packer,ages\n", "utf-8")
    run = call("team", "ready", "--roster", str(path), "--lang", "en")
    assert run.code == 1
    assert "Rows left out: 2." in run.err
    assert "row 3, id: This row has no id." in run.err
    assert "row 4, years at company: 'ages' is not a time served." in run.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ready",), 2, "There is no roster yet."),
        (("ready", "nobody", "--samples"), 2, "there is no person with the id 'nobody'"),
        (("ready", "--roster", "no-such.yaml"), 4, "no such file"),
        (("ready", "--roster", "no-such.csv"), 4, "no-such.csv"),
        (("ready", "--samples", "--store", "x"), 2, "Give one of"),
        (("ready", "--samples", "--for", "jugler"), 2, "There is no role called 'jugler'"),
        (("ready", "--samples", "--title", "boss"), 2, "TITLE=ROLE"),
        (("vacancy", "--roster", "data/samples/roster.yaml"), 2, "Which posts are to be filled?"),
        (("person", "x"), 2, "There is no roster yet."),
        (("rate", "x", "main-image-design", "9"), 2, "A level is 1 to 5"),
        (("override", "x", "packer", "ready", "--reason", " "), 2, "needs a reason"),
        (("import", "data/samples/roster.yaml", "--as-of", "soon"), 2, "'soon' is not a day"),
        (("ready", "--store", "README.md"), 4, "is not a store"),
        (("ready", "--samples", "--policy", "data/samples/vacancies.yaml"), 4, "vacancies"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    call: Call, arguments: tuple[str, ...], code: int, said: str
) -> None:
    run = call("team", *arguments, "--lang", "en")
    assert (run.code, run.out) == (code, ""), run.err
    assert said in run.err
    assert "Traceback" not in run.err


def test_a_companys_own_policy_moves_the_line(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("pending:\n  most_levels: 2\n", "utf-8")
    strict = call("team", "vacancy", "--samples", "--json").data
    loose = call("team", "vacancy", "--samples", "--policy", str(path), "--json").data
    assert strict["solution"]["filled"] < loose["solution"]["filled"]
    assert json.dumps(loose).count('"sun-lihua"') > 0


def test_two_people_are_one_choice(call: Call, people: str) -> None:
    run: Any = call("team", "vacancy", "visual-designer", "--roster", people, "--map", "id=number", "--json")
    (answer,) = run.data["answers"]
    assert answer["chosen"] == ["8"]
    assert answer["chains"][0]["hire"]["role"] == "design-assistant"
