"""The arithmetic of formulas: what it reads, what it comes to, and how it is written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.arithmetic import (
    MAX_DEPTH,
    MAX_LENGTH,
    ArithmeticProblem,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    ZeroDivisor,
    calls,
    divisors,
    names,
    parse,
    put_in,
    total,
    value,
    written,
)
from kb.told import told


def comes_to(text: str) -> Decimal:
    return value(parse(text))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("10 - (4 - 3)", 9),
        ("24 / 4 / 2", 3),
        ("24 / (4 / 2)", 12),
        ("-2 * 3", -6),
        ("2 - -3", 5),
        ("0.1 + 0.2", Decimal("0.3")),
    ],
)
def test_arithmetic_is_that_of_school(text: str, result: Decimal) -> None:
    assert comes_to(text) == result


def test_money_is_exact() -> None:
    assert comes_to("0.1 * 3") == Decimal("0.3")
    assert comes_to("1234567890123.45 + 0.01") == Decimal("1234567890123.46")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "* 2",
        "(1 + 2",
        "1 2",
        "a b",
        "2 ** 3",
        "a.b",
        "__import__",
        "'a'",
        "a = 1",
        "f()",
        "1,2",
        "A",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ArithmeticProblem):
        parse(text)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("", "sum_misplaced", {"what": told("sum_end")}),
        ("1 +", "sum_misplaced", {"what": told("sum_end")}),
        ("1 2", "sum_misplaced", {"what": "2"}),
        ("a b", "sum_misplaced", {"what": "b"}),
        ("* 2", "sum_misplaced", {"what": "*"}),
        ("(1 + 2", "sum_missing", {"sign": ")", "before": told("sum_end")}),
        ("f(1, 2 3", "sum_missing", {"sign": ")", "before": "3"}),
        ("1 +  ?2", "sum_odd", {"odd": "?"}),
        ("1" * (MAX_LENGTH + 1), "sum_long", {"most": MAX_LENGTH}),
        ("(" * MAX_DEPTH + "1", "sum_deep", {"most": MAX_DEPTH}),
        ("-" * (MAX_DEPTH + 1) + "1", "sum_deep", {"most": MAX_DEPTH}),
    ],
)
def test_what_is_wrong_is_named(text: str, key: str, values: dict[str, object]) -> None:
    with pytest.raises(ArithmeticProblem) as error:
        parse(text)
    (sentence,) = error.value.args
    assert (sentence.key, sentence.values) == (key, values)


def test_what_is_as_long_and_as_deep_as_may_be_is_read() -> None:
    assert comes_to("1" * MAX_LENGTH) == Decimal("1" * MAX_LENGTH)
    deep = MAX_DEPTH - 1
    assert comes_to("(" * deep + "1" + ")" * deep) == 1
    assert comes_to("-" * deep + "1") == (-1) ** deep
    # Depth is of brackets within brackets; beside each other there may be any number.
    assert comes_to("+".join(["(1)"] * 60)) == 60
    assert comes_to("1" + "+-1" * 60) == -59


@pytest.mark.parametrize("beside", ["(1)+", "-1+", "((1))*-(1)-"])
@pytest.mark.parametrize("outside", [0, 1, 20])
def test_what_stands_beside_brackets_leaves_their_depth_as_it_is(beside: str, outside: int) -> None:
    def text(depth: int) -> str:
        return "(" * outside + beside + "(" * (depth - outside) + "1" + ")" * depth

    parse(text(MAX_DEPTH - 1))
    with pytest.raises(ArithmeticProblem, match="nested"):
        parse(text(MAX_DEPTH))


def test_brackets_stand_where_the_meaning_needs_them_and_nowhere_else() -> None:
    for text in (
        "a − (b − c)",
        "a − b − c",
        "a ÷ (b × c)",
        "(a + b) × c",
        "a × b + c",
        "a × (−b)",
        "f(a + b, (−c))",
        "(−f(a))",
    ):
        plain = text.replace("−", "-").replace("×", "*").replace("÷", "/")
        assert written(parse(plain), str) == text
    below = Number(Decimal(-2))
    assert written(Operation("+", below, below), str) == "(-2) + (-2)"
    assert written(below, str) == "-2"
    assert written(Call("f", (below, Number(Decimal(0)))), str, str.upper) == "F(-2, 0)"
    assert written(parse("-f(f(a) - 1) * f(b)"), str, str.upper) == "(−F(F(a) − 1)) × F(b)"
    assert written(Operation("*", Number(Decimal(0)), Number(Decimal(1))), str) == "0 × 1"


def test_what_a_sum_of_parts_comes_to() -> None:
    parts = [Number(Decimal(number)) for number in (1, 2, 3)]
    assert [value(total(parts[:count])) for count in range(4)] == [0, 1, 3, 6]
    assert written(total(parts), str) == "1 + 2 + 3"


def test_calls_within_calls_are_found_outermost_first() -> None:
    node = parse("-f(1, g(h(2))) + k(3)")
    assert [call.function for call in calls(node)] == ["f", "g", "h", "k"]


def test_hostile_expressions_are_refused_before_they_cost_anything() -> None:
    with pytest.raises(ArithmeticProblem, match="nested"):
        parse("(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1))
    with pytest.raises(ArithmeticProblem, match="nested"):
        parse("-" * (MAX_DEPTH + 5) + "1")
    with pytest.raises(ArithmeticProblem, match="characters"):
        parse("1+" * MAX_LENGTH + "1")


def test_a_division_by_zero_names_what_is_zero() -> None:
    with pytest.raises(ZeroDivisor) as error:
        comes_to("5 / (3 - 3)")
    assert written(error.value.divisor, str) == "3 − 3"
    assert str(error.value).startswith("3 − 3 is zero")


def test_names_calls_and_divisors_are_found() -> None:
    node = parse("a / b + stepped(a, c) / (1 - d)")

    assert names(node) == ("a", "b", "c", "d")
    assert [call.function for call in calls(node)] == ["stepped"]
    assert [written(part, str) for part in divisors(node)] == ["b", "1 − d"]


def test_numbers_are_put_in_and_functions_written_out() -> None:
    def twice(number: Decimal) -> Node:
        return Operation("*", Number(number), Number(Decimal(2)))

    node = put_in(parse("twice(a + 1) * b"), {"a": Decimal(3), "b": Decimal(5)}, {"twice": twice})

    assert written(node, str) == "4 × 2 × 5"
    assert value(node) == 40
    within = parse("-(b - twice(-(twice(a) + b)) / -twice(2))")
    node = put_in(within, {"a": Decimal(3), "b": Decimal(5)}, {"twice": twice})
    # -(5 - (-11 × 2) / -(2 × 2)) = -(5 - 5.5)
    assert (names(node), calls(node), value(node)) == ((), (), Decimal("0.5"))
    assert written(node, str) == "(−(5 − (-11) × 2 ÷ (−(2 × 2))))"
    for missing in ("c", "a + c", "c + a", "-c", "twice(c)", "thrice(a)", "a + thrice(a)"):
        with pytest.raises(KeyError):
            put_in(parse(missing), {"a": Decimal(3)}, {"twice": twice})


def test_names_are_written_as_the_reader_calls_them() -> None:
    words = {"spend": "推廣花費", "inquiries": "詢盤數"}
    assert written(parse("spend / inquiries"), lambda leaf: words[str(leaf)]) == "推廣花費 ÷ 詢盤數"


NUMBERS = st.integers(0, 50).map(lambda n: Number(Decimal(n)))


def _larger(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    signs = st.sampled_from("+-*/")
    return st.builds(Operation, signs, parts, parts) | st.builds(Negative, parts)


TREES: st.SearchStrategy[Node] = st.recursive(NUMBERS, _larger, max_leaves=8)


def _fraction(node: Node) -> Fraction:
    if isinstance(node, Number):
        return Fraction(int(node.value))
    if isinstance(node, Negative):
        return -_fraction(node.of)
    assert isinstance(node, Operation)
    left, right = _fraction(node.left), _fraction(node.right)
    if node.sign == "/":
        return left / right
    return left + right if node.sign == "+" else left - right if node.sign == "-" else left * right


@given(TREES)
def test_what_is_written_reads_back_as_the_same_thing(tree: Node) -> None:
    text = written(tree, str).replace("−", "-").replace("×", "*").replace("÷", "/")
    try:
        expected = _fraction(tree)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisor):
            value(parse(text))
        return
    assert float(value(parse(text))) == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


def test_a_tree_that_still_holds_names_has_no_value() -> None:
    for node, what in ((Name("a"), "a"), (Call("f", (Number(Decimal(1)),)), "f(1)")):
        with pytest.raises(ArithmeticProblem) as error:
            value(node)
        (sentence,) = error.value.args
        assert (sentence.key, sentence.values) == ("sum_no_number", {"what": what})
