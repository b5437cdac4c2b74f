"""The sources that imported records cite, as records: each classification and the proposals made from it."""

from __future__ import annotations

from typing import Any

from kb.importers.building import bilingual
from kb.models import Source

_ESCO = {
    "kind": "classification",
    "licence": "European Union, reuse with acknowledgement",
    "url": "https://esco.ec.europa.eu",
}


def _proposal(chinese: str, text: str) -> dict[str, Any]:
    return {
        "id": "proposal",
        "title": bilingual("由分類推算的提議", "Proposals computed from the classification"),
        "kind": "judgement",
        "licence": "as the classification",
        "note": bilingual(f"{chinese}，沒有公司證實過。", f"{text}; no company has confirmed them."),
    }


def esco_sources() -> tuple[Source, ...]:
    """What an ESCO import cites."""
    return _sources(
        {
            "id": "esco",
            "title": bilingual(
                "ESCO 歐洲技能、能力、資格與職業分類",
                "ESCO, European classification of occupations and skills",
            ),
            **_ESCO,
        },
        {"id": "esco-skill", "title": bilingual("ESCO 技能名稱", "ESCO skill labels"), **_ESCO},
        _proposal("由共有的技能與上升的層級算出", "Computed from shared skills and a rising level"),
    )


def onet_sources() -> tuple[Source, ...]:
    """What an O*NET import cites."""
    return _sources(
        {
            "id": "onet",
            "title": bilingual("O*NET 職業資料庫", "O*NET Database"),
            "kind": "classification",
            "licence": "CC BY 4.0, U.S. Department of Labor, Employment and Training Administration",
            "url": "https://www.onetcenter.org/database.html",
        },
        _proposal("由相關職業與上升的工作區算出", "Computed from related occupations and a rising job zone"),
    )


def _sources(*written: dict[str, Any]) -> tuple[Source, ...]:
    return tuple(Source.model_validate(data) for data in written)
