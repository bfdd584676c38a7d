"""Spanish: how numbers, symbols and the field's terms are said. The only place that knows how they sound.

Letters are spelled by their names ("zeta uno"): a lone "y" would be read as a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.tongues.saying import Saying

DIGITS = "cero uno dos tres cuatro cinco seis siete ocho nueve".split()
TEENS = "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve".split()
TWENTIES = "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split()
SMALL = DIGITS + TEENS + TWENTIES
TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
ALPHABET = {
    "a": "a", "b": "be", "c": "ce", "e": "e", "f": "efe", "g": "ge", "h": "hache", "i": "i", "j": "jota", "k": "ka", "l": "ele",
    "m": "eme", "n": "ene", "o": "o", "q": "cu", "r": "erre", "s": "ese", "u": "u", "v": "uve", "w": "uve doble", "x": "equis",
    "y": "i griega", "z": "zeta",
}  # fmt: skip
LETTERS = {  # symbols that are not said letter by letter
    "L_new": "ele", "a_in": "a", "A": "a mayúscula", "scores": "ese", "context": "ce", "var": "sigma cuadrado", "x_hat": "equis gorro",
    "ratio": "erre", "log_pi": "logaritmo de pi", "advantage": "la ventaja", "epsilon": "épsilon", "count": "ene",
    "W_Q": "uve doble cu", "W_K": "uve doble ka", "W_V": "uve doble uve", "W_O": "uve doble o", "W_x": "uve doble equis",
    "W_h": "uve doble hache", "state": "hache", "cell": "ce", "m_hat": "eme gorro", "v_hat": "uve gorro", "Omega": "omega",
    "velocity": "la velocidad", "accumulator": "el acumulador", "error": "el error", "gamma": "gamma", "beta": "beta",
}  # fmt: skip
TERMS = {  # activations are functions, and feminine: "su función es la sigmoide"
    "identity": "la identidad", "sigmoid": "la sigmoide", "tanh": "la tangente hiperbólica", "relu": "la función rectificadora",
    "leaky_relu": "la función rectificadora con fuga", "softplus": "la función softplus", "gelu": "la unidad lineal de error gaussiano",
    "softmax": "la función softmax", "elu": "la unidad lineal exponencial", "silu": "la unidad lineal sigmoide",
    "softsign": "la función softsign", "bipolar_sigmoid": "la sigmoide bipolar", "hard_sigmoid": "la sigmoide dura",
    "hard_tanh": "la tangente hiperbólica dura", "step": "la función escalón",
    "squared_error": "la mitad del error cuadrático", "mse": "el error cuadrático medio", "binary_cross_entropy": "la entropía cruzada",
    "mae": "el error absoluto medio", "huber": "la pérdida de Huber", "hinge": "la pérdida de bisagra",
    "perceptron": "el criterio del perceptrón", "output": "la propia salida", "cross_entropy": "la entropía cruzada",
    "next_token": "la entropía cruzada de la palabra siguiente", "policy_gradient": "el gradiente de política",
    "ppo": "el objetivo recortado",
}  # fmt: skip


@dataclass(frozen=True)
class Spanish(Saying):
    """A `Tongue`."""

    code: str = "es"
    equals: str = "igual a"
    minus, point, power = "menos", "coma", "por diez a la"
    digits, letters, terms = DIGITS, LETTERS, TERMS

    def cardinal(self, n: int) -> str:
        return cardinal(n)

    def slope(self, of: str, by: str) -> str:
        return f"la derivada de {of} respecto de {by}"

    def letter(self, name: str) -> str:
        return LETTERS.get(name) or ALPHABET.get(name.lower(), name)

    def count(self, n: int) -> str:
        """How many, 0 <= n < 10^9, before what is counted, all masculine: "veintiún pasos", "un millón de pasos".

        One is never counted so, a sentence has a case of its own for it: it is a place, "capa uno".
        """
        return cardinal(n) if n == 1 else shortened(cardinal(n)) + " de" * (n > 0 and n % 10**6 == 0)

    def year(self, digits: str) -> str:
        """1958 is "mil novecientos cincuenta y ocho"."""
        return cardinal(int(digits))

    def name(self, word: str) -> str:
        """Its letters, of which á, ñ and ü stay, its numerals as words; nothing of a script that Spanish has no sounds for."""
        plain = "".join(map(_plain, unicodedata.normalize("NFC", word)))
        runs = re.findall(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ'-]+|[0-9]{1,9}", plain)
        return " ".join(cardinal(int(run)) if run.isdigit() else run.strip("'-") for run in runs).strip()


def cardinal(n: int) -> str:
    """Cardinal words of 0 <= n < 10^9, as they stand alone: "veintiuno"."""
    if not 0 <= n < 10**9:
        raise ValueError(f"{n} is not a count that is spoken")
    if n >= 10**6:
        millions, rest = divmod(n, 10**6)
        return _joined("un millón" if millions == 1 else f"{shortened(cardinal(millions))} millones", rest)
    if n >= 1000:
        thousands, rest = divmod(n, 1000)
        return _joined("mil" if thousands == 1 else f"{shortened(cardinal(thousands))} mil", rest)
    if n >= 100:
        return "cien" if n == 100 else _joined(HUNDREDS[n // 100], n % 100)
    if n < 30:
        return SMALL[n]
    return TENS[n // 10] + (f" y {DIGITS[n % 10]}" if n % 10 else "")


def shortened(words: str) -> str:
    """A cardinal before a masculine noun: uno is un, veintiuno veintiún."""
    if words.endswith("veintiuno"):
        return f"{words.removesuffix('veintiuno')}veintiún"
    return words.removesuffix("o") if re.search(r"\buno$", words) else words


def _joined(words: str, rest: int) -> str:
    return f"{words} {cardinal(rest)}" if rest else words


def _plain(c: str) -> str:
    """A letter that Spanish writes, or the one under its accent; nothing for what is none."""
    if c.lower() in "áéíóúüñ":
        return c
    return "".join(p for p in unicodedata.normalize("NFKD", c) if p.isascii() and (p.isalnum() or p in "'-"))


ES = Spanish()
