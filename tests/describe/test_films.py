"""What is told of the films of the series, in each of their languages: some of them each day, all in a whole run."""

import pytest

from engine import notation, run
from engine.reading import Reading, resolve
from scenes import series
from studio import catalog, describe, tongues
from studio.describe import gaps, words
from studio.describe.looking import Looker
from studio.describe.sentence import text_of, words_in
from studio.describe.told import remarked
from studio.drawing import draw
from studio.looks import look_of
from tests.sampling import sampled
from tests.scenes.last_pictures import timing

TOLD = [(film.name, code) for film in series.films() for code in describe.codes() if describe.refusal(film.room, code) is None]
FILMS = sampled(TOLD, 1, salt=17)


@pytest.fixture(scope="module", params=FILMS, ids=lambda one: "-".join(one))
def told(request, tmp_path_factory):
    """A film's beats, what is told of each, its trace, and the language."""
    name, code = request.param
    film, tongue = catalog.chapter(name), tongues.find(code)
    chapter, t, looker = catalog.load(film), Reading(run(catalog.lesson(film.lesson or "mazur"))), Looker()
    beats = chapter.script(t, tongue)
    timings, work = [timing(beat) for beat in beats], tmp_path_factory.mktemp("walk")
    drawn = draw(chapter, t, beats, timings, look_of("l", fps=2), work, on_rest=looker, lang=code)
    assert looker.strange == set()
    return beats, remarked(beats, looker.pictures, drawn.plays, tongue), t.trace, tongue


def test_a_film_begins_with_its_layout_and_stays_short(told):
    beats, remarks, _, _ = told
    counts = [sum(words_in(one.pieces) for one in ones) for ones in remarks]
    assert counts[0]
    assert max(counts) <= gaps.FIRST
    assert sum(counts) < sum(len(beat.spoken.split()) for beat in beats)


def test_sentences_are_whole_and_no_line_is_told_twice(told):
    _, remarks, _, tongue = told
    texts = [text_of(one.pieces) for ones in remarks for one in ones]
    assert all(text.endswith(".") and "{" not in text and "  " not in text for text in texts)
    written = [text for text in texts if text.startswith(words.of(tongue).WRITTEN.partition("{")[0])]
    assert len(set(written)) == len(written)


def test_every_number_told_is_the_traces_and_the_voice_has_not_just_said_it(told):
    beats, remarks, trace, _ = told
    for beat, ones in zip(beats, remarks, strict=True):
        said = {piece.path for piece in beat.pieces if piece.path}
        for one in ones:
            numbers = [piece for piece in one.pieces if piece.path]
            assert all(resolve(trace, number.path) == number.value for number in numbers)
            assert all(notation.agrees(number.shown.strip(".,"), number.value) for number in numbers)
            assert not numbers or {number.path for number in numbers} - said
