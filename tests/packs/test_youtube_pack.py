"""The channel's pack: what is uploaded keeps YouTube's rules, and its best minute is told upright."""

import numpy as np
import pytest
from PIL import Image

from scenes.kit.theme import THEMES
from studio import poster, sound, subtitles, youtube
from studio.container import probe, read_captions
from studio.looks import look_of
from studio.orders import Order
from studio.packs import endcard, kinds, minute
from studio.packs import youtube as pack_youtube
from studio.packs.material import Passage
from tests.packs.conftest import FPS

pytestmark = pytest.mark.slow(45)


@pytest.fixture(scope="module")
def pack(desk):
    return desk.pack("youtube")


@pytest.fixture(scope="module")
def film(pack):
    return probe(pack / "film.mp4")


def test_the_film_ends_on_ten_seconds_for_links(film, desk, pack):
    frames = round(desk.made["seconds"] * FPS)
    assert film["streams"]["video"]["frames"] == frames + endcard.SECONDS * FPS
    assert film["streams"]["audio"]["seconds"] == pytest.approx(film["streams"]["video"]["seconds"], abs=0.03)
    assert film["seconds"] >= 25  # or YouTube has no end screen
    assert 5 <= endcard.SECONDS <= 20
    assert film["faststart"]
    assert film["chapters"] == [(title, pytest.approx(at, abs=1e-3)) for title, at in desk.made["marks"]]
    shown = np.asarray(Image.open(pictured(pack / "film.mp4", film["seconds"] - 1)).convert("RGB"), int)
    ground = [int(THEMES["dark"].ground[k : k + 2], 16) for k in (1, 3, 5)]
    assert np.abs(shown[5, 5] - ground).max() <= 3
    assert np.abs(shown - ground).max() > 50  # frames and words


def pictured(path, second):
    from io import BytesIO

    return BytesIO(poster.picture_at(path, second))


def test_what_was_before_the_card_is_as_it_was(pack, desk, film):
    assert read_captions(pack / "film.mp4") == read_captions(desk.film / "film.mp4")
    assert (pack / "captions.en.srt").read_bytes() == (desk.film / "captions.srt").read_bytes()
    for second in (1.0, 9.0):
        assert pictured(pack / "film.mp4", second).getvalue() == pictured(desk.film / "film.mp4", second).getvalue()
    assert sound.measure(pack / "film.mp4").integrated == pytest.approx(-14, abs=0.6)


def test_the_card_names_what_comes_next_and_suits_every_shape():
    def card(after, shape="16:9", theme="dark"):
        look = look_of("l", shape, theme)
        film = type("F", (), {"order": Order("mazur", "first", look)})
        picture = endcard.picture(film, after)
        assert picture.size == (look.width, look.height)
        return np.asarray(picture.convert("L"), float)

    for shape in ("16:9", "9:16", "1:1"):
        ends = [card(after, shape) for after in ("", "The blame flows back", "A title that is much longer than any frame is wide: " * 3)]
        assert np.abs(ends[0] - ends[1]).max() > 50
        assert np.abs(ends[1] - ends[2]).max() > 50
    assert card("", theme="light").mean() > 200


def test_the_thumbnail_is_a_thumbnail(pack):
    with Image.open(pack / "thumbnail.jpg") as picture:
        assert (picture.size, picture.format) == ((1280, 720), "JPEG")
    assert (pack / "thumbnail.jpg").stat().st_size < 2_000_000


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (720, 720), (300, 200)])
def test_a_poster_of_any_shape_stands_whole_on_a_wide_ground(size):
    picture = Image.new("RGB", size, "#0E1217")
    picture.paste("red", (size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4))
    wide = np.asarray(pack_youtube._on_wide(picture))
    assert wide.shape == (720, 1280, 3)
    rows, columns = np.nonzero(wide[..., 0] > 128)
    assert np.ptp(columns) / np.ptp(rows) == pytest.approx(size[0] / size[1], rel=0.02)
    assert (columns.min() + columns.max()) / 2 == pytest.approx(640, abs=2)


def test_the_texts_are_to_be_pasted(pack, desk):
    assert (pack / "title.txt").read_text("utf-8") == f"{youtube.film_title(desk.made)}\n"
    page = (desk.film / "youtube.md").read_text("utf-8")
    assert (pack / "description.txt").read_text("utf-8").strip() in page
    assert (pack / "chapters.txt").read_text("utf-8") == "00:00 First\n"
    assert youtube.LICENCE in page
    assert youtube.LICENCE in (pack / "licence.txt").read_text("utf-8")


def test_the_short_is_upright_and_a_minute_at_most(pack):
    found = probe(pack / "short.mp4")
    assert found["streams"]["video"]["size"] == (480, 854)
    assert minute.SHORTEST <= found["seconds"] <= minute.LONGEST
    assert found["streams"]["audio"]["seconds"] == pytest.approx(found["seconds"], abs=0.03)
    cues = subtitles.read_srt((pack / "short.en.srt").read_text("utf-8"))
    assert cues == read_captions(pack / "short.mp4")
    assert cues[-1].end <= found["seconds"]
    assert 0 < len((pack / "short.txt").read_text("utf-8").strip()) <= 100


def test_the_upright_film_is_arranged_anew_out_of_sight():
    [other] = kinds.beside("youtube", Order("mazur", "delta", look_of("h")))
    assert (other.look.width, other.look.height, other.look.shape) == (1080, 1920, "9:16")
    assert other.folder.parts[:3] == ("renders", ".work", "upright")
    assert other.voice_cache == Order("mazur", "delta", look_of("h")).voice_cache  # nothing is spoken twice
    assert kinds.beside("youtube", Order("mazur", "delta", look_of("h", "9:16"))) == []
    [square] = kinds.beside("youtube", Order("mazur", "delta", look_of("h", "1:1")))
    assert (square.look.width, square.look.height) == (1080, 1920)


def beats(*seconds, titles=(), asks=()):
    """Beats that last so long, at ten frames a second; which begin parts, which end on a question."""
    ends = np.cumsum(seconds)
    return [
        Passage(str(k), round(10 * (end - s)), round(10 * end), 0, "", "?" * (k in asks), "part" * (k in titles))
        for k, (s, end) in enumerate(zip(seconds, ends, strict=True))
    ]


@pytest.mark.parametrize(
    ("told", "seen", "wanted"),
    [
        (beats(20, 20, 20, 20, 20), [1, 1, 1, 9, 9], (0, 2)),  # no other beat begins anything
        (beats(20, 20, 20, 20, 20, titles={2}), [1, 1, 1, 9, 9], (2, 4)),
        (beats(20, 20, 20, 20, titles={1}), [5, 0, 0, 0], (0, 2)),  # the earliest, then the longest
        (beats(20, 20, 20, 20, titles={1}, asks={1}), [0, 4, 0, 0], (1, 3)),  # a question to begin with
        (beats(30, 30, asks={1}), [1, 9], (0, 0)),  # never ends on a question
        (beats(70, 10), [9, 9], None),
        (beats(5), [9], None),
        (beats(70, 16, titles={1}), [9, 0], (1, 1)),
    ],
)
def test_the_best_minute(told, seen, wanted):
    assert minute.window(told, 10, seen) == wanted
