"""Counts of names in postings: facts go out, texts do not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml

from kb import Knowledge
from kb.models import TermCounts
from matcher.evaluation.counting import (
    FILES,
    OCCUPATION_FILES,
    Posting,
    as_records,
    count,
    count_postings,
    counts_as_yaml,
    read_occupations,
    read_postings,
)

SECRET = "藍鯨文創股份有限公司"
DESIGN = frozenset({"修圖"}), frozenset({"image-retouching"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three postings."""
    rows = {
        "zh": [
            (f"{SECRET}：會修圖，修圖要快；不會剪輯也可以", "visual_design"),
            ("處理退款", "customer_service"),
        ],
        "en": [("Image retouching every day", "visual_design")],
    }
    for language, name in FILES.items():
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["description_masked", "role_label"])
            writer.writerows(rows[language])
    return tmp_path


def test_a_name_counts_once_a_posting() -> None:
    postings = [
        Posting("zh", "visual_design", *DESIGN),
        Posting("zh", "visual_design", *DESIGN),
        Posting("en", "visual_design", frozenset(), frozenset()),
        Posting("en", "hr", *DESIGN),
    ]
    counts = count(postings)
    assert counts["visual_design"].postings == {"zh": 2, "en": 1}
    assert counts["visual_design"].terms["修圖"] == {"zh": 2}
    assert counts["hr"].skills["image-retouching"] == {"en": 1}


def test_postings_are_read_as_the_names_they_hold(folder: Path) -> None:
    first, second, third = read_postings(folder, Knowledge.load())
    assert (first.language, first.family) == ("zh", "visual_design")
    assert "image-retouching" in first.skills & third.skills
    assert "image-retouching" not in second.skills
    assert second.words == {"退款"}
    assert "video-editing" not in first.skills
    assert not any(SECRET in term for term in first.terms)


def test_records_say_how_many_were_read(folder: Path) -> None:
    records = {record.family: record for record in as_records(count_postings(folder), "2026-11-23")}
    design = records["visual_design"]
    assert (design.postings_zh, design.postings_en) == (1, 1)
    (found,) = (skill for skill in design.skills if skill.skill == "image-retouching")
    assert (found.postings_zh, found.postings_en) == (1, 1)
    assert list(records) == sorted(records)


def test_files_hold_counts_only_and_read_back_the_same(folder: Path) -> None:
    counts = count_postings(folder)
    texts = counts_as_yaml(counts, "2026-11-23")
    records = {record.family: record for record in as_records(counts, "2026-11-23")}
    assert set(texts) == set(records)
    for family, text in texts.items():
        assert SECRET not in text
        assert text.startswith("# ")
        assert (
            TermCounts.model_validate_json(json.dumps(yaml.safe_load(text), default=str)) == records[family]
        )


ESCO = "http://data.europa.eu/esco/occupation/1"


def test_occupations_count_by_family_and_keep_only_their_address(folder: Path) -> None:
    esco = {"role_label": "store_manager", "uri": ESCO, "skills": ["image retouching", f"{SECRET} history"]}
    onet = {
        "role_labels": ["visual_design", "hr"],
        "soc": "27-1024.00",
        "tasks": ["Image retouching.", "Do more image retouching."],
    }
    for classification, row in (("esco", esco), ("onet", onet)):
        (folder / OCCUPATION_FILES[classification]).write_text(json.dumps(row) + "\n", "utf-8")
    assert [(o.family, o.address) for o in read_occupations(folder, Knowledge.load())] == [
        ("store_management", f"esco:{ESCO}"),
        ("visual_design", "onet:27-1024.00"),
        ("hr", "onet:27-1024.00"),
    ]
    counts = count_postings(folder)
    records = {record.family: record for record in as_records(counts, "2026-11-23")}
    design, store = records["visual_design"], records["store_management"]
    assert (design.postings_zh, design.postings_en, design.esco, design.onet) == (1, 1, 0, 1)
    assert (store.postings_zh, store.postings_en, store.esco, store.onet) == (0, 0, 1, 0)
    assert design.sources == ("postings:visual_design", "onet:27-1024.00")
    assert store.sources == (f"esco:{ESCO}",)
    (found,) = (skill for skill in design.skills if skill.skill == "image-retouching")
    assert (found.postings_zh, found.onet) == (1, 1)
    assert not store.terms
    for family, text in counts_as_yaml(counts, "2026-11-23").items():
        assert SECRET not in text
        assert TermCounts.model_validate_json(json.dumps(yaml.safe_load(text))) == records[family]
