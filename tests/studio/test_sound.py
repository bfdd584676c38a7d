"""The sound lies on the frames' clock at -14 LUFS, no peak above -1 dBTP after AAC."""

from fractions import Fraction

import numpy as np
import pytest

from studio.container import write_film
from studio.limiter import AHEAD, _loud, _lowest, _mean, limit, true_peaks
from studio.sound import CEILING, LUFS, RATE, levelled, loudness, measure, measured, resampled, sample_of, voiced
from studio.words import Clip
from tests.studio.media import draw


def mix(*what):
    return np.stack([voiced(*what)] * 2)


def clip(samples, rate=24_000):
    return Clip(np.asarray(samples, np.float32), rate, ())


def speechlike(seconds, rate=24_000, level=0.05, seed=0):
    """Noise in syllables with sharp peaks, as uneven as a voice."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * rate)) / rate
    syllables = np.clip(np.sin(2 * np.pi * 3 * t), 0, 1) ** 2
    pulses = (rng.random(t.size) < 0.002) * 6.0
    return clip(level * syllables * (rng.standard_normal(t.size) + pulses), rate)


@pytest.mark.parametrize("level", [0.002, 0.05, 0.5])
@pytest.mark.parametrize("rate", [24_000, 44_100])
def test_every_voice_comes_to_minus_14(level, rate):
    sound = mix([(0, speechlike(5, rate, level)), (180, speechlike(4, rate, level, 1))], 330, 30)
    found = measured(sound)
    assert abs(found.integrated - LUFS) <= 0.5
    assert found.true_peak <= -1.5
    assert sound.dtype == np.float32
    assert sound.shape == (2, 330 * 1600)
    assert np.array_equal(sound[0], sound[1])


def test_the_decoded_film_is_as_loud_as_promised(tmp_path):
    sound = mix([(0, speechlike(9))], 300, 30)
    write_film(tmp_path / "a.mp4", draw(tmp_path / "v.mp4", 300), sound, ())
    found = measure(tmp_path / "a.mp4")
    assert abs(found.integrated + 14) <= 0.5
    assert found.true_peak <= -1.0


def test_the_meter_reads_a_known_tone():
    tone = 0.1 * np.sin(2 * np.pi * 997 * np.arange(RATE * 5) / RATE)
    found = measured(np.stack([tone] * 2))
    assert found.integrated == pytest.approx(-20.0, abs=0.1)  # BS.1770: 0 dBFS at 997 Hz on both sides is 0 LUFS (-3.01 on one)
    assert found.true_peak == pytest.approx(-20.0, abs=0.1)


def test_a_silent_film_stays_digital_silence():
    assert not mix([], 90, 30).any()
    assert not mix([(0, clip(np.zeros(24000)))], 90, 30).any()
    assert measured(mix([], 90, 30)).integrated == -np.inf


@pytest.mark.parametrize("fps", [30, 60, Fraction(30000, 1001), 29.97])
def test_a_mix_has_exactly_the_samples_of_its_frames(fps):
    assert mix([(7, speechlike(1))], 301, fps).shape[1] == sample_of(301, fps)
    assert abs(sample_of(301, fps) - 301 * 48000 / float(fps)) < 15


def test_clips_start_on_their_frames_and_end_with_the_film():
    tone = clip(0.1 * np.sign(np.sin(2 * np.pi * 200 * np.arange(24000) / 24000 + 0.1)))
    sound = np.abs(mix([(45, tone), (85, tone)], 90, 30)[0])
    heard = np.flatnonzero(sound > sound.max() / 4)
    assert abs(heard[0] - 45 * 1600) <= 2
    gap = np.flatnonzero(np.diff(heard) > 4800)[0]
    assert abs(heard[gap] - 75 * 1600) <= 300  # a limiter's ease and the last half-wave
    assert abs(heard[gap + 1] - 85 * 1600) <= 2
    assert sound[-100:].max() > sound.max() / 4


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
def test_resampling_neither_shifts_nor_shortens(rate):
    click = np.zeros(rate)
    click[rate // 2] = 1
    out = resampled(clip(click, rate))
    assert len(out) == RATE
    assert abs(int(np.abs(out).argmax()) - RATE // 2) <= 2


def test_the_limiter_keeps_peaks_between_samples_under_the_ceiling():
    between = np.sin(2 * np.pi * 12000 * np.arange(4800) / RATE + np.pi / 4).astype(np.float32)  # samples at 0.707, peaks at 1
    assert true_peaks(between).max() == pytest.approx(1.0, abs=0.03)
    assert true_peaks(limit(between * 2, CEILING)).max() <= CEILING * 1.01
    assert np.abs(between).max() < 0.75


def test_the_limiter_leaves_quiet_sound_alone():
    quiet = speechlike(1, RATE, 0.01).samples
    assert limit(quiet, CEILING) is quiet


def test_without_the_limiter_the_promise_would_break():
    raw = resampled(speechlike(9))
    gain = 10 ** ((LUFS - measured(np.stack([raw] * 2)).integrated) / 20)
    assert measured(np.stack([raw * gain] * 2)).true_peak > -1.0


def test_one_side_is_measured_as_both():
    voice = resampled(speechlike(6))
    assert levelled(voice) is not voice
    assert loudness(voice) == pytest.approx(measured(np.stack([voice] * 2)).integrated, abs=0.011)


def test_the_limiter_looks_everywhere_that_may_be_too_loud():
    rng = np.random.default_rng(3)
    sound = (0.2 * rng.standard_normal(100_000)).astype(np.float32)
    sound[40_000:70_000] *= 0.2  # quiet between two loud parts
    sound[[0, 5_000, 99_999]] = 2
    every = true_peaks(sound)
    meant = sound * _mean(_lowest(CEILING / np.maximum(every, CEILING), AHEAD), AHEAD)
    assert np.allclose(limit(sound, CEILING), meant, rtol=0, atol=1e-6)
    assert 0 < sum(b - a for a, b in _loud(sound, CEILING)) < 80_000
