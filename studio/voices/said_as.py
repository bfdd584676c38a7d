"""Words of our field that a language's own rules would read wrong, written so that they are read right; English has pronounce.py.

A spelling, not phonemes, so that the neural voice and the draft voice share it. Letters alone are said by their names, but for those
that are words (es "a", "y"; fr "a", "y"): the tongue that means the letter writes its name.
"""

from __future__ import annotations

import re

from studio.words import plain

NAMES = {
    "es": {
        "mazur": "méisur", "glorot": "gloró", "nesterov": "nésterof", "xavier": "xabiér", "kaiming": "káiming", "he": "je", "adam": "ádam",
        "hinton": "jinton", "rumelhart": "rúmeljart", "williams": "uíliams", "werbos": "uérbos", "rosenblatt": "rósenblat",
        "kronecker": "króneker", "huber": "júber", "hadamard": "adamár", "bayes": "béies", "schmidhuber": "esmidjúber", "lecun": "lecán",
    },
    "fr": {
        "mazur": "mézeur", "glorot": "gloro", "nesterov": "nestérof", "kaiming": "kaïming", "adam": "adame", "hinton": "hinetone",
        "rumelhart": "roumelarte", "williams": "ouiliamse", "werbos": "verbosse", "rosenblatt": "rosenblatte", "huber": "hubère",
        "kronecker": "cronequère", "bayes": "baïesse", "lecun": "le cun",
    },
    "de": {
        "mazur": "Mäiser", "glorot": "Gloro", "nesterov": "Nesteroff", "xavier": "Xaviär", "hinton": "Hinnten", "williams": "Williams",
        "rumelhart": "Rummelhart", "werbos": "Wörbos", "hadamard": "Adamar",
    },
}  # fmt: skip
TERMS = {
    "es": {
        "relu": "relú", "gelu": "guelu", "elu": "elú", "silu": "silú", "tanh": "tanguente hiperbólica", "softmax": "sóftmax",
        "softplus": "sóftplas", "softsign": "sóftsain", "xor": "exór",
        "logit": "lóyit", "logits": "lóyits", "backpropagation": "bacpropagueishon",
        "token": "tóquen", "tokens": "tóquens", "transformer": "transfórmer", "transformers": "transfórmers",
        "numpy": "nampái", "rmsprop": "erre eme ese prop", "sgd": "ese ge de", "ppo": "pe pe o", "bias": "báias", "dropout": "drópaut",
    },
    "fr": {
        "relu": "rélu", "gelu": "guélu", "elu": "élu", "silu": "silu", "tanh": "tangente hyperbolique", "softmax": "softemaxe",
        "softplus": "softepluce", "softsign": "softe saïne", "xor": "ixor", "logit": "lojite", "logits": "lojites", "token": "tokène",
        "tokens": "tokènes", "transformer": "transformère", "transformers": "transformères", "backpropagation": "bacpropagation",
        "numpy": "numpaï", "rmsprop": "erre emme esse propp", "sgd": "esse gé dé", "ppo": "pé pé o", "dropout": "dropaoute",
        "batch": "batche",
    },
    "de": {
        "relu": "Relu", "relu-funktion": "Relu-Funktion", "gelu": "Gelu", "tanh": "Tangens hyperbolikus", "softmax": "Softmäx",
        "xor": "Xor", "backpropagation": "Bäckpropagäischen", "bias": "Beias", "token": "Tohken", "tokens": "Tohkens",
        "transformer": "Tränsformer", "batch": "Bätsch", "batches": "Bätsches", "layer": "Läier", "policy": "Pollißi",
        "dropout": "Dropp-aut",
        "leaky-relu-funktion": "Lieki-Relu-Funktion", "gelu-funktion": "Gelu-Funktion", "hinge-verlust": "Hindsch-Verlust",
        "policy-gradient": "Pollißi-Gradient", "score": "Skohr", "feature": "Fietscher", "features": "Fietschers", "loss": "Loss",
    },
    "en": {"relu": "relloo", "xor": "ex or", "mazur": "mayzer", "tanh": "tanch", "softmax": "soft max", "glorot": "gloroh"},
}  # fmt: skip
LETTERS = {
    "es": {
        "A": "a", "b": "be", "c": "ce", "d": "de", "f": "efe", "g": "ge", "h": "hache", "j": "jota", "k": "ka", "l": "ele", "m": "eme",
        "n": "ene", "p": "pe", "q": "cu", "r": "erre", "s": "ese", "t": "te", "v": "uve", "w": "uve doble", "x": "equis", "z": "zeta",
    },
    "fr": {
        "A": "a", "b": "bé", "c": "cé", "d": "dé", "e": "eu", "f": "effe", "g": "gé", "h": "hache", "j": "ji", "k": "ka", "l": "elle",
        "m": "emme", "n": "enne", "p": "pé", "q": "cu", "r": "erre", "s": "esse", "t": "té", "v": "vé", "w": "double vé", "x": "ixe",
        "z": "zède",
    },
    "de": {
        "a": "Ah", "b": "Beh", "c": "Zeh", "d": "Deh", "e": "Eh", "f": "Eff", "g": "Geh", "h": "Hah", "j": "Jott", "k": "Kah", "l": "Ell",
        "m": "Emm", "n": "Enn", "p": "Peh", "q": "Kuh", "r": "Err", "s": "Ess", "t": "Teh", "v": "Fau", "w": "Weh", "x": "Iks",
        "y": "Ypsilon", "z": "Zett",
    },
    "en": {},
}  # fmt: skip
LANGUAGES = ("de", "en", "es", "fr", "hi", "it", "pt")
SAID = {lang: {**NAMES.get(lang, {}), **TERMS.get(lang, {}), **LETTERS.get(lang, {})} for lang in LANGUAGES}
_CORE = re.compile(r"[^\W_]+(?:['’.,·-][^\W_]+)*")
_ENGLISH_A = re.compile(r"^\W*\[[aA]\]\(")  # the letter, which alone would be the article


def reading(word: str, lang: str) -> str:
    """One spoken word as it is to be read, without the punctuation around it; "" if nothing of it is read."""
    if lang == "en" and _ENGLISH_A.match(word):
        return "ay"
    core = _CORE.search(plain(word))
    if core is None:
        return ""
    text = core[0].replace("’", "'")
    table = SAID.get(lang, {})
    return table.get(text) or table.get(text.lower(), text)
