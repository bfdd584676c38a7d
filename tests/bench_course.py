"""A course: films an hour with two workers against one and against the local pool, what variants share, how long planning takes.

Whole commands, in turns, on the same small course; only ratios of one run count. Sharing is found without drawing: some variants, evenly
spaced, are walked (`--walk`), and the others are taken to share as they do.
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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from studio.course.films import Film  # noqa: E402

COURSE = 'lesson = "{lesson}"\nchapters = [{chapters}]\nquality = "l"\nvoice = "silent"\n[variants]\n'
WAYS = {"one worker": ("--workers", "1"), "two workers": ("--workers", "2"), "the local pool": ("-j", "2")}


def course(folder: Path, chapters: str, variants: str, lesson: str = "xor") -> Path:
    path = folder / "course.toml"
    path.write_text(COURSE.format(lesson=lesson, chapters=chapters) + variants, encoding="utf-8")
    return path


def films_an_hour(folder: Path, films: int, rounds: int) -> None:
    path = course(folder, '"forward"', f"seeds = {films}\n")
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    worked: dict[str, list[float]] = {way: [] for way in WAYS}
    for k in range(rounds):
        for way, words in WAYS.items():
            out = folder / f"{k}-{way.replace(' ', '-')}"
            began, before = time.perf_counter(), cpu()
            batch = [sys.executable, "-m", "studio", "batch", str(path), "-o", str(out), *words]
            subprocess.run(batch, cwd=ROOT, check=True, capture_output=True)
            taken[way].append(time.perf_counter() - began)
            worked[way].append(cpu() - before)
    print(f"{films} films of forward at 480p15, without a voice, median of {rounds}:")
    for way, seconds in taken.items():
        print(f"  {way:15} {3600 * films / median(seconds):6.0f} films an hour, {median(worked[way]) / films:.1f} s of CPU each")
    pool, two, one = (median(taken[way]) for way in ("the local pool", "two workers", "one worker"))
    print(f"  two workers against one {one / two:.2f}x; against the pool {100 * (two / pool - 1):+.0f} % time (aim: less than +10 %)")


def shared(folder: Path, sizes: Sequence[int], walked: int) -> None:
    """What variants of a seed and of a rate share in speech and in pictures, as it is among `walked` of them."""
    from studio.course.jobs import plan

    most = max(sizes)
    (folder / "rates.csv").write_text("rate\n" + "".join(f"{0.1 + k / most:.6f}\n" for k in range(most)), encoding="utf-8")
    for of, text in (("seed", f"seeds = {most}\n"), ("learning rate", 'csv = "rates.csv"\n')):
        began = time.perf_counter()
        films = [job for job in plan(course(folder, '"forward", "update"', text)).jobs if isinstance(job, Film)]
        names = list(dict.fromkeys(film.variant for film in films))[:: -(-most // walked)]
        said, shown = looked_at([film for film in films if film.variant in names], folder)
        print(f"  of a {of}, {len(names)} of {most} variants looked at in {time.perf_counter() - began:.0f} s:")
        for size in sizes:
            speech, pictures = (1 - anew(each, size / len(names)) for each in (said, shown))
            print(f"    {size:5} variants: {speech:6.1%} of the beats are spoken for another film, {pictures:6.1%} drawn for another")


def cpu() -> float:
    """Seconds that all processes begun here and ended have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def looked_at(films: Sequence[Film], folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    """What each beat says, and the key of its pictures, in these films."""
    from studio import drawing, telling

    said, shown = (defaultdict[tuple[str, str], list[str]](list) for _ in range(2))
    for film in films:
        told = telling.tell(film.order(folder / "scratch"))
        keys = drawing.keys(told.chapter, told.reading, told.beats, told.timings, film.look, folder / "walk")
        for beat, key in zip(told.beats, keys, strict=True):
            said[film.chapter, beat.name].append(beat.spoken)
            shown[film.chapter, beat.name].append(key)
    return list(said.values()), list(shown.values())


def anew(beats: Sequence[Sequence[str]], times: float) -> float:
    """The share of beats that are made anew, each known in some films, in so many times these.

    What is the same in all of these is taken to be the same in all; what is not, to be as often another as here.
    """
    made = sum(1 if len(set(each)) == 1 else len(set(each)) * times for each in beats)
    return made / sum(len(each) * times for each in beats)


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
    parser.add_argument("--share", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--walk", type=int, default=4, help="variants that are walked")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="backreel-") as name:
        folder = Path(name)
        planning(folder)
        print("what variants share, found without drawing, films forward and update:")
        shared(folder, asked.share, min(asked.walk, *asked.share))
        films_an_hour(folder, asked.films, asked.rounds)


if __name__ == "__main__":
    main()
