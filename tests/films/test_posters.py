"""Each film's own poster: one thing, a few words, read as small as a thumb's nail, and told from all others."""

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from manim import Mobject
from PIL import Image

from engine import run
from engine.reading import Reading
from scenes.kit import theme
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.poster.sheet import Poster, sheet
from scenes.kit.poster.things import filled
from scenes.kit.type.formula import Label
from studio import catalog, posters
from studio.manim_adapter import look
from tests.films.fixtures import FIXTURES, reading, refusal
from tests.sampling import sampled

FILMS = [film.name for film in catalog.chapters() if film.group]
NAIL = (320, 180)
READ = 14 / 180  # of the height: what is smaller is no letter any more


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Each poster as a thumb's nail, grey, 0 to 255."""
    work, found = tmp_path_factory.mktemp("posters"), {}
    for film in FILMS:
        poster = posters.composed(film, told(film), "16:9", "dark", work)
        found[film] = np.asarray(Image.open(BytesIO(poster)).convert("L").resize(NAIL), float)
    return found


def told(film):
    chapter = catalog.load(catalog.chapter(film))
    return chapter.told_on(Reading(run(catalog.lesson(chapter.lesson or "mazur"))))


def placed(film, shape, tmp_path) -> tuple[Mobject, Mobject, Region, float]:
    """What a poster holds: its sheet, its thing, its room; and the frame's area."""
    stage, makes = STAGES[shape], posters.module(film)
    with look(1280, 720, stage.width, stage.height, 15, tmp_path):
        fixed, room = sheet(stage, makes.POSTER, str(catalog.chapter(film).number))
        thing = posters.thing(makes, told(film), room)
    return fixed, thing, room, stage.width * stage.height


def mean(values, n=7):
    """Of every square of n x n pixels."""
    sums = np.cumsum(np.cumsum(np.pad(values, ((1, 0), (1, 0))), 0), 1)
    return (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / n**2


def likeness(a, b):
    """Structural similarity (Wang et al. 2004), squares of 7 pixels; 1 for the same picture."""
    mean_a, mean_b = mean(a), mean(b)
    var_a, var_b, cov = mean(a * a) - mean_a**2, mean(b * b) - mean_b**2, mean(a * b) - mean_a * mean_b
    light, contrast = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    alike = (2 * mean_a * mean_b + light) * (2 * cov + contrast)
    return float((alike / ((mean_a**2 + mean_b**2 + light) * (var_a + var_b + contrast))).mean())


def test_every_film_of_the_series_has_one_with_four_words_at_most():
    made = {film: posters.module(film) for film in FILMS}
    assert [film for film, module in made.items() if module is None] == []
    words = {film: module.POSTER.words for film, module in made.items()}
    assert [film for film, said in words.items() if not 1 <= len(said) <= 4] == []
    assert len({" ".join(said) for said in words.values()}) == len(words)


@pytest.mark.parametrize("film", FILMS)
def test_one_thing_fills_a_third_and_nothing_is_too_small_to_read(film, tmp_path):
    fixed, thing, _, area = placed(film, "16:9", tmp_path)
    assert thing.width * thing.height >= 0.35 * area
    strip, words = fixed
    letters = [line.height for line in words]
    assert min([*letters, strip[-1].height]) >= 0.95 * READ * STAGES["16:9"].height


@pytest.mark.parametrize("shape", STAGES)
@pytest.mark.parametrize("film", FILMS)
def test_words_strip_and_thing_keep_apart(film, shape, tmp_path):
    fixed, thing, _, _ = placed(film, shape, tmp_path)
    boxes = [(m.get_left()[0], m.get_bottom()[1], m.get_right()[0], m.get_top()[1]) for m in (*fixed, thing)]
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6
    stage = STAGES[shape]
    for left, bottom, right, top in boxes[1:]:
        assert max(-left, right) <= stage.width / 2
        assert max(-bottom, top) <= stage.height / 2


def test_no_two_are_alike(small):
    pairs = {(a, b): likeness(small[a], small[b]) for a, b in combinations(FILMS, 2)}
    assert {pair: alike for pair, alike in pairs.items() if alike >= 0.6} == {}


def test_likeness_tells_a_copy_from_another(small):
    a, b = small[FILMS[0]], small[FILMS[1]]
    assert likeness(a, a) == pytest.approx(1)
    assert likeness(a, np.roll(a, 3, axis=1)) > 0.6 > likeness(a, b)


def test_the_same_number_gives_the_same_sheet(tmp_path):
    twice = [posters.composed("delta", told("delta"), "1:1", "light", tmp_path) for _ in range(2)]
    theme.use("dark")
    assert twice[0] == twice[1]
    assert Image.open(BytesIO(twice[0])).size == (720, 720)


@pytest.mark.parametrize("fixture", sampled(FIXTURES, 8, "posters"))
def test_it_is_drawn_on_anybodys_lesson(fixture, tmp_path):
    room = Region(0, 0, 6.0, 6.0)
    for film in FILMS:
        if refusal(fixture, film) is None:
            t = catalog.load(catalog.chapter(film)).told_on(reading(fixture))
            thing = filled(posters.module(film).picture(t), room)
            assert np.isfinite(thing.get_all_points()).all()
            assert max(thing.width, thing.height) == pytest.approx(6.0)


def test_long_words_shrink_into_their_room(tmp_path):
    stage = STAGES["9:16"]
    with look(720, 1280, stage.width, stage.height, 15, tmp_path):
        fixed, room = sheet(stage, Poster(("Antidisestablishmentarianism",), "left", "loss"), "23")
        assert fixed[1].width <= room.width + 1e-6
        assert Label("Antidisestablishmentarianism", 117).width > room.width


def test_a_film_without_one_has_none(tmp_path):
    assert posters.composed("nothing_of_the_kind", told("delta"), "16:9", "dark", tmp_path) is None
