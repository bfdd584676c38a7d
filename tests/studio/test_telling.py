"""A chapter told before it is drawn: in a person's voice as in the studio's, and refused where it cannot be."""

import math
import wave
from dataclasses import replace

import numpy as np
import pytest

from engine import InputError, run
from engine.reading import Reading
from studio import catalog, telling
from studio.fits import Fit, sifted
from studio.looks import look_of
from studio.orders import Order
from studio.timing import BREATH
from studio.tongues import EN

FPS, RATE = 15, 44_100


@pytest.fixture
def order(tmp_path):
    return Order("mazur", "forward", look_of("l"), str(tmp_path / "takes"), tmp_path / "out")


@pytest.fixture
def beats(order):
    chapter = catalog.load(catalog.chapter(order.chapter))
    return chapter.script(Reading(run(catalog.lesson("mazur"))), EN)


def record(folder, name, seconds):
    """A take: a hum of so many seconds between half a second of quiet and a second of it."""
    folder.mkdir(parents=True, exist_ok=True)
    hum = 0.3 * np.sin(2 * np.pi * 180 * np.arange(round(seconds * RATE)) / RATE)
    samples = np.concatenate([np.zeros(RATE // 2), hum, np.zeros(RATE)])
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


@pytest.mark.parametrize("of_chapter", [False, True])
def test_a_film_follows_the_takes_of_a_person(order, beats, tmp_path, of_chapter):
    folder = tmp_path / "takes" / order.chapter if of_chapter else tmp_path / "takes"
    seconds = {beat.name: 2 + 0.37 * k for k, beat in enumerate(beats)}
    for name, length in seconds.items():
        record(folder, name, length)
    assert telling.fit(order) == Fit(None)
    told = telling.tell(order)
    for beat, timing in zip(told.beats, told.timings, strict=True):
        wanted = (seconds[beat.name] + 0.15 + BREATH + beat.pause) * FPS
        assert abs(timing.frames - math.ceil(wanted)) <= 1
        assert all(0 <= mark <= (seconds[beat.name] + 0.15) * FPS + 1 for mark in timing.marks.values())
        assert list(timing.marks) == list(beat.marks)


def test_missing_takes_are_all_named(order, beats, tmp_path):
    record(tmp_path / "takes", beats[0].name, 2)
    record(tmp_path / "takes", beats[2].name, 2)
    missing = tuple(beat.name for beat in beats if beat not in (beats[0], beats[2]))
    assert telling.fit(order) == Fit(None, missing)
    with pytest.raises(InputError, match=f"takes: recordings are missing .*: {order.chapter}: {', '.join(missing)}$"):
        sifted([(order, telling.fit(order))])
    assert not (tmp_path / "out").exists()


def test_silence_and_hibari_need_no_takes(order):
    assert telling.fit(replace(order, voice="silent")) == telling.fit(replace(order, voice="hibari")) == Fit(None)


def test_a_chapter_that_was_only_found_may_be_left_out(order):
    found, named = replace(order, chapter="a", picked=False), replace(order, chapter="b")
    assert sifted([(found, Fit("too deep")), (named, Fit(None))]) == ([named], {"a": "too deep"})


def test_a_chapter_that_was_asked_for_must_be_told(order):
    found, named = replace(order, chapter="a"), replace(order, chapter="b")
    with pytest.raises(InputError, match=r"mazur.toml: the chapter 'a' cannot be told on this lesson, too deep; 'b' .* too wide$"):
        sifted([(found, Fit("too deep")), (named, Fit("too wide"))])
