"""The proofreader: every rule fires on a planted defect, and lets be what is right."""

import numpy as np
import pytest

from engine import run
from engine.reading import Reading
from scenes.chapter import Sighting, Span
from scenes.kit.number import show
from studio import catalog, manifest, proofreading
from studio.container import write_film
from studio.looks import look_of
from studio.orders import Order
from studio.sound import RATE, levelled
from studio.timing import Timing
from tests.studio.media import draw

FPS = 10
BOX = (0.4, 0.4, 0.5, 0.45)


def sighting(box=BOX, start=0, end=50, name="b"):
    return Sighting(start, end, name, show(Reading(run(catalog.lesson("xor"))).L), box)


@pytest.mark.parametrize("box", [(0.03, 0.4, 0.1, 0.45), (0.9, 0.4, 0.96, 0.45), (0.4, 0.02, 0.5, 0.06), (0.4, 0.93, 0.5, 0.97)])
def test_a_number_outside_the_safe_area_is_found(box):
    [defect] = proofreading.unsafe([sighting(), sighting(box, start=20)], FPS)
    assert defect.startswith("2.00 s, beat b: ")
    assert "stands outside the safe area" in defect
    assert "steps[0].examples[1].L" in defect  # xor's first example is all zeros, its second is told


def test_numbers_on_top_of_each_other_are_found():
    over = sighting((0.48, 0.41, 0.58, 0.46), start=30, end=60, name="c")
    [defect] = proofreading.crossing([sighting(), over], FPS)
    assert defect.startswith("3.00 s, beat c: ")
    assert "on top of each other" in defect


@pytest.mark.parametrize("other", [sighting((0.51, 0.4, 0.6, 0.45)), sighting(start=50, end=60), sighting((0.499, 0.4, 0.6, 0.45))])
def test_numbers_beside_or_after_each_other_are_let_be(other):
    assert proofreading.crossing([sighting(), other], FPS) == []


def test_a_picture_that_runs_on_is_found():
    timing = Timing(40, {}, ())
    assert proofreading.late([timing], [Span("b", 10, 50 + 15, {})], FPS) == []
    assert proofreading.late([timing], [Span("b", 10, 50 + 16, {})], FPS) == ["1.00 s, beat b: the picture runs on 1.60 s after its words"]


def test_a_light_after_its_word_is_found():
    timing = Timing(40, {"sum": 12}, ())
    assert proofreading.late([timing], [Span("b", 10, 50, {"sum": 23})], FPS) == []
    assert proofreading.late([timing], [Span("b", 10, 50, {"sum": 25})], FPS) == ["2.50 s, beat b: <sum> is shown 0.30 s after it is said"]


def order(folder):
    return Order("xor", catalog.chapters()[0].name, look_of("l"), "hibari", folder)


def filmed(folder, gain=1.0, samples=0, voice="hibari"):
    """A film of noise at the right loudness, times `gain`, so many samples too short."""
    made = order(folder)
    made.folder.mkdir(parents=True)
    for name in manifest.FILES:
        (made.folder / name).write_text(name)
    noise = np.random.default_rng(0).standard_normal(4 * RATE).astype(np.float32) * 0.1
    sound = np.stack([levelled(noise) * np.float32(gain)] * 2)[:, : 4 * RATE - samples]
    write_film(made.folder / "film.mp4", draw(folder / "v.mp4", 60, 15), sound, ())
    manifest.write(made.folder, key="k", voice={"name": voice}, look=made.look.__dict__)
    return proofreading.heard(made)


def test_right_sound_is_let_be(tmp_path):
    assert filmed(tmp_path) == []


def test_quiet_sound_is_found(tmp_path):
    [defect] = filmed(tmp_path, 0.8)
    assert defect.startswith("loudness -1")


def test_loud_peaks_are_found(tmp_path):
    assert any(defect.startswith("true peak") for defect in filmed(tmp_path, 5.0))


def test_sound_that_ends_early_is_found(tmp_path, monkeypatch):
    streams = {"audio": {"seconds": 3.8}, "video": {"seconds": 4.0}}
    monkeypatch.setattr(proofreading.container, "probe", lambda film: {"streams": streams})
    assert filmed(tmp_path) == ["sound and picture are not equally long"]


def test_silence_and_what_is_not_rendered_are_not_measured(tmp_path):
    assert proofreading.heard(order(tmp_path / "nothing")) == []
    assert filmed(tmp_path, 0.0, voice="silent") == []
