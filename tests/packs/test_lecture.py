"""The lecture's slides, clips and papers, read back by others' readers."""

import json
from io import BytesIO

import av
import numpy as np
import pytest
from PIL import Image

pptx = pytest.importorskip("pptx", reason="slides are an extra")

from studio.container import probe, read_captions  # noqa: E402
from studio.packs import clips, deck  # noqa: E402
from studio.sound import RATE  # noqa: E402
from tests.packs.conftest import FPS  # noqa: E402


@pytest.fixture(scope="module")
def pack(desk):
    return desk.pack("lecture")


@pytest.fixture(scope="module")
def beats(desk):
    return desk.made["beats"]


@pytest.fixture(scope="module")
def slides(pack):
    return list(pptx.Presentation(str(pack / "first.pptx")).slides)


def test_what_the_pack_holds(pack, beats):
    names = {p.relative_to(pack).as_posix() for p in pack.rglob("*") if p.is_file()}
    of_beats = [f"{k + 1:02d}-{b['beat']}" for k, b in enumerate(beats)]
    assert names == {
        "player.html", "film.mp4", "captions.vtt", "poster.png", "script.md", "first.pptx", "slides/first.json", "storyboard.pdf",
        "pack.json", "numbers.ipynb",
        *(f"clips/{name}.mp4" for name in of_beats), *(f"stills/{name}.jpg" for name in of_beats),
    }  # fmt: skip
    assert "first/player.html" in (pack.parent / "index.html").read_text()


def test_a_slide_a_beat_with_its_words(slides, beats, desk):
    assert slides[0].shapes.title.text == desk.made["title"]
    assert len(slides) == len(beats) + 1
    for slide, beat in zip(slides[1:], beats, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(beat["words"])
        assert beat["question"] in notes
        assert slide.shapes.title.text
        assert beat["beat"] != slide.shapes.title.text.lower()  # no name of a method


def test_every_slide_holds_its_clip_and_plays_it_at_once(slides, pack, beats):
    for k, (slide, beat) in enumerate(zip(slides[1:], beats, strict=True)):
        [movie] = [shape for shape in slide.shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.MEDIA]
        [media] = {rel.target_part.blob for rel in slide.part.rels.values() if rel.reltype.endswith("/media")}
        assert media == (pack / "clips" / f"{k + 1:02d}-{beat['beat']}.mp4").read_bytes()
        assert starts_itself(slide, movie.shape_id)
        assert (movie.left, movie.top, movie.width, movie.height) == (0, 0, *(whole(slide)))
        assert Image.open(BytesIO(movie.poster_frame.blob)).size == (854, 480)


def whole(slide):
    deck = slide.part.package.presentation_part.presentation
    return deck.slide_width, deck.slide_height


def starts_itself(slide, shape):
    """Whether the timing of a slide calls this film to play when nobody has clicked."""
    space = {"p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
    calls = slide.element.xpath('.//p:cmd[@cmd="playFrom(0.0)"]')
    if len(calls) != 1 or calls[0].find(".//p:spTgt", space).get("spid") != str(shape):
        return False
    around = [node.find("p:stCondLst/p:cond[@evt='onBegin']", space) for node in calls[0].iterancestors(f"{{{space['p']}}}cTn")]
    return any(found is not None for found in around) and len(slide.element.findall("p:timing", space)) == 1


def test_a_film_that_waits_for_a_click_would_be_found():
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    clip = BytesIO(b"film")
    movie = slide.shapes.add_movie(clip, 0, 0, 100, 100, mime_type="video/mp4")
    assert not starts_itself(slide, movie.shape_id)
    deck.start_with_slide(slide, movie.shape_id, 2.0)
    assert starts_itself(slide, movie.shape_id)


def test_clips_have_picture_sound_and_captions_of_one_length(pack, beats, desk):
    samples = round(beats[-1]["end"] * RATE)
    heard = clips.heard(desk.film / "film.mp4", samples)[0]
    for path, beat in zip(sorted((pack / "clips").iterdir()), beats, strict=True):
        found = probe(path)
        frames = round((beat["end"] - beat["start"]) * FPS)
        assert found["streams"]["video"]["frames"] == frames
        assert found["streams"]["audio"]["seconds"] == pytest.approx(frames / FPS, abs=0.03)
        start = round(beat["start"] * RATE)
        sound = clips.heard(path, round(frames / FPS * RATE))[0]
        part = heard[start : start + len(sound)]
        assert np.corrcoef(sound, part)[0, 1] > 0.999
        words = " ".join(cue.text for cue in read_captions(path))
        assert words == beat["words"]


def test_presenters_of_manim_slides_find_the_clips(pack, beats):
    """Its reader takes places from the folder above the JSON, and wants these fields and no others."""
    found = json.loads((pack / "slides/first.json").read_text(encoding="utf-8"))
    assert set(found) == {"slides", "resolution", "background_color"}
    assert found["resolution"] == [854, 480]
    for slide, beat in zip(found["slides"], beats, strict=True):
        assert set(slide) == {"file", "rev_file", "notes"}
        assert (pack / slide["file"]).is_file()
        assert slide["notes"].startswith(beat["words"])


def test_stills_show_the_question_while_it_stands(pack, beats, desk):
    [(k, asked)] = [(k, b) for k, b in enumerate(beats) if b["question"]]
    still = Image.open(pack / "stills" / f"{k + 1:02d}-{asked['beat']}.jpg")
    with av.open(str(desk.film / "film.mp4")) as file:
        frames = {round(f.time * FPS): f.to_image(src_colorspace="ITU709") for f in file.decode(video=0)}
    stands = round((asked["end"] - asked["pause"] + 0.45) * FPS)

    def apart(frame):
        """How far the still is from a frame where the question's words stand, 0..255."""
        return np.abs(np.asarray(still, float) - np.asarray(frames[frame], float)).max(axis=2)

    words = apart(round((asked["end"] - asked["pause"] - 0.1) * FPS)) > 100  # they come as the pause begins
    assert words.sum() > 500
    assert apart(stands)[words].mean() < 20


def test_the_pages_to_print_are_light(pack):
    assert (pack / "storyboard.pdf").read_bytes()[:5] == b"%PDF-"
