"""Several languages over one picture: every mark is heard when it is reached, and every track has its language."""

from dataclasses import replace
from itertools import pairwise

import av
import numpy as np
import pytest

from engine import InputError, run
from engine.reading import Reading
from scenes.beat import Beat
from scenes.sentence import pieces_of
from studio import catalog, container, phrases, series, sound, subtitles, tongues
from studio.aligning import aligned
from studio.captions import Cue, cues
from studio.container import Spoken
from studio.encoder import Encoder
from studio.packs import clips
from studio.packs.clips import heard as heard_in
from studio.soundtrack import Soundtrack
from studio.tongues import EN, grammar
from studio.voices.silent import Silent
from studio.words import Clip, words_of
from tests.translating.planted import Upper, film

FPS = 30
ENGLISH = "Here it <one> begins. Then the <two> loss falls <three> down."
GERMAN = "Hier, an dieser Stelle, fängt <one> es ganz langsam und still an. Dann fällt <two> der Verlust <three> hinunter."


def beat(text: str) -> Beat:
    return Beat("b", "b", (), pieces_of(text, {}, EN), 2.0)


def sounding(clip: Clip) -> Clip:
    """The same clip, in which each word sounds as its own number."""
    samples = np.zeros(len(clip.samples), np.float32)
    for k, word in enumerate(clip.words):
        samples[round(word.start * clip.rate) : round(word.end * clip.rate)] = k + 1
    return replace(clip, samples=samples)


@pytest.fixture
def spoken():
    beats = [beat(ENGLISH), beat(GERMAN)]
    return beats, [sounding(Silent(code).say("b", each.spoken)) for code, each in zip(("en", "de"), beats, strict=True)]


def test_every_mark_is_heard_as_it_is_reached_in_every_language(spoken):
    beats, clips = spoken
    padded, timings = aligned(beats, clips, FPS)
    assert timings[0].frames == timings[1].frames
    assert timings[0].marks == timings[1].marks
    for told, timing in zip(beats, timings, strict=True):
        for piece, (start, _) in zip(told.pieces, timing.pieces, strict=True):
            for mark in piece.marks:
                assert abs(start - timing.marks[mark] / FPS) <= 0.5 / FPS + 1e-3, mark
    assert padded[0].seconds == pytest.approx(padded[1].seconds, abs=1e-3)


def test_between_two_marks_a_beat_lasts_as_long_as_its_longest_language(spoken):
    beats, clips = spoken
    _, timings = aligned(beats, clips, FPS)
    alone = [aligned([told], [clip], FPS)[1][0] for told, clip in zip(beats, clips, strict=True)]
    ends = [[0, *(timing.marks[mark] for mark in ("one", "two", "three"))] for timing in (timings[0], *alone)]
    both, english, german = ([b - a for a, b in pairwise(each)] for each in ends)
    assert all(abs(k - max(e, g)) <= 1 for k, e, g in zip(both, english, german, strict=True))


def test_what_is_said_is_said_whole(spoken):
    beats, clips = spoken
    for clip, padded in zip(clips, aligned(beats, clips, FPS)[0], strict=True):
        assert [word.text for word in padded.words] == [word.text for word in clip.words]
        for k, word in enumerate(padded.words):
            middle = padded.samples[round((word.start + 0.02) * clip.rate) : round((word.end - 0.02) * clip.rate)]
            assert set(middle) <= {float(k + 1)}
            assert word.end - word.start == pytest.approx(clip.words[k].end - clip.words[k].start)


def test_silence_stands_between_sentences_where_there_are_two(spoken):
    beats, clips = spoken
    padded = aligned(beats, clips, FPS)[0][0]
    gaps = {b.text: b.start - a.end for a, b in pairwise(padded.words)}
    assert gaps["Then"] > 0.5
    assert gaps["loss"] < 0.2


def test_languages_with_other_marks_are_refused(spoken):
    beats, clips = spoken
    with pytest.raises(InputError, match="has not the same marks in every language"):
        aligned([beats[0], replace(beats[1], pieces=beats[1].pieces[:-10])], clips, FPS)


