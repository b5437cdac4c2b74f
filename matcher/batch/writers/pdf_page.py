"""The report as a PDF through Typst; needs the extra `pdf` and a font with Chinese characters."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from matcher.batch.options import BatchError
from matcher.batch.writers import Report
from matcher.batch.writers.about import provenance
from matcher.batch.writers.told import told_blocks, told_people

MOST_PEOPLE = 3_000
"""A PDF of more people is a book that takes minutes and gigabytes to set."""

FONTS = {
    "zh-Hant": (
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "PingFang TC",
        "Microsoft JhengHei",
        "Source Han Sans TC",
    ),
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC"),
}
"""Fonts with Chinese characters, best first; an English report quotes Chinese too."""


def write(report: Report, path: Path) -> None:
    """Write the pages.

    Raises:
        BatchError: when there are too many people, no Typst, or no font with Chinese characters.
    """
    try:
        import typst
    except ImportError:
        raise BatchError("needs_extra", extra="pdf") from None
    if report.cohort.people > MOST_PEOPLE:
        raise BatchError("too_many_for_pdf", count=report.cohort.people, most=MOST_PEOPLE)
    language = report.messages.language
    with tempfile.TemporaryDirectory(prefix="shopladder-") as folder:
        root = Path(folder)
        shutil.copy(Path(__file__).with_name("report.typ"), root / "report.typ")
        (root / "data.json").write_text(json.dumps(_data(report, _fonts(typst, language))), "utf-8")
        typst.compile(root / "report.typ", output=path, root=root, format="pdf")


def _fonts(typst: Any, language: str) -> list[str]:
    there = set(typst.Fonts().families())
    wanted = [*FONTS.get(language, ()), *(font for fonts in FONTS.values() for font in fonts)]
    found = [font for font in dict.fromkeys(wanted) if font in there]
    if not found:
        raise BatchError("no_chinese_font")
    return found


def _data(report: Report, fonts: list[str]) -> dict[str, Any]:
    say = report.messages.get
    people = [
        person
        | {
            "next": say("batch.report_next", text=person["next"]),
            "place": say("batch.report_row", row=person["row"]),
            "why": say("batch.report_why", role=person["roles"][0]["name"]) if person["roles"] else "",
        }
        for person in told_people(report)
    ]
    language = report.messages.language
    return {
        "say": {
            "title": say("batch.report_title"),
            "cohort": say("batch.sheet_cohort"),
            "matches": say("batch.sheet_matches"),
            "about": say("batch.sheet_about"),
            "gaps": say("batch.report_gaps"),
        },
        "lang": language.partition("-")[0],
        "region": {"zh-Hant": "TW", "zh-Hans": "CN"}.get(language),
        "fonts": fonts,
        "blocks": told_blocks(report),
        "people": people,
        "about": [list(pair) for pair in provenance(report)],
    }


__all__ = ["MOST_PEOPLE", "write"]
