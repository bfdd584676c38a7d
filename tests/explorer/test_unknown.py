"""What the page does not compute itself: served it asks the engine, as one file it shows what was computed and says so."""

import json

import pytest

from engine import InputError, load_lesson, make_lesson, notation
from engine.activations import ACTIVATIONS
from engine.batched import heard
from engine.building import build
from engine.optimizers import OPTIONS
from studio import catalog
from studio.explorer import answers, command, tables
from studio.explorer.answers import Asked
from studio.explorer.tables import table_of
from tests.explorer.conftest import opened, settled
from tests.explorer.lessons import traced

FORGET = """async () => {
  const { tables } = await import('explorer/known');
  globalThis.kept = tables.optimizers.sgd;
  tables.optimizers.sgd = { nesterov: false };
}"""
RECALL = "async () => void ((await import('explorer/known')).tables.optimizers.sgd = globalThis.kept)"
BORDER = "() => document.querySelector('#field .border')?.getAttribute('d')"
CHANGE = "() => app.change({ ...app.state.lesson, network: { ...app.state.lesson.network, init: { method: 'zeros', seed: 1 } } })"


def test_the_lists_are_the_engines(page):
    """Every activation, loss and optimiser that the engine takes of dense networks is offered, and no other."""
    offered = "(id) => [...document.getElementById(id).options].map(({ value }) => value)"
    assert page.evaluate(offered, "act-1") == [name for name in ACTIVATIONS if name in tables.hidden()]
    assert page.evaluate(offered, "optimizer") == list(OPTIONS)
    assert page.evaluate(offered, "loss-name") == list(tables.fits())
    assert set(page.evaluate(offered, "act-2")) == {name for names in tables.fits().values() for name in names}
    with pytest.raises(InputError):
        make_lesson({**table_of(catalog.lesson("mazur")), "network": {"inputs": 2, "loss": "cross_entropy", "layers": [{"units": 2, "activation": "tanh"}]}})


def test_what_the_page_does_not_know_is_asked_of_the_engine(page):
    """An option of training that the page never heard of: field, steps and training come from the engine, number for number."""
    page.select_option("#presets", label="xor")
    settled(page)
    page.select_option("#act-1", "gelu")
    settled(page)
    border = page.evaluate(BORDER)
    page.evaluate(FORGET)
    try:
        page.evaluate(CHANGE)
        settled(page)
        assert page.evaluate("app.t.mirrored") is False
        assert near(page.evaluate(BORDER), border)
        page.click("#run")
        page.wait_for_function("() => app.state.k > 3")
        page.click("#run")
        settled(page)
        step = traced(page.evaluate("app.state.lesson"), page.evaluate("app.state.k")).steps[0]
        assert notation.fmt(step.L_new) in page.inner_text("#loss")
        assert not near(page.evaluate(BORDER), border)
    finally:
        page.evaluate(RECALL)


def near(one: str, other: str) -> bool:
    """Whether two paths are the same to a pixel."""
    numbers = [[float(v) for v in path.replace("M", " ").replace("L", " ").split()] for path in (one, other)]
    return len(numbers[0]) == len(numbers[1]) and all(abs(a - b) <= 1 for a, b in zip(*numbers, strict=True))


def test_the_engine_says_what_the_network_says_over_a_field():
    lesson = catalog.lesson("xor")
    asked = Asked.of({"lesson": table_of(lesson), "k": 2, "field": {"ends": [[-1, 1], [0, 2]], "n": 2}})
    assert asked.field.tolist() == [[-0.5, 1.5], [0.5, 1.5], [-0.5, 0.5], [0.5, 0.5]]
    (_, _), (_, step) = answers.records(asked)
    net = build(answers.explicit(answers.trained(lesson, 2)))
    assert step["step"]["said"].tolist() == heard(net, asked.field)[-1][1].T.tolist()


