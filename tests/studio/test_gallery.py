"""The gallery: a picture of every mobject of the kit, taken from the films."""

import numpy as np
import pytest
from manim import VGroup, VMobject
from PIL import Image

from engine import run
from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from studio import catalog, gallery, voices
from studio.keys import ROOT
from studio.telling import Told
from studio.timing import time_beat
from studio.tongues import EN

COMMITTED = ROOT / "renders" / "gallery"
MOST = 60_000  # bytes of a picture


class Small(Chapter):
    """A network that is named, then filled, then half gone."""

    title, promise = "Small", "See it."

    @beat("A network.")
    def named(self):
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers])
        self.show(self.net)

    @beat("Numbers.")
    def filled(self):
        self.play(self.net.fill(0, self.t.x))

    @beat("Gone.")
    def gone(self):
        self.clear_away(*self.net.neurons[0].values())


@pytest.fixture(scope="module")
def told():
    trace = run(catalog.lesson("mazur"))
    voice, beats = voices.find("silent"), Small.script(Reading(trace), EN)
    clips = [voice.say(b.name, b.spoken) for b in beats]
    timings = [time_beat(b.pieces, clip, gallery.LOOK.fps, b.pause) for b, clip in zip(beats, clips, strict=True)]
    return Told(Small, trace, Reading(trace), beats, voice, clips, timings)


def test_a_mobject_is_taken_where_most_of_it_is_seen(told, tmp_path):
    best = gallery.walked([told], tmp_path)
    assert {NetworkDiagram, Num} <= set(best)
    assert Label not in best
    numbers = [part.shown.text for part in best[NetworkDiagram].parts if hasattr(part, "shown")]
    assert numbers == ["0.05", "0.1"]


def test_its_picture_is_small_and_shows_it(told, tmp_path):
    best = gallery.walked([told], tmp_path)
    gallery.paint(tmp_path, told, {NetworkDiagram: best[NetworkDiagram]}, tmp_path)
    picture = Image.open(tmp_path / "network_diagram.png")
    pixels = np.asarray(picture.convert("RGB"), int)
    across = np.flatnonzero((np.abs(pixels - pixels[0, 0]).max(axis=2) > 60).any(axis=0))
    assert picture.size == (960, 540)
    assert 0.8 * 960 < np.ptp(across) < 0.9 * 960
    assert (tmp_path / "network_diagram.png").stat().st_size < MOST
    assert [p.name for p in tmp_path.glob("*.png")] == ["network_diagram.png"]


def test_one_that_keeps_its_parts_for_the_scene_is_seen_through_them():
    keeper, one, two, net = VGroup(), Label("one"), Label("two"), NetworkDiagram.__new__(NetworkDiagram)
    VMobject.__init__(net)
    keeper.parts, keeper.more, keeper.net = {"a": [one]}, (two,), net
    assert list(gallery.family(keeper)) == [*two.get_family(), *one.get_family()]
    assert list(gallery.family(one)) == one.get_family()
    one.pictures = [two]
    assert list(gallery.family(one)) == [*one.get_family(), *two.get_family()]


def test_the_page_says_of_each_what_its_docstring_says_first():
    text = gallery.page([Formula, NetworkDiagram])
    assert "## NetworkDiagram\n\nLayers counted 0..D from left to right, neurons counted from 0 as in code. " in text
    assert "`scenes/kit/network/diagram.py`" in text
    assert "![Formula](formula.png)" in text


def lacking(folder, kinds):
    """The mobjects without a picture in a folder or on its page."""
    page = (folder / "README.md").read_text(encoding="utf-8")
    names = [gallery.name_of(kind) for kind in kinds]
    return [name for name in names if not (folder / f"{name}.png").is_file() or f"({name}.png)" not in page]


def test_every_public_mobject_has_its_picture():
    names = [gallery.name_of(kind) for kind in gallery.mobjects()]
    assert len(set(names)) == len(names) > 20
    assert lacking(COMMITTED, gallery.mobjects()) == [], "run make gallery, look at the new pictures, and commit them"
    assert sorted(p.stem for p in COMMITTED.glob("*.png")) == sorted({"delta", "explorer", *names})


def test_a_mobject_without_a_picture_is_found():
    assert lacking(COMMITTED, [NetworkDiagram, type("Newcomer", (VGroup,), {})]) == ["newcomer"]


def test_the_pictures_are_small():
    for path in COMMITTED.glob("*.png"):
        if path.stem not in ("delta", "explorer"):
            assert path.stat().st_size < MOST, path
            assert Image.open(path).size == (960, 540)
