"""Arithmetic written in data: a small language of + - * /, brackets, names and functions, never `eval`.

Reads an expression into a tree, works it out in `Decimal`, puts numbers into it and writes it as people do.
Knows nothing of performance schemes; they say what names and functions mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TypeAlias

from kb.told import told

CONTEXT = Context(prec=34, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Twice the digits of any sum of money, so that nothing is lost before the final rounding."""

MAX_LENGTH = 500
"""Characters of an expression; no formula of a pay scheme is longer."""

MAX_DEPTH = 30
"""Brackets within brackets."""

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|([-+*/(),]))")
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


class ArithmeticProblem(ValueError):
    """An expression that is not arithmetic as described here."""


class ZeroDivisor(ArithmeticError):
    """A division by zero, with the part that is zero."""

    def __init__(self, divisor: Node) -> None:
        self.divisor = divisor
        super().__init__(f"{written(divisor, str)} is zero and divides")


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: Decimal


@dataclass(frozen=True)
class Name:
    """A quantity that somebody gives."""

    name: str


@dataclass(frozen=True)
class Negative:
    """Something with a minus before it."""

    of: Node


@dataclass(frozen=True)
class Operation:
    """Two things and the sign between them."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Call:
    """A function of some things."""

    function: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Number | Name | Negative | Operation | Call
"""A part of an expression."""

Expander: TypeAlias = Callable[..., "Node"]
"""What a function stands for: numbers in, arithmetic over numbers out."""


def parse(text: str) -> Node:
    """Read an expression.

    Raises:
        ArithmeticProblem: saying what is wrong and where.
    """
    if len(text) > MAX_LENGTH:
        raise ArithmeticProblem(told("sum_long", most=MAX_LENGTH))
    return _Reader(text).whole()


def names(node: Node) -> tuple[str, ...]:
    """The names in an expression, each once, in the order in which they are written."""
    return tuple(dict.fromkeys(leaf.name for leaf in _leaves(node) if isinstance(leaf, Name)))


def calls(node: Node) -> tuple[Call, ...]:
    """The functions called in an expression, outermost first."""
    found = [node] if isinstance(node, Call) else []
    return (*found, *(call for part in _parts(node) for call in calls(part)))


def put_in(node: Node, values: Mapping[str, Decimal], functions: Mapping[str, Expander]) -> Node:
    """An expression with numbers in place of names, and functions written out.

    Raises:
        KeyError: when a name or function has no value.
        ZeroDivisor: when an argument of a function divides by zero.
    """
    if isinstance(node, Name):
        return Number(values[node.name])
    if isinstance(node, Number):
        return node
    if isinstance(node, Negative):
        return Negative(put_in(node.of, values, functions))
    if isinstance(node, Operation):
        return Operation(
            node.sign, put_in(node.left, values, functions), put_in(node.right, values, functions)
        )
    return functions[node.function](*(value(put_in(a, values, functions)) for a in node.arguments))


def value(node: Node) -> Decimal:
    """What an expression of numbers comes to, unrounded.

    Raises:
        ZeroDivisor: when something is divided by zero.
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negative):
        return CONTEXT.minus(value(node.of))
    if not isinstance(node, Operation):
        raise ArithmeticProblem(told("sum_no_number", what=written(node, str)))
    left, right = value(node.left), value(node.right)
    if node.sign == "+":
        return CONTEXT.add(left, right)
    if node.sign == "-":
        return CONTEXT.subtract(left, right)
    if node.sign == "*":
        return CONTEXT.multiply(left, right)
    if right == 0:
        raise ZeroDivisor(node.right)
    return CONTEXT.divide(left, right)


def divisors(node: Node) -> tuple[Node, ...]:
    """Everything that divides something, outermost first."""
    found = (node.right,) if isinstance(node, Operation) and node.sign == "/" else ()
    return (*found, *(divisor for part in _parts(node) for divisor in divisors(part)))


