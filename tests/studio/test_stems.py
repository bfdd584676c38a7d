"""What sounds besides the voice: when, how loud, and never over it."""

from itertools import pairwise

import numpy as np
import pytest

from engine import load_lesson, run
from engine.reading import Reading
from scenes.beat import Beat
from scenes.shown import Shown
from scenes.witness import Sighting, Span
from studio import instruments, scoring, stems
from studio.score import Score
from studio.sound import CEILING, RATE, loudness, measured, sample_of
from tests.studio.test_sound import clip, speechlike

FPS = 30


CLIPS = (speechlike(4), speechlike(3, seed=1))


def score(seconds=12, clips=CLIPS, starts=(0, 240), **more):
    return Score(clips, starts, seconds * FPS, FPS, **more)


def rms(sound):
    return 20 * np.log10(np.sqrt(np.mean(np.square(sound, dtype=float))))


def test_nothing_is_digitally_silent_where_a_film_speaks():
    sound = stems.mixed(score())[0]
    quiet = sound[5 * RATE : 7 * RATE]
    assert rms(quiet) == pytest.approx(-62, abs=0.6)
    assert np.abs(sound.reshape(-1, RATE // 10)).max(axis=1).min() > 0


def test_a_film_without_a_voice_is_silent():
    silent = score(clips=(clip(np.zeros(24_000)),), starts=(0,), ticks=(9,), notes=((9, 1),), music=True)
    assert not stems.mixed(silent).any()
    assert not any(stem.any() for stem in stems.of(silent).values())


def test_a_tick_sounds_in_the_frame_in_which_its_number_lands():
    told = score(ticks=(160, 195))
    ticks = stems.of(told)["effects"] - stems.of(score())["effects"]
    heard = np.flatnonzero(np.abs(ticks) > instruments.TICK / 4)
    for frame in told.ticks:
        at = sample_of(frame, FPS)
        assert 0 <= heard[heard >= at][0] - at < RATE / FPS
    assert 20 * np.log10(np.abs(ticks).max()) == pytest.approx(-30, abs=0.1)
    assert len(instruments.tick()) == 0.060 * RATE


def test_a_pass_rises_and_the_way_back_falls_on_the_same_notes():
    def hertz(sound):
        return np.fft.rfftfreq(len(sound), 1 / RATE)[np.abs(np.fft.rfft(sound)).argmax()]

    going = [hertz(instruments.note(layer)) for layer in range(8)]
    assert all(low < high for low, high in pairwise(going))
    assert going[5] == pytest.approx(2 * going[0], rel=0.01)
    back = stems.of(score(notes=((130, 3), (170, 2))))["effects"]
    first, second = (back[sample_of(f, FPS) : sample_of(f + 25, FPS)] for f in (130, 170))
    assert hertz(first) > hertz(second)


def test_the_bed_gives_way_to_the_voice_and_swells_while_the_viewer_thinks():
    told = score(seconds=24, starts=(0, 600), questions=((300, 540),), music=True)
    bed = stems.of(told)["bed"]
    steady = instruments.bed()[: len(bed)]
    gain = {second: rms(bed[second * RATE :][:RATE]) - rms(steady[second * RATE :][:RATE]) for second in (2, 7, 15)}
    assert gain[2] - gain[7] == pytest.approx(-6, abs=1.2)
    assert gain[15] - gain[7] == pytest.approx(4, abs=0.5)
    assert loudness(bed[5 * RATE : 10 * RATE]) == pytest.approx(stems.BED, abs=2)
    voice = stems.of(told)["voice"]
    assert loudness(voice) - loudness(bed) >= 18


def test_all_together_is_the_stems_and_as_loud_as_promised():
    told = score(ticks=(150,), notes=((160, 1), (180, 2)), questions=((130, 230),), music=True)
    together, parts = stems.mixed(told), stems.of(told)
    assert np.allclose(together[0], sum(parts.values()), atol=0.03)  # but for the limiter
    found = measured(together)
    assert found.integrated == pytest.approx(-14, abs=0.5)
    assert found.true_peak <= 20 * np.log10(CEILING) + 0.1
    assert together.dtype == np.float32


def test_loops_have_no_seam():
    for loop in (instruments.room(), instruments.bed()):
        assert np.abs(loop[0] - loop[-1]) <= np.abs(np.diff(loop)).max()


def sighting(number, text, start, end):
    return Sighting(start, end, "b", Shown(number, text), (0.0, 0.0, 0.1, 0.1))


def test_only_what_lands_anew_ticks_three_times_a_second_at_most():
    t = Reading(run(load_lesson("scenes/lessons/mazur.toml")))
    a, b, c = t.x[0], t.x[1], t.L
    moved = [sighting(a, "0.05", 30, 60), sighting(a, "0.05", 80, 120), sighting(a, "0.05", 400, 500)]
    close = [sighting(b, "0.10", 33, 60), sighting(c, "0.29", 41, 60)]
    assert scoring.landings([*moved, *close], FPS) == [30, 41, 400]


def test_the_viewer_thinks_in_long_pauses_alone():
    beats = [Beat("a", "a", (), (), pause=4.0), Beat("b", "b", (), (), pause=1.2)]
    spans = [Span("a", 0, 300, {}), Span("b", 300, 500, {})]
    assert scoring.thinking(beats, spans, FPS) == [(180, 300)]
