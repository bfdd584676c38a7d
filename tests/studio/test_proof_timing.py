"""The proofreader's rules of time: each fires on a planted defect, and lets be what is right."""

from scenes.chapter import Span
from studio.proof import timing
from studio.timing import Timing

FPS = 10


def test_a_picture_that_runs_on_is_found():
    told = Timing(40, {}, ())
    assert timing.late([told], [Span("b", 10, 50 + 15, {})], FPS) == []
    [defect] = timing.late([told], [Span("b", 10, 50 + 16, {})], FPS)
    assert str(defect).startswith("1.00 s, beat b: the picture runs on 1.60 s after its words")


def test_a_light_after_its_word_is_found():
    told = Timing(40, {"sum": 12}, ())
    assert timing.late([told], [Span("b", 10, 50, {"sum": 23})], FPS) == []
    [defect] = timing.late([told], [Span("b", 10, 50, {"sum": 25})], FPS)
    assert str(defect).startswith("2.50 s, beat b: <sum> is shown 0.30 s after it is said")
