"""The page in a notebook: a widget around the same page, which knows what was changed in it."""

import json
import sys

import pytest

import studio.explorer
from engine import make_lesson, notation, run
from studio import catalog
from studio.explorer.tables import table_of

anywidget = pytest.importorskip("anywidget", reason="the notebook is an extra")
SHOWN = """async ([source, page, table]) => {
  const kept = { page, table, height: 700 };
  globalThis.model = { get: (key) => kept[key], set: (key, value) => (kept[key] = value), save_changes: () => (globalThis.saved = kept.table) };
  const widget = (await import("data:text/javascript;base64," + btoa(String.fromCharCode(...new TextEncoder().encode(source))))).default;
  const cell = document.createElement("div");
  document.body.append(cell);
  globalThis.done = widget.render({ model, el: cell });
}"""


def test_the_widget_holds_the_page_and_the_lesson():
    shown = studio.explorer.Explorer("mazur")
    assert shown.page.startswith("<!doctype html>")
    assert run(shown.lesson).losses == run(catalog.lesson("mazur")).losses
    table = json.loads(json.dumps(shown.table))
    table["network"]["layers"][0]["weights"][0][0] = 0.75
    shown.table = table
    assert shown.lesson.network.layers[0].weights[0][0] == 0.75
    own = make_lesson(table_of(catalog.lesson("xor")))
    assert studio.explorer.Explorer(own).lesson.network == own.network


def test_the_page_in_the_frame_tells_the_notebook_what_was_changed(browser, faults):
    made = studio.explorer.Explorer("mazur")
    page = browser.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    source = made._esm if isinstance(made._esm, str) else str(made._esm)
    page.evaluate(SHOWN, [source, made.page, made.table])
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.locator("#matrices input[data-place='W.2.0.0']").fill("0.9")
    frame.locator("#matrices input[data-place='W.2.0.0']").press("Enter")
    page.wait_for_function("() => globalThis.saved?.network.layers[1].weights[0][0] === 0.9")
    made.table = page.evaluate("globalThis.saved")
    L = run(made.lesson).steps[0].L
    assert frame.locator("#network [data-place='L']").get_attribute("aria-label") == f"loss {notation.fmt(L)}"
    page.evaluate("globalThis.done()")
    page.close()


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "studio.explorer.notebook", raising=False)
    with pytest.raises(ImportError, match=r"backreel\[notebook\]"):
        _ = studio.explorer.Explorer
    with pytest.raises(AttributeError):
        _ = studio.explorer.Nothing


def test_layers_of_other_kinds_come_with_what_the_engine_computed():
    page = studio.explorer.Explorer("attention").page
    start = json.loads(page.split('id="start">')[1].split("</script>")[0])
    assert start["computed"][0]["example"]["L"] == run(catalog.lesson("attention")).steps[0].examples[0].L
