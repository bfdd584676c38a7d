"""The pack for a lecturer: a player that needs no server, slides with sound and notes, clips, pages to print."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine import run
from scenes.kit.theme import THEMES
from studio import catalog, filming, pages
from studio.atomic import write_text
from studio.manifest import DESCRIBED
from studio.packs import clips, deck, notebook, page, pictures
from studio.packs.material import Material, Wish, file_name
from studio.times import clock

PLAYER, CLIPS, STILLS = "player.html", "clips", "stills"
_INDEX = """<!doctype html>
<html lang="<!--lang-->" style="<!--hues-->">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><!--title--></title>
<style>
body { margin: 0 auto; max-width: 1100px; padding: 24px; background: var(--ground); color: var(--ink); font: 18px/1.45 Georgia, serif; }
h1 { font-weight: 400; }
ol { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 24px; }
a { color: inherit; text-decoration: none; }
a:hover h2, a:focus-visible h2 { text-decoration: underline; }
img { width: 100%; border: 1px solid var(--line); display: block; margin-bottom: 6px; }
h2 { font-size: 21px; font-weight: 400; margin: 0; }
p { margin: 0; color: var(--soft); }
</style>
<body><main><h1><!--title--></h1><ol>
<!--films--></ol></main></body>
</html>
"""
_FILM = """<li><a href="{name}/player.html"><img src="{name}/poster.png" alt=""><h2>{title}</h2></a><p>{promise}</p><p>{length}</p></li>
"""


def write(folder: Path, film: Material, wish: Wish) -> list[str]:
    """All files of one film; its player leads on to the next."""
    onward = {"title": wish.after.title, "href": f"../{wish.after.order.chapter}/{PLAYER}"} if wish.after else None
    shutil.copyfile(film.film, folder / film.film.name)
    described = DESCRIBED if film.order.describe else ()
    for name in ("captions.vtt", "poster.png", "script.md", *described):
        shutil.copyfile(film.folder / name, folder / name)
    stills = pictures.last(folder / STILLS, film)
    write_text(folder / PLAYER, page.page(film, [f"{STILLS}/{name}" for name in stills], onward))
    cut = _clips(folder / CLIPS, film)
    deck.write(folder / f"{film.order.chapter}.pptx", film, cut)
    (folder / "slides").mkdir()
    write_text(folder / "slides" / f"{film.order.chapter}.json", slides(film, [f"{CLIPS}/{clip.name}" for clip in cut]))
    filming.handout(replace(film.order, look=replace(film.order.look, theme="light")), folder / "storyboard.pdf")
    return _notebook(folder / "numbers.ipynb", film)


def _notebook(path: Path, film: Material) -> list[str]:
    """The film's numbers worked out again; or why they cannot be."""
    trace = run(catalog.lesson(film.order.lesson))
    if reason := notebook.refusal(trace):
        return [f"{film.order.chapter}: no {path.name}, since {reason}"]
    made, left = notebook.ipynb(film, trace)
    path.write_bytes(made)
    return [f"{film.order.chapter}: {left} numbers are of what was run besides; {path.name} leaves them out"] if left else []


def _clips(folder: Path, film: Material) -> list[Path]:
    """A clip a beat, with sound and captions."""
    folder.mkdir()
    heard = clips.heard(film.film, film.samples)
    paths = [folder / f"{file_name(k, beat)}.mp4" for k, beat in enumerate(film.beats)]
    for path, beat in zip(paths, film.beats, strict=True):
        cues = film.within(beat.start / film.fps, beat.end / film.fps)
        clips.cut(path, film.film, (beat.start, beat.end), film.fps, film.lang, heard, cues, f"{film.title}, {beat.heading}")
    return paths


def slides(film: Material, places: Sequence[str]) -> str:
    """What `manim-slides present` and `convert` read; the places of clips are relative to the folder above."""
    look = film.order.look
    shown = [
        {"file": place, "rev_file": place, "notes": "\n\n".join(filter(None, [beat.words, beat.question and f"**{beat.question}**"]))}
        for place, beat in zip(places, film.beats, strict=True)
    ]
    known = {"slides": shown, "resolution": [look.width, look.height], "background_color": THEMES[look.theme].ground}
    return json.dumps(known, indent=1, ensure_ascii=False) + "\n"


def gather(folder: Path, films: Sequence[Material]) -> list[str]:
    """A page that leads to each film's player."""
    listed = "".join(_listed(film) for film in films)
    hues = page.variables(THEMES[films[0].order.look.theme])
    slots = {"hues": hues, "title": html.escape(films[0].lesson), "films": listed, "lang": films[0].lang}
    write_text(folder / "index.html", pages.filled(_INDEX, slots))
    return ["index.html"]


def _listed(film: Material) -> str:
    words = {"title": film.title, "promise": film.made["promise"], "length": clock(film.frames / film.fps)}
    return _FILM.format(name=film.order.chapter, **{name: html.escape(text) for name, text in words.items()})
