"""How quantities and numbers are written: symbols with their indices, activations and losses; and the one place that rounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from engine.symbols import ELEMENT, PREVIOUS_LAYER, SYMBOLS

SIGNIFICANT = 4  # digits shown of a number that is not short by itself
SMALLEST_FIXED = 1e-5  # below it, powers of ten
MINUS = "\N{MINUS SIGN}"
_SHORT = Decimal("1e-12")  # of a number: digits that leave out less of it are all of it
_HALF_UP = Context(prec=1000, rounding=ROUND_HALF_UP)  # room for every place of every float
_SHOWN = re.compile(rf"{MINUS}?[0-9]+(\.[0-9]+)?(×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUP = str.maketrans("0123456789()−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻")


def indices(l: int | None, at: tuple[int, ...], by_layer: bool) -> tuple[str, str]:
    """Typst and caption text of the sub- and superscripts; `at` counts neurons from 0, the screen from 1."""
    sub = "".join(str(k + 1) for k in at) if all(k < 9 for k in at) else ",".join(str(k + 1) for k in at)
    typst = f"_({sub})" if sub else ""
    shown = sub.translate(_SUB)
    if by_layer and l is not None:
        typst += f"^(({l}))"
        shown += f"({l})".translate(_SUP)
    return typst, shown


def typst(name: str, l: int | None = None, *at: int) -> str:
    """The Typst source of a quantity or, with neuron indices, of one of its entries."""
    symbol = SYMBOLS[ELEMENT.get(name, name) if at else name]
    scripts, _ = indices(layer_of(name, l), at, symbol.of_layer)
    return symbol.typst.replace("{s}", scripts)


def shown(name: str, l: int | None = None, *at: int) -> str:
    """The caption text of a quantity: no spaces, sub- and superscripts as characters."""
    symbol = SYMBOLS[ELEMENT.get(name, name) if at else name]
    _, scripts = indices(layer_of(name, l), at, symbol.of_layer)
    return symbol.shown.replace("{s}", scripts)


def layer_of(name: str, l: int | None) -> int | None:
    """The layer that is written of a quantity of layer l's record: what comes in is the layer before's."""
    return l - 1 if l is not None and name in PREVIOUS_LAYER else l


def fmt(value: float, digits: int = SIGNIFICANT, decimals: int | None = None) -> str:
    """Write a number for the screen: the only place that rounds.

    Four significant digits in fixed notation, powers of ten for the very small and large, fewer digits where the number
    is short by itself (0.15, 1×10⁻⁷); with `decimals`, that many places. Halves are rounded away from zero on the number
    as it is written (5.25, and not the float beside it, is 5.3 at two digits). The minus is a true minus.
    """
    value = _finite(value)
    text = _power(value, digits) if _needs_power(value, decimals) else _fixed(value, digits, decimals)
    return text.replace("-", MINUS)


def rounded(value: float | Decimal, places: int) -> Decimal:
    """A number with so many decimals, halves away from zero: of a float, the shortest decimal that is it."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-places), context=_HALF_UP)


def grouped(text: str, gap: str = "\u2009") -> str:
    """A shown number with a gap before every third digit of a whole part of five or more, as it is drawn."""
    whole = re.match(r"\D?\d{5,}", text)
    return text if whole is None else f"{int(whole[0].replace(MINUS, '-')):,}".replace(",", gap).replace("-", MINUS) + text[whole.end() :]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be shown: only finite numbers reach the screen")
    return float(value)


def _needs_power(value: float, decimals: int | None) -> bool:
    return decimals is None and value != 0 and not SMALLEST_FIXED <= abs(value) < 1e6


def _fixed(value: float, digits: int, decimals: int | None) -> str:
    places = decimals if decimals is not None else places_of(value, digits)
    text = f"{rounded(value, places):f}"
    exact = math.isclose(float(text), value, rel_tol=1e-12, abs_tol=1e-300)
    if decimals is None and exact:
        text = _short(text)
    return text.lstrip("-") if float(text) == 0 else text


