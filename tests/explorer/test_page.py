"""The page served: whatever is changed, every number on it is the engine's; what was changed can be undone."""

import pytest

from engine import notation
from engine.reading import Reading
from scenes.kit.maths import equations
from tests.explorer.conftest import script, settled
from tests.explorer.lessons import traced

EDITS = script("edits")
SHOWN = script("shown")


@pytest.mark.parametrize("seed", range(5))
def test_every_number_on_the_page_is_the_engines_after_500_edits(page, seed):
    """Five runs of 100 edits by the page's own controls; five times a run the whole page is held against the trace."""
    done: dict[str, int] = {}
    for part in range(5):
        for name, count in page.evaluate(EDITS, [1 + 97 * seed + part, 20]).items():
            done[name] = done.get(name, 0) + count
        settled(page)
        page.evaluate("D => app.look({ moment: 2 * app.D + (D ? 1 : 2) })", part % 2)
        settled(page)
        compare(page.evaluate(SHOWN))
    assert sum(done.values()) == 100
    assert len(done) > 12


def compare(shown: dict) -> None:
    """Every number of the page beside the trace of its lesson."""
    state = shown["state"]
    lesson, k, m = state["lesson"], state["k"], state["m"]
    step = traced(lesson, k).steps[0]
    pairs = zip(lesson["network"]["layers"], step.update, strict=True)
    layers = [{**layer, "weights": u.W.tolist(), "biases": u.b.tolist()} for layer, u in pairs]
    training = {key: v for key, v in lesson["training"].items() if key != "batch_size"}
    alone = traced({**lesson, "network": {**lesson["network"], "layers": layers}, "training": training,
                    "data": {key: [lesson["data"][key][m]] for key in "xy"}})  # fmt: skip
    t = Reading(alone, example=0)
    updates = state["moment"] == 2 * t.D + 2
    for l in range(1, t.D + 1):
        assert shown["rows"][l - 1] == [[fmt(t.z[l][i]), fmt(t.a[l][i]), fmt(t.delta[l][i])] for i in range(t.sizes[l])]
        for i in range(t.sizes[l]):
            assert f"= {notation.fmt(t.a[l][i].value)}" in shown["lamps"][f"n.{l}.{i}"]
            assert f"delta {notation.fmt(t.delta[l][i].value)}" in shown["lamps"][f"n.{l}.{i}"]
            at = [(f"W.{l}.{i}.{j}", t.W[l][i][j], t.dL_dW[l][i][j], step.update[l - 1].step_W[i][j]) for j in range(t.sizes[l - 1])]
            for place, w, slope, moved in [*at, (f"b.{l}.{i}", t.b[l][i], t.dL_db[l][i], step.update[l - 1].step_b[i])]:
                assert shown["cells"][place] == fmt(w)
                added = "+" * int(moved < 0) + notation.grouped(notation.fmt(-float(moved)))
                assert shown["slopes"][place] == (added if updates else fmt(slope))
    assert shown["L"] == f"loss {notation.fmt(t.L.value)}"
    assert shown["loss"] == f"loss of the batch {notation.fmt(step.L)}, after the step {notation.fmt(step.L_new)}"
    size = traced(lesson, k).lesson.training.batch_size
    N = len(lesson["data"]["x"])
    for n, example in enumerate(step.examples):
        row = shown["table"][(k * size + n) % N]
        assert row[-1] == notation.grouped(notation.fmt(example.L))
        assert row[-1 - t.sizes[-1] : -1] == [notation.grouped(notation.fmt(float(a))) for a in example.forward[-1].a]


def fmt(number) -> str:
    return notation.grouped(notation.fmt(number.value))


def test_the_chain_of_a_weight_and_the_paths_of_a_neuron(page):
    """Mazur's first output weight: 0.7414 x 0.1868 x 0.5933 = 0.08217; the hidden neuron's blame is a sum over both paths."""
    page.click("button[data-way=backward]")
    page.evaluate("app.look({ at: 'W.2.0.0' })")
    assert "0.7414⋅0.1868⋅0.5933=0.08217" in page.inner_text("#lines").replace("\n", "").replace(" ", "")
    lit = page.evaluate("[...document.querySelectorAll('#network .lit')].map((e) => e.dataset.lit)")
    assert {"W.2.0.0", "n.1.0", "n.2.0", "o.0", "L"} <= set(lit)
    assert "n.2.1" not in lit
    page.evaluate("app.look({ at: 'n.1.0' })")
    text = page.inner_text("#lines").replace("\n", "").replace(" ", "")
    assert "=0.4⋅0.1385+0.5⋅(−0.03810)" in text
    assert "=0.05540+(−0.01905)=0.03635" in text
    assert "=0.03635⋅0.2413=0.008771" in text


