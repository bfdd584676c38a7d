"""What is taken along: the trace, the numbers and the picture are those of the page; and what is dragged and plotted on it."""

import csv
import io
import math
import re

import pytest
from PIL import Image

from engine import Trace, make_lesson, notation, run
from engine.trace_json import read_trace
from tests.explorer.conftest import settled
from tests.explorer.lessons import traced


def taken(page, button: str, tmp_path):
    """The file that a button gives."""
    with page.expect_download() as waited:
        page.click(button)
    path = tmp_path / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def test_the_trace_is_the_engines(page, tmp_path):
    """Bit for bit, as `backreel trace` writes it, of a step that was trained for."""
    page.evaluate("app.look({ k: 3 })")
    settled(page)
    found = read_trace(taken(page, "#as-json", tmp_path))
    whole = traced(page.evaluate("app.state.lesson"), 3)
    step = whole.steps[0]
    assert found.convention == whole.convention
    assert found.steps[0].step == 3
    assert same(found.steps[0].examples[0].backward[0].dL_dW, step.examples[0].backward[0].dL_dW)
    assert same(found.steps[0].update[1].W_new, step.update[1].W_new)
    assert (found.steps[0].L, found.steps[0].L_new) == (step.L, step.L_new)


def test_a_page_alone_gives_a_trace_that_can_be_read(alone, tmp_path):
    alone.evaluate("app.look({ k: 1 })")
    settled(alone)
    found = read_trace(taken(alone, "#as-json", tmp_path))
    engines = traced(alone.evaluate("app.state.lesson"), 1).steps[0].L
    assert math.isclose(found.steps[0].L, engines, rel_tol=1e-12)
    alone.evaluate("app.look({ k: 0 })")
    settled(alone)


def same(a, b) -> bool:
    return a.tolist() == b.tolist()


def test_the_numbers_have_their_places_in_the_trace(page, tmp_path):
    rows = list(csv.reader(io.StringIO(taken(page, "#as-csv", tmp_path).read_text())))
    told = {place: float(value) for place, value in rows[1:]}
    step = traced(page.evaluate("app.state.lesson")).steps[0]
    assert told["forward[1].z[0]"] == step.examples[0].forward[1].z[0]
    assert told["backward[1].dL_dW[1][0]"] == step.examples[0].backward[1].dL_dW[1][0]
    assert told["update[0].W_new[0][1]"] == step.update[0].W_new[0][1]


def test_the_picture_looks_like_the_page(page, tmp_path):
    """As SVG it carries its style, and as PNG the same pixels as on the screen, but for what only hands need."""
    page.click("button[data-way=backward]")
    page.evaluate("app.look({ at: 'L' })")
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")
    text = taken(page, "#as-svg", tmp_path).read_text()
    assert 'class="hold"' not in text
    assert re.search(r'class="blame"[^>]*stroke-opacity="0\.\d+"', text)
    assert all("paint-order" in label for label in re.findall(r'<text[^>]*class="under"[^>]*>', text))
    picture = Image.open(taken(page, "#as-png", tmp_path)).convert("RGB")
    host = page.locator("#network svg")
    box = host.bounding_box()
    assert picture.size == (2 * round(box["width"]), 2 * round(box["height"]))
    screen = Image.open(io.BytesIO(host.screenshot())).convert("RGB")
    assert apart(picture.resize(screen.size), screen) < 24  # the ground of the page has a tint


def apart(a: Image.Image, b: Image.Image) -> float:
    """How far two pictures are apart, pixel by pixel, of 255; the root of the mean of squares."""
    pairs = zip(a.tobytes(), b.tobytes(), strict=True)
    return math.sqrt(sum((x - y) ** 2 for x, y in pairs) / (3 * a.width * a.height))


