"""A chapter of five minutes: after sixty beats its clock is where the words are, to the frame."""

from dataclasses import dataclass

import numpy as np
import pytest
from manim import RIGHT, Square

from scenes.beat import beat
from scenes.chapter import Chapter
from studio.drawing import draw
from studio.looks import Look
from studio.tongues import EN
from tests.scenes.paper import reading

BEATS, SECONDS = 60, 5.0
AWKWARD = (1 / 3, 0.35, 0.7, 0.04, 0.123)


@dataclass
class Times:
    """When a beat's words are heard."""

    frames: int
    marks: dict[str, int]


class Long(Chapter):
    """Sixty beats, each with motions of awkward lengths around its marks."""

    @beat("One <early> word and <late> another.", each=lambda t: range(BEATS))
    def told(self, k):
        square = Square()
        for mark in ("early", "late"):
            self.at(mark)
            self.play(square.animate.shift(RIGHT), run_time=AWKWARD[k % len(AWKWARD)])
            self.hold(AWKWARD[(k + 2) % len(AWKWARD)])


@pytest.fixture(scope="module", params=[15, 24, 30, 60])
def walked(request, tmp_path_factory):
    """The rate, the words' times and what walking left; every beat ends on the frame nearest to its second."""
    fps = request.param
    rng = np.random.default_rng(3)
    ends = np.round((SECONDS * np.arange(BEATS + 1) + np.r_[0, rng.uniform(-0.9, 0.9, BEATS - 1), 0]) * fps).astype(int)
    times = [Times(int(n), {"early": round(0.31 * fps), "late": int(n) - round(2.2 * fps)}) for n in np.diff(ends)]
    t = reading("mazur")
    return fps, times, draw(Long, t, Long.script(t, EN), times, Look(64, 36, fps), tmp_path_factory.mktemp("long"))


def test_after_five_minutes_picture_and_words_are_on_the_same_frame(walked):
    fps, times, drawn = walked
    assert drawn.frames == BEATS * SECONDS * fps
    assert [span.start for span in drawn.spans] == [sum(t.frames for t in times[:k]) for k in range(BEATS)]


def test_every_mark_is_on_its_frame(walked):
    _, times, drawn = walked
    for span, time in zip(drawn.spans, times, strict=True):
        assert {mark: frame - span.start for mark, frame in span.marks.items()} == time.marks
