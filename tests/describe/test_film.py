"""What `render --describe` leaves, read back by PyAV and as files."""

import json
import shutil
from itertools import pairwise

import av
import pytest
from av.stream import Disposition

from engine import run, to_dict
from studio import audit, catalog, container, manifest, series, subtitles
from studio.sound import RATE, Loudness
from studio.soundtrack import Soundtrack


@pytest.fixture(scope="module")
def made(described):
    return manifest.read(described)


def seconds(stream):
    return float(stream.duration * stream.time_base)


@pytest.mark.slow(15)
def test_a_second_track_is_there_only_where_a_description_fits(described, told):
    """One that is called a description and describes nothing would mislead."""
    with av.open(str(described / "film.mp4")) as film:
        assert (len(film.streams.audio) == 2) == any(row["fits"] for row in told["beats"])


def test_a_second_track_is_of_the_same_length_and_says_what_it_is(described, tmp_path):
    work = described.parents[1] / ".work" / described.parent.name / described.name
    (heard,) = (work / "sound").glob("*.mp4")
    with av.open(str(heard)) as file:
        samples = round(seconds(file.streams.audio[0]) * RATE)
    sound = Soundtrack(heard, samples, Loudness(0, 0))
    container.write_film(tmp_path / "film.mp4", work / "silent.mp4", sound, (), described=sound)
    with av.open(str(tmp_path / "film.mp4")) as film:
        voice, other = film.streams.audio
        assert other.metadata["handler_name"] == "audio description"
        assert other.language == "eng"
        assert other.disposition & Disposition.visual_impaired
        assert not voice.disposition & Disposition.visual_impaired
        assert seconds(voice) == pytest.approx(seconds(other), abs=0.03)


def test_the_described_film_waits_for_what_is_told_and_shows_every_picture_of_the_film(described, told, made):
    held = sum(row["held"] for row in told["beats"])
    assert held > 0
    with av.open(str(described / "film.mp4")) as film, av.open(str(described / "film.described.mp4")) as waits:
        assert waits.streams.video[0].frames == film.streams.video[0].frames
        assert seconds(waits.streams.audio[0]) == pytest.approx(made["seconds"] + held, abs=0.05)
        assert seconds(waits.streams.video[0]) == pytest.approx(made["seconds"] + held, abs=0.1)
        times = [float(frame.pts * frame.time_base) for frame in waits.decode(video=0)]
    gaps = [b - a for a, b in pairwise(times)]
    assert min(gaps) > 0
    assert sum(gap > 0.2 for gap in gaps) == sum(row["held"] > 0 for row in told["beats"] if row["beat"] != made["beats"][-1]["beat"])


def test_every_number_said_is_the_traces_and_a_wrong_one_is_found(told):
    trace = to_dict(run(catalog.lesson("mazur")))
    assert told["numbers"]
    assert all(row["described"] and row["spoken"] for row in told["numbers"])
    assert audit.defects(told["numbers"], trace) == []
    planted = [told["numbers"][0] | {"shown": "0.99"}]
    assert len(audit.defects(planted, trace)) == 1


def test_descriptions_are_cues_in_order_on_the_films_own_clock(described, told, made):
    cues = subtitles.read_vtt((described / "descriptions.vtt").read_text(encoding="utf-8"))
    assert [cue.text for cue in cues] == [row["text"] for row in told["beats"]]
    assert all(a.end <= b.start for a, b in pairwise(cues))
    assert cues[-1].end <= made["seconds"] + 0.01


def test_what_is_told_begins_with_the_layout(told):
    assert told["beats"][0]["text"].startswith("The picture shows a network, from left to right: two inputs")


def test_an_unchanged_described_film_stands_until_one_of_its_files_is_gone(described, made):
    assert manifest.standing(described, made["key"]) is not None
    path = described / "described.json"
    kept = path.read_bytes()
    path.write_bytes(kept + b" ")
    assert manifest.standing(described, made["key"]) is None
    path.write_bytes(kept)


def test_the_files_are_whole(described):
    assert json.loads((described / "described.json").read_text(encoding="utf-8"))["format"] == "backreel/described"
    assert {path.name for path in described.iterdir()} == {*manifest.FILES, *manifest.DESCRIBED, "manifest.json"}


def test_described_films_are_joined_on_the_clock_that_waits(described, made, tmp_path):
    for name in ("one", "two"):
        shutil.copytree(described, tmp_path / name)
    series.join(tmp_path, tmp_path / "work", {"one": made, "two": made})
    one, fps = made["described"]["seconds"], made["look"]["fps"]
    with av.open(str(tmp_path / "series.described.mp4")) as film:
        assert [round(float(chapter["start"] * chapter["time_base"]), 2) for chapter in film.chapters()] == [
            0.0,
            pytest.approx(one, abs=0.01),
        ]
        assert seconds(film.streams.audio[0]) == pytest.approx(2 * one, abs=0.05)
        assert film.metadata["title"].endswith("(described)")
        times = [float(frame.pts * frame.time_base) for frame in film.decode(video=0)]
    with av.open(str(described / "film.described.mp4")) as film:
        alone = [float(frame.pts * frame.time_base) for frame in film.decode(video=0)]
    assert times == pytest.approx([*alone, *(round(one * fps) / fps + second for second in alone)], abs=1e-3)
    cues = subtitles.read_vtt((tmp_path / "series.described.vtt").read_text(encoding="utf-8"))
    assert cues[len(cues) // 2].start == pytest.approx(cues[0].start + one, abs=0.01)
    assert {"series.described.mp4", "series.described.vtt"} <= set(json.loads((tmp_path / "series.json").read_text())["files"])


def test_a_series_of_which_one_film_is_not_described_has_no_described_one(described, made, tmp_path):
    for name in ("one", "two"):
        shutil.copytree(described, tmp_path / name)
    (tmp_path / "series.described.mp4").write_bytes(b"of another day")
    assert series._write_described(tmp_path, {"one": made, "two": {**made, "described": None}}, {"title": "Series"}) == []
    assert not (tmp_path / "series.described.mp4").exists()
