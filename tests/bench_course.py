"""A course: films an hour with two workers against one and against the local pool, what variants share, how long planning takes.

Whole commands, in turns, on the same small course; only ratios of one run count. Sharing is found by walking, without drawing:
`--share 10 100 1000` walks as many variants of a seed and of a learning rate.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

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


def shared(folder: Path, variants: int) -> None:
    from studio import drawing, telling
    from studio.course.jobs import plan

    for of, text in (("seed", f"seeds = {variants}\n"), ("learning rate", 'csv = "rates.csv"\n')):
        (folder / "rates.csv").write_text("rate\n" + "".join(f"{0.1 + 0.001 * k:.3f}\n" for k in range(variants)), encoding="utf-8")
        found: list[str] = []
        for job in plan(course(folder, '"forward", "update"', text)).jobs:
            order = job.order(folder / "scratch")
            told = telling.tell(order)
            found += drawing.keys(told.chapter, told.reading, told.beats, told.timings, order.look, folder / "walk")
        share = 1 - len(set(found)) / len(found)
        print(f"  {variants:5} variants of a {of}: {len(found)} beats, {100 * share:.0f} % drawn for another film")


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
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--share", type=int, nargs="*", default=[10])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="backreel-") as name:
        folder = Path(name)
        planning(folder)
        print("what variants share, walked without drawing, films forward and update:")
        for variants in asked.share:
            shared(folder, variants)
        films_an_hour(folder, asked.films, asked.rounds)


if __name__ == "__main__":
    main()
