"""Nothing that a test typesets is left in the tree."""

import pytest

from scenes.kit import theme


@pytest.fixture(scope="package", autouse=True)
def typeset_aside(tmp_path_factory):
    from tests.scenes.paper import desk

    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.fixture(autouse=True)
def dark():
    """Every test begins in the dark theme."""
    theme.use("dark")


@pytest.fixture
def tell(tmp_path):
    """`tell(chapter, *times)`: the chapter told on Mazur's numbers; with a reel it is drawn, else walked."""
    from studio.drawing import draw
    from studio.looks import Look
    from studio.tongues import EN
    from tests.scenes.fake_reel import Times
    from tests.scenes.paper import reading

    def tell(chapter, *times, fps=30, reel=None, width=64, shape="16:9"):
        t = reading("mazur")
        beats = chapter.script(t, EN)
        timings = times or [Times()] * len(beats)
        return draw(chapter, t, beats, timings, Look(width, width * 9 // 16, fps, shape), tmp_path, reel)

    return tell
