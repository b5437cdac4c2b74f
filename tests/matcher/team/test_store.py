"""The store: history kept, people gone when deleted, nothing acknowledged lost, two processes at once."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from matcher.team.people import Person, Rating, Roster, SkillRating
from matcher.team.problems import TeamError
from matcher.team.results import Override
from matcher.team.store import Store, Stored
from tests.matcher.team.people import rated

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 3, 15)

ANN = Person(
    id="ann",
    title="senior agent",
    role="senior-customer-service-agent",
    post_months=10,
    company_months=20,
    skills=rated(("complaint-handling", 3)),
)
BOB = Person(id="bob", title="packer", role="packer", performance=Rating(value=4))

WRITER = """
import sys
from pathlib import Path
from matcher.team.people import SkillRating
from matcher.team.store import Store
with Store(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[3])):
        note = f"{sys.argv[2]}{number}"
        store.rate("ann", SkillRating(skill="complaint-handling", level=3, note=note), "me")
        print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "team.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        store.put(Roster(people=(ANN, BOB), not_applicable=("3d-rendering",)), "lead", DAY, {"agent": "x"})
        yield store


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_people_come_back_as_they_went_in_and_months_count_on(store: Store) -> None:
    same = store.roster(DAY)
    assert [p.id for p in same.people] == ["ann", "bob"]
    assert same.not_applicable == ("3d-rendering",)
    assert same.people[0].known() == {"complaint-handling": (3, "lead")}
    assert same.people[1].performance == Rating(value=4)
    later = store.roster(date(2026, 6, 14))
    assert (later.people[0].post_months, later.people[0].company_months) == (12, 22)
    assert store.roster(date(2026, 6, 15)).people[0].post_months == 13
    assert later.people[1].post_months is None
    assert store.titles() == {"agent": "x"}


def test_an_import_says_what_changed_and_forgets_nothing(store: Store) -> None:
    again = Roster(people=(ANN, BOB))
    assert store.put(again, "lead", DAY) == Stored(new=0, changed=0, same=2, ratings=0)
    better = ANN.model_copy(update={"skills": rated(("complaint-handling", 4)), "role": "packer"})
    assert store.put(Roster(people=(better,)), "boss", DAY) == Stored(new=0, changed=1, same=0, ratings=1)
    held = store.held("ann")
    assert [(r["level"], r["who"]) for r in held["ratings"]] == [(3, "lead"), (4, "boss")]
    assert [c["what"] for c in held["changes"]] == ["title", "role", "role"]
    assert store.roster(DAY).people[0].known() == {"complaint-handling": (4, "lead")}
    assert [p.id for p in store.roster(DAY).people] == ["ann", "bob"]


def test_raters_stand_side_by_side_and_the_last_of_each_counts(store: Store) -> None:
    store.rate("ann", SkillRating(skill="complaint-handling", level=5, by="self"), "ann")
    assert store.roster(DAY).people[0].known()["complaint-handling"] == (3, "lead")
    store.rate("ann", SkillRating(skill="complaint-handling", level=2), "lead")
    assert store.roster(DAY).people[0].known()["complaint-handling"] == (2, "lead")
    store.rate("ann", SkillRating(skill="complaint-handling", level=4, by="evidence"), "lead")
    assert store.roster(DAY).people[0].known()["complaint-handling"] == (4, "evidence")
    assert len(store.held("ann")["ratings"]) == 4


def test_a_verdict_of_ones_own_is_kept_and_the_last_one_counts(store: Store) -> None:
    for verdict in ("ready", "not_yet"):
        store.override(
            Override(
                person="ann",
                role="customer-service-supervisor",
                verdict=verdict,
                reason="because",
                by="lead",
                when=datetime(2026, 3, 15, tzinfo=UTC),
            )
        )
    kept = store.overrides()[("ann", "customer-service-supervisor")]
    assert (kept.verdict, kept.reason) == ("not_yet", "because")
    assert len(store.held("ann")["overrides"]) == 2


def test_somebody_deleted_is_in_no_byte_of_the_file(store: Store, path: Path) -> None:
    store.rate("ann", SkillRating(skill="complaint-handling", level=5, note="secret-note"), "lead")
    gone = store.delete("ann")
    assert (gone.people, gone.facts, gone.overrides) == (1, 4, 0)
    files = [file for file in path.parent.iterdir() if file.is_file()]
    for word in (b"ann", b"secret-note", b"senior agent"):
        assert not any(word in file.read_bytes() for file in files), word
    assert b"bob" in path.read_bytes()
    with pytest.raises(TeamError, match="unknown person"):
        store.held("ann")
    store.close()


def test_only_the_owner_can_read_the_files(store: Store, path: Path) -> None:
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_kill_9_loses_nothing_that_was_acknowledged(store: Store, path: Path) -> None:
    store.close()
    process = writer(path, "n", 100_000)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    with Store(path) as again:
        notes = {row["note"] for row in again.held("ann")["ratings"]}
    assert {f"n{number}" for number in acknowledged} <= notes
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_two_processes_write_at_once(store: Store, path: Path) -> None:
    both = [writer(path, name, 40) for name in ("x", "y")]
    for process in both:
        out, _ = process.communicate(timeout=60)
        assert (process.returncode, len(out.splitlines())) == (0, 40)
    notes = [row["note"] for row in store.held("ann")["ratings"]]
    assert sorted(notes) == sorted(["", *(f"{name}{n}" for name in "xy" for n in range(40))])


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in (("text", b"not a database, but long enough to be looked at " * 40), ("db", None)):
        path = tmp_path / name
        if content is None:
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE other (x)")
            connection.close()
            content = path.read_bytes()
        else:
            path.write_bytes(content)
        with pytest.raises(TeamError, match="store damaged"):
            Store(path)
        assert path.read_bytes() == content
        assert [file.name for file in tmp_path.glob(f"{name}*")] == [name]


def test_a_newer_store_is_refused(store: Store, path: Path) -> None:
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(TeamError, match="store newer"):
        Store(path)


def test_an_import_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(store, "_set", broken)
    cat = Person(id="cat", role="packer")
    with pytest.raises(RuntimeError):
        store.put(Roster(people=(cat,), not_applicable=("team-management",)), "lead", DAY)
    assert [p.id for p in store.roster(DAY).people] == ["ann", "bob"]