def test_a_weight_is_dragged(page):
    """Up by a hundred pixels is one more, seen while the hand moves, and one step to undo."""
    hold = page.locator("#network .hold[data-place='W.1.0.0']").bounding_box()
    x, y = hold["x"] + 0.2 * hold["width"], hold["y"] + hold["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for up in (20, 60, 100):
        page.mouse.move(x, y - up)
    assert page.evaluate("app.state.lesson.network.layers[0].weights[0][0]") == 1.15
    page.mouse.up()
    settled(page)
    page.mouse.move(0, 0)
    a = traced(page.evaluate("app.state.lesson")).steps[0].examples[0].forward[0].a[0]
    assert notation.fmt(float(a)) in page.locator("#network [data-place='n.1.0']").get_attribute("aria-label")
    page.click("#undo")
    settled(page)
    assert page.evaluate("app.state.lesson.network.layers[0].weights[0][0]") == 0.15


def test_the_curve_is_the_loss_of_every_step(page):
    page.evaluate("app.look({ k: 40 })")
    settled(page)
    d = page.locator("#training .curve").get_attribute("d")
    points = [tuple(map(float, point.split())) for point in re.findall(r"[ML]([\d. ]+)", d)]
    losses = whole(page.evaluate("app.state.lesson"), 41).losses
    heights = [174 - 144 * L / max(losses) for L in losses]
    assert len(points) >= len(losses)
    assert [y for _, y in points[: len(losses)]] == pytest.approx(heights, abs=0.06)


def whole(table: dict, steps: int) -> Trace:
    return run(make_lesson({**table, "training": {**table["training"], "steps": steps, "record": [0]}}))


def test_the_bars_are_the_largest_of_each_layer(page):
    page.click("button[data-way=backward]")
    page.wait_for_timeout(200)
    example = traced(page.evaluate("app.state.lesson")).steps[0].examples[0]
    told = page.locator("#sizes p > span:last-child").all_text_contents()
    for l in (1, 2):
        f, b = example.forward[l - 1], example.backward[2 - l]
        assert told[3 * l - 3 : 3 * l] == [notation.fmt(float(abs(v).max())) for v in (f.a, b.delta, b.dL_dW)]


def test_one_input_has_a_curve_through_what_the_network_says(page):
    """Every point of it, held against the engine."""
    layers = [{"units": 3, "activation": "tanh", "weights": [[1.5], [-2.0], [0.7]], "biases": [0.1, 0.4, -0.3]},
              {"units": 1, "activation": "identity", "weights": [[0.8, -0.6, 1.1]], "biases": [0.2]}]  # fmt: skip
    data = {"x": [[-1.0], [0.0], [1.0]], "y": [[0.5], [-0.5], [1.0]]}
    lesson = {"title": "A curve", "network": {"inputs": 1, "loss": "mse", "layers": layers}, "data": data, "training": {"learning_rate": 0.1}}
    page.evaluate("(lesson) => app.change({ ...start.lesson, ...lesson, training: { ...start.lesson.training, ...lesson.training } }, '', { m: 0 })", lesson)
    settled(page)
    points = [tuple(map(float, p.split())) for p in re.findall(r"[ML]([\d.-]+ [\d.-]+)", page.locator("#field .fit").get_attribute("d"))]
    assert len(points) == 121
    ends = 1.7  # a margin of .35 of the examples' reach
    xs = [-ends + 2 * ends * x / 300 for x, _ in points]
    said = [run(make_lesson({**lesson, "data": {"x": [[x]], "y": [[0.0]]}})).steps[0].examples[0].forward[1].a[0] for x in xs[::20]]
    low, high = (f(y for _, y in points) for f in (min, max))
    scaled = [(high - y) / (high - low) for _, y in points][::20]
    every = [(v - min(said)) / (max(said) - min(said)) for v in said]
    ratio = [(a - scaled[0]) / (b - every[0]) for a, b in zip(scaled[1:], every[1:], strict=True) if abs(b - every[0]) > 0.2]
    assert ratio == pytest.approx([ratio[0]] * len(ratio), abs=0.01)  # the same curve, whatever its scale
