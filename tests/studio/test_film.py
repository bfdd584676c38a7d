"""The whole way: one narrated film, rendered by the command as a user runs it, and looked at from outside."""

import hashlib
import json
import re

import av
import numpy as np
import pytest

from engine import notation, run, to_dict
from engine.reading import resolve
from studio import catalog, manifest, sound, subtitles
from studio.container import probe, read_captions
from tests.studio.house import build

FPS = 15


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return build(tmp_path_factory.mktemp("film") / "house", "first")


@pytest.fixture(scope="module")
def rendered(house):
    done = house.run("render", "mazur", "--chapter", "first", "-q", "l")
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def folder(house, rendered):
    return house.root / "renders/mazur/first"


@pytest.fixture(scope="module")
def made(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def numbers(folder):
    return json.loads((folder / "numbers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def film(folder):
    return probe(folder / "film.mp4")


@pytest.fixture(scope="module")
def frames(folder):
    """Every frame's brightness, uint8 (frames, height, width)."""
    with av.open(str(folder / "film.mp4")) as file:
        return np.stack([frame.to_ndarray(format="gray") for frame in file.decode(video=0)])


def test_the_command_says_where_the_film_is(rendered):
    assert re.search(r"^renders/mazur/first/film.mp4  \d+ s, \d+ numbers audited; words, times, maths: no defects$", rendered.stdout, re.M)
    assert "Traceback" not in rendered.stderr


def test_a_render_leaves_what_it_promises_and_nothing_else(house, folder):
    assert sorted(p.name for p in folder.iterdir()) == sorted([*manifest.FILES, "manifest.json"])
    assert sorted(p.name for p in (house.root / "renders").iterdir()) == [".work", "mazur"]


def test_the_streams_are_what_hosts_want(film):
    video, audio, captions = (film["streams"][kind] for kind in ("video", "audio", "subtitle"))
    assert (video["codec"], video["profile"], video["pixels"], video["size"], video["fps"]) == ("h264", "High", "yuv420p", (854, 480), FPS)
    assert (video["matrix"], video["primaries"], video["transfer"]) == (1, 1, 1)
    assert (audio["codec"], audio["profile"], audio["rate"], audio["channels"]) == ("aac", "LC", 48000, 2)
    assert captions["codec"] == "mov_text"
    assert film["faststart"]
    assert film["metadata"]["title"] == "First - Matt Mazur's step-by-step example"
    assert film["chapters"][0] == ("First", 0.0)


def test_picture_and_sound_last_equally_long(film, made, frames):
    video, audio = film["streams"]["video"], film["streams"]["audio"]
    assert abs(video["seconds"] - audio["seconds"]) < 1 / FPS
    assert made["seconds"] == pytest.approx(video["seconds"], abs=1e-6)
    assert len(frames) == video["frames"] == round(made["seconds"] * FPS)


def test_it_is_as_loud_as_promised(folder, made):
    level = sound.measure(folder / "film.mp4")
    assert abs(level.integrated + 14) <= 0.5
    assert level.true_peak <= -1
    assert made["loudness"]["integrated"] == pytest.approx(level.integrated)


def test_the_voice_is_heard_in_every_beat_and_not_in_its_pause(folder, made):
    with av.open(str(folder / "film.mp4")) as file:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    for beat in made["beats"]:
        a, b = (round(beat[side] * 48000) for side in ("start", "end"))
        assert np.sqrt((heard[a:b] ** 2).mean()) > 0.02
    assert made["pauses"]
    for pause in made["pauses"]:
        end = next(beat["end"] for beat in made["beats"] if beat["beat"] == pause["beat"])
        pausing = heard[round((end - pause["seconds"]) * 48000) : round(end * 48000)]
        assert np.abs(pausing).max() < 0.04  # a room, and what lands in it
        assert np.sqrt((pausing**2).mean()) > 0.0004  # but no digital silence


def test_the_captions_are_the_words_in_three_places(folder, made, film):
    cues = subtitles.read_srt((folder / "captions.srt").read_text(encoding="utf-8"))
    assert cues == subtitles.read_vtt((folder / "captions.vtt").read_text(encoding="utf-8"))
    assert [(c.start, c.lines) for c in read_captions(folder / "film.mp4")] == [(c.start, c.lines) for c in cues]
    assert made["captions"] == {"cues": len(cues), "problems": []}
    said = " ".join(cue.text for cue in cues)
    assert said.startswith("Here is our network. Numbers enter on the left, and leave on the right.")
    assert "z₁⁽¹⁾ = 0.3775." in said
    for beat in re.split(r"^## .*$", (folder / "script.md").read_text(encoding="utf-8"), flags=re.M)[1:]:
        assert beat.split("*")[0].strip() in said


def test_every_number_is_the_traces(numbers, made):
    trace = to_dict(run(catalog.lesson("mazur")))
    assert made["audit"] == {"numbers": len(numbers), "defects": []}
    assert made["gradient_error"] < 1e-6
    for entry in numbers:
        value = resolve(trace, entry["path"])
        assert value == entry["value"]
        assert notation.agrees(entry["shown"], value)
        assert 0 <= entry["t"] < entry["until"] <= made["seconds"] + 1e-4  # which has more digits
    assert {e["shown"] for e in numbers} == {"0.05", "0.1", "0.0075", "0.02", "0.35", "0.3775"}
    assert [e["beat"] for e in numbers if e["spoken"]] == ["answer"]


def test_the_manifest_keeps_the_proofreaders_verdict(made):
    assert made["proof"]["defects"] == []
    assert {"wrong number", "wrong equation", "still", "pace", "loudness", "clipped"} <= set(made["proof"]["rules"])


def ink(frame, box):
    """The contrast inside a box that is given in fractions of the frame."""
    h, w = frame.shape
    x0, y0, x1, y1 = round(box[0] * w), round(box[1] * h), round(box[2] * w), round(box[3] * h)
    return int(np.ptp(frame[y0 : y1 + 1, x0 : x1 + 1].astype(int)))


def test_every_number_stands_where_and_when_the_audit_says(numbers, frames):
    """Where the audit sees digits, the film has ink; before the first number of its place comes, none."""
    for entry in (e for e in numbers if not e["spoken"]):
        assert ink(frames[round((entry["t"] + entry["until"]) / 2 * FPS)], entry["box"]) > 45  # dimmed while something else is spoken of
        assert ink(frames[0], entry["box"]) < 40


def test_every_file_is_what_the_manifest_says(folder, made):
    assert set(made["files"]) == set(manifest.FILES)
    for name, facts in made["files"].items():
        content = (folder / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (facts["bytes"], facts["sha256"])
    assert made["voice"]["name"] == "hibari"
    assert "model" in made["voice"]["version"]


def stamps(root):
    return {str(p): p.stat().st_mtime_ns for p in root.rglob("*") if p.is_file()}


def test_the_unchanged_is_not_made_again(house, rendered, folder):
    before = stamps(house.root / "renders")
    again = house.run("render", "mazur", "--chapter", "first", "-q", "l")
    assert again.returncode == 0
    assert "unchanged" in again.stdout
    assert again.stderr == ""
    assert stamps(house.root / "renders") == before


def test_a_damaged_file_is_made_again_without_drawing(house, folder):
    before = stamps(house.root / "renders/.work/mazur/first/beats")
    whole = (folder / "film.mp4").read_bytes()
    (folder / "film.mp4").write_bytes(whole[:-1] + b"!")
    assert house.run("render", "mazur", "--chapter", "first", "-q", "l").returncode == 0
    assert (folder / "film.mp4").read_bytes() == whole
    assert stamps(house.root / "renders/.work/mazur/first/beats") == before


def test_the_example_chapter_has_nothing_for_the_proofreader(house, rendered):
    done = house.run("proof", "mazur", "--chapter", "first")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("first: nothing found\n")
    assert re.search(r"^ first +\d+ +\d+ +2 +2 +0 *$", done.stdout, re.M), done.stdout  # both its equations are worked out


@pytest.mark.slow(16)
def test_a_changed_sentence_is_heard_and_shown(house, folder):
    path = house.chapter("first")
    path.write_text(path.read_text().replace("Here is our network.", "This is another network."))
    done = house.run("render", "mazur", "--chapter", "first", "-q", "l")
    assert done.returncode == 0
    assert "unchanged" not in done.stdout
    assert (folder / "captions.srt").read_text(encoding="utf-8").count("This is another network.") == 1
