"""The difference between two knowledge bases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kb.diff import diff_folders, diff_records
from kb.records import Records
from kb.writer import in_file_order

HOST = "roles/live_streaming/live-host.yaml"


@pytest.fixture
def old(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    for name in (HOST, "tracks/live_streaming.yaml", "skills/live_streaming.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "data" / name, folder / name)
    return folder


def _changed(old: Path, name: str, *pairs: tuple[str, str]) -> Path:
    new = old.parent / "new"
    if not new.exists():
        shutil.copytree(old, new)
    text = (new / name).read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    (new / name).write_text(text, encoding="utf-8")
    return new


def test_a_folder_does_not_differ_from_itself(old: Path) -> None:
    difference, problems = diff_folders(old, old)

    assert not difference
    assert problems == []
    assert difference.to_text() == "No difference.\n"
    assert difference.to_json() == {"counts": {"added": 0, "removed": 0, "changed": 0}, "records": []}


def test_a_changed_level_is_named_by_its_skill(old: Path) -> None:
    new = _changed(
        old,
        HOST,
        ("{skill: live-hosting, importance: 5, level: 3", "{skill: live-hosting, importance: 5, level: 4"),
    )

    (record,) = diff_folders(old, new)[0].records

    assert (record.kind, record.id, record.what) == ("role", "live-host", "changed")
    assert [(c.key, c.before, c.after) for c in record.changes] == [("skills[live-hosting].level", 3, 4)]


def test_texts_items_and_keys_that_come_and_go_are_named(old: Path) -> None:
    new = _changed(
        old,
        HOST,
        ("帶貨主播, en:", "直播帶貨員, en:"),
        ("  - id: pitch-products\n", "  - id: present-products\n"),
        (
            "{skill: live-hosting, importance: 5, level: 3, must: true",
            "{skill: live-hosting, importance: 5, level: 3",
        ),
    )

    (record,) = diff_folders(old, new)[0].records
    changes = {c.key: c for c in record.changes}

    assert changes["label.zh-Hant"].after == "直播帶貨員"
    assert changes["duties[pitch-products]"].after is None
    assert changes["duties[present-products]"].before is None
    assert changes["skills[live-hosting].must"].after is None


def test_records_that_come_and_go_are_named(old: Path) -> None:
    new = _changed(old, "tracks/live_streaming.yaml", ("to: live-host\n", "to: senior-live-host\n"))
    (new / HOST).unlink()

    difference = diff_folders(old, new)[0]

    assert {(r.kind, r.id, r.what) for r in difference.records} == {
        ("role", "live-host", "removed"),
        ("edge", "live-assistant--live-host", "removed"),
        ("edge", "live-assistant--senior-live-host", "added"),
    }
    assert difference.counts() == {"added": 1, "removed": 2, "changed": 0}
    assert "- role live-host" in difference.to_text()


def test_a_move_to_another_family_is_a_change(old: Path) -> None:
    new = _changed(old, HOST, ("id: live-host", "id: live-host"))
    (new / "roles/store_management").mkdir(parents=True)
    shutil.move(new / HOST, new / "roles/store_management/live-host.yaml")

    (record,) = diff_folders(old, new)[0].records

    assert [(c.key, c.before, c.after) for c in record.changes] == [
        ("family", "live_streaming", "store_management")
    ]


def test_an_overlay_differs_by_what_it_changes(old: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    (overlay / HOST).parent.mkdir(parents=True)
    (overlay / HOST).write_text("id: live-host\nrung: 3\n", encoding="utf-8")
    (overlay / "overlay.yaml").write_text("remove: {edge: [live-assistant--live-host]}\n", encoding="utf-8")

    difference, problems = diff_folders(old, overlay)

    assert problems == []
    assert {(r.id, r.what) for r in difference.records} == {
        ("live-host", "changed"),
        ("live-assistant--live-host", "removed"),
    }


def test_the_json_form_is_json(old: Path) -> None:
    new = _changed(old, HOST, ("rung: 2", "rung: 3"))

    written = json.loads(json.dumps(diff_folders(old, new)[0].to_json()))

    assert written["counts"]["changed"] == 1
    assert written["records"][0]["changes"] == [{"key": "rung", "before": 2, "after": 3}]


def test_broken_files_are_reported_beside_the_difference(old: Path) -> None:
    new = _changed(old, HOST, ("rung: 2", "rung: two"))

    difference, problems = diff_folders(old, new)

    assert [p.key for p in problems] == ["rung"]
    assert {(r.id, r.what) for r in difference.records} == {("live-host", "removed")}


def test_order_among_records_is_no_difference(builtin: Records) -> None:
    turned = Records.model_construct(
        **{name: tuple(reversed(getattr(builtin, name))) for name in Records.model_fields}
    )

    assert not diff_records(builtin, turned)
    assert not diff_records(builtin, in_file_order(builtin))
