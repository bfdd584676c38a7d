"""The end card: what comes next, in the pause of a last beat, under a picture; nothing for a film that nothing follows."""

import re
from dataclasses import replace

import pytest
from manim import config

from scenes import ending, progress, series
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.place.stage import STAGES
from scenes.kit.type.number import Num
from scenes.question import BAND, placed
from studio import catalog
from studio.tongues import EN
from tests.scenes.fake_reel import FakeReel, Times
from tests.scenes.paper import number, reading

TOLD = [film for film in series.films() if film.group]
AHEAD = re.compile(r"(?:Next[:,]|Next come|[Nn]ext film)(.+)")
IN_OTHER_WORDS = {"neuron", "forward", "chain_rule", "convolution"}  # "words look at each other" announces attention without its name


def stems(words):
    """How its longer words begin."""
    return {
        word[:3] for word in re.findall(r"[a-z]{4,}", words.lower()) if word not in ("film", "what", "that", "them", "this", "with", "from")
    }


def exposed(frame):
    return frame.get_fill_opacity() > 2 * progress.COMING


class Last(Chapter):
    title, promise = "Last", "End."

    @beat("It is over.", pause=4.0)
    def ends(self):
        self.add(Num(number(0.5)))


def of(film):
    """A chapter that stands in a film's room."""
    return type("Here", (Last,), {"__module__": film.module})


def test_it_names_the_next_film_and_lights_this_one_on_the_strip():
    for k, film in enumerate(TOLD[:-1]):
        made = next(ending.cards(of(film)))
        strip, words = made
        assert len(strip) == len(TOLD)
        assert not any(map(exposed, strip)), "nothing is exposed yet"
        running = made.filling(3.0)
        running.begin()
        seen = [(running.interpolate(alpha), sum(map(exposed, strip)))[1] for alpha in (0.2, 0.4, 0.9)]
        assert sorted(seen) == seen
        assert seen[-1] == k + 1
        assert list(map(exposed, strip)) == [j <= k for j in range(len(TOLD))]
        assert len(words) >= len(TOLD[k + 1].title.replace(" ", ""))
    assert strip[k].get_fill_color() != strip[0].get_fill_color()


def test_nothing_follows_the_last_film_or_one_of_no_series():
    assert list(ending.cards(of(TOLD[-1]))) == []
    assert list(ending.cards(Last)) == []


def test_there_is_room_for_it_in_every_shape():
    for stage in STAGES.values():
        made = placed(ending.cards(of(TOLD[0])), stage, [])
        assert made is not None
        assert 0.5 - made.get_bottom()[1] / stage.height < 0.99
        assert 0.5 - made.get_top()[1] / stage.height > BAND - 0.02


def test_it_comes_with_the_last_silence_and_stays(tell):
    reel = FakeReel()
    drawn = tell(of(TOLD[0]), Times(240), reel=reel, width=320)
    low = [picture[-20:, :, :3].astype(int).max() > 100 for picture in reel.shown[0]]
    assert not any(low[:90])
    assert all(low[105:])
    assert [play.quiet for play in drawn.plays] == [True, True]


def test_a_last_beat_that_was_read_anew_has_it_too(tell):
    """As while a film is watched: its sentences are saved, and its beats are other ones than those that the scene was made of."""
    anew = type("Anew", (of(TOLD[0]),), {"construct": lambda self: self.tell(replace(self._beats[0]), self._timings[0])})
    assert [play.quiet for play in tell(anew, Times(240)).plays] == [True, True]


def test_the_reel_runs_back_before_it():
    stops = list(ending.rewinding(30))
    assert sum(frames for _, frames in stops) == round(ending.RUNS_BACK * config.frame_rate)
    lit = [now for now, _ in stops]
    assert lit == sorted(set(lit), reverse=True)
    assert lit[0] > 25
    assert lit[-1] == 0
    assert [now for now, _ in ending.rewinding(1)] == [0]


def test_a_film_that_another_follows_leaves_its_card_time():
    (last,) = of(TOLD[0]).script(reading("neuron"), EN)
    assert last.pause == ending.STANDS
    without = type("Short", (Last,), {"__module__": "nowhere", "ends": beat("It is over.")(lambda self: None)})
    assert [b.pause for b in without.script(reading("neuron"), EN)] == [0.0]
    shown = type("Short", (without,), {"__module__": TOLD[3].module})
    assert [b.pause for b in shown.script(reading("neuron"), EN)] == [ending.STANDS]


@pytest.mark.parametrize("k", range(len(TOLD) - 1), ids=[film.name for film in TOLD[:-1]])
def test_what_the_voice_announces_is_the_film_that_the_card_names(k):
    film, after = TOLD[k], TOLD[k + 1]
    said = AHEAD.findall(re.sub(r"<\w+> ?", "", film.path.read_text(encoding="utf-8")))
    of_it = stems(f"{after.title} {catalog.load(after).promise}")
    assert film.name in IN_OTHER_WORDS or all(stems(words) & of_it for words in said)
