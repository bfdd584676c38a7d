"""German: how numbers, symbols and the field's terms are said. The only place that knows how they sound.

A decimal point is shown, as in the field's papers, and said "Komma".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.tongues.saying import Saying

DIGITS = "null eins zwei drei vier fünf sechs sieben acht neun".split()
TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
TENS = "_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
OWN = frozenset("äöüÄÖÜßẞ")  # letters beyond a to z
LONGEST = 30  # letters of a number in one word; captions have room for a few more
LETTERS = {  # symbols that are not said as they are written
    "L_new": "L", "a_in": "a", "scores": "S", "context": "C", "var": "Sigma Quadrat", "x_hat": "x Dach", "ratio": "r",
    "log_pi": "Log Pi", "advantage": "der Vorteil", "error": "der Fehler", "W_Q": "W Q", "W_K": "W K", "W_V": "W V", "W_O": "W O",
    "W_x": "W X", "W_h": "W H", "state": "h", "cell": "c", "m_hat": "m Dach", "v_hat": "v Dach", "velocity": "v", "accumulator": "s",
    "count": "n", "eta": "Eta", "delta": "Delta", "mu": "Mü", "pi": "Pi", "gamma": "Gamma", "beta": "Beta", "epsilon": "Epsilon",
}  # fmt: skip
TERMS = {  # of an activation with a feminine article, which is the same after "ist" and after "durch"
    "identity": "die Identität", "sigmoid": "die Sigmoidfunktion", "tanh": "die Funktion Tangens hyperbolicus",
    "relu": "die ReLU-Funktion", "leaky_relu": "die Leaky-ReLU-Funktion", "softplus": "die Softplus-Funktion",
    "gelu": "die GELU-Funktion", "softmax": "Softmax", "elu": "die ELU-Funktion", "silu": "die SiLU-Funktion",
    "softsign": "die Softsign-Funktion", "bipolar_sigmoid": "die bipolare Sigmoidfunktion",
    "hard_sigmoid": "die harte Sigmoidfunktion", "hard_tanh": "die harte Funktion Tangens hyperbolicus", "step": "die Stufenfunktion",
    "squared_error": "der halbe quadratische Fehler", "mse": "der mittlere quadratische Fehler",
    "binary_cross_entropy": "die Kreuzentropie", "mae": "der mittlere absolute Fehler", "huber": "der Huber-Verlust",
    "hinge": "der Hinge-Verlust", "perceptron": "das Perzeptron-Kriterium", "output": "die Ausgabe selbst",
    "cross_entropy": "die Kreuzentropie", "next_token": "die Kreuzentropie des nächsten Tokens",
    "policy_gradient": "der Policy-Gradient", "ppo": "die beschnittene Zielfunktion",
}  # fmt: skip


@dataclass(frozen=True)
class German(Saying):
    """A `Tongue`."""

    code: str = "de"
    equals: str = "gleich"
    minus, point, power = "minus", "Komma", "mal zehn hoch"
    digits, letters, terms = DIGITS, LETTERS, TERMS

    def cardinal(self, n: int) -> str:
        return self.count(n)

    def slope(self, of: str, by: str) -> str:
        return f"d {of} nach d {by}"

    def count(self, n: int) -> str:
        """Cardinal words of 0 <= n < 10^9: one word below a million, but for a gap after "tausend" in a very long one."""
        if not 0 <= n < 10**9:
            raise ValueError(f"{n} is not a count that is spoken")
        millions, rest = divmod(n, 10**6)
        if not millions:
            return _below_million(n, leads=True)
        head = "eine Million" if millions == 1 else f"{_below_thousand(millions, 'eine', leads=True)} Millionen"
        return f"{head} {_below_million(rest, leads=False)}" if rest else head

    def year(self, digits: str) -> str:
        """1958 is "Neunzehnhundertachtundfünfzig", 2017 "Zweitausendsiebzehn"; a year begins its sentence."""
        century, rest = divmod(int(digits), 100)
        if not 11 <= century <= 19:
            return self.count(int(digits)).capitalize()
        return f"{self.count(century)}hundert{self.count(rest) if rest else ''}".capitalize()

    def name(self, word: str) -> str:
        """Its letters, umlauts too, other accents left off, its numerals as words; nothing of a script that German has no sounds for."""
        plain = "".join(map(_plain, unicodedata.normalize("NFC", word)))
        runs = re.findall(r"[^\W\d_'-][^\W\d_]*(?:['-]+[^\W\d_]+)*|[0-9]{1,9}", plain)
        return " ".join(self.count(int(run)) if run.isdigit() else run for run in runs)


def _below_thousand(n: int, one: str, leads: bool) -> str:
    """0 < n < 1000; a 1 at the end as it is said there: eins, ein (tausend), eine (Millionen). What leads is "hundert" of 100."""
    hundreds, n = divmod(n, 100)
    head = "" if not hundreds else "hundert" if hundreds == 1 and leads else f"{_ones(hundreds)}hundert"
    if n < 20:
        return head + ("" if not n else one if n == 1 else (DIGITS + TEENS)[n])
    tens, ones = divmod(n, 10)
    return head + (f"{_ones(ones)}und" if ones else "") + TENS[tens]


def _below_million(n: int, leads: bool) -> str:
    """0 <= n < 10^6; what leads is "tausend" of 1000, not "eintausend"."""
    if n == 0:
        return DIGITS[0]
    thousands, rest = divmod(n, 1000)
    if not thousands:
        return _below_thousand(rest, "eins", leads)
    head = ("" if thousands == 1 and leads else _below_thousand(thousands, "ein", leads)) + "tausend"
    tail = _below_thousand(rest, "eins", leads=False) if rest else ""
    return head + (" " if tail and len(head + tail) > LONGEST else "") + tail


def _ones(n: int) -> str:
    """A digit before und or hundert."""
    return "ein" if n == 1 else DIGITS[n]


def _plain(c: str) -> str:
    """A letter, numeral, hyphen or apostrophe as German reads it, without a foreign accent; else nothing."""
    if c in OWN:
        return c
    return "".join(d for d in unicodedata.normalize("NFKD", c) if d.isascii() and (d.isalnum() or d in "'-"))


DE = German()