def test_a_cell_and_its_edge_light_together(page):
    page.hover("#matrices input[data-place='W.1.1.0']")
    assert page.locator("#network .edge-group[data-lit='W.1.1.0']").evaluate("e => e.classList.contains('lit')")
    page.hover("#network .hold[data-place='W.2.1.1']", force=True, position={"x": 60, "y": 8})
    assert page.locator("#matrices input[data-place='W.2.1.1']").evaluate("e => e.classList.contains('lit')")


def test_the_board_tells_what_is_hovered(page):
    page.hover("#network [data-place='n.1.1']")
    t = Reading(traced(page.evaluate("app.state.lesson")), example=0)
    shown = page.inner_text("#lines").replace("\n", "").replace(" ", "")
    line = equations.sum_products(t, 1, 1)
    assert "+".join(line.parts[p].text for p in ("p0", "p1", "b")) + f"={line.parts['result'].text}" in shown


def test_forward_backward_update_step_run_pause(page):
    for way, moment in (("forward", 3), ("backward", 5), ("update", 6)):
        page.click(f"button[data-way={way}]")
        assert page.evaluate("app.state.moment") == moment
        assert page.evaluate("document.body.dataset.way") == way
    page.click("#back")
    assert page.evaluate("app.state.moment") == 5
    page.evaluate("document.getElementById('speed').value = 4")
    page.click("#play")
    page.wait_for_function("() => app.state.moment === 6")
    page.click("#training button >> nth=0")
    page.wait_for_function("() => app.state.k === 1 && app.answer.step && app.answer.id === app.id")
    assert "0.2910" in page.inner_text("#loss")
    page.click("#run")
    page.wait_for_function("() => app.state.k > 30")
    page.click("#run")
    settled(page)
    k = page.evaluate("app.state.k")
    compare_loss(page, k)
    page.wait_for_timeout(150)
    assert page.evaluate("app.state.k") == k


def compare_loss(page, k: int) -> None:
    step = traced(page.evaluate("app.state.lesson"), k).steps[0]
    assert page.inner_text("#loss") == f"loss of the batch {notation.fmt(step.L)}, after the step {notation.fmt(step.L_new)}"


def test_what_is_not_reached_yet_has_no_number(page):
    page.evaluate("app.look({ moment: 1 })")
    assert page.locator("#network [data-place='n.2.0']").get_attribute("aria-label").endswith("not reached yet")
    assert page.locator("#matrices figure >> nth=1").locator("tbody tr >> nth=0").locator("td").last.inner_text() == ""


def test_the_gradient_check_measures_what_was_computed(page):
    page.click("#measure")
    page.wait_for_selector("#nudge td >> nth=3")
    measured, computed = page.locator("#nudge td").all_inner_texts()[2:]
    assert computed == "0.08217"
    assert abs(float(measured) - float(computed)) < 2e-5


def test_the_cards_are_true_of_the_network(page):
    """Each card's right answer, held against the trace; the right button alone is praised."""
    for preset in ("mazur", "xor", "dead rectifiers", "deep"):
        page.select_option("#presets", label=preset.replace("_", " "))
        settled(page)
        step = traced(page.evaluate("app.state.lesson")).steps[0]
        example = step.examples[page.evaluate("app.state.m")]
        asked = page.evaluate("import('explorer/cards').then(({ questions }) => questions(app.t))")
        assert asked
        for card in asked:
            right = card["choices"][card["right"]]
            if "What does the loss" in card["ask"]:
                assert right == ("it falls" if step.L_new < step.L else "it rises")
            elif "first output" in card["ask"]:
                assert right == ("larger" if example.backward[0].delta[0] < 0 else "smaller")
            elif "moves most" in card["ask"] or "move most" in card["ask"]:
                most = max(abs(float(v)) for u in step.update for v in u.step_W.ravel())
                assert notation.fmt(most) in card["why"]
    page.click("#cards .choices button[data-right=yes]")
    assert page.inner_text("#cards .why").startswith("Yes.")


