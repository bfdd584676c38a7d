"""How much faster chapters are drawn than by plain manim: whole processes, in turns on the same scenes, into renders/bench/.

Only ratios of one run count. The scene (tests/benchmark/scene.py) has numbers that change and is written with manim's own means for manim.
Chapters are the same file for both, so that manim has our flat numbers and our typesetting too; no number of theirs changes as it is
seen. Of a chapter, the first beats are drawn at 1080p60, all of it at 480p15. Plain manim runs with its defaults, but silent.
`--only scene --quality l` is a short run.
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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.benchmark.table import Row, Targets, write  # noqa: E402

BENCH = ROOT / "renders/bench"
JOBS = os.cpu_count() or 1
SCENE = "scene"  # the one scene whose numbers change: tests/benchmark/scene.py
TARGETS: dict[tuple[str, str], Targets] = {
    ("h", "CPU"): (6.0, 9.0), ("h", "wall"): (8.0, 14.0), ("l", "wall"): (7.0, 12.0), ("h", "two"): (5.0, 8.0), ("l", "two"): (5.0, 8.0),
}  # fmt: skip
AT_REST: dict[tuple[str, str], Targets] = {("h", "CPU"): (3.0, 5.0), ("h", "wall"): (4.0, 8.0)}  # where no number changes as it is seen
MEMORY: dict[str, Targets] = {"h": (400.0, 400.0)}
MOTION = ("xor_training", "training")  # a film that is motion and hardly a number: lesson, chapter
NEURONS = (3, 6, 12, 30)
MOST = {"h": 6, "l": 1000}  # beats of a chapter that are drawn


# ---- in a process of its own


def told(lesson: str, chapter: str, quality: str, beats: int, out: Path, ours: bool = True):
    """A chapter's first beats, spoken by nobody; or the scene, written with manim's means or with ours."""
    from studio import telling
    from studio.looks import look_of
    from studio.orders import Order

    order = Order(lesson, chapter, look_of(quality), "silent", out)
    if chapter == SCENE:
        from tests.benchmark import scene

        return order, scene.told(scene.AsKit if ours else scene.AsManim)
    told = telling.tell(order)
    return order, (told.chapter, told.reading, told.beats[:beats], told.timings[:beats])


def by_manim(lesson: str, chapter: str, quality: str, beats: int, out: Path) -> None:
    """As `manim` renders a scene: its pipeline, its settings, its cache, its files."""
    from manim import config, tempconfig

    from scenes.kit import theme
    from scenes.kit.place.stage import STAGES

    order, (scene, reading, script, timings) = told(lesson, chapter, quality, beats, out, ours=False)
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
    drawn = draw(*what, how, work, reel, None, Slots(out.parent / "slots", JOBS))
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
        words = [sys.executable, __file__, "--one", kind, "--lesson", lesson, "--quality", quality, "--beats", str(beats)]
        # files, not pipes: what is waited for by hand must not block
        # and a folder for each: plain manim's processes would tread on each other's typeset files
        logs = [Path(out) / f"{k}.log" for k in range(len(chapters))]
        made = []
        for log, name in zip(logs, chapters, strict=True):
            with log.open("w") as said:
                mine = [*words, "--chapters", name, "--out", str(log.with_suffix(""))]
                made.append(subprocess.Popen(mine, stdout=said, cwd=ROOT))
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


def against_manim(quality: str, chapter: str, beats: int, rounds: int, targets: dict[tuple[str, str], Targets]) -> list[Row]:
    """Ratios to plain manim, in turns."""
    pairs = [(run("manim", [chapter], quality, beats), run("us", [chapter], quality, beats)) for _ in range(rounds)]
    assert all(plain.frames == ours.frames for plain, ours in pairs), "not as many frames"
    fps = {"l": 15, "h": 60}[quality]
    return [
        (quality, f"{chapter}: CPU", median(p.cpu / o.cpu for p, o in pairs), "x", targets.get((quality, "CPU"))),
        (quality, f"{chapter}: wall", median(p.wall / o.wall for p, o in pairs), "x", targets.get((quality, "wall"))),
        (quality, f"{chapter}: seconds of film a second", median(o.frames / fps / o.wall for _, o in pairs), "", None),
        (quality, f"{chapter}: CPU a frame", median(1000 * o.cpu / o.frames for _, o in pairs), "ms", None),
        (quality, f"{chapter}: memory of the largest process", max(o.memory for _, o in pairs), "MB", MEMORY.get(quality)),
        (quality, f"{chapter}: memory, plain manim", max(p.memory for p, _ in pairs), "MB", None),
    ]


def against_two(quality: str, chapters: list[str], beats: int, rounds: int, targets: dict[tuple[str, str], Targets]) -> list[Row]:
    """Two at once against two plain processes, one on each core."""
    pairs = [(run("manim", chapters, quality, beats), run("us", chapters, quality, beats)) for _ in range(rounds)]
    what = " and ".join(dict.fromkeys(chapters))
    faster = median(p.wall / o.wall for p, o in pairs)
    return [(quality, f"{what}: wall, two plain side by side", faster, "x", targets.get((quality, "two")))]


def motion(beats: int) -> list[Row]:
    """The same on a film that is motion and hardly a number."""
    lesson, chapter = MOTION
    plain, ours = (run(kind, [chapter], "h", beats, lesson) for kind in ("manim", "us"))
    return [
        ("h", f"{chapter}: CPU", plain.cpu / ours.cpu, "x", AT_REST["h", "CPU"]),
        ("h", f"{chapter}: wall", plain.wall / ours.wall, "x", AT_REST["h", "wall"]),
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
            path = root / catalog.chapter(chapter).path.relative_to(ROOT)
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


def measures(asked: argparse.Namespace) -> dict[str, Callable[[], list[Row]]]:
    """What can be measured, by the name that --only takes."""
    first, few, rounds = asked.chapters[0], min(asked.beats or 5, 5), asked.rounds
    return {
        "scene": lambda: [
            row
            for q in asked.quality
            for row in (*against_manim(q, SCENE, 1000, rounds, TARGETS), *against_two(q, [SCENE, SCENE], 1000, rounds, TARGETS))
        ],
        "manim": lambda: [
            row
            for q in asked.quality
            for row in (
                *against_manim(q, first, asked.beats or MOST[q], rounds, AT_REST),
                *against_two(q, asked.chapters[:2], asked.beats or MOST[q], rounds, AT_REST),
            )
        ],
        "motion": lambda: motion(min(asked.beats or 3, 3)),
        "rebuilds": lambda: rebuilds(first),
        "sizes": lambda: by_size(first, few),
        "master": lambda: masters(first, few),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", nargs="+", default=["forward", "delta"])
    parser.add_argument("--beats", type=int, help="only the first so many of each chapter (6 at 1080p60, all at 480p15)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--quality", nargs="+", choices=["h", "l"], default=["h", "l"])
    parser.add_argument("--only", choices=["scene", "manim", "motion", "rebuilds", "sizes", "master"])
    parser.add_argument("--one", choices=["manim", "us", "master"], help=argparse.SUPPRESS)
    parser.add_argument("--lesson", default="mazur", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        drawer = {"manim": by_manim, "us": by_us, "master": partial(by_us, master=True)}[asked.one]
        return drawer(asked.lesson, asked.chapters[0], asked.quality[0], asked.beats, asked.out)
    parts = measures(asked)
    rows = [row for name, part in parts.items() if asked.only in (None, name) for row in part()]
    write(rows, BENCH, f"Drawing, {JOBS} cores")


if __name__ == "__main__":
    main()
