"""French: how numbers, symbols and the field's terms are said, as in a lecture: "moins zéro virgule zéro trois huit un"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.tongues.saying import Saying

SMALL = ("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf").split()
TENS = "_ _ vingt trente quarante cinquante soixante".split()
LETTERS = {  # symbols that are not said as they are written
    "L_new": "L", "a_in": "a", "y": "i grec", "scores": "S", "context": "C", "var": "sigma carré", "x_hat": "x chapeau", "ratio": "r",
    "log_pi": "log pi", "advantage": "l'avantage", "error": "erreur", "W_Q": "W Q", "W_K": "W K", "W_V": "W V", "W_O": "W O",
    "W_x": "W X", "W_h": "W H", "state": "h", "cell": "c", "m_hat": "m chapeau", "v_hat": "v chapeau", "velocity": "v",
    "accumulator": "s", "Omega": "oméga", "eta": "êta", "beta": "bêta", "mu": "mu", "count": "n",
}  # fmt: skip
TERMS = {  # each is feminine, so that "de" before it never melts into "du", and what is applied is "appliquée"
    "identity": "l'identité", "sigmoid": "la sigmoïde", "tanh": "la tangente hyperbolique", "relu": "la ReLU",
    "leaky_relu": "la ReLU à fuite", "softplus": "la fonction softplus", "gelu": "la fonction GELU", "softmax": "la fonction softmax",
    "elu": "l'unité linéaire exponentielle", "silu": "l'unité linéaire sigmoïde", "softsign": "la fonction softsign",
    "bipolar_sigmoid": "la sigmoïde bipolaire", "hard_sigmoid": "la sigmoïde affine par morceaux",
    "hard_tanh": "la tangente hyperbolique affine par morceaux", "step": "la fonction échelon",
    "squared_error": "la moitié de l'erreur quadratique", "mse": "l'erreur quadratique moyenne",
    "binary_cross_entropy": "l'entropie croisée", "mae": "l'erreur absolue moyenne", "huber": "la perte de Huber",
    "hinge": "la perte charnière", "perceptron": "la perte du perceptron", "output": "la sortie elle-même",
    "cross_entropy": "l'entropie croisée", "next_token": "l'entropie croisée du prochain token",
    "policy_gradient": "la perte du gradient de politique", "ppo": "la perte écrêtée",
}  # fmt: skip


@dataclass(frozen=True)
class French(Saying):
    """A `Tongue`."""

    code: str = "fr"
    equals: str = "égale"
    minus, point, power = "moins", "virgule", "fois dix puissance"
    digits, letters, terms = SMALL, LETTERS, TERMS

    def cardinal(self, n: int) -> str:
        return _cardinal(n)

    def slope(self, of: str, by: str) -> str:
        return f"d rond {of} sur d rond {by}"

    def count(self, n: int) -> str:
        """Cardinal words of 0 <= n < 10^9 before what is counted, masculine: "vingt et un", "deux cent mille", "un million de"."""
        if not 0 <= n < 10**9:
            raise ValueError(f"{n} is not a count that is spoken")
        return _cardinal(n) + (" de" if n and n % 10**6 == 0 else "")

    def year(self, digits: str) -> str:
        """1958 is "mille neuf cent cinquante-huit"; a year stands inside its sentence: "En 1958, ..."."""
        return self.count(int(digits))

    def name(self, word: str) -> str:
        """Its letters with their accents, its numerals as words; nothing of a script that French has no sounds for."""
        plain = "".join(c for c in unicodedata.normalize("NFC", word.replace("’", "'")) if _is_said(c))
        runs = re.findall(r"[0-9]{1,9}|[^0-9]+", plain)
        return " ".join(filter(None, (self.count(int(run)) if run.isdigit() else run.strip("'-") for run in runs)))


def _is_said(c: str) -> bool:
    return c in "'-0123456789" or (c.isalpha() and unicodedata.name(c, "").startswith("LATIN"))


def _cardinal(n: int) -> str:
    """The words of 0 <= n < 10^9, standing alone."""
    millions, rest = divmod(n, 10**6)
    thousands, ones = divmod(rest, 1000)
    words = []
    if millions:
        words.append(f"{_hundreds(millions)} million{'s' * (millions > 1)}")
    if thousands:
        words.append("mille" if thousands == 1 else f"{_bare(_hundreds(thousands))} mille")
    if ones or not words:
        words.append(_hundreds(ones))
    return " ".join(words)


def _hundreds(n: int) -> str:
    """The words of 0 <= n < 1000: "cents" and "vingts" have their s where nothing follows."""
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        return _tens(rest)
    head = "cent" if hundreds == 1 else f"{SMALL[hundreds]} cent"
    if rest:
        return f"{head} {_tens(rest)}"
    return head if hundreds == 1 else f"{head}s"


def _tens(n: int) -> str:
    """The words of 0 <= n < 100: from sixty on, in twenties."""
    if n < 20:
        return SMALL[n]
    if n >= 80:
        return f"quatre-vingt-{SMALL[n - 80]}" if n > 80 else "quatre-vingts"
    ten = min(n // 10, 6)
    rest = n - 10 * ten
    if not rest:
        return TENS[ten]
    return f"{TENS[ten]} et {SMALL[rest]}" if rest in (1, 11) else f"{TENS[ten]}-{SMALL[rest]}"


def _bare(words: str) -> str:
    """Before "mille", which is no noun, "cents" and "vingts" lose their s."""
    return words.removesuffix("s") if words.endswith(("cents", "vingts")) else words


FR = French()
