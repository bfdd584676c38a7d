"""English: how numbers, symbols and the field's terms are said. The only place that knows how they sound.

A letter that the voice would misread carries its phonemes, `[a](/ˈA/)`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.tongues.saying import Saying

A, CAPITAL_A = "[a](/ˈA/)", "[A](/ˈA/)"
DIGITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SIZES = ((10**6, "million"), (10**3, "thousand"), (100, "hundred"))
LETTERS = {  # symbols that are not said as they are written
    "L_new": "L", "a": A, "a_in": A, "A": CAPITAL_A, "scores": "S", "context": "C", "var": "sigma squared", "x_hat": "x hat", "ratio": "r",
    "log_pi": "log pi", "advantage": "the advantage", "W_Q": "W Q", "W_K": "W K", "W_V": "W V", "W_O": "W O",
    "W_x": "W X", "W_h": "W H", "state": "h", "cell": "c", "m_hat": "m hat", "v_hat": "v hat", "Omega": "omega",
}  # fmt: skip
TERMS = {
    "identity": "the identity", "sigmoid": "the sigmoid", "tanh": "the hyperbolic tangent", "relu": "the rectifier",
    "leaky_relu": "the leaky rectifier", "softplus": "softplus", "gelu": "the Gaussian error linear unit", "softmax": "softmax",
    "elu": "the exponential linear unit", "silu": "the sigmoid linear unit", "softsign": "softsign",
    "bipolar_sigmoid": "the bipolar sigmoid", "hard_sigmoid": "the hard sigmoid", "hard_tanh": "the hard hyperbolic tangent",
    "step": "a step",
    "squared_error": "half the squared error", "mse": "the mean squared error", "binary_cross_entropy": "the cross-entropy",
    "mae": "the mean absolute error", "huber": "the Huber loss", "hinge": "the hinge loss", "perceptron": "the perceptron's criterion",
    "output": "the output itself",
    "cross_entropy": "the cross-entropy", "next_token": "the cross-entropy of the next token", "policy_gradient": "the policy gradient",
    "ppo": "the clipped objective",
}  # fmt: skip

CLAIM_WORDS = frozenset({  # of a sentence that compares, counts out or judges: it is so on some networks, and not on others
    "rise", "rises", "rose", "fall", "falls", "fell", "climb", "climbs", "sink", "sinks", "grow", "grows", "shrink", "shrinks",
    "larger", "largest", "smaller", "smallest", "higher", "lower", "longer", "shorter", "steeper", "further", "faster", "slower",
    "better", "worse", "positive", "negative", "all", "every", "everything", "everywhere", "most", "mostly", "almost", "nearly",
    "same", "alike", "never", "always", "hardly", "none", "nothing", "only", "learned", "learns", "stuck", "settles", "settle",
    "explodes", "both", "first two",
})  # fmt: skip


@dataclass(frozen=True)
class English(Saying):
    """A `Tongue`."""

    code: str = "en"
    equals: str = "equals"
    minus, point, power = "minus", "point", "times ten to the"
    digits, letters, terms = DIGITS, LETTERS, TERMS

    def cardinal(self, n: int) -> str:
        return self.count(n).replace("-", " ").replace(" and ", " ")

    def slope(self, of: str, by: str) -> str:
        return f"d {of} by d {by}"

    def count(self, n: int) -> str:
        """Cardinal words of 0 <= n < 10^9, as they are written: one hundred and twenty-five."""
        if not 0 <= n < 10**9:
            raise ValueError(f"{n} is not a count that is spoken")
        if n < 20:
            return (DIGITS + TEENS)[n]
        if n < 100:
            return TENS[n // 10] + ("-" + DIGITS[n % 10] if n % 10 else "")
        size, name = next((s, name) for s, name in SIZES if n >= s)
        rest = f"{' and' if n % size < 100 else ''} {self.count(n % size)}" if n % size else ""
        return f"{self.count(n // size)} {name}{rest}"

    def year(self, digits: str) -> str:
        """1958 is "Nineteen fifty-eight"; a year begins its sentence."""
        century, rest = divmod(int(digits), 100)
        return f"{self.count(century)} {self.count(rest) if rest else 'hundred'}".capitalize()

    def name(self, word: str) -> str:
        """Its letters without accents, its numerals as words; nothing of a script that English has no sounds for."""
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii() and (c.isalnum() or c in "'-"))
        runs = re.findall(r"[A-Za-z'-]+|[0-9]{1,9}", plain)
        return " ".join(self.cardinal(int(run)) if run.isdigit() else run.strip("'-") for run in runs).strip()


EN = English()