def test_one_language_alone_is_left_as_it_is(spoken):
    beats, clips = spoken
    (padded,), (timing,) = aligned(beats[:1], clips[:1], FPS)
    assert np.array_equal(padded.samples, clips[0].samples)
    assert list(timing.marks) == ["one", "two", "three"]


def heard(path, level):
    """Two seconds of a tone, encoded as a soundtrack is."""
    from studio import tracks

    samples = np.full((2, 2 * sound.RATE), level, np.float32)
    with av.open(str(path), "w", format="mp4") as file:
        stream = tracks.add_voice(file)
        for packet in tracks.encoded(stream, samples):
            file.mux(packet)
    return Soundtrack(path, samples.shape[1], sound.Loudness(0.0, 0.0))


TOLD = {code: (Cue(0.2, 1.5, (f"{code} words",)),) for code in ("en", "de", "es")}


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """A film of two seconds in three languages, the later the quieter."""
    folder = tmp_path_factory.mktemp("three")
    encoder = Encoder(folder / "silent.mp4", 64, 36, 10)
    encoder.frame(np.zeros((36, 64, 4), np.uint8), 20)
    encoder.close()
    others = [Spoken(code, heard(folder / f"{code}.mp4", level), TOLD[code]) for code, level in (("de", 0.1), ("es", 0.05))]
    container.write_film(folder / "film.mp4", folder / "silent.mp4", heard(folder / "en.mp4", 0.2), TOLD["en"], lang="en", others=others)
    return folder / "film.mp4"


def test_a_film_holds_a_track_for_each_language(three):
    with av.open(str(three)) as made:
        assert [stream.language for stream in made.streams.audio] == ["eng", "deu", "spa"]
        assert [stream.language for stream in made.streams.subtitles] == ["eng", "deu", "spa"]
        names = [stream.metadata["handler_name"] for stream in (*made.streams.audio, *made.streams.subtitles)]
        assert names == ["English", "Deutsch", "Español"] * 2
        assert len({stream.duration for stream in made.streams.audio}) == 1
        defaults = [bool(stream.disposition & av.stream.Disposition.default) for stream in (*made.streams.audio, *made.streams.subtitles)]
        assert defaults == [True, False, False] * 2
        texts = [bytes(packet)[2:].decode() for packet in made.demux(made.streams.subtitles[1]) if packet.size > 2]
        assert texts[0].startswith("de words")


def test_a_series_holds_a_track_for_each_language_too(three, tmp_path):
    captions = {code: [cues, cues] for code, cues in TOLD.items()}
    starts = container.join_films(tmp_path / "series.mp4", [three, three], ["One", "Two"], captions)
    assert starts == (0.0, 2.0)
    with av.open(str(tmp_path / "series.mp4")) as made:
        assert [stream.language for stream in made.streams.audio] == ["eng", "deu", "spa"]
        assert [stream.language for stream in made.streams.subtitles] == ["eng", "deu", "spa"]
        assert [bool(s.disposition & av.stream.Disposition.default) for s in made.streams.audio] == [True, False, False]
    for k, level in enumerate((0.2, 0.1, 0.05)):
        assert np.abs(heard_in(tmp_path / "series.mp4", 4 * sound.RATE, k)[:, 3 * sound.RATE]).mean() == pytest.approx(level, rel=0.1)
    files = series._write_captions(tmp_path, captions, starts)
    assert files == ["series.en.srt", "series.de.srt", "series.es.srt"]
    assert (tmp_path / "series.srt").read_bytes() == (tmp_path / "series.en.srt").read_bytes()
    assert [cue.start for cue in subtitles.read_srt((tmp_path / "series.de.srt").read_text())] == [0.2, 2.2]


def test_a_clip_is_in_the_language_of_its_film(three, tmp_path):
    clips.cut(tmp_path / "clip.mp4", three, (0, 10), 10, "de", heard_in(three, 2 * sound.RATE, 1), TOLD["de"])
    with av.open(str(tmp_path / "clip.mp4")) as made:
        assert [stream.language for stream in (*made.streams.audio, *made.streams.subtitles)] == ["deu", "deu"]


