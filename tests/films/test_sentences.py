"""No picture depends on a sentence: words may change in any film, and a beat is drawn again only when its frames move."""

import ast
import random
from dataclasses import replace
from pathlib import Path

import pytest

from scenes import series
from scenes.beat import Beat
from scenes.kit import theme
from scenes.kit.place.stage import STAGES
from studio import catalog
from studio.fast import fingerprint
from studio.fast.fingerprint import Fingerprint
from studio.fast.renderer import FastRenderer
from studio.looks import look_of
from studio.manim_adapter import look
from studio.timing import Timing
from studio.tongues import EN
from tests.sampling import sampled
from tests.scenes.last_pictures import FPS, reading, timing

FILMS = [film.name for film in series.films()]
DRAWN = sampled(FILMS, 3)


def told(tree: ast.Module) -> list[tuple[str, list[ast.Constant]]]:
    """Every beat of a story, with its sentences."""
    methods = [(n, d) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) for d in n.decorator_list if fingerprint._names_beat(d)]
    return [(m.name, [n for n in ast.walk(d) if isinstance(n, ast.Constant) and " " in str(n.value)]) for m, d in methods]


def codes(story: Path, methods: list[str]) -> dict[str, str]:
    """What the fast path knows each beat's code by."""
    fingerprint._anatomy.cache_clear()
    fingerprint._code.cache_clear()
    return {method: fingerprint._code(str(story), (), method) for method in methods}


@pytest.mark.parametrize("film", FILMS)
def test_changed_words_change_no_code_of_any_picture(film, tmp_path):
    source = catalog.chapter(film).path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    beats, story = told(tree), tmp_path / "story.py"
    assert sum(len(words) for _, words in beats) >= len(beats) > 3
    story.write_text(source, encoding="utf-8")
    before = codes(story, [name for name, _ in beats])
    for _, words in beats:
        for constant in words:
            constant.value = f"Other words: {constant.value}"
    story.write_text(ast.unparse(tree), encoding="utf-8")
    assert codes(story, [name for name, _ in beats]) == before


def test_a_changed_drawing_changes_the_code_of_its_own_beat_alone(tmp_path):
    source, story = catalog.chapter("delta").path.read_text(encoding="utf-8"), tmp_path / "story.py"
    names = [name for name, _ in told(ast.parse(source))]
    story.write_text(source, encoding="utf-8")
    before = codes(story, names)
    story.write_text(source.replace('self.at("size")', 'self.at("size")\n        self.hold(1.0)'), encoding="utf-8")
    after = codes(story, names)
    assert [name for name in names if after[name] != before[name]] == ["meaning"]


def keys(film: str, beats: list[Beat], timings: list[Timing], work: Path) -> list[str]:
    """The key of every beat's segment, as a render finds it."""
    chapter, t, found = catalog.load(catalog.chapter(film)), reading(catalog.chapter(film).lesson or "mazur"), []

    class Watch:
        def begin(self, scene, k):
            self.print = Fingerprint("", fingerprint.code(chapter, beats[k].method), k, len(beats))
            scene.renderer.on_look = self.print.look

        def end(self, scene, k):
            self.print.end(scene)
            found.append(self.print.key())

    how, stage = look_of("l", fps=FPS), STAGES["16:9"]
    theme.use("dark")
    with look(how.width, how.height, stage.width, stage.height, FPS, work):
        chapter(t, beats, timings, "16:9", Watch(), renderer=FastRenderer()).render()
    return found


@pytest.mark.parametrize("film", DRAWN)
@pytest.mark.slow(16)
def test_one_sentence_that_takes_longer_redraws_its_beat_alone(film, tmp_path):
    t = reading(catalog.chapter(film).lesson or "mazur")
    beats = catalog.load(catalog.chapter(film)).script(t, EN)
    times = [Timing(time.frames, time.marks, ()) for time in map(timing, beats)]
    before = keys(film, beats, times, tmp_path)
    k = random.Random(film).randrange(len(beats))
    longer = [replace(time, frames=time.frames + 9) if j == k else time for j, time in enumerate(times)]
    after = keys(film, beats, longer, tmp_path)
    assert [j for j, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [k]
