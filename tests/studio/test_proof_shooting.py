"""The proofreader's rules of the camera and of openings: each fires on a planted film."""

from types import SimpleNamespace

import pytest
from manim import RIGHT, Circle, Rectangle, VGroup

from scenes.witness import Play
from studio.proof import shooting
from tests.scenes.paper import desk
from tests.studio.views import view

FPS = 10


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


def ways(*plays):
    """Ways in of the camera: (start in seconds, share of the shorter side)."""
    made = tuple(Play("b", round(at * FPS), round(at * FPS) + 12, False, True, close=close) for at, close in plays)
    return SimpleNamespace(fps=FPS, drawn=SimpleNamespace(plays=made))


def test_the_camera_goes_close_seldom_and_to_what_is_large_then():
    assert shooting.camera(ways((0, 0.44), (9, 0.41))) == []
    assert ["has 0.30 of the shorter side" in d.what for d in shooting.camera(ways((0, 0.30)))] == [True]
    assert [d.what for d in shooting.camera(ways((0, 0.44), (5, 0.44)))] == ["the camera goes close again"]
    assert len(shooting.camera(ways(*((9 * k, 0.44) for k in range(7))))) == 1
    assert {d.rule for d in shooting.camera(ways((0, 0.1)))} == {"camera"}


def opened(start, *mobjects, chapter="planted"):
    """A film whose first motion begins at a second, over these things."""
    drawn = SimpleNamespace(plays=[Play("b", round(start * FPS), round(start * FPS) + 5, False)], frames=100)
    return SimpleNamespace(
        order=SimpleNamespace(chapter=chapter, look=SimpleNamespace(shape="16:9")), fps=FPS, drawn=drawn, views=[view(*mobjects)]
    )


def test_a_film_begins_in_motion_on_a_full_picture(monkeypatch):
    assert shooting.opening(opened(2.0, Circle())) == [], "only films that say so are held to it"
    monkeypatch.setattr(shooting, "OPENED", frozenset({"planted"}))
    full = Rectangle(width=12, height=6)
    assert shooting.opening(opened(0.1, full)) == []
    assert ["nothing moves" in d.what for d in shooting.opening(opened(2.0, full))] == [True]
    assert ["too little" in d.what for d in shooting.opening(opened(0.1, Circle()))] == [True]
    for length, found in ((0.5, [True]), (0.85, [])):  # a chain reaches from side to side, or is too small
        chain = VGroup(Circle(0.6), Circle(0.6).shift((length * 128 / 9 - 1.2) * RIGHT)).center()
        assert ["too little" in d.what for d in shooting.opening(opened(0.1, chain))] == found
