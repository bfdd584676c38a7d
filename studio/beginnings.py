"""A new chapter or lesson from a small example that works as it is."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from engine import InputError
from studio import catalog
from studio.atomic import write_text

_CHAPTER = '''"""{title}: what this chapter is about, in one sentence."""

from __future__ import annotations

from manim import UP

from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.{name} import facts
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.type.formula import Formula, align_equals


class {camel}(Chapter):
    title = "{title}"
    promise = "Say in one sentence what the viewer can do afterwards."
    net: NetworkDiagram
    letters: Formula
    numbers: Formula

    # One method a thought, told in this order. A <mark> stands before the word at which something happens on screen.

    @beat("Here is our network. <in> Numbers enter on the left, and <out> leave on the right.")
    def network(self):
        W = [layer.W for layer in self.t.net.layers]
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, W)
        self.show(self.net)
        self.at("in")
        self.play(self.net.label(0, self.n.x), self.net.fill(0, self.t.x))
        self.at("out")
        self.light(*self.net.neurons[self.t.D].values())

    # `pause` leaves the viewer time to think.

    @beat("Look at the first neuron. It weighs <sum> what comes in, and adds its bias. What will it get?", pause=3.0)
    def question(self):
        self.letters, self.numbers = self.stage.board.hold(align_equals(eq.sum_letters(self.t, 1, 0), eq.sum_products(self.t, 1, 0)), UP)
        self.at("sum")
        self.show(self.letters)

    # `self.t` reads the trace: every number comes from there. `{{t.z[1][0]:eq}}` is shown as z₁ = 0.3775 and said in words.
    # What is only so on some networks stands under a fact.

    @beat(
        "Here it is: <result> {{t.z[1][0]:eq}}.",
        line(case=facts.sign_of_the_sum, above="That is above zero.", below="That is below zero.", zero="Nothing is left over."),
    )
    def answer(self):
        self.show(self.numbers)
        self.at("result")
        self.play(self.net.label(1, self.n.z[1], 0), self.net.fill_one(1, 0, self.t.z[1][0]), run_time=0.7)
        self.light(self.numbers["result"])
'''

_FACTS = '''"""What is so on this lesson: answers for the sentences and pictures of {title}. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading


def sign_of_the_sum(t: Reading) -> Literal["above", "below", "zero"]:
    """On which side of zero the first neuron's sum is."""
    z = t.z[1][0].value
    return "above" if z > 0 else "below" if z < 0 else "zero"
'''

_LESSON = """# Try it:  backreel check {name}.toml   then   backreel render {name}.toml -q l
title = "{title}"
# chapters = ["forward"]      # which films, in this order; without it every chapter that fits (see `backreel list`)

[network]
inputs = 2
loss = "binary_cross_entropy"   # squared_error, mse, binary_cross_entropy, cross_entropy (with softmax)
init = {{ method = "xavier_normal", seed = 7 }}   # also xavier_uniform, he_normal, he_uniform, normal, uniform, zeros

[[network.layers]]              # one of these for each layer
units = 3
activation = "tanh"             # identity, sigmoid, tanh, relu, leaky_relu, elu, silu, gelu ...; softmax on the last layer

[[network.layers]]
units = 1
activation = "sigmoid"
# weights = [[0.1, -0.2, 0.3]]  # instead of drawn ones: a row for each unit, a column for each input
# biases = [0.0]

[data]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]    # one row an example
y = [[0.0], [1.0], [1.0], [0.0]]
# or  dataset = "xor"  (and, or, moons, circles, spirals)  or  csv = "flowers.csv"  with  targets = ["species"]
# with either:  standardize = true   test = 0.2  (kept from training)     of a CSV:  ignore = ["id"]   missing = "drop"   classes = true

[training]
optimizer = "sgd"               # with momentum = 0.9, nesterov = true if you like; or rmsprop, adagrad, adam, adamw, lion
learning_rate = 0.5
steps = 10                      # every one of them is recorded; with many:  record = [0, 9999]

# [names]                       # seen on the network and said
# inputs = ["left", "right"]
# outputs = ["exactly one"]
"""


def chapter(name: str) -> str:
    """Write the room scenes/films/NAME; what to tell the user."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) or keyword.iskeyword(name):
        raise InputError(f"{name!r} cannot name a chapter: use small letters, digits and _, beginning with a letter")
    room = catalog.SCENES / "films" / name
    if room.exists():
        raise InputError(f"{room}: the chapter {name!r} is already there; take another name")
    room.mkdir(parents=True)
    for file, text in room_of(name).items():
        write_text(room / file, text)
    catalog.chapters.cache_clear()
    series = f"Its place in the series is a line in {catalog.SCENES / 'series.toml'}"
    return f"{room / 'story.py'}\nSee it with: backreel storyboard --chapter {name}, then backreel proof --chapter {name}\n{series}"


def room_of(name: str) -> dict[str, str]:
    """The files of the example film under this name."""
    title = name.replace("_", " ").strip().capitalize()
    fields = {"title": title, "name": name, "camel": title.title().replace(" ", "")}
    return {"__init__.py": "", "story.py": _CHAPTER.format(**fields), "facts.py": _FACTS.format(**fields)}


def lesson(name: str) -> str:
    """Write name.toml into this folder; what to tell the user."""
    name = name.removesuffix(".toml")
    if not re.fullmatch(r"\w[\w-]{0,59}", name):
        raise InputError(f"{name!r} cannot name a lesson: use letters, digits, _ and -")
    path = Path(f"{name}.toml")
    if path.exists():
        raise InputError(f"{path}: is already there; take another name")
    write_text(path, _LESSON.format(name=name, title=name.replace("_", " ").replace("-", " ").capitalize()))
    return f"{path}\nSee what it computes with: backreel check {path}, then make its films with: backreel render {path} -q l"
