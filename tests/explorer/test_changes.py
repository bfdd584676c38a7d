"""Whatever is changed on the page can be undone; what a lesson says beside its numbers is kept as far as it fits."""

from engine import notation
from engine.reading import Reading
from tests.explorer.conftest import script, settled
from tests.explorer.lessons import traced

EDITS, SHOWN, UNDO = (script(name) for name in ("edits", "shown", "undo"))


def test_undo_goes_all_the_way_back(page):
    before = page.evaluate("JSON.stringify(app.state.lesson)")
    page.evaluate(EDITS, [7, 40])
    settled(page)
    page.evaluate(UNDO)
    settled(page)
    assert page.evaluate("JSON.stringify(app.state.lesson)") == before


def test_names_and_what_is_told_are_kept_as_long_as_they_fit(page):
    """A lesson with names stays one that the engine takes, whatever is changed of its sizes; undone, all of it is back."""
    page.evaluate("""() => app.change({ ...app.state.lesson, names: { inputs: ["Sonne", "вода"], outputs: ["up", "down"], examples: ["one"] },
      told: { neuron: [1, 2], inputs: ["Sonne"] } })""")
    settled(page)
    whole = page.evaluate("app.state.lesson")
    for selector, value, lost in (("#units-1", "1", {"neuron"}), ("#inputs", "3", {"inputs"}), ("#units-2", "1", {"outputs"})):
        page.fill(selector, value)
        page.keyboard.press("Enter")
        page.wait_for_function("() => app.past.before.length > 1")
        settled(page)
        lesson = page.evaluate("app.state.lesson")
        assert not lost & {*lesson["names"], *lesson["told"]}
        assert lesson["names"]["examples"] == ["one"]
        page.click("#undo")
        settled(page)
        assert page.evaluate("app.state.lesson") == whole
    page.click("#examples summary")
    page.click("#more")
    settled(page)
    assert page.evaluate("app.state.lesson.names") == {"inputs": ["Sonne", "вода"], "outputs": ["up", "down"]}
    assert page.inner_text("#notice") == ""


def test_digits_and_names_are_those_of_the_lesson(page):
    """`digits` and `[names]`, as in the films."""
    page.evaluate("() => app.change({ ...app.state.lesson, digits: 6, names: { inputs: ['Sonne', 'вода'], outputs: ['up', 'down'] } })")
    settled(page)
    t = Reading(traced(page.evaluate("app.state.lesson")), example=0)
    shown = page.evaluate(SHOWN)
    assert shown["rows"][0][1] == [notation.fmt(v.value, 6) for v in (t.z[1][1], t.a[1][1])] + [""]
    assert page.locator("#examples th").all_inner_texts()[:4] == ["Sonne", "вода", "up", "down"]
    page.click("#undo")
    settled(page)
    assert page.evaluate(SHOWN)["rows"][0][1][1] == notation.fmt(t.a[1][1].value)


CHANGES = {
    "weight": "set(cell('W.2.1.0'), '0.77')", "bias": "set(cell('b.1.1'), '-0.5')", "input": "set(box('n.0.1'), '0.3')", "target": "set(box('y.0'), '0.6')",
    "slider": "(app.look({ at: 'W.1.0.1' }), set(id('slider'), '1.5', 'input'))", "rate": "set(id('learning_rate'), '0.25')",
    "activation": "set(id('act-1'), 'tanh')", "output": "set(id('act-2'), 'identity')", "loss": "set(id('loss-name'), 'binary_cross_entropy')",
    "optimiser": "set(id('optimizer'), 'adam')", "momentum": "set(id('momentum'), '0.9')", "seed": "set(id('seed'), '5')",
    "first weights": "set(id('init'), 'uniform')", "draw": "id('draw').click()", "units": "set(id('units-1'), '4')", "outputs": "set(id('units-2'), '3')",
    "inputs": "set(id('inputs'), '1')", "more layers": "id('add-1').click()", "fewer layers": "id('less-1').click()", "biases": "id('train_biases').click()",
    "a loss with kinks": "set(id('loss-name'), 'mae')", "a loss with a line": "set(id('loss-name'), 'huber')", "another rule": "set(id('optimizer'), 'lion')",
    "a sum of squares": "set(id('optimizer'), 'adagrad')", "a schedule": "set(id('schedule'), 'cosine')", "a penalty": "set(id('l2'), '0.1')",
    "a sum": "set(id('reduction'), 'sum')", "another example": "id('more').click()", "a built-in set": "set(id('dataset'), 'moons')", "a preset": "set(id('presets'), 'Lessons of the films/xor')",
    "a key on the slider": "(app.look({ at: 'b.2.0' }), set(id('box'), '0.125'))",
}  # fmt: skip
ACT = """(act) => {
  const id = (name) => document.getElementById(name);
  const cell = (place) => document.querySelector(`#matrices input[data-place="${place}"]`);
  const box = (where) => document.querySelector(`#examples input[data-where="${where}"]`);
  const set = (e, value, kind = "change") => {
    e.value = value;
    e.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  eval(act);
}"""


def test_everything_can_be_changed_and_undone(alone):
    """Each control of network, rule and data: the lesson is another one, and after undo the one that it was."""
    whole = alone.evaluate("JSON.stringify(app.state.lesson)")
    for name, act in CHANGES.items():
        alone.evaluate(ACT.replace("eval(act)", act), name)
        alone.wait_for_function("(whole) => JSON.stringify(app.state.lesson) !== whole", arg=whole)
        settled(alone)
        assert alone.inner_text("#notice") == "", name
        alone.click("#undo")
        settled(alone)
        assert alone.evaluate("JSON.stringify(app.state.lesson)") == whole, name
