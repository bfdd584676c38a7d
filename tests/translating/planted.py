"""A small language, planted: Upper says everything as English does; its words are in a film's room made for the test."""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

from studio import tongues
from studio.tongues.en import English

STORY = '''"""A film."""

from engine.reading import Reading
from manim import FadeIn
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.kit.type.formula import Formula, Label


def way(t: Reading) -> str:
    """Which way the loss goes."""
    return "rises" if t.L.value > 0 else "falls"


class Small(Chapter):
    title = "A small film"
    promise = "Say what it says."

    @beat(
        "Here <word> is a word, and the loss is {t.L:3}.",
        line(case=way, rises="It <way> rises, in {count:words} way.", falls="It <way> falls, in {count:words} way."),
        count=lambda t: 1, title="A part",
    )
    def opened(self):
        self.at("word")
        self.made = [Label("a word, layer 2"), Formula('"measured:" {L}', L=self.t.L), Label("kept $W$"), Label("$W$")]
        self.play(*map(FadeIn, self.made))
        self.at("way")

    @beat("What is <left> left to say?", pause=3.0)
    def asked(self):
        self.at("left")
'''
WORDS = """[film]
title = "EIN FILM"
promise = "SAG ES."

[parts]
opened = "EIN TEIL"

[screen]
"a word, layer {n}" = "EIN WORT, LAGE {n}"
"measured:" = "GEMESSEN:"
"kept $W$" = "BEHALTEN $W$"

[opened]
1 = "DIE KOSTEN SIND {t.L:3}, UND <word> HIER STEHT EIN WORT."
2 = { rises = "ES <way> STEIGT, AUF {count:Words} WEISE.", falls = "ES <way> FÄLLT, AUF {count:words} WEISE." }

[asked]
1 = "WAS <left> BLEIBT?"
"""


@dataclass(frozen=True)
class Upper(English):
    """English in all but its code."""

    code: str = "xx"


def film(folder: Path, words: str = WORDS, name: str = "planted_story"):
    """The planted film's class, its words beside it."""
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / "xx.toml").write_text(words, encoding="utf-8")
    path = folder / "story.py"
    path.write_text(STORY, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.Small


def language(monkeypatch) -> Upper:
    """The planted language, which `studio.tongues` finds."""
    found, codes = tongues.find, tongues.codes
    monkeypatch.setattr(tongues, "codes", lambda: (*codes(), "xx"))
    monkeypatch.setattr(tongues, "find", lambda code: Upper() if code == "xx" else found(code))
    return Upper()
