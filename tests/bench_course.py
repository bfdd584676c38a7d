"""A course: films an hour with two workers against one and against the local pool, what variants share, how long planning takes.

Whole commands, in turns, on the same small course; only ratios of one run count. Sharing is found without drawing: what every film says,
and the keys of the pictures of some, found by walking (`--walk`), which the others are taken to be like.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from studio.course.films import Film  # noqa: E402

if TYPE_CHECKING:
    from studio.telling import Told

COURSE = 'lesson = "{lesson}"\nchapters = [{chapters}]\nquality = "l"\nvoice = "silent"\n[variants]\n'
WAYS = {"one worker": ("--workers", "1"), "two workers": ("--workers", "2"), "the local pool": ("-j", "2")}


def course(folder: Path, chapters: str, variants: str, lesson: str = "xor") -> Path:
    path = folder / "course.toml"
    path.write_text(COURSE.format(lesson=lesson, chapters=chapters) + variants, encoding="utf-8")
    return path


def films_an_hour(folder: Path, films: int, rounds: int) -> None:
    path = course(folder, '"forward"', f"seeds = {films}\n")
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for k in range(rounds):
        for way, words in WAYS.items():
            out = folder / f"{k}-{way.replace(' ', '-')}"
            began = time.perf_counter()
            batch = [sys.executable, "-m", "studio", "batch", str(path), "-o", str(out), *words]
            subprocess.run(batch, cwd=ROOT, check=True, capture_output=True)
            taken[way].append(time.perf_counter() - began)
    print(f"{films} films of forward at 480p15, without a voice, median of {rounds}:")
    for way, seconds in taken.items():
        print(f"  {way:15} {3600 * films / median(seconds):6.0f} films an hour")
    pool, two, one = (median(taken[way]) for way in ("the local pool", "two workers", "one worker"))
    print(f"  two workers against one {one / two:.2f}x; against the pool {100 * (two / pool - 1):+.0f} % time (aim: less than +10 %)")


def shared(folder: Path, variants: int, walked: int) -> None:
    """What variants of a seed and of a rate share; speech is looked at in every film, pictures in those of `walked` variants."""
    from studio.course.jobs import plan

    for of, text in (("seed", f"seeds = {variants}\n"), ("learning rate", 'csv = "rates.csv"\n')):
        (folder / "rates.csv").write_text("rate\n" + "".join(f"{0.1 + 0.001 * k:.3f}\n" for k in range(variants)), encoding="utf-8")
        films = [job for job in plan(course(folder, '"forward", "update"', text)).jobs if isinstance(job, Film)]
        began = time.perf_counter()
        said = [line for film in films for line in spoken(film, folder)]
        some = {film.variant for film in films[:: 2 * max(1, variants // walked)]}
        pictures = drawn_anew([film for film in films if film.variant in some], variants / len(some), folder)
        shares = f"speech {1 - len(set(said)) / len(said):.1%}, pictures {1 - pictures:.1%} ({len(some)} variants walked)"
        print(f"  {variants:5} variants of a {of}: {len(said)} beats; made for another film: {shares}; {time.perf_counter() - began:.0f} s")


def spoken(film: Film, folder: Path) -> list[str]:
    """What each beat of a film says."""
    return [beat.spoken for beat in told_of(film, folder).beats]


def drawn_anew(films: Sequence[Film], times: float, folder: Path) -> float:
    """The share of beats whose pictures are drawn, of so many times these films, which share as these do.

    A beat that is the same in all of these is taken to be the same in all; one that is not, to be as often another as here.
    """
    from studio import drawing

    keys = defaultdict[tuple[str, str], list[str]](list)
    for film in films:
        told = told_of(film, folder)
        found = drawing.keys(told.chapter, told.reading, told.beats, told.timings, film.look, folder / "walk")
        for beat, key in zip(told.beats, found, strict=True):
            keys[film.chapter, beat.name].append(key)
    different = [(len(set(each)), len(each)) for each in keys.values()]
    drawn = sum(1 if kinds == 1 else kinds * times for kinds, _ in different)
    return drawn / sum(beats * times for _, beats in different)


def told_of(film: Film, folder: Path) -> Told:
    from studio import telling

    return telling.tell(film.order(folder / "scratch"))


def planning(folder: Path) -> None:
    from studio.course.jobs import plan

    chapters = '"forward", "chain_rule", "delta", "gradients", "update"'
    began = time.perf_counter()
    jobs = plan(course(folder, chapters, "seeds = 2000\n")).jobs
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"planning {len(jobs)} films: {time.perf_counter() - began:.1f} s (aim: 10), {memory:.0f} MB (aim: 1000)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--share", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--walk", type=int, default=4, help="variants of which pictures are looked at")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="backreel-") as name:
        folder = Path(name)
        planning(folder)
        print("what variants share, found without drawing, films forward and update:")
        for variants in asked.share:
            shared(folder, variants, min(asked.walk, variants))
        films_an_hour(folder, asked.films, asked.rounds)


if __name__ == "__main__":
    main()
