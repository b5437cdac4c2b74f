"""The guide to performance sheets: its overlay is sound and does what it says."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from kb import Knowledge
from kb.checks import check
from kb.loader import load_folders
from kb.locate import builtin_root
from matcher.team.sheets.columns import stage_named
from matcher.team.sheets.scoring import score_sheet
from matcher.team.sheets.sheet import Sheet, Subject

_FILE = re.compile(r"`my-company/(team/\w+\.yaml)`\n\n```yaml\n(.*?)```", re.DOTALL)


def test_the_overlay_of_the_guide_passes_the_checks_and_changes_the_scheme(
    root: Path, tmp_path: Path
) -> None:
    files = dict(_FILE.findall((root / "docs" / "team-sheets.md").read_text("utf-8")))
    assert sorted(files) == ["team/ladders.yaml", "team/stages.yaml"]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    loaded = load_folders([builtin_root(), tmp_path])
    assert [*loaded.problems, *check(loaded)] == []

    own = Knowledge(loaded.records)
    person = Subject(
        id="a",
        ratings={
            "work-results": (Decimal(80),),
            "supervisor-rating": (Decimal(70),),
            "peer-rating": (Decimal(90),),
        },
        figures={"qualified_inquiries": Decimal(110), "inquiry_target": Decimal(100)},
    )
    found = score_sheet(Sheet(stage=stage_named(own, "growth"), people=(person,)), own).people[0]
    # 80 × 0.5 + 70 × 0.4 + 90 × 0.1; nothing below 80, 20 at 3 each, 10 at 10 each.
    assert found.value("growth_score") == 77
    assert found.value("inquiry_reward") == 160
