"""How much faster chapters are drawn than by plain manim: whole processes, in turns on the same scenes, into renders/bench/.

Only ratios of one run count. At 1080p60 the first beats of a chapter are drawn, at 480p15 all of it: plain manim takes its time.
`--only manim --quality l --beats 3` is a short run. Plain manim runs with its defaults, but silent.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

BENCH = ROOT / "renders/bench"
JOBS = os.cpu_count() or 1
Targets = tuple[float, float] | None  # must, stretch
Row = tuple[str, str, float, str, Targets]  # quality, what, how much, unit, targets
TARGETS: dict[tuple[str, str], Targets] = {
    ("h", "CPU"): (6.0, 9.0), ("h", "wall"): (8.0, 14.0), ("l", "wall"): (7.0, 12.0), ("h", "two"): (5.0, 8.0), ("l", "two"): (5.0, 8.0),
}  # fmt: skip
FEW = ("xor_training", "training")  # a film that is motion and hardly a number: lesson, chapter
NEURONS = (3, 6, 12, 30)


# ---- in a process of its own


def told(lesson: str, chapter: str, quality: str, beats: int, out: Path):
    """A chapter's first beats, spoken by nobody."""
    from studio import telling
    from studio.looks import look_of
    from studio.orders import Order

    order = Order(lesson, chapter, look_of(quality), "silent", out)
    told = telling.tell(order)
    return order, (told.chapter, told.reading, told.beats[:beats], told.timings[:beats])


def by_manim(lesson: str, chapter: str, quality: str, beats: int, out: Path) -> None:
    """As `manim` renders a scene: its pipeline, its settings, its cache, its files."""
    from manim import config, tempconfig

    from scenes.kit import theme
    from scenes.kit.stage import STAGES

    order, (scene, reading, script, timings) = told(lesson, chapter, quality, beats, out)
    how, stage = order.look, STAGES[order.look.shape]
    theme.use(how.theme)
    size = {"pixel_width": how.width, "pixel_height": how.height, "frame_rate": how.fps}
    with tempconfig({**size, "media_dir": str(out), "progress_bar": "none", "verbosity": "ERROR"}):
        config.frame_width, config.frame_height = stage.width, stage.height
        drawn = scene(reading, script, timings, how.shape)
        drawn.render()
    print(sum(path.stat().st_size for path in out.rglob("*.mp4")), drawn.frame)


def by_us(lesson: str, chapter: str, quality: str, beats: int, out: Path, master: bool = False) -> None:
    from studio.drawing import draw
    from studio.encoder import MASTER
    from studio.fast.encoder import Segment
    from studio.fast.slots import Slots
    from studio.reel import Reel

    order, what = told(lesson, chapter, quality, beats, out)
    how, work = order.look, out / chapter
    reel = Reel(work / "beats", [""] * len(what[2]), how.width, how.height, how.fps, Segment, **(MASTER if master else {}))
    drawn = draw(*what, how, work, reel, None, Slots(out / "slots", JOBS))
    reel.join(work / "silent.mp4")
    print((work / "silent.mp4").stat().st_size, drawn.frames)


# ---- measuring


@dataclass(frozen=True)
class Took:
    """What processes side by side took: CPU and wall seconds, the largest process's MB; the frames they drew, the bytes they wrote."""

    cpu: float
    wall: float
    memory: float
    frames: int
    size: int


def run(kind: str, chapters: list[str], quality: str, beats: int, lesson: str = "mazur") -> Took:
    """Fresh processes side by side, one a chapter."""
    with tempfile.TemporaryDirectory() as out:
        began = time.monotonic()
        words = [sys.executable, __file__, "--one", kind, "--lesson", lesson, "--quality", quality, "--beats", str(beats), "--out", out]
        # files, not pipes: what is waited for by hand must not block
        logs = [Path(out) / f"{k}.log" for k in range(len(chapters))]
        made = []
        for log, name in zip(logs, chapters, strict=True):
            with log.open("w") as said:
                made.append(subprocess.Popen([*words, "--chapters", name], stdout=said, cwd=ROOT))
        cpu = memory = 0.0
        for process in made:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert process.returncode == 0, f"{kind} failed"
            cpu += used.ru_utime + used.ru_stime
            memory = max(memory, used.ru_maxrss / 1024 ** (2 if sys.platform == "darwin" else 1))
        wall = time.monotonic() - began
        sizes, frames = zip(*(map(int, log.read_text().split()[-2:]) for log in logs), strict=True)
        return Took(cpu, wall, memory, sum(frames), sum(sizes))