def test_the_track_for_those_who_do_not_see_is_called_so_in_the_language(three, tmp_path):
    heard_of = heard(tmp_path / "heard.mp4", 0.1)
    container.write_film(tmp_path / "film.mp4", three.with_name("silent.mp4"), heard_of, (), lang="fr", described=heard_of)
    with av.open(str(tmp_path / "film.mp4")) as made:
        assert made.streams.audio[1].metadata["handler_name"] == "audiodescription"


def test_a_series_in_one_other_language_says_which_it_is(three, tmp_path):
    container.join_films(tmp_path / "series.mp4", [three], ["One"], {"de": [TOLD["de"]]})
    with av.open(str(tmp_path / "series.mp4")) as made:
        assert [stream.language for stream in (*made.streams.audio, *made.streams.subtitles)] == ["deu", "deu"]


@pytest.mark.parametrize(
    ("films", "common"),
    [
        ([{}, {}], ["en"]), ([{"lang": "de"}], ["de"]),
        ([{"lang": "en", "languages": [{"lang": "de"}, {"lang": "es"}]}] * 2, ["en", "de", "es"]),
        ([{"lang": "en", "languages": [{"lang": "de"}]}, {"lang": "en"}], ["en"]),
    ],
)  # fmt: skip
def test_a_series_has_the_languages_that_all_its_films_have(films, common):
    assert series.languages(films) == common


def test_the_silent_voice_takes_a_language_s_time():
    said = "Rückwärtsausbreitungsverfahren und Kettenregel"
    assert Silent("de").say("b", said).seconds < Silent().say("b", said).seconds
    assert Silent("de").version != Silent().version == "2"


@pytest.mark.parametrize("code", ["de", "es", "fr"])
def test_words_a_minute_are_judged_by_as_many_as_are_said_in_the_same_time(code):
    t, chapter = Reading(run(catalog.lesson("mazur"))), catalog.load(catalog.chapter("delta"))
    rates = []
    for lang in ("en", code):
        beats = chapter.script(t, tongues.find(lang))
        seconds = sum(Silent(lang).say(each.name, each.spoken).seconds for each in beats)
        rates.append(sum(len(words_of(each.spoken)) for each in beats) / seconds)
    assert grammar.of(code).wordy == pytest.approx(rates[1] / rates[0], abs=0.03)


def test_captions_are_cut_by_the_small_words_of_their_language():
    words = "Jetzt trägt jedes Neuron seinen Teil der Schuld".split()
    german = grammar.of("de")
    assert phrases.cut_cost("der", "Schuld", german) > phrases.cut_cost("der", "Schuld")
    assert phrases.cut_cost("Verlust", "und", german) < phrases.cut_cost("Verlust", "und")
    assert phrases.cut_cost("y", "no", grammar.of("es")) < phrases.cut_cost("y", "b", grammar.of("en"))
    assert all(line.split()[-1] not in ("jedes", "seinen", "der") for line in phrases.lines([*words, "wieder"], german))
    spoken = [(0.0, pieces_of(" ".join(words), {}, EN), tuple((0.3 * k, 0.3 * k + 0.2) for k in range(len(words))))]
    assert cues(spoken, 4.0, german)


def test_a_language_that_is_not_there_is_refused_kindly():
    with pytest.raises(InputError, match=r"unknown language 'qq': use en, de, es, fr"):
        tongues.find("qq")
    assert all(tongues.find(code).code == code for code in tongues.codes())


def test_a_planted_language_has_the_marks_of_english(tmp_path):
    t, small = Reading(run(catalog.lesson("mazur"))), film(tmp_path)
    both = [small.script(t, tongue) for tongue in (EN, Upper())]
    clips = [[Silent().say(each.name, each.spoken) for each in told] for told in both]
    for k in range(2):
        _, timings = aligned([told[k] for told in both], [said[k] for said in clips], FPS)
        assert timings[0].marks == timings[1].marks
