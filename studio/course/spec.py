"""What a course file may say, and its messages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from engine.errors import InputError, nearest, shown, wrong
from engine.lesson_wording import dotted
from engine.spec import Spec, Text, Title, Whole, Words, Yes
from engine.toml_file import read_toml
from scenes.translation import ENGLISH
from studio import catalog, tongues

Shape = Literal["16:9", "9:16", "1:1"]
Pack = Literal["lecture", "youtube", "lms", "editor"]
Some = Field(min_length=1)
MOST = 10_000  # variants, of which each is read before the first is made


class Variants(Spec):
    """What differs from film to film: a row of a table or a seed each."""

    csv: Text | None = None
    name: Text | None = None  # the column with the variants' names
    ignore: Words = ()
    seeds: Annotated[int, Field(strict=True, ge=1, le=MOST)] | Annotated[tuple[Whole, ...], Some] | None = None
    called: Annotated[Text, Field(max_length=60)] = "seed"  # what stands before a seed in a variant's name


class Course(Spec):
    """A base lesson, its variants, and which films, packs and worksheets are made of each, how."""

    title: Title = "Untitled"
    lesson: Text
    chapters: Words | None = None  # none: those that the lesson lists
    shapes: Annotated[tuple[Shape, ...], Some] = ("16:9",)
    languages: Annotated[tuple[Text, ...], Some] = (ENGLISH,)  # each a film of its own
    theme: Literal["dark", "light"] = "dark"
    quality: Literal["l", "m", "h", "p", "k"] = "h"
    fps: Annotated[int, Field(strict=True, ge=1, le=120)] | None = None
    voice: Text = "auto"
    music: Yes = False
    packs: tuple[Pack, ...] = ()
    worksheet: Yes = False
    variants: Variants


ALLOWED: dict[str, tuple[str, str]] = {  # key -> what is allowed, an example
    "title": ("text of at most 300 characters", 'title = "Backpropagation, autumn"'),
    "lesson": ("a lesson file, or the name of a built-in lesson", 'lesson = "xor"'),
    "chapters": ("a list of names of films", 'chapters = ["forward", "delta"]'),
    "shapes": ("a list of 16:9, 9:16 and 1:1", 'shapes = ["16:9"]'),
    "languages": ("a list of codes of languages", 'languages = ["en", "de"]'),
    "theme": ("dark, light", 'theme = "dark"'),
    "quality": ("l, m, h, p, k", 'quality = "h"'),
    "fps": ("a whole number from 1 to 120", "fps = 30"),
    "voice": ("auto, hibari, kokoro, espeak, silent, or a folder of recordings", 'voice = "hibari"'),
    "music": ("true or false", "music = false"),
    "packs": ("a list of lecture, youtube, lms and editor", 'packs = ["lecture"]'),
    "worksheet": ("true or false", "worksheet = true"),
    "variants": ("a table with csv or seeds", "[variants] and under it seeds = 40"),
    "variants.csv": ("the path of a CSV file", 'csv = "class.csv"'),
    "variants.name": ("the name of a column", 'name = "student"'),
    "variants.ignore": ("a list of names of columns", 'ignore = ["email"]'),
    "variants.seeds": (f"how many, at most {MOST}, or a list of whole numbers", "seeds = 40"),
    "variants.called": ("text of at most 60 characters", 'called = "student"'),
}
TABLES: dict[str, type[Spec]] = {"": Course, "variants": Variants}


def is_course(path: Path) -> bool:
    """Whether a file is a course and no lesson: it has variants."""
    return path.suffix == ".toml" and path.is_file() and "variants" in read_toml(path)


def read_course(path: Path) -> Course:
    """The course in this TOML file; its chapters are films that there are."""
    file = str(path)
    try:
        course = Course.model_validate({"title": path.stem, **read_toml(path)})
    except ValidationError as error:
        raise _reworded(file, error) from None
    try:
        [catalog.chapter(name) for name in course.chapters or ()]
    except InputError as error:
        raise InputError(f"{file}: chapters: {error}") from None
    if unknown := [code for code in course.languages if code not in tongues.codes()]:
        raise wrong(file, "languages", shown(unknown[0]), ", ".join(tongues.codes()), 'Write for example: languages = ["en"]')
    if (course.variants.csv is None) == (course.variants.seeds is None):
        found = "neither csv nor seeds" if course.variants.csv is None else "both csv and seeds"
        raise wrong(file, "variants", found, "one of them", "Write for example: seeds = 40")
    return course


def _reworded(file: str, error: ValidationError) -> InputError:
    """The first finding in our words; unknown keys first, because they also make others missing."""
    finding = min(error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden")
    loc = finding["loc"]
    if finding["type"] == "extra_forbidden":
        return _unknown(file, loc)
    key = next(name for n in range(len(loc), 0, -1) if (name := ".".join(map(str, loc[:n]))) in ALLOWED)
    allowed, example = ALLOWED[key]
    found = "nothing, the key is missing" if finding["type"] == "missing" else shown(finding["input"])
    return wrong(file, key, found, allowed, f"Write for example: {example}")


def _unknown(file: str, loc: tuple[Any, ...]) -> InputError:
    keys = list(TABLES[".".join(map(str, loc[:-1]))].model_fields)
    word, where = str(loc[-1]), "the top of the file" if len(loc) == 1 else f"[{loc[0]}]"
    allowed = f"in {where}: {', '.join(keys)}"
    return wrong(file, dotted(loc), f"the unknown key {shown(word)}", allowed, f"{nearest(word, keys)}Rename or remove it.")