def against_manim(quality: str, chapters: list[str], beats: int, rounds: int) -> list[Row]:
    """Ratios to plain manim: one chapter in one process, then two chapters in two."""
    pairs = [(run("manim", chapters[:1], quality, beats), run("us", chapters[:1], quality, beats)) for _ in range(rounds)]
    assert all(plain.frames == ours.frames for plain, ours in pairs), "not as many frames"
    fps = {"l": 15, "h": 60}[quality]
    rows: list[Row] = [
        (quality, "CPU", median(p.cpu / o.cpu for p, o in pairs), "x", TARGETS.get((quality, "CPU"))),
        (quality, "wall", median(p.wall / o.wall for p, o in pairs), "x", TARGETS[quality, "wall"]),
        (quality, "seconds of film a second", median(o.frames / fps / o.wall for _, o in pairs), "", None),
        (quality, "CPU a frame", median(1000 * o.cpu / o.frames for _, o in pairs), "ms", None),
        (quality, "memory of the largest process", max(o.memory for _, o in pairs), "MB", (400.0, 400.0) if quality == "h" else None),
        (quality, "memory, plain manim", max(p.memory for p, _ in pairs), "MB", None),
    ]
    if len(chapters) > 1:
        two = [(run("manim", chapters[:2], quality, beats), run("us", chapters[:2], quality, beats)) for _ in range(rounds)]
        rows.insert(2, (quality, "wall, two plain side by side", median(p.wall / o.wall for p, o in two), "x", TARGETS[quality, "two"]))
    return rows


def few_numbers(beats: int) -> list[Row]:
    """The same where hardly a number changes."""
    lesson, chapter = FEW
    plain, ours = (run(kind, [chapter], "h", beats, lesson) for kind in ("manim", "us"))
    return [
        ("h", "CPU, few numbers", plain.cpu / ours.cpu, "x", (3.0, 5.0)),
        ("h", "wall, few numbers", plain.wall / ours.wall, "x", (4.0, 8.0)),
    ]


def masters(chapter: str, beats: int) -> list[Row]:
    """What encoding for publishing costs and saves."""
    fast, master = (run(kind, [chapter], "h", beats) for kind in ("us", "master"))
    return [
        ("h", "--master, CPU against the default", master.cpu / fast.cpu, "times", None),
        ("h", "--master, size against the default", master.size / fast.size, "times", None),
    ]


def rebuilds(chapter: str) -> list[Row]:
    """The whole command again with nothing changed, and with one sentence changed, in a copy of the tree."""
    from studio import catalog

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for package in ("engine", "scenes", "studio"):
            shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
        words = [sys.executable, "-m", "studio", "render", "--chapter", chapter, "-q", "l", "--voice", "silent"]
        took = []
        for change in (False, False, True):
            path = root / "scenes" / catalog.chapter(chapter).path.name
            source = path.read_text(encoding="utf-8")
            path.write_text(source.replace('@beat("', '@beat("Well now, ', 1) if change else source, encoding="utf-8")
            began = time.monotonic()
            subprocess.run(words, cwd=root, check=True, capture_output=True)
            took.append(time.monotonic() - began)
    cold, same, words = took
    return [
        ("l", "cold, the whole command", cold, "s", None),
        ("l", "nothing changed", same, "s", (0.5, 0.25)),
        ("l", "nothing changed, against cold", cold / same, "x", (50.0, 100.0)),
        ("l", "one sentence changed", words, "s", (10.0, 4.0)),
    ]


LESSON = """[network]
inputs = {n}
loss = "squared_error"
init = {{ method = "xavier_normal", seed = 1 }}
layers = [{{ units = {n}, activation = "tanh" }}, {{ units = {n}, activation = "sigmoid" }}]
[data]
x = [{x}]
y = [{x}]
[training]
optimizer = "sgd"
learning_rate = 0.5
steps = 1
"""


