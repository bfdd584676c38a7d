"""What is told of the films of the series on their own lessons: some of them each day, all in a whole run."""

import pytest

from engine import notation, run
from engine.reading import Reading, resolve
from scenes import series
from studio import catalog
from studio.describe import gaps
from studio.describe.looking import Looker
from studio.describe.sentence import text_of, words_in
from studio.describe.told import remarked
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN
from tests.sampling import sampled
from tests.scenes.last_pictures import timing

FILMS = sampled([film.name for film in series.films()], 1, salt=17)


@pytest.fixture(scope="module", params=FILMS)
def told(request, tmp_path_factory):
    """A film's beats, what is told of each, and its trace."""
    film = catalog.chapter(request.param)
    chapter, t, looker = catalog.load(film), Reading(run(catalog.lesson(film.lesson or "mazur"))), Looker()
    beats = chapter.script(t, EN)
    drawn = draw(chapter, t, beats, [timing(beat) for beat in beats], look_of("l", fps=2), tmp_path_factory.mktemp("walk"), on_rest=looker)
    assert looker.strange == set()
    return beats, remarked(beats, looker.pictures, drawn.plays, EN), t.trace


def test_a_film_begins_with_its_layout_and_stays_short(told):
    beats, remarks, _ = told
    words = [sum(words_in(one.pieces) for one in ones) for ones in remarks]
    assert words[0]
    assert max(words) <= gaps.FIRST
    assert sum(words) < sum(len(beat.spoken.split()) for beat in beats)


def test_sentences_are_whole_and_no_line_is_told_twice(told):
    _, remarks, _ = told
    texts = [text_of(one.pieces) for ones in remarks for one in ones]
    assert all(text.endswith(".") and "{" not in text and "  " not in text for text in texts)
    written = [text for text in texts if text.startswith("Written")]
    assert len(set(written)) == len(written)


def test_every_number_told_is_the_traces_and_the_voice_has_not_just_said_it(told):
    beats, remarks, trace = told
    for beat, ones in zip(beats, remarks, strict=True):
        said = {piece.path for piece in beat.pieces if piece.path}
        for one in ones:
            numbers = [piece for piece in one.pieces if piece.path]
            assert all(resolve(trace, number.path) == number.value for number in numbers)
            assert all(notation.agrees(number.shown.strip(".,"), number.value) for number in numbers)
            assert not numbers or {number.path for number in numbers} - said