def _power(value: float, digits: int) -> str:
    lead = _lead(value, digits)
    text = f"{rounded(Decimal(repr(value)).scaleb(-lead), digits - 1):f}"
    if math.isclose(float(f"{text}e{lead}"), value, rel_tol=1e-12):
        text = _short(text)
    return f"{text}×10{str(lead).replace('-', MINUS).translate(_SUP)}"


def _short(text: str) -> str:
    """A decimal without the zeros that end it."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def places_of(value: float, digits: int = SIGNIFICANT) -> int:
    """How many decimals show `digits` significant digits of a number; `fmt` drops the zeros that end a short one."""
    return max(0, digits - 1 - _lead(value, digits)) if value else 0


def _lead(value: float, digits: int) -> int:
    """The power of ten of the first digit of a number rounded to so many."""
    lead = Decimal(repr(float(value))).adjusted()
    return rounded(value, digits - 1 - lead).adjusted()


def fmt_sum(parts: Iterable[float], total: float, digits: int = SIGNIFICANT) -> tuple[list[str], str]:
    """Write the parts of a sum and the sum with one number of decimals, less where one is short by itself, so that what is shown adds up.

    Where the largest is very small or large, all stand over its power of ten. Digits are added until the sum is
    right; where no five more would do it (1/3 + 1/3 = 2/3), each number keeps the fewest.
    """
    numbers = [_finite(v) for v in (*parts, total)]
    largest = max(numbers, key=abs)
    power = _power(abs(largest), digits).partition("×")[2] if _needs_power(largest, None) else ""
    base = digits - 1 if power else places_of(largest, digits)
    tries = [[_over(v, places, power) for v in numbers] for places in range(base, base + 6)]
    *texts, text = next((t for t in tries if _adds_up(t)), tries[0])
    return texts, text


def _over(value: float, places: int, power: str) -> str:
    """A number with so many decimals, over a given power of ten, without the zeros that end one that is short by itself."""
    if value == 0:
        return "0"
    exact = Decimal(repr(value)).scaleb(-exponent_of(power.removeprefix("10"))) if power else Decimal(repr(value))
    seen = rounded(exact, places)
    text = f"{seen if seen else abs(seen):f}".replace("-", MINUS)
    short = _short(text) if abs(seen - exact) <= _SHORT * abs(exact) else text
    return f"{short}×{power}" if power else short


def _adds_up(texts: list[str]) -> bool:
    """Whether all but the last, as shown, sum to the last."""
    *parts, total = (_exact(text)[0] for text in texts)
    return sum(parts) == total


def exponent_of(superscripts: str) -> int:
    """The whole number that superscripts say: "⁻⁵" is -5."""
    return int("".join("-" if c == "⁻" else str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(c)) for c in superscripts))


@dataclass(frozen=True)
class Function:
    """An activation or a loss in formulas: its symbol, its definition in Typst, its slope.

    A definition is a template of {z} for activations, of {a} and {y} (a_i and y_i of the outputs) for losses.
    """

    typst: str  # the name alone
    definition: str
    slope: str = ""  # the derivative, in the terms the forward pass left

    @property
    def of_one(self) -> str:
        """A loss of a single output: neither a sum nor a mean."""
        return self.definition.replace("1/n ", "").replace("sum_i ", "")


ACTIVATIONS = {
    "identity": Function('"id"', "{z}", "1"),
    "sigmoid": Function("sigma", "1 / (1 + e^(-{z}))", "a (1 - a)"),
    "tanh": Function("tanh", "(e^({z}) - e^(-{z})) / (e^({z}) + e^(-{z}))", "1 - a^2"),
    "relu": Function('"relu"', "max(0, {z})", '1 "where" z > 0'),
    "leaky_relu": Function('"lrelu"', "max(0.01 {z}, {z})", '1 "where" z > 0'),
    "softplus": Function('"softplus"', "ln(1 + e^({z}))", "sigma(z)"),
    "gelu": Function('"gelu"', "{z} Phi({z})", "Phi(z) + z phi(z)"),
    "elu": Function('"elu"', 'cases({z} "if" {z} > 0, e^({z}) - 1 "otherwise")', '1 "where" z > 0, "else" e^z'),
    "silu": Function('"silu"', "{z} sigma({z})", "sigma(z) (1 + z (1 - sigma(z)))"),
    "softsign": Function('"softsign"', "{z} / (1 + lr(|{z}|))", "1 / (1 + lr(|z|))^2"),
    "bipolar_sigmoid": Function('"bipolar"', "2 / (1 + e^(-{z})) - 1", "1/2 (1 - a^2)"),
    "hard_sigmoid": Function('"hsigmoid"', "max(0, min(1, {z} / 6 + 1/2))", '1/6 "where" -3 < z < 3'),
    "hard_tanh": Function('"htanh"', "max(-1, min(1, {z}))", '1 "where" -1 < z < 1'),
    "step": Function('"step"', 'cases(1 "if" {z} >= 0, 0 "otherwise")', "0"),
    "softmax": Function('"softmax"', "e^(z_i) / (sum_k e^(z_k))", "a_i (1_(i=k) - a_k)"),
}
OWN_LEAK = "max({s} {z}, {z})"  # leaky_relu where the lesson gives its slope
LOSSES = {
    "squared_error": Function("L", "1/2 sum_i ({a} - {y})^2", "a_i - y_i"),
    "mse": Function("L", "1/n sum_i ({a} - {y})^2", "2/n (a_i - y_i)"),
    "binary_cross_entropy": Function("L", "- sum_i ({y} ln {a} + (1 - {y}) ln(1 - {a}))", "(a_i - y_i) / (a_i (1 - a_i))"),
    "cross_entropy": Function("L", "- sum_i {y} ln {a}", "- y_i / a_i"),
    "mae": Function("L", "1/n sum_i lr(|{a} - {y}|)", '1/n op("sign") (a_i - y_i)'),
    "huber": Function(
        "L",
        '1/n sum_i cases(1/2 ({a} - {y})^2 "if" lr(|{a} - {y}|) <= 1, lr(|{a} - {y}|) - 1/2 "otherwise")',
        "1/n max(-1, min(1, a_i - y_i))",
    ),
    "hinge": Function("L", "max(0, 1 - {y} {a})", '-y_i "where" y_i a_i < 1'),
    "perceptron": Function("L", "sum_i ({a} - {y}) z_i", "z_i"),
    "output": Function("L", "{a}", "1"),
    "next_token": Function("L", "- 1/T sum_t ln a_(t y_t)", "(a_(t i) - 1_(i = y_t)) / T"),
    "policy_gradient": Function("L", "- hat(A) ln pi", "- hat(A) / pi"),
    "ppo": Function("L", '- min(r hat(A), op("clip")(r) hat(A))', '- hat(A) / pi_"old"'),
}
OWN_HUBER = Function(  # where the lesson says how far it is a parabola, {d}
    "L",
    '1/n sum_i cases(1/2 ({a} - {y})^2 "if" lr(|{a} - {y}|) <= {d}, {d} (lr(|{a} - {y}|) - {d}/2) "else")',
    "1/n max(-{d}, min({d}, a_i - y_i))",
)
HINGE_OF_CLASSES = Function("L", "sum_(i != c) max(0, {a} - a_c + 1)", '1 "where" a_i - a_c > -1')  # c is the class
HINGE_OF_THE_CLASS = Function("L", HINGE_OF_CLASSES.definition, "- sum_(i != c) 1_(a_i - a_c > -1)")  # its slope by a_c


def parse(text: str) -> tuple[float, float]:
    """The value of a shown number and half a unit of its last digit."""
    value, half = _exact(text)
    return float(value), float(half)


def agrees(text: str, value: float) -> bool:
    """Whether a shown number is that value, rounded to the digits shown."""
    try:
        shown_value, half = _exact(text)
    except ValueError:
        return False
    return math.isfinite(value) and shown_value == rounded(value, -half.adjusted() - 1)


def _exact(text: str) -> tuple[Decimal, Decimal]:
    """As `parse`, in decimals: exact for every number that a float can be."""
    if not _SHOWN.fullmatch(text):
        raise ValueError(f"{text!r} is not a number as it is shown")
    mantissa, _, power = text.replace(MINUS, "-").partition("×10")
    exponent = exponent_of(power) if power else 0
    places = len(mantissa.partition(".")[2])
    return Decimal(mantissa).scaleb(exponent), Decimal(5).scaleb(exponent - places - 1)
