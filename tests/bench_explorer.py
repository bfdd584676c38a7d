"""The page in headless Chromium: slider to picture, training, a flood of events, an hour of use: python tests/bench_explorer.py"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from engine import make_lesson
from studio.explorer.filming import Films
from studio.explorer.page import Page
from studio.explorer.tables import table_of
from tests.chromium import CHROMIUM, QUIET
from tests.explorer.conftest import opened, script, serving, settled

MOVES, FLOOD, HOUR = 200, 2000, 1200  # movements of the slider, events in two seconds, edits of an hour's use
LIMITS = {"8-8-8": 16.0, "64-64-10": 50.0}  # milliseconds from a slider to the picture, at the 95th percentile
GROWTH = {"heap": 1.15, "nodes": 1.1, "listeners": 1.1}  # what may be left after an hour, of what was there before its last 36 minutes

SLIDER = """async ([place, count]) => {
  const slider = document.getElementById("slider");
  const times = [];
  let [began, done] = [0, null];
  const last = () => {
    if (done && app.answer.id === app.id) done(performance.now() - began + 0 * document.body.offsetHeight);
  };
  const draw = app.draw.bind(app);
  app.draw = () => (draw(), last());
  app.look({ at: place });
  for (let n = 0; n < count; n++) {
    times.push(await new Promise((heard) => {
      [began, done] = [performance.now(), heard];
      slider.value = String(Math.round(100 * Math.sin(n / 7)) / 100 + (n % 2) / 100);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }));
    done = null;
    while (!app.answer.step || app.answer.draft) await new Promise((r) => setTimeout(r, 1));
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame); // a hand's movements come with the frames
  }
  delete app.draw;
  return times;
}"""
TRAINING = """async (seconds) => {
  let [pictures, spent] = [0, 0];
  const draw = app.draw.bind(app);
  app.draw = () => {
    const began = performance.now();
    draw();
    pictures += 1;
    spent += performance.now() - began;
  };
  document.getElementById("run").click();
  const began = performance.now();
  await new Promise((r) => setTimeout(r, 1000 * seconds));
  const took = (performance.now() - began) / 1000;
  document.getElementById("run").click();
  delete app.draw;
  return [pictures / took, spent / pictures];
}"""
EVENTS = """async (count) => {
  const slider = document.getElementById("slider");
  app.look({ at: "W.1.0.0" });
  const before = app.id;
  let [answers, late] = [0, 0];
  const hear = app.engine.hear;
  app.engine.hear = (answer) => (answers += answer.kind === "example" && !answer.draft, hear(answer));
  const began = performance.now();
  for (let n = 0; n < count; n++) {
    slider.value = String((n % 200) / 100);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const due = began + n;
    if (performance.now() < due) await new Promise((r) => setTimeout(r, 0));
  }
  const over = performance.now();
  while (app.answer.id !== app.id || app.answer.draft) await new Promise((r) => setTimeout(r, 1));
  app.engine.hear = hear;
  return { asked: app.id - before, answers, seconds: (over - began) / 1000, after: performance.now() - over };
}"""


def lesson(*sizes: int) -> dict[str, Any]:
    """A lesson of these sizes, as the page takes it."""
    rng = np.random.default_rng(0)
    layers = [{"units": n, "activation": "tanh" if k + 2 < len(sizes) else "sigmoid"} for k, n in enumerate(sizes[1:])]
    data = {"x": rng.normal(size=(4, sizes[0])).round(3).tolist(), "y": rng.integers(0, 2, (4, sizes[-1])).astype(float).tolist()}
    network = {"inputs": sizes[0], "loss": "squared_error", "layers": layers}
    return table_of(make_lesson({"title": "-".join(map(str, sizes)), "network": network, "data": data, "training": {"learning_rate": 0.1}}))


@contextmanager
def page(browser, *sizes: int) -> Iterator[Tab]:
    """The page on a network of these sizes, in the backward pass, where most is drawn."""
    server = serving(Page({"lesson": lesson(*sizes), "test": True}), Films(Path(tempfile.mkdtemp()), "l", "silent"))
    with opened(browser, next(server).address, []) as tab:
        tab.click("button[data-way=backward]")
        settled(tab)
        yield tab
    next(server, None)


def standing(tab: Tab) -> dict[str, int]:
    """What the page holds, after its rubbish was collected."""
    talk = tab.context.new_cdp_session(tab)
    for _ in range(3):
        talk.send("HeapProfiler.collectGarbage")
    counts = talk.send("Memory.getDOMCounters")
    heap = talk.send("Runtime.getHeapUsage")["usedSize"]
    talk.detach()
    return {"heap": heap, "nodes": counts["nodes"], "listeners": counts["jsEventListeners"]}


def training(tab: Tab, seconds: float) -> tuple[float, float, float]:
    """A run: pictures a second, and the milliseconds of each, drawn, and of the page's thread in all."""
    talk = tab.context.new_cdp_session(tab)
    talk.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        found = {metric["name"]: metric["value"] for metric in talk.send("Performance.getMetrics")["metrics"]}
        return float(found["TaskDuration"])

    before = busy()
    rate, spent = tab.evaluate(TRAINING, seconds)
    each = 1000 * (busy() - before) / (seconds * rate)
    talk.detach()
    return rate, spent, each