def test_a_pasted_table_becomes_the_data(page):
    page.click("#examples summary")
    page.fill("#csv", "size,weight,kind\n0.1,0.9,cat\n0.8,0.2,dog\n0.3,0.7,cat\n\"0.5\",0.5,bird\n")
    page.fill("#targets", "kind")
    page.click("#use-csv")
    page.wait_for_function("() => app.state.lesson.data.x.length === 4")
    settled(page)
    lesson = page.evaluate("app.state.lesson")
    assert lesson["data"]["y"] == [[0, 1, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]]
    assert lesson["network"]["layers"][-1]["units"] == 3
    page.fill("#csv", "a,b\n1,x\nnot a number,y\n")
    page.fill("#targets", "b")
    page.click("#use-csv")
    page.wait_for_function("() => document.getElementById('notice').textContent.includes('row 3, column a')")


def test_what_the_engine_refuses_is_said_and_nothing_changes(page):
    before = page.evaluate("JSON.stringify(app.state.lesson)")
    page.fill("#learning_rate", "-1")
    page.dispatch_event("#learning_rate", "change")
    page.wait_for_function("() => document.getElementById('notice').textContent.includes('learning_rate')")
    settled(page)
    assert page.evaluate("JSON.stringify(app.state.lesson)") == before


def test_layers_of_other_kinds_are_shown(page):
    for preset, kind in (("convolution", "conv2d"), ("attention", "attention"), ("embeddings", "embedding pair"), ("policy", "dense")):
        page.select_option("#presets", label=preset)
        settled(page)
        page.click("button[data-way=backward]")
        page.wait_for_timeout(50)
        if preset != "policy":
            assert kind in page.inner_text("#strip")
            page.click("#strip button >> nth=1")
            assert page.locator("#lines .record").count() > 1


def test_the_address_holds_the_network(visit):
    visit.evaluate("app.look({ at: 'W.1.1.0' })")
    visit.fill("#box", "0.625")
    visit.keyboard.press("Enter")
    settled(visit)
    visit.wait_for_function("() => location.hash.length > 20")
    address = visit.url
    assert "token" not in address
    other = visit.context.new_page()
    other.goto(address)
    other.wait_for_selector("html[data-ready]")
    settled(other)
    assert other.evaluate("app.state.lesson.network.layers[0].weights[1][0]") == 0.625
    assert other.evaluate("app.state.at") == "W.1.1.0"
    other.goto(address.replace("/#", "/?hide=training,film#"))
    other.reload()
    other.wait_for_selector("html[data-ready]")
    assert not other.locator("#training").is_visible()
    assert other.locator("#field").is_visible()


def test_an_engine_that_was_lost_is_found_again(visit):
    """What is asked meanwhile is answered when it is back."""
    visit.evaluate("app.engine.socket.close()")
    visit.wait_for_function("() => document.getElementById('notice').textContent.includes('The engine is gone')")
    visit.fill("#matrices input[data-place='W.1.0.0']", "0.625")
    visit.keyboard.press("Enter")
    visit.wait_for_function("() => app.state.lesson.network.layers[0].weights[0][0] === 0.625")
    settled(visit)
    visit.wait_for_function("() => document.getElementById('notice').textContent === ''")
    t = Reading(traced(visit.evaluate("app.state.lesson")), example=0)
    assert visit.locator("#network [data-place='n.1.0']").get_attribute("aria-label").startswith(f"neuron a₁⁽¹⁾ = {notation.fmt(t.a[1][0].value)}")


def test_a_parameter_that_is_held_is_said_to_be_held(page):
    """Mazur's biases are not trained: their slope is shown, and no step."""
    page.click("button[data-way=update]")
    page.evaluate("app.look({ at: 'b.2.0' })")
    text = page.inner_text("#lines").replace("\n", "").replace(" ", "")
    assert "itisheld" in text
    assert "0.1385" in text
    assert "0.5⋅0.1385" not in text
    page.evaluate("app.look({ at: 'W.2.0.0' })")
    assert "0.5⋅0.08217" in page.inner_text("#lines").replace("\n", "").replace(" ", "")