@pytest.mark.parametrize("field", [7, {}, {"n": 500, "ends": [[0, 1], [0, 1]]}, {"n": 2, "ends": [[0, 1]]}, {"n": 2, "ends": [[0, 1], [0, 1e300]]},
                                   {"n": 2, "ends": [[0, 1], [0, float("nan")]]}, {"n": 2, "ends": "ab"}, {"n": True, "ends": [[0, 1], [0, 1]]}])  # fmt: skip
def test_a_field_that_cannot_be_is_refused(field):
    with pytest.raises(InputError, match="field"):
        Asked.of({"lesson": table_of(catalog.lesson("xor")), "field": field})


@pytest.mark.parametrize("name", ["convolution", "attention"])
def test_the_file_shows_other_layers_as_they_were_computed(browser, faults, tmp_path, name):
    path = tmp_path / "page.html"
    start = command.opening(name, "", None, None)
    command.alone({**start, "test": True}, path)
    with opened(browser, path.as_uri(), faults) as page:
        step = traced(page.evaluate("app.state.lesson")).steps[0]
        assert len(step.update) == page.evaluate("app.D")
        assert page.inner_text("#loss") == f"loss of the batch {notation.fmt(step.L)}, after the step {notation.fmt(step.L_new)}"
        before = page.evaluate("JSON.stringify(app.state.lesson)")
        page.evaluate("() => app.change({ ...app.state.lesson, training: { ...app.state.lesson.training, learning_rate: 7 } })")
        settled(page)
        assert "shows this network as it was computed" in page.inner_text("#notice")
        assert page.evaluate("JSON.stringify(app.state.lesson)") == before
        names = page.evaluate("[...document.getElementById('presets').options].map(({ text }) => text)")
        assert "xor" in names
        assert name not in names
    assert json.loads(path.read_text().split('id="start">')[1].split("</script>")[0])["computed"]


def test_a_hinge_on_dense_layers_is_followed_through_its_training():
    """Whatever the loss, dense layers have their weights after k steps, the chosen example and a field."""
    lesson = load_lesson("tests/fixtures/hinge.toml")
    asked = Asked.of({"lesson": table_of(lesson), "k": 3, "m": 0, "field": {"ends": [[0, 1], [0, 1]], "n": 2}})
    (_, one), (_, step) = answers.records(asked)
    trace = answers.trained(lesson, 3)
    assert one["parameters"][0]["W"].tolist() == trace.steps[0].update[0].W.tolist()
    assert one["example"].x.tolist() == list(lesson.data.x[0])
    assert step["step"]["said"].tolist() == heard(build(answers.explicit(trace)), asked.field)[-1][1].T.tolist()


def test_every_lesson_is_shown_forward_back_and_in_its_step(page, faults):
    """One lesson of each kind of layer and loss that the page does not compute: nothing breaks, at no moment and in no place."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    for name in ("rnn", "dropout_mask", "two_heads", "residual_block", "batch_norm", "embeddings_own", "ppo_own", "hinge", "output_is_loss"):
        page.evaluate("(lesson) => app.change(lesson, '', { at: '', m: Infinity, moment: 2 })", table_of(load_lesson(f"tests/fixtures/{name}.toml")))
        settled(page)
        page.evaluate(EVERYWHERE)
        assert page.inner_text("#notice") == "", name


EVERYWHERE = """() => {
  for (let moment = 0; moment <= 2 * app.D + 2; moment++) {
    for (let l = 1; l <= app.D; l++) app.look({ moment, at: app.t.dense ? `n.${l}.0` : `k.${l}` });
  }
}"""


def test_nothing_of_other_layers_is_left_on_the_board(page):
    page.select_option("#presets", label="attention")
    settled(page)
    assert page.locator("#lines .record").count() > 1
    page.select_option("#presets", label="xor")
    settled(page)
    assert page.locator("#lines .record").count() == 0
    assert page.locator("#lines .line").count() > 2