def figures(browser) -> Iterator[tuple[str, str, str, bool]]:
    """What is measured, its figure, what was asked for, and whether that is reached."""
    for sizes in ((2, 2, 2), (8, 8, 8), (64, 64, 10)):
        with page(browser, *sizes) as tab:
            times = tab.evaluate(SLIDER, ["W.2.0.1", MOVES])[20:]
            name = "-".join(map(str, sizes))
            p95, most = float(np.percentile(times, 95)), LIMITS.get(name, 16.0)
            yield f"slider to picture, {name}", f"{np.median(times):.1f} ms, p95 {p95:.1f} ms", f"p95 < {most:g} ms", p95 < most
            if sizes[0] < 64:
                rate, spent, each = training(tab, 3)
                told = f"{rate:.1f} pictures/s, {spent:.1f} ms each, {each:.1f} ms of the page's thread"
                yield f"training, {name}", told, "60 pictures/s", rate > 58
    with page(browser, 8, 8, 8) as tab:
        flood = tab.evaluate(EVENTS, FLOOD)
        pace = flood["asked"] / flood["seconds"]
        told = f"{pace:.0f} events/s, {flood['answers']} of {flood['asked']} answered, the last {flood['after']:.0f} ms after"
        yield "a flood of events, 8-8-8", told, "fewer answers than events", flood["answers"] < flood["asked"] and flood["after"] < 200
    with page(browser, 2, 3, 1) as tab:
        yield from hour(tab)


def hour(tab: Tab) -> Iterator[tuple[str, str, str, bool]]:
    """Edits of every kind, as many as an hour of use holds: what stands afterwards beside what stood early."""
    held: list[dict[str, int]] = []
    for part in range(11):
        if part in (4, 10):
            tab.evaluate("app.turn({ ...app.kept(), lesson: start.lesson, k: 0, m: 0, at: 'W.1.0.0', moment: 3 })")
            settled(tab)
            tab.evaluate("Object.assign(app.past, { before: [], after: [] })")
            held.append(standing(tab))
        if part < 10:
            tab.evaluate(script("edits"), [part + 1, HOUR // 10])
    for what, most in GROWTH.items():
        ratio = held[1][what] / held[0][what]
        yield f"after {HOUR} edits: {what}", f"{held[1][what]}, x {ratio:.2f}", f"x {most:g} at most", ratio < most


def main() -> None:
    """Measure, and print."""
    if CHROMIUM is None:
        return print("bench_explorer: there is no Chromium to measure the page in")
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    table = Table("the explorer's page", f"measured, {load}", "asked for", "")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for what, measured, asked, reached in figures(browser):
            table.add_row(what, measured, asked, "reached" if reached else "short")
        browser.close()
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
