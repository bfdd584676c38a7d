"""The proofreader's rules of sound: each fires on a planted defect, and lets be what is right."""

import numpy as np

from studio import catalog, manifest
from studio.container import write_film
from studio.looks import look_of
from studio.orders import Order
from studio.proof import sounds
from studio.sound import RATE, levelled
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


def test_sound_that_ends_early_is_found(tmp_path, monkeypatch):
    streams = {"audio": {"seconds": 3.8}, "video": {"seconds": 4.0}}
    monkeypatch.setattr(sounds.container, "probe", lambda film: {"streams": streams})
    assert [defect.what for defect in filmed(tmp_path)] == ["sound and picture are not equally long"]


def test_silence_and_what_is_not_rendered_are_not_measured(tmp_path):
    assert sounds.heard(order(tmp_path / "nothing")) == []
    assert filmed(tmp_path, 0.0, voice="silent") == []
