"""The editor's pack, read back by OpenTimelineIO and by a decoder: everything lasts as long as the film, to the frame."""

import wave

import numpy as np
import pytest

otio = pytest.importorskip("opentimelineio", reason="editors' timelines are an extra")

from studio import sound, subtitles  # noqa: E402
from studio.container import probe, read_captions  # noqa: E402
from studio.packs import clips, editor, timeline  # noqa: E402
from tests.packs.conftest import FPS  # noqa: E402

FORMATS = {"otio": "otio_json", "xml": "fcp_xml", "fcpxml": "fcpx_xml", "edl": "cmx_3600"}


@pytest.fixture(scope="module")
def pack(desk):
    return desk.pack("editor")


@pytest.fixture(scope="module")
def beats(desk):
    """Each beat's name, first frame and frames."""
    return [(b["beat"], round(b["start"] * FPS), round((b["end"] - b["start"]) * FPS)) for b in desk.made["beats"]]


def read(pack, ending):
    """A timeline as a program reads it."""
    more = {"rate": FPS} if ending == "edl" else {}
    found = otio.adapters.read_from_file(str(pack / f"first.{ending}"), FORMATS[ending], **more)
    return found if isinstance(found, otio.schema.Timeline) else found[0]


def video(found):
    """The track of the film's pictures: FCPXML's adapter takes sound for pictures too."""
    return max(found.video_tracks(), key=len)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_clip_a_beat_to_the_frame(pack, beats, ending):
    found = read(pack, ending)
    track = video(found)
    assert [(clip.range_in_parent().start_time.value, clip.duration().value) for clip in track] == [(s, n) for _, s, n in beats]
    assert found.duration() == otio.opentime.RationalTime(beats[-1][1] + beats[-1][2], FPS)
    for clip, (name, _, frames) in zip(track, beats, strict=True):
        assert clip.name == name
        if ending != "edl":  # which knows reels, and the place in a comment
            file = pack / clip.media_reference.target_url
            assert probe(file)["streams"]["video"]["frames"] == frames


@pytest.mark.parametrize("ending", FORMATS)
def test_a_marker_a_beat_and_one_over_every_question(pack, desk, beats, ending):
    found = read(pack, ending)
    own = [(m.marked_range.start_time.value, m) for m in found.tracks.markers]
    own += [(clip.range_in_parent().start_time.value + m.marked_range.start_time.value, m) for clip in video(found) for m in clip.markers]
    asked = [b for b in desk.made["beats"] if b["question"]]
    assert [b["question"] for b in asked] == ["What will it get?"]
    assert sorted(at for at, m in own if not m.name.upper().startswith("QUESTION: ")) == [start for _, start, _ in beats]
    assert [(at, m.name.lower()) for at, m in own if m.name.upper().startswith("QUESTION: ")] == [
        (round((b["end"] - b["pause"]) * FPS), f"question: {b['question']}".lower()) for b in asked
    ]


def test_programs_without_words_in_names_find_them_in_comments(pack, desk):
    words = [b["words"] for b in desk.made["beats"]]
    assert [m.comment for m in read(pack, "otio").tracks.markers if not m.name.startswith("Question: ")] == words
    text = (pack / "first.xml").read_text() + (pack / "first.fcpxml").read_text()
    assert all(text.count(one.replace("&", "&amp;")) >= 2 for one in words)


def test_old_programs_are_told_the_size_of_the_picture(pack):
    for ending, wanted in (("xml", "<width>854</width>"), ("fcpxml", 'width="854" height="480"')):
        assert wanted in (pack / f"first.{ending}").read_text()


def waves(pack):
    """The stems by name, (n,) each, as another reader has them."""
    found = {}
    for path in (pack / "stems").iterdir():
        with wave.open(str(path)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 3, sound.RATE)
            raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3)
        found[path.stem] = np.pad(raw, ((0, 0), (1, 0))).copy().view("<i4")[:, 0] / 2**31
    return found


def test_the_stems_add_up_to_the_films_sound(pack, desk, beats):
    found = waves(pack)
    assert set(found) == {"voice", "effects"}  # there is a bed with --music alone
    samples = sound.sample_of(sum(n for _, _, n in beats), FPS)
    assert {len(layer) for layer in found.values()} == {samples}
    heard = clips.heard(desk.film / "film.mp4", samples)[0]
    rest = heard - sum(found.values())
    assert np.sqrt(np.mean(rest**2)) < 0.02 * np.sqrt(np.mean(heard**2))  # AAC, and the limiter's peaks
    late = heard[1:] - sum(found.values())[:-1]
    assert np.sqrt(np.mean(late**2)) > 0.02 * np.sqrt(np.mean(heard**2))  # a single sample late would be seen


def test_stems_are_written_and_read_exactly(tmp_path):
    wanted = np.array([0, 0.5, -0.5, 1, -1, 2, 1e-4], np.float32)
    (tmp_path / "stems").mkdir()
    editor.write_wave(tmp_path / "stems" / "voice.wav", wanted)
    assert waves(tmp_path)["voice"] == pytest.approx(np.clip(wanted, -1, 1), abs=2.0**-23)


def test_clips_are_the_films_pictures(pack, desk, beats):
    import av

    def pictures(path):
        with av.open(str(path)) as file:
            return [frame.to_ndarray(format="gray") for frame in file.decode(video=0)]

    whole = pictures(desk.film / "film.mp4")
    for clip, (_, start, frames) in zip(sorted((pack / "clips").iterdir()), beats, strict=True):
        for k, picture in enumerate(pictures(clip)):
            assert np.array_equal(picture, whole[start + k])
        assert k == frames - 1


def test_captions_come_along(pack, desk):
    assert subtitles.read_srt((pack / "captions.srt").read_text()) == read_captions(desk.film / "film.mp4")
    assert (pack / "captions.vtt").read_bytes() == (desk.film / "captions.vtt").read_bytes()


def test_a_film_is_cut_where_a_picture_stands_by_itself(tmp_path, desk):
    with pytest.raises(ValueError, match="cut at its beats"):
        clips.cut(tmp_path / "c.mp4", desk.film / "film.mp4", (7, 9), FPS, "en")
    assert not list(tmp_path.iterdir())


def test_a_draft_that_has_no_timecode_says_so(pack):
    assert [fps for fps in (13, 15, 24, 25, 30, 48, 50, 60, 120) if timeline.has_timecode(fps)] == [24, 25, 30, 48, 50, 60]


def test_transparent_clips_take_the_places_of_the_others(tmp_path, desk, beats, monkeypatch):
    from pathlib import Path
    from types import SimpleNamespace

    from studio.packs.material import Material

    order = SimpleNamespace(folder=desk.film, look=SimpleNamespace(fps=FPS, width=854, height=480), chapter="first", work=Path("/nowhere"))
    drawn = {name: tmp_path / f"drawn-{name}.mp4" for name, _, _ in beats}
    for name, path in drawn.items():
        path.write_text(name)
    monkeypatch.setattr(editor.clear, "beats", lambda order, jobs: drawn)
    names = editor._clips(tmp_path / "clips", Material(order, desk.made), alpha=True)
    assert names == [f"{k + 1:02d}-{name}.mov" for k, (name, _, _) in enumerate(beats)]
    assert [(tmp_path / "clips" / name).read_text() for name in names] == [name for name, _, _ in beats]
    placed = timeline.timeline(Material(order, desk.made), names, ()).video_tracks()[0]
    assert [clip.media_reference.target_url for clip in placed] == [f"clips/{name}" for name in names]
