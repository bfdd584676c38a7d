"""The proofreader's rules of sound: each fires on a planted defect, and lets be what is right."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from studio import catalog, manifest, sound
from studio.container import write_film
from studio.looks import look_of
from studio.orders import Order
from studio.proof import sounds
from studio.sound import RATE, levelled
from studio.words import Clip, Word
from tests.studio.films import film
from tests.studio.media import draw


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
    return sounds.heard(made)


def test_right_sound_is_let_be(tmp_path):
    assert filmed(tmp_path) == []


def test_quiet_sound_is_found(tmp_path):
    [defect] = filmed(tmp_path, 0.8)
    assert defect.what.startswith("loudness -1")


def test_loud_peaks_are_found(tmp_path):
    assert "true peak" in [defect.rule for defect in filmed(tmp_path, 5.0)]


def test_sound_and_picture_of_different_lengths_are_found():
    assert sounds.unequal(4.0, 4.05, 15) == []
    assert [d.what for d in sounds.unequal(3.8, 4.0, 15)] == ["the sound lasts 3.80 s, the picture 4.00 s"]


def test_a_hole_of_digital_silence_is_found_and_a_quiet_room_is_not(tmp_path):
    room, voice = np.full(20, 1e-3), np.full(5, 0.3)
    assert sounds.dead(np.concatenate([voice, room, voice])) == []
    assert sounds.dead(np.concatenate([np.zeros(20), voice, np.zeros(20)])) == [], "nothing is lost at both ends"
    [defect] = sounds.dead(np.concatenate([voice, np.zeros(20), voice]))
    assert (defect.rule, defect.second, defect.what) == ("dead sound", 0.5, "the sound is dead for 2.0 s")


def test_the_levels_of_a_file_are_those_of_its_stretches(tmp_path):
    loud, still = np.full((2, RATE), 0.25, np.float32), np.zeros((2, RATE), np.float32)
    write_film(tmp_path / "f.mp4", draw(tmp_path / "v.mp4", 45, 15), np.concatenate([loud, still, loud], 1), ())
    levels = sound.levels(tmp_path / "f.mp4", 0.1)
    assert len(levels) == pytest.approx(30, abs=1)
    assert levels[5] > 0.1
    assert levels[13:17].max() < sounds.DEAD


def test_silence_and_what_is_not_rendered_are_not_measured(tmp_path):
    assert sounds.heard(order(tmp_path / "nothing")) == []
    assert filmed(tmp_path, 0.0, voice="silent") == []


def clip(seconds=1.0, quiet=0.1, gain=0.5, last=0.9):
    """A hum with quiet around it, and a word that ends at `last`."""
    t = np.arange(round(seconds * RATE)) / RATE
    hum = np.sin(2 * np.pi * 220 * t) * (t > 0.05) * (t < seconds - quiet)
    return Clip(np.clip(hum * gain, -0.9, 0.9).astype(np.float32), RATE, (Word("hm", 0.05, last),))


def test_a_whole_clip_is_let_be():
    assert sounds.faults(clip()) == []
    assert sounds.faults(clip(gain=0.89)) == []


def test_an_overdriven_clip_is_found():
    [(rule, second, _)] = sounds.faults(clip(gain=1.5))
    assert rule == "clipped"
    assert 0.05 < second < 0.06


@pytest.mark.parametrize("planted", [{"quiet": 0.0}, {"last": 1.25}])
def test_a_clip_that_ends_early_is_found(planted):
    assert [rule for rule, _, _ in sounds.faults(clip(**planted))] == ["cut off"]


def test_words_without_sound_are_found():
    assert [rule for rule, _, _ in sounds.faults(clip(gain=0))] == ["unheard"]


def test_a_clips_fault_is_told_with_its_beat_and_second():
    made = film({"words": "One."}, {"words": "Two."})
    spoken = SimpleNamespace(**made.told.__dict__ | {"voice": SimpleNamespace(name="me"), "clips": (clip(), clip(quiet=0.0))})
    [defect] = sounds.clips(replace(made, told=spoken))
    assert (defect.rule, defect.beat, defect.second) == ("cut off", "b1", pytest.approx(1.1 + 1.0, abs=0.02))
