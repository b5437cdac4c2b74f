"""Rounding of figures, and numbers as they are shown."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kb.arithmetic import CONTEXT
from matcher.team.sheets.numbers import EXACT_TO, plain, rounded


@given(
    tenths=st.integers(-(10**6), 10**6).map(lambda half: half * 5) | st.integers(-(10**6), 10**6),
    unit=st.sampled_from(sorted(EXACT_TO)),
)
def test_a_figure_is_rounded_to_the_nearest_half_away_from_zero(tenths: int, unit: str) -> None:
    last = Decimal("0.0001") if unit == "ratio" else Decimal("0.01")
    number = tenths * last / 10
    expected = last * ((abs(tenths) + 5) // 10)
    assert rounded(number, unit) == expected.copy_sign(number)  # type: ignore[arg-type]
    # More digits than decimals have by default are kept as well.
    large = Decimal(10) ** 26
    assert rounded(CONTEXT.add(large, abs(number)), unit) == CONTEXT.add(large, expected)  # type: ignore[arg-type]


@given(number=st.decimals(-(10**9), 10**9, places=4))
def test_a_plain_number_reads_back_and_has_no_idle_zeros(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text.replace(",", "")) == number
    assert not ("." in text and text.endswith(("0", ".")))
    whole = text.lstrip("-").partition(".")[0].split(",")
    assert [len(group) for group in whole[1:]] == [3] * (len(whole) - 1)
    assert 1 <= len(whole[0]) <= 3


def test_a_round_number_keeps_its_zeros() -> None:
    assert [plain(Decimal(number)) for number in ("100", "1200.50", "0", "-10.0")] == [
        "100",
        "1,200.5",
        "0",
        "-10",
    ]
