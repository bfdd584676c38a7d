"""What is ordered: one chapter's film, where it goes, and the key of all that it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scenes import series, translation
from scenes.translation import ENGLISH
from studio import catalog, describe, tongues, voices
from studio.keys import file_hash, key, recordings, sources, versions
from studio.looks import Look

RENDERERS = ("fast", "manim")
SERIES = "scenes/series.py"  # what it reads are the titles of other films


@dataclass(frozen=True)
class Order:
    """A film that is asked for: a chapter on a lesson, how it looks and sounds, and where it goes."""

    lesson: str
    chapter: str
    look: Look
    voice: str = "hibari"  # or a folder; "" is each language's own
    out: Path = Path("renders")
    renderer: str = "fast"  # or "manim", plain
    master: bool = False  # encoded slowly and well
    picked: bool = True  # asked for by name, not found by looking for what fits
    music: bool = False  # a bed under the voice
    describe: bool = False  # for those who do not see, too
    home: str = ""  # the folder in `out`; "" is named after the lesson
    langs: tuple[str, ...] = (ENGLISH,)  # the languages of its tracks; the first is the picture's

    @property
    def lesson_name(self) -> str:
        return catalog.lesson_name(self.lesson)

    @property
    def lang(self) -> str:
        """The language of the picture."""
        return self.langs[0]

    @property
    def group(self) -> str:
        """The folder in `out` in which it stands with the lesson's other films: of a language, or of several together, one in it."""
        home = self.home or self.lesson_name
        return home if self.langs == (ENGLISH,) else f"{home}/{'+'.join(self.langs)}"

    @property
    def folder(self) -> Path:
        return self.out / self.group / self.chapter

    @property
    def work(self) -> Path:
        return self.out / ".work" / self.group / self.chapter

    @property
    def voice_cache(self) -> Path:
        return self.out / ".work" / "voice"

    @cached_property
    def lesson_key(self) -> str:
        """The lesson as it was read when the film was asked for."""
        return key(catalog.lesson(self.lesson).model_dump(mode="json"))

    @cached_property
    def key(self) -> str:
        """What the film depends on: lesson, sources, look, voice, tools. Needs no manim and no drawing."""
        return self.key_of(self.lesson_key, made_with(self.chapter), voiced(self.voice, self.langs), worded(self.chapter, self.langs))

    def key_of(self, lesson_key: str, made_with: str, said_by: Any, worded: Sequence[Any]) -> str:
        """The same where its parts are known: many films share some, and a lesson need not be a file yet."""
        look = (self.look, self.renderer, self.master, self.music, self.describe)
        return key(made_with, lesson_key, *look, said_by, versions(), *worded)


def said_by(voice: str, lang: str = ENGLISH) -> Any:
    """The part of a film's key that is its voice: a name, or what a folder of recordings holds."""
    voice = voices.named(voice, lang)
    return voices.made_by(voice) if voices.built_in(voice) else recordings(Path(voice))


def voiced(voice: str, langs: Sequence[str]) -> Any:
    """The part of a film's key that is its voices: of the language, or of each where there are several."""
    said = [said_by(voice, code) for code in langs]
    return said[0] if len(said) == 1 else said


def worded(chapter: str, langs: Sequence[str]) -> list[Any]:
    """The part of a film's key that is its languages; none where it is English, whose words are among the sources."""
    return [] if tuple(langs) == (ENGLISH,) else [_worded_by(chapter, code) for code in langs]


def _worded_by(chapter: str, code: str) -> Any:
    """The films' words in a language, and how it is said."""
    houses = [house / f"{code}.py" for house in (Path(tongues.__file__).parent, describe.WORDS)]
    files = [translation.path_of(room, code) for room in (catalog.chapter(chapter).room, series.HOUSE)]
    words = [file_hash(path) if path.is_file() else "" for path in files]
    return [code, words, translation.titles(code), [sources(house) if house.is_file() else code for house in houses]]


def made_with(chapter: str) -> str:
    """The part of a film's key that all its lessons share: its name, its place in the series, the sources that it is made with."""
    film = catalog.chapter(chapter)
    files = sources(*film.files, Path(__file__).with_name("filming.py"))
    names = [(other.number, other.title) for other in catalog.chapters()] if SERIES in files else film.number
    return key(chapter, names, files)
