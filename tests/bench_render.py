"""How much faster chapters are drawn than by plain manim: whole processes, in turns on the same scenes, into renders/bench/.

Only ratios of one run count. `--beats 6 --rounds 1 --quality l` is a short run. Plain manim runs with its defaults, but silent.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

BENCH = ROOT / "renders/bench"
JOBS = os.cpu_count() or 1
Row = tuple[str, str, float, str, float | None]  # quality, what, how much, unit, target
MUST = {("h", "CPU"): 6.0, ("h", "wall"): 8.0, ("l", "wall"): 7.0, ("h", "two"): 5.0, ("l", "two"): 5.0}
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
    print(drawn.frame)


def by_us(lesson: str, chapter: str, quality: str, beats: int, out: Path) -> None:
    from studio.drawing import draw
    from studio.fast.encoder import Segment
    from studio.fast.slots import Slots
    from studio.reel import Reel

    order, what = told(lesson, chapter, quality, beats, out)
    how, work = order.look, out / chapter
    reel = Reel(work / "beats", [""] * len(what[2]), how.width, how.height, how.fps, Segment)
    drawn = draw(*what, how, work, reel, None, Slots(out / "slots", JOBS))
    reel.join(work / "silent.mp4")
    print(drawn.frames)


# ---- measuring


def run(kind: str, chapters: list[str], quality: str, beats: int, lesson: str = "mazur") -> tuple[float, float, int]:
    """CPU and wall seconds of fresh processes side by side, one a chapter, and the frames they drew."""
    with tempfile.TemporaryDirectory() as out:
        began = time.monotonic()
        words = [sys.executable, __file__, "--one", kind, "--lesson", lesson, "--quality", quality, "--beats", str(beats), "--out", out]
        # files, not pipes: what is waited for by hand must not block
        logs = [Path(out) / f"{k}.log" for k in range(len(chapters))]
        made = []
        for log, name in zip(logs, chapters, strict=True):
            with log.open("w") as said:
                made.append(subprocess.Popen([*words, "--chapters", name], stdout=said, cwd=ROOT))
        cpu = 0.0
        for process in made:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert process.returncode == 0, f"{kind} failed"
            cpu += used.ru_utime + used.ru_stime
        return cpu, time.monotonic() - began, sum(int(log.read_text().split()[-1]) for log in logs)


def against_manim(quality: str, chapters: list[str], beats: int, rounds: int) -> list[Row]:
    """Ratios to plain manim: one chapter in one process, then two chapters in two."""
    pairs = [(run("manim", chapters[:1], quality, beats), run("us", chapters[:1], quality, beats)) for _ in range(rounds)]
    assert all(plain[2] == ours[2] for plain, ours in pairs), "not as many frames"
    rows = [(quality, f"{name}, one chapter", median(p[k] / o[k] for p, o in pairs), "x", MUST.get((quality, name)))
            for k, name in enumerate(("CPU", "wall"))]  # fmt: skip
    if len(chapters) > 1:
        two = [(run("manim", chapters[:2], quality, beats), run("us", chapters[:2], quality, beats)) for _ in range(rounds)]
        rows.append((quality, "wall, against two processes side by side", median(p[1] / o[1] for p, o in two), "x", MUST[quality, "two"]))
    fps = {"l": 15, "h": 60}[quality]
    rows.append((quality, "seconds of film a second of wall", median(o[2] / fps / o[1] for _, o in pairs), "x", None))
    rows.append((quality, "CPU a frame", median(1000 * o[0] / o[2] for _, o in pairs), "ms", None))
    return rows


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
        ("l", "nothing changed", same, "s", 0.5),
        ("l", "nothing changed, against cold", cold / same, "x", 50.0),
        ("l", "one sentence changed", words, "s", 10.0),
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
            cpu, _, frames = run("us", [chapter], "h", beats, str(path))
            rows.append(("h", f"CPU a frame, {n} neurons a layer", 1000 * cpu / frames, "ms", None))
    return rows


# ---- telling


def write(rows: list[Row]) -> None:
    """The table for people and as a file, and the ratios as bars."""
    table = Table("quality", "what", "measured", "must", title=f"Drawing, {JOBS} cores")
    lines = ["| quality | what | measured | must |", "|---|---|---|---|"]
    for quality, what, value, unit, must in rows:
        cells = (quality, what, f"{value:.3g} {unit}", "" if must is None else f"{must:g} {unit}")
        table.add_row(*cells)
        lines.append(f"| {' | '.join(cells)} |")
    Console().print(table)
    BENCH.mkdir(parents=True, exist_ok=True)
    (BENCH / "render.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plot([row for row in rows if row[3] == "x"], BENCH / "render.png")


def plot(rows: list[Row], path: Path) -> None:
    """A bar a ratio, as long as its logarithm; a stroke where it must be."""
    from math import log10

    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (1100, 40 * len(rows) + 30), "#0E1217")
    pen = ImageDraw.Draw(picture)
    for k, (quality, what, value, _, must) in enumerate(rows):
        y = 40 * k + 20
        pen.text((10, y), f"{quality}  {what}", fill="#F2F4F7", font_size=18)
        pen.rectangle((420, y, 420 + max(2, 250 * log10(max(value, 1))), y + 22), fill="#56B4E9")
        pen.text((430, y), f"{value:.3g} x", fill="#000000" if value > 3 else "#F2F4F7", font_size=18)
        if must is not None:
            pen.line((420 + 250 * log10(must), y - 5, 420 + 250 * log10(must), y + 27), fill="#F0A020", width=4)
    picture.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", nargs="+", default=["forward", "delta"])
    parser.add_argument("--beats", type=int, default=1000, help="only the first so many of each chapter")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--quality", nargs="+", choices=["h", "l"], default=["h", "l"])
    parser.add_argument("--only", choices=["manim", "rebuilds", "sizes"])
    parser.add_argument("--one", choices=["manim", "us"], help=argparse.SUPPRESS)
    parser.add_argument("--lesson", default="mazur", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        draw = by_manim if asked.one == "manim" else by_us
        return draw(asked.lesson, asked.chapters[0], asked.quality[0], asked.beats, asked.out)
    rows: list[Row] = []
    if asked.only in (None, "manim"):
        rows += [row for quality in asked.quality for row in against_manim(quality, asked.chapters, asked.beats, asked.rounds)]
    if asked.only in (None, "rebuilds"):
        rows += rebuilds(asked.chapters[0])
    if asked.only in (None, "sizes"):
        rows += by_size(asked.chapters[0], min(asked.beats, 5))
    write(rows)


if __name__ == "__main__":
    main()
