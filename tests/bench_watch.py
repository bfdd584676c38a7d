"""An author at work: how long after a file is saved its beat plays on the page: python tests/bench_watch.py"""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rich.console import Console
from rich.table import Table

from tests.studio.house import ROOT, House
from tests.studio.watched import Watch

CHAPTER = "delta"
TIMES = 4  # edits of each kind, there and back
PATIENCE = 600.0
FIRST = 3.0  # seconds asked for until a first beat plays
EDITS = {"a sentence": ("Well now, ", 1.0), "a picture": ("        self.hold(0.2)\n", 2.0)}  # what is put in, the seconds asked for


def copy(root: Path) -> House:
    """The whole house, of which files may be changed."""
    for package in ("engine", "scenes", "studio"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    return House(root)


def edited(story: str, beat: str, what: str) -> str:
    """The story with the first words of a beat others, or its picture."""
    body = story.index(f"def {beat}(self):\n")
    at = story.index('"', story.rindex("@beat", 0, body)) + 1 if what == "a sentence" else body + len(f"def {beat}(self):\n")
    return story[:at] + EDITS[what][0] + story[at:]


def saved(watch: Watch, beat: str, text: str) -> float:
    """Seconds from the story's being saved until the file of a beat is another, whatever else is drawn."""
    before = watch.whole()[beat]
    aside = watch.story.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    began = time.monotonic()
    os.replace(aside, watch.story)
    watch.until(lambda now: watch.files()[beat] != before)
    return time.monotonic() - began


def main() -> None:
    """Measure, and print."""
    table = Table("backreel watch", f"measured, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", "asked for", "")
    with tempfile.TemporaryDirectory() as folder:
        house = copy(Path(folder))
        began = time.monotonic()
        watch = Watch(house, CHAPTER, PATIENCE)
        try:
            watch.until(lambda now: any(watch.files().values()))
            took = time.monotonic() - began
            table.add_row(
                "from the command until the first beat plays", f"{took:.1f} s", f"{FIRST:g} s", "reached" if took < FIRST else "short"
            )
            watch.whole()
            table.add_row("from its beginning until every beat plays", f"{time.monotonic() - began:.1f} s", "", "")
            story = watch.story.read_text(encoding="utf-8")
            plain = [name for name in watch.files() if f"def {name}(self):\n" in story]
            beat = plain[len(plain) // 2]
            for what, (_, most) in EDITS.items():
                took = [saved(watch, beat, text) for _ in range(TIMES) for text in (edited(story, beat, what), story)]
                median = sorted(took)[len(took) // 2]
                told = f"{median:.2f} s, {min(took):.2f} to {max(took):.2f} s"
                table.add_row(f"{what} of the beat {beat}", told, f"under {most:g} s", "reached" if median < most else "short")
        finally:
            os.killpg(watch.process.pid, signal.SIGKILL)
            watch.process.communicate()
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
