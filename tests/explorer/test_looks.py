"""What a learner sees and touches: keyboard alone, screen readers, small screens, dark and light, little motion."""

from importlib.resources import files

import pytest

from engine import make_lesson
from studio.explorer.tables import table_of
from tests.explorer.conftest import opened, settled

LOOKS = {
    "dark": {"color_scheme": "dark"}, "light": {"color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "phone light": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"}, "still": {"reduced_motion": "reduce"},
}  # fmt: skip
HEIGHTS = """() => [...document.querySelectorAll('button, select, input[type=text]')].filter((e) => e.offsetParent).map((e) => e.offsetHeight)"""
FONTS = """() => [...document.querySelectorAll('#network .value')].filter((e) => e.textContent)
  .map((e) => parseFloat(getComputedStyle(e).fontSize))"""
FILLED = """() => {
  const drawing = document.querySelector('#network svg');
  const { width, height } = drawing.getBBox();
  return [width / drawing.clientWidth, height / drawing.clientHeight];
}"""
CONTROLS = """() => [...document.querySelectorAll('button, select, input')]
  .filter((e) => e.id && e.offsetParent && !e.disabled && !e.closest('details:not([open])')).map((e) => e.id)"""
HUE = "(hue) => getComputedStyle(document.documentElement).getPropertyValue(`--${hue}`)"


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, which comes inside the package that drives it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("look", ["dark", "light", "phone", "phone light"])
def test_axe_finds_nothing(browser, served, faults, axe, look):
    """At rest and in the backward pass, where most is seen."""
    with opened(browser, served.address, faults, **LOOKS[look]) as page:
        found = violations(page, axe) if look == "light" else []
        page.click("button[data-way=backward]")
        page.click("#examples summary")
        page.click("#settings summary")
        assert found + violations(page, axe) == []


@pytest.mark.parametrize(("preset", "way"), [("xor", "update"), ("wide", "backward"), ("attention", "backward")])
def test_axe_finds_nothing_on_other_networks(page, axe, preset, way):
    page.select_option("#presets", label=preset)
    settled(page)
    page.click(f"button[data-way={way}]")
    assert violations(page, axe) == []


def violations(page, axe: str) -> list:
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")
    page.evaluate(axe + "; 0")
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [(v["id"], [node["html"][:160] + node["failureSummary"][:200] for node in v["nodes"][:3]]) for v in found["violations"]]


def test_nothing_is_wider_than_a_phone(browser, served, faults):
    with opened(browser, served.address, faults, **LOOKS["phone"]) as page:
        for way in ("forward", "backward", "update"):
            page.click(f"button[data-way={way}]")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert min(page.evaluate(HEIGHTS)) >= 32


def test_neurons_are_large_and_their_digits_readable(page, browser, served, faults):
    """At 1280 wide digits are at least 16 px, on a phone 12; what is drawn fills its frame."""
    box = page.evaluate(FILLED)
    assert box[0] > 0.8
    assert box[1] > 0.6
    assert min(fonts(page)) >= 16
    with opened(browser, served.address, faults, **LOOKS["phone"]) as phone:
        assert min(fonts(phone)) >= 12


def fonts(page) -> list[float]:
    return page.evaluate(FONTS)


def test_little_motion_is_respected(browser, served, faults):
    with opened(browser, served.address, faults, **LOOKS["still"]) as page:
        page.click("button[data-way=backward]")
        assert page.locator(".comet").count() == 0
        assert page.evaluate("getComputedStyle(document.querySelector('.lamp')).transitionDuration") in ("0s", "0s, 0s")


def test_comets_run_the_way_of_the_pass(page):
    page.evaluate("app.look({ moment: 0 })")
    page.click("#forth")
    page.wait_for_selector(".comet", state="attached")
    assert page.locator(".comet.back").count() == 0
    page.evaluate("app.look({ moment: 3 })")
    page.click("#forth")
    page.wait_for_selector(".comet.back", state="attached")
    page.wait_for_function("() => document.querySelectorAll('.comet').length === 0")


def test_what_comets_bring_is_written_as_they_arrive_and_glows(page):
    """Numbers wait for their comet, .45 s at speed 1, and come within .1 s of it; the edges glow for .6 s more."""
    page.evaluate("app.look({ moment: 0 })")
    told = page.evaluate("""async () => {
      document.getElementById("forth").click();
      const [began, before] = [performance.now(), app.state.moment];
      const [comet, glow] = ["comet", "glow"].map((name) => document.querySelector(`.${name}`).getAnimations()[0]);
      await comet.finished;
      const landed = performance.now();
      while (app.state.moment === before) await new Promise((r) => setTimeout(r, 1));
      return [before, app.state.moment, comet.effect.getTiming().duration, glow.effect.getTiming().duration, performance.now() - landed];
    }""")
    assert told[:4] == [0, 1, 450, 1050]
    assert told[4] < 100
    page.wait_for_function("() => !document.querySelector('.glow')")
    page.click("#forth")
    page.click("#forth")  # who is in a hurry does not wait
    assert page.evaluate("app.state.moment") >= 2
    page.evaluate("app.look({ moment: 5 })")
    page.wait_for_timeout(500)
    assert page.evaluate("app.state.moment") == 5


