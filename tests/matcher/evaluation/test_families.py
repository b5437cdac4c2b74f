"""Tables of labelled texts: read, ranked, and cross-fitted without helping themselves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from matcher.evaluation.counting import FILES
from matcher.evaluation.families import FOLDS, Row, cross_fitted, ranked_families, read_rows, report
from matcher.matcher import Matcher
from matcher.profile import Profile

TEXTS = {
    "visual_design": ("會修圖和詳情頁設計", "Retouch product photos in Photoshop"),
    "customer_service": ("處理退款與投訴", "Answer chats and handle refunds"),
    "warehouse_logistics": ("揀貨、打包、盤點", "Pick, pack and count stock"),
}


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    """Twelve rows a language."""
    for language, name in enumerate(FILES.values()):
        rows = [
            {"description_masked": f"{texts[language]} {number}", "role_label": family}
            for number in range(4)
            for family, texts in TEXTS.items()
        ]
        path = write(tmp_path / name, rows)
        path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    return tmp_path


def test_rows_are_read_with_our_names_for_labels(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [{"t": "a", "l": "store_manager"}, {"t": "b", "l": "hr"}])
    assert read_rows(path, "t", "l") == [Row("a", "store_management"), Row("b", "hr")]


def test_a_missing_column_is_named_with_those_there(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [{"t": "a", "l": "hr"}])
    with pytest.raises(KeyError, match=r"x\.csv has no column label; it has t, l"):
        read_rows(path, "t", "label")


def test_families_are_ranked_by_their_best_role_among_those_allowed(matcher: Matcher) -> None:
    allowed = frozenset(TEXTS)
    for family, texts in TEXTS.items():
        for text in texts:
            ranked, silent = ranked_families(matcher, text, allowed)
            assert not silent
            assert set(ranked) == allowed
            assert ranked[0] == family
    _, totals = matcher.rank_all(Profile(text=TEXTS["visual_design"][0]))
    best = {f: max(totals[r.id] for r in matcher.knowledge.roles_of(f)) for f in allowed}
    ranked, _ = ranked_families(matcher, TEXTS["visual_design"][0], allowed)
    assert [best[f] for f in ranked] == sorted(best.values(), reverse=True)


def test_an_unreadable_text_is_counted_as_abstained(matcher: Matcher) -> None:
    assert ranked_families(matcher, "asdf qwer", frozenset(TEXTS))[1]


def test_a_report_counts_by_row_and_by_label() -> None:
    rows = [Row("", "a"), Row("", "a"), Row("", "b"), Row("", "c")]
    answers = [["a", "b"], ["b", "a"], ["b", "a"], ["a", "b"]]
    found = report("t", rows, lambda index, _: (answers[index], index == 3))
    assert (found.rows, found.abstained) == (4, 1)
    assert found.top1.value == pytest.approx(0.5)
    assert found.top3.value == pytest.approx(0.75)
    assert found.mrr.value == pytest.approx((1 + 0.5 + 1 + 0) / 4)
    assert found.macro == pytest.approx((0.5 + 1 + 0) / 3)
    assert found.by_label == {"a": (0.5, 2), "b": (1.0, 1), "c": (0.0, 1)}
    assert found.line().startswith("t: n 4  top-1 0.500 [")


def test_every_row_is_left_out_once_and_its_counts_with_it(matcher: Matcher, postings: Path) -> None:
    left: dict[str, list[int]] = {"zh": [], "en": []}
    folds: list[tuple[Matcher, list[int]]] = []
    for language, rows, fitted in cross_fitted(matcher, postings):
        left[language] += rows
        if not folds or folds[-1][0] is not fitted:
            folds.append((fitted, []))
        folds[-1][1].extend(rows)
    assert {language: sorted(rows) for language, rows in left.items()} == {
        "zh": list(range(12)),
        "en": list(range(12)),
    }
    assert len(folds) == FOLDS
    for fitted, rows in folds:
        counted = fitted.knowledge.records.term_counts
        assert sum(c.postings_zh + c.postings_en for c in counted) == 24 - len(rows)
        assert fitted.knowledge.digest == ""