def written(node: Node, leaf: Callable[[str | Decimal], str], call: Callable[[str], str] = str) -> str:
    """An expression as people write it, with brackets only where they are needed.

    Args:
        node: the expression.
        leaf: says a name or a number.
        call: says the name of a function.
    """
    return _written(node, leaf, call, 0)


def _written(
    node: Node, leaf: Callable[[str | Decimal], str], call: Callable[[str], str], around: int
) -> str:
    if isinstance(node, Number):
        text = leaf(node.value)
        return f"({text})" if around and node.value < 0 else text
    if isinstance(node, Name):
        return leaf(node.name)
    if isinstance(node, Call):
        inside = ", ".join(_written(a, leaf, call, 0) for a in node.arguments)
        return f"{call(node.function)}({inside})"
    if isinstance(node, Negative):
        return f"({_SIGNS['-']}{_written(node.of, leaf, call, 3)})"
    strength = _STRENGTH[node.sign]
    # A minus or a division on the right is not the same without its brackets: a - (b - c).
    left = _written(node.left, leaf, call, strength)
    right = _written(node.right, leaf, call, strength + 1)
    text = f"{left} {_SIGNS[node.sign]} {right}"
    return f"({text})" if strength < around else text


def total(parts: Sequence[Node]) -> Node:
    """The sum of some parts; zero of none."""
    if not parts:
        return Number(Decimal(0))
    node = parts[0]
    for part in parts[1:]:
        node = Operation("+", node, part)
    return node


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Operation):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.arguments
    return (node.of,) if isinstance(node, Negative) else ()


def _leaves(node: Node) -> Iterator[Node]:
    parts = _parts(node)
    if not parts:
        yield node
    for part in parts:
        yield from _leaves(part)


class _Reader:
    """Reads one expression from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._kind, self._token = self._next()

    def whole(self) -> Node:
        node = self._sum()
        if self._kind != "end":
            raise self._unexpected()
        return node

    def _next(self) -> tuple[str, str]:
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            if self._text[self._at :].strip():
                odd = self._text[self._at :].strip()[0]
                raise ArithmeticProblem(told("sum_odd", odd=odd))
            return "end", ""
        self._at = match.end()
        number, name, sign = match.groups()
        return ("number", number) if number else ("name", name) if name else ("sign", sign)

    def _take(self) -> str:
        taken = self._token
        self._kind, self._token = self._next()
        return taken

    def _is(self, *signs: str) -> bool:
        return self._kind == "sign" and self._token in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise ArithmeticProblem(told("sum_missing", sign=sign, before=self._token or told("sum_end")))
        self._take()

    def _unexpected(self) -> ArithmeticProblem:
        return ArithmeticProblem(told("sum_misplaced", what=self._token or told("sum_end")))

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ArithmeticProblem(told("sum_deep", most=MAX_DEPTH))
        node = self._product()
        while self._is("+", "-"):
            node = Operation(self._take(), node, self._product())
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._single()
        while self._is("*", "/"):
            node = Operation(self._take(), node, self._single())
        return node

    def _single(self) -> Node:
        if self._is("-"):
            self._take()
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise ArithmeticProblem(told("sum_deep", most=MAX_DEPTH))
            node: Node = Negative(self._single())
            self._depth -= 1
            return node
        if self._is("("):
            self._take()
            node = self._sum()
            self._expect(")")
            return node
        if self._kind == "number":
            return Number(Decimal(self._take()))
        if self._kind != "name":
            raise self._unexpected()
        name = self._take()
        if not self._is("("):
            return Name(name)
        self._take()
        arguments = [self._sum()]
        while self._is(","):
            self._take()
            arguments.append(self._sum())
        self._expect(")")
        return Call(name, tuple(arguments))


__all__ = [
    "CONTEXT",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "ArithmeticProblem",
    "Call",
    "Expander",
    "Name",
    "Negative",
    "Node",
    "Number",
    "Operation",
    "ZeroDivisor",
    "calls",
    "divisors",
    "names",
    "parse",
    "put_in",
    "total",
    "value",
    "written",
]
