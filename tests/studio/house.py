"""A house of its own: a copy of the packages with short chapters, where the command is run as a user runs it."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio import beginnings, catalog

ROOT = Path(catalog.__file__).resolve().parent.parent


@dataclass(frozen=True)
class House:
    """`root` holds engine, scenes and studio; its chapters are those of `backreel new chapter`."""

    root: Path

    def begin(self, *words: str) -> subprocess.Popen:
        """`backreel WORDS`, begun in a session of its own that hears Ctrl-C."""
        return subprocess.Popen(
            [sys.executable, "-m", "studio", *words],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def run(self, *words: str) -> subprocess.CompletedProcess:
        """`backreel WORDS`, done."""
        process = self.begin(*words)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def chapter(self, name: str) -> Path:
        """Its story."""
        return self.root / "scenes" / "films" / name / "story.py"


def build(root: Path, *chapters: str) -> House:
    """A house with these chapters alone, in this order."""
    for package in ("engine", "scenes", "studio"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "films"))
    house = House(root)
    names = ", ".join(f'"{name}"' for name in chapters)
    (root / "scenes" / "series.toml").write_text(f'[[groups]]\ntitle = "all"\nfilms = [{names}]\n', encoding="utf-8")
    (root / "scenes" / "films").mkdir()
    (root / "scenes" / "films" / "__init__.py").write_text("")
    for name in chapters:
        house.chapter(name).parent.mkdir()
        for file, text in beginnings.room_of(name).items():
            (house.chapter(name).parent / file).write_text(text, encoding="utf-8")
    return house


def wait_for(happened: Callable[[], object], seconds: float = 90) -> None:
    """Until something is so."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """The processes that a process began and that still run."""
    rows = [_state(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [row[0] for row in rows if row and row[2] == pid and row[1] != "Z"]


def _state(pid: int) -> tuple[int, str, int] | None:
    """A process, its state and its parent; None when it has just gone."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[:2]
    except OSError:
        return None
    return pid, state, int(parent)


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    row = _state(pid)
    return row is not None and row[1] != "Z"