def test_the_ground_turns_warm_on_the_way_back(page):
    """In 1.2 s, not at once."""
    tide = "() => getComputedStyle(document.body).getPropertyValue('--tide')"
    page.wait_for_function("() => document.body.getAnimations().length === 0")  # of what was before
    cool = page.evaluate(tide)
    page.click("button[data-way=backward]")
    assert page.evaluate("document.body.getAnimations().map((a) => [a.transitionProperty, a.effect.getTiming().duration])") == [["--tide", 1200]]
    page.evaluate("Promise.all(document.body.getAnimations().map((a) => a.finished)).then(() => 0)")
    assert page.evaluate(tide) != cool


def test_edges_are_two_to_nine_pixels_wide(page):
    """By the size of their weight, bounded whatever it becomes; thinner where the drawing is small."""
    page.evaluate("app.look({ at: 'W.1.0.0' })")
    wide = "() => Number(document.querySelector('[data-lit=\"W.1.0.0\"] .edge').getAttribute('stroke-width'))"
    found = []
    for weight in (0, 0.5, -2, 1000):
        page.fill("#box", str(weight))
        page.keyboard.press("Enter")
        settled(page)
        found.append(page.evaluate(wide))
    assert found[0] == 2
    assert found == sorted(found)
    assert found[2] > 7
    assert found[3] == 9


def test_the_number_of_an_edge_is_seen_whole(browser, served, faults):
    """On a phone, at the outermost edge of eight: a sign that is cut off would be another number."""
    sizes = [{"units": 8, "activation": "tanh", "weights": [[-0.5] * 8] * 8, "biases": [0.0] * 8} for _ in range(2)]
    network = {"inputs": 8, "loss": "squared_error", "layers": sizes}
    lesson = table_of(make_lesson({"title": "Eight", "network": network, "data": {"x": [[0.3] * 8], "y": [[0.9] * 8]}, "training": {"learning_rate": 0.1}}))
    with opened(browser, served.address, faults, **LOOKS["phone"]) as page:
        page.evaluate("(lesson) => app.change(lesson, '', { m: 0 })", lesson)
        settled(page)
        page.click("button[data-way=backward]")
        for at in ("W.2.0.0", "W.2.7.7"):
            page.evaluate("(at) => app.look({ at })", at)
            x, width, room = page.evaluate("""(at) => {
              const box = document.querySelector(`.plate[data-lit="${at}"] rect`);
              return [box.x.baseVal.value, box.width.baseVal.value, document.getElementById("network").clientWidth];
            }""", at)  # fmt: skip
            assert width > 30
            assert 0 <= x <= room - width


def test_the_keyboard_alone_does_everything(page):
    """From the address bar: reach every control by Tab, walk the network, change a weight, play, train, undo."""
    reached = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))
    wanted = page.evaluate(CONTROLS)
    assert len(wanted) > 25
    assert set(wanted) - reached == set()
    page.locator("#network [tabindex='0']").focus()
    page.evaluate("app.look({ at: 'W.2.0.0' })")
    page.locator("#network [tabindex='0']").focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("app.state.at") == "W.1.0.1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "slider"
    before = page.evaluate("app.state.lesson.network.layers[0].weights[0][1]")
    page.keyboard.press("ArrowRight")
    settled(page)
    assert page.evaluate("app.state.lesson.network.layers[0].weights[0][1]") == pytest.approx(before + 0.01)
    page.locator("#reel button").first.focus()
    page.keyboard.press("Control+z")
    settled(page)
    assert page.evaluate("app.state.lesson.network.layers[0].weights[0][1]") == before
    page.keyboard.press("t")
    page.wait_for_function("() => app.state.k > 3")
    page.keyboard.press("t")
    settled(page)
    assert not page.evaluate("app.running")


def test_focus_is_seen(page):
    for selector in ("#play", "#slider", "#box", "#presets", "#matrices input"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.evaluate("document.querySelector('[data-place=\"n.1.0\"]').focus()")
    assert page.evaluate("getComputedStyle(document.activeElement.firstChild).strokeWidth") == "8px"  # lamps wear the ring themselves


def test_only_the_loss_and_what_is_wrong_are_announced(page):
    live = page.evaluate("[...document.querySelectorAll('[aria-live], [role=status]')].map((e) => e.id || e.className)")
    assert sorted(live) == ["loss", "notice", "why"]


def test_the_hues_of_the_films_are_used(page):
    """The same hues as in the films, dark and light."""
    from scenes.kit.theme import DARK, LIGHT

    kept = page.evaluate("document.documentElement.dataset.theme")
    for theme in (LIGHT, DARK):
        page.evaluate("(name) => document.documentElement.dataset.theme = name", theme.name)
        for hue in ("ground", "ink", "forward", "backward", "loss", "positive", "negative", "lamp"):
            assert page.evaluate(HUE, hue) == getattr(theme, hue)
    page.evaluate("(name) => document.documentElement.dataset.theme = name", kept)