def by_size(chapter: str, beats: int) -> list[Row]:
    """CPU a frame at 1080p60 with so many neurons in each of three layers."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for n in NEURONS:
            path = Path(folder) / f"n{n}.toml"
            path.write_text(LESSON.format(n=n, x=[round((k + 1) / (n + 1), 3) for k in range(n)]))
            took = run("us", [chapter], "h", beats, str(path))
            rows.append(("h", f"CPU a frame, {n} neurons a layer", 1000 * took.cpu / took.frames, "ms", None))
    return rows


# ---- telling


def write(rows: list[Row]) -> None:
    """The table for people and as a file, and the ratios as bars."""
    heads = ("quality", "what", "measured", "must", "stretch", "")
    table, lines = Table(*heads, title=f"Drawing, {JOBS} cores"), [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for quality, what, value, unit, targets in rows:
        aims = [f"{aim:g} {unit}" for aim in targets or ()] or ["", ""]
        cells = ({"h": "1080p60", "l": "480p15"}[quality], what, f"{value:.3g} {unit}", *aims, verdict(value, unit, targets))
        table.add_row(*cells)
        lines.append(f"| {' | '.join(cells)} |")
    Console(width=120).print(table)
    BENCH.mkdir(parents=True, exist_ok=True)
    (BENCH / "render.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plot([row for row in rows if row[3] == "x"], BENCH / "render.png")


def verdict(value: float, unit: str, targets: Targets) -> str:
    """Which of its targets a measurement reaches; ratios are to be large, all else small."""
    if targets is None:
        return ""
    must, stretch = ((value >= aim if unit == "x" else value <= aim) for aim in targets)
    return "stretch" if stretch else "reached" if must else "short"


def plot(rows: list[Row], path: Path) -> None:
    """A bar a ratio on a log scale; a stroke where it must be, a thin one where it is hoped to be."""
    from math import log10

    from PIL import Image, ImageDraw

    left, unit, pitch, foot = 470, 330, 44, 56
    picture = Image.new("RGB", (1280, pitch * len(rows) + foot + 20), "#0E1217")
    pen, bottom = ImageDraw.Draw(picture), pitch * len(rows) + 16
    for power in (1, 2, 5, 10, 20, 50, 100):
        x = left + unit * log10(power)
        pen.line((x, 12, x, bottom), fill="#2A333D", width=1)
        pen.text((x, bottom + 6), f"{power}x", fill="#A9B4C0", font_size=16, anchor="ma")
    for k, (quality, what, value, _, targets) in enumerate(rows):
        y = pitch * k + 22
        name = f"{ {'h': '1080p60', 'l': '480p15'}[quality] }  {what}"
        pen.text((left - 14, y + 12), name, fill="#F2F4F7", font_size=18, anchor="rm")
        end = left + max(3.0, unit * log10(max(value, 1)))
        pen.rectangle((left, y, end, y + 24), fill="#29B1EB")
        for aim, width in zip(targets or (), (4, 2), strict=False):
            x = left + unit * log10(aim)
            pen.line((x, y - 5, x, y + 29), fill="#E9941F", width=width)
        pen.text(
            (max(end, left + unit * log10((targets or (1, 1))[1])) + 10, y + 12), f"{value:.3g}x", fill="#F2F4F7", font_size=18, anchor="lm"
        )
    pen.text((left, bottom + 30), "thick stroke: must    thin: stretch", fill="#E9941F", font_size=15)
    picture.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", nargs="+", default=["forward", "delta"])
    parser.add_argument("--beats", type=int, help="only the first so many of each chapter (6 at 1080p60, all at 480p15)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--quality", nargs="+", choices=["h", "l"], default=["h", "l"])
    parser.add_argument("--only", choices=["manim", "few", "rebuilds", "sizes", "master"])
    parser.add_argument("--one", choices=["manim", "us", "master"], help=argparse.SUPPRESS)
    parser.add_argument("--lesson", default="mazur", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        drawer = {"manim": by_manim, "us": by_us, "master": partial(by_us, master=True)}[asked.one]
        return drawer(asked.lesson, asked.chapters[0], asked.quality[0], asked.beats, asked.out)
    first, few = asked.chapters[0], min(asked.beats or 5, 5)
    parts: dict[str, Callable[[], list[Row]]] = {
        "manim": lambda: [
            row for q in asked.quality for row in against_manim(q, asked.chapters, asked.beats or {"h": 6, "l": 1000}[q], asked.rounds)
        ],
        "few": lambda: few_numbers(min(asked.beats or 3, 3)),
        "rebuilds": lambda: rebuilds(first),
        "sizes": lambda: by_size(first, few),
        "master": lambda: masters(first, few),
    }
    write([row for name, part in parts.items() if asked.only in (None, name) for row in part()])


if __name__ == "__main__":
    main()
