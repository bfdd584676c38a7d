"""Words of our field that hibari's own reading gets wrong, and how they are said.

Phonemes are hibari's (misaki's) alphabet: A as in day, I as in by, O as in go, W as in how, Y as in boy, ʤ as in jam, ʧ as in chin.
The letter a is not here: alone it may be the article. A beat that means the symbol writes [a](/ˈA/).
"""

from __future__ import annotations

import re

PRONOUNCED = {
    "relu": "ɹˈɛlu",
    "gelu": "ɡˈɛlu",
    "softsign": "sˈɔftsIn",
    "tanh": "tˈænʧ",
    "softplus": "sˈɔftplʌs",
    "logit": "lˈOʤɪt",
    "logits": "lˈOʤɪts",
    "xor": "ˌɛksˈɔɹ",
    "xnor": "ˌɛksnˈɔɹ",
    "rmsprop": "ˌɑɹˌɛmˌɛspɹˈɑp",
    "numpy": "nˈʌmpI",
    "glorot": "ɡlˌɔɹˈO",
    "nesterov": "nˈɛstəɹˌɔf",
    "mazur": "mˈAzəɹ",
    "kronecker": "kɹˈOnɪkəɹ",
    "werbos": "wˈɜɹbOs",
    "szegedy": "sˈɛɡədi",
    "schulman": "ʃˈulmən",
    "autograd": "ˈɔTOɡɹˌæd",
    "preactivation": "pɹˌiˌæktəvˈAʃən",
    "da": "dˌiˈA",
    "dw": "dˌidˈʌbᵊlju",
    "dy": "dˌiwˈI",
    "du": "dˌijˈu",
}
# A letter that ends a sentence would be taken for an initial ("b.") and lose its full stop.
LETTERS = {
    "b": "bˈi", "c": "sˈi", "d": "dˈi", "e": "ˈi", "f": "ˈɛf", "g": "ʤˈi", "h": "ˈAʧ", "j": "ʤˈA", "k": "kˈA",
    "l": "ˈɛl", "m": "ˈɛm", "n": "ˈɛn", "o": "ˈO", "p": "pˈi", "q": "kjˈu", "r": "ˈɑɹ", "s": "ˈɛs", "t": "tˈi",
    "u": "jˈu", "v": "vˈi", "w": "dˈʌbᵊlju", "x": "ˈɛks", "y": "wˈI", "z": "zˈi",
}  # fmt: skip
_PARTS = re.compile(r"^([(\"'“‘]*)([A-Za-z]+)(['’]s)?([^\w]*)$")


def pronounced(word: str) -> str:
    """One spoken word, marked up with its phonemes if the table has it."""
    parts = _PARTS.match(word)
    if not parts:
        return word
    before, core, possessive, after = parts.groups()
    phonemes = PRONOUNCED.get(core.lower()) or LETTERS.get(core.lower())
    if phonemes is None:
        return word
    ending = ("s" if phonemes[-1] in "ptkfθ" else "ᵻz" if phonemes[-1] in "szʃʒʧʤ" else "z") if possessive else ""
    return f"{before}[{core}{possessive or ''}](/{phonemes}{ending}/){after}"
