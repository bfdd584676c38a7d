"""What was measured of drawing, as a table, as a file, and the ratios as bars."""

from __future__ import annotations

from math import log10
from pathlib import Path

from PIL import Image, ImageDraw
from rich.console import Console
from rich.table import Table

Targets = tuple[float, float] | None  # must, stretch
Row = tuple[str, str, float, str, Targets]  # quality, what, how much, unit, targets
QUALITIES = {"h": "1080p60", "l": "480p15"}


def write(rows: list[Row], folder: Path, title: str) -> None:
    """The table for people and as a file, and the ratios as bars."""
    heads = ("quality", "what", "measured", "must", "stretch", "")
    table, lines = Table(*heads, title=title), [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for quality, what, value, unit, targets in rows:
        aims = [f"{aim:g} {unit}" for aim in targets or ()] or ["", ""]
        cells = (QUALITIES[quality], what, f"{value:.3g} {unit}", *aims, verdict(value, unit, targets))
        table.add_row(*cells)
        lines.append(f"| {' | '.join(cells)} |")
    Console(width=120).print(table)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "render.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plot([row for row in rows if row[3] == "x"], folder / "render.png")


def verdict(value: float, unit: str, targets: Targets) -> str:
    """Which of its targets a measurement reaches; ratios are to be large, all else small."""
    if targets is None:
        return ""
    must, stretch = ((value >= aim if unit == "x" else value <= aim) for aim in targets)
    return "stretch" if stretch else "reached" if must else "short"


def plot(rows: list[Row], path: Path) -> None:
    """A bar a ratio on a log scale; a stroke where it must be, a thin one where it is hoped to be."""
    left, unit, pitch, foot = 470, 330, 44, 56
    picture = Image.new("RGB", (1280, pitch * len(rows) + foot + 20), "#0E1217")
    pen, bottom = ImageDraw.Draw(picture), pitch * len(rows) + 16
    for power in (1, 2, 5, 10, 20, 50, 100):
        x = left + unit * log10(power)
        pen.line((x, 12, x, bottom), fill="#2A333D", width=1)
        pen.text((x, bottom + 6), f"{power}x", fill="#A9B4C0", font_size=16, anchor="ma")
    for k, (quality, what, value, _, targets) in enumerate(rows):
        y = pitch * k + 22
        name = f"{QUALITIES[quality]}  {what}"
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
