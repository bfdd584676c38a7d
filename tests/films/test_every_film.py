"""What every film promises, on every lesson and in every shape that it is walked in."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

from engine.reading import resolve
from scenes import series
from studio import catalog
from studio.dubbing import PART, TAIL, marks
from studio.tongues import EN
from tests.sampling import TODAY, WHOLE, sampled
from tests.scenes.last_pictures import FPS, keeps_step, reading, stands_inside

FILMS = [film.name for film in series.films()]
SHAPES = ("16:9", "9:16", "1:1")
WORDS = (330, 690)  # of a film of two and a half to five minutes
OTHERWISE: dict[str, tuple[int, int, str]] = {"breath": (150, 200, "it is told in one breath, 75 seconds")}  # words, and why
THINK = 3.0  # seconds after a question
HOLD = 1.8  # at most, after a result


def chapter(film):
    return catalog.load(catalog.chapter(film))


def own(film):
    """The lesson that a film is told on by itself."""
    return catalog.chapter(film).lesson or "mazur"


def fitting(film):
    """The other built-in lessons that it can be told on."""
    return [name for name in catalog.lessons() if name != own(film) and chapter(film).refusal(reading(name)) is None]


def walks():
    """Each film on its own lesson, some upright or square too; in a whole run in every shape, and on every other that it can be told on."""
    yield from sampled([(film, own(film), shape) for film in FILMS for shape in SHAPES[1:]], 6)
    for k, film in enumerate(FILMS):
        yield film, own(film), SHAPES[0]
        yield from ((film, lesson, SHAPES[(TODAY + k + n) % 3]) for n, lesson in enumerate(fitting(film) if WHOLE else ()))


WALKS = list(walks())
walked = pytest.mark.parametrize(("film", "lesson", "shape"), WALKS, ids=["-".join(walk) for walk in WALKS])


@walked
def test_everything_stands_inside_the_safe_area_and_every_number_is_the_traces(walk, film, lesson, shape):
    told = walk(chapter(film), lesson, shape)
    stands_inside(told)
    assert told.drawn.sightings
    assert all(resolve(told.t.trace, s.shown.number.path) == s.shown.number.value for s in told.drawn.sightings)


@walked
def test_marks_are_met_and_drawing_keeps_up_with_the_voice(walk, film, lesson, shape):
    keeps_step(walk(chapter(film), lesson, shape))


@walked
def test_no_number_lies_on_another(walk, film, lesson, shape):
    for name, picture in walk(chapter(film), lesson, shape).pictures.items():
        boxes = [(shown.text, box) for shown, box in picture.numbers]
        for k, (text, one) in enumerate(boxes):
            over = [other for other, box in boxes[k + 1 :] if _lie_over(one, box)]
            assert over == [], f"{name}: {text} lies on {over}"


def _lie_over(one, other, slack=0.001):
    """Whether two boxes (left, top, right, bottom) share more than a hair."""
    left, top, right, bottom = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return right - left > slack and bottom - top > slack


@pytest.mark.parametrize("film", FILMS)
def test_the_words_fit_a_film_of_a_few_minutes(film):
    beats = chapter(film).script(reading(own(film)), EN)
    least, most, _ = OTHERWISE.get(film, (*WORDS, ""))
    assert least <= sum(len(beat.spoken.split()) for beat in beats) <= most


@pytest.mark.parametrize("film", FILMS)
def test_a_question_leaves_time_to_think_and_a_result_is_held_shortly(film):
    beats = chapter(film).script(reading(own(film)), EN)
    asked = [beat for beat in beats if beat.shown.endswith("?") and beat.pause]
    assert asked
    assert [beat.name for beat in asked if beat.pause < THINK] == []
    assert [beat.name for beat in beats[:-1] if beat not in asked and beat.pause > HOLD] == [], (
        "the last may leave time for what comes next"
    )


@pytest.mark.parametrize("film", FILMS)
def test_a_lesson_that_it_cannot_tell_is_refused_in_words(film):
    told = chapter(film)
    reasons = [reason for name in catalog.lessons() if (reason := told.refusal(reading(name)))]
    assert len(reasons) < len(catalog.lessons())
    assert all(len(reason.split()) > 3 for reason in reasons)


@pytest.mark.parametrize("film", FILMS)
def test_its_parts_have_titles_for_viewers(walk, film):
    told = walk(chapter(film), own(film), "16:9")
    found = marks(SimpleNamespace(title=chapter(film).title, beats=told.beats), told.drawn, FPS)
    titles = [title for title, _ in found]
    assert len(titles) == len(set(titles)) >= 4
    assert all(title[0].isupper() or not title[0].isalpha() for title in titles)
    assert not any(title.endswith((".", ":")) or "_" in title or len(title) > 60 for title in titles)
    edges = [start for _, start in found] + [told.drawn.frames / FPS]
    assert all(b - a >= min(PART, TAIL) for a, b in pairwise(edges))


@pytest.mark.parametrize("film", FILMS)
def test_it_says_what_it_is(film):
    entry, told = catalog.chapter(film), chapter(film)
    assert (entry.title, entry.promise) == (told.title, told.promise)
    assert told.promise.endswith(".")
