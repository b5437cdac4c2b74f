"""Light records: what everybody gets of them is the same, field by field."""

from __future__ import annotations

from matcher.fits import Fit, Lack, Met, Part, as_match, as_understood

PARTS = (
    Part("skill", 0.25, ("修圖", "retouching"), "image-retouching", "photoshop", 2, 3),
    Part("meaning", 0.125, ("做海報",), "visual-designer"),
)
LACKS = (
    Lack("colour", 4, 1, 3, True, 0.5, ("art-director", "photographer")),
    Lack("typography", 2, 0, 1, False, 0.25),
)


def test_a_fit_is_the_match_with_the_same_fields() -> None:
    fit = Fit("visual-designer", "visual_design", 0.375, 0.75, PARTS, LACKS)
    assert as_match(fit).model_dump() == {
        "role": fit.role,
        "family": fit.family,
        "score": fit.score,
        "confidence": fit.confidence,
        "reasons": tuple(part._asdict() for part in PARTS),
        "gaps": tuple(lack._asdict() for lack in LACKS),
    }


def test_words_met_are_the_words_understood() -> None:
    met = Met("修圖", "skill", ("image-retouching",), "like", 3)
    assert as_understood(met).model_dump() == met._asdict()
