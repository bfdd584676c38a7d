"""Recurrent layers: by hand, as the layers that they unroll to, cut short by truncation; and what is wrong with one."""

import json
import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import InputError, check, from_dict, load_lesson, make_lesson, run, to_dict
from engine.layers import gru, lstm, rnn
from engine.probe import Probe
from engine.replay import networks
from tests.engine.stacks import KINDS, TOKENS, stack

RECURRENT = ("rnn", "lstm", "gru")
ALL = [kind for kind in KINDS if kind.split(",")[0].split(" ")[0] in RECURRENT]


def test_two_times_by_hand(pytestconfig):
    """The lesson of tests/fixtures/rnn.toml: W_x = 0.5, W_h = 0.1, x = 1, 2, y = 1, 2, every line written out."""
    trace = run(load_lesson(pytestconfig.rootpath / "tests/fixtures/rnn.toml"))
    example = trace.steps[0].examples[0]
    fwd, bwd = example.at(1)
    h1 = math.tanh(0.5)
    h2 = math.tanh(0.5 * 2 + 0.1 * h1)
    e1, e2 = h1 - 1, h2 - 2
    d2 = e2 * (1 - h2 * h2)
    later = 0.1 * d2
    d1 = (e1 + later) * (1 - h1 * h1)
    assert_allclose(fwd.h.ravel(), [h1, h2], rtol=1e-15)
    assert_allclose(fwd.z.ravel(), [0.5, 1 + 0.1 * h1], rtol=1e-15)
    assert pytest.approx(0.5 * (e1 * e1 + e2 * e2), rel=1e-15) == example.L
    assert_allclose(bwd.later.ravel(), [later, 0.0], rtol=1e-14)
    assert_allclose(bwd.delta.ravel(), [d1, d2], rtol=1e-14)
    assert_allclose(bwd.shares_x.ravel(), [d1 * 1, d2 * 2], rtol=1e-14)
    assert_allclose(bwd.shares_h.ravel(), [0.0, d2 * h1], rtol=1e-14)
    assert bwd.dL_dW_x[0, 0] == pytest.approx(d1 + 2 * d2, rel=1e-14)
    assert bwd.dL_dW_h[0, 0] == pytest.approx(d2 * h1, rel=1e-14)
    assert bwd.dL_db[0] == pytest.approx(d1 + d2, rel=1e-14)
    assert np.round([h1, h2, example.L], 4).tolist() == [0.4621, 0.7803, 0.8885]


def test_an_rnn_is_dense_layers_that_share_their_weights():
    """Two times, one number each: layer 1 makes h_1 and passes x_2 on, layer 2 makes h_2; the shared gradients are sums."""
    W_x, W_h, b = 0.7, -0.4, 0.2
    recurrent = {"kind": "rnn", "units": 1, "W_x": [[W_x]], "W_h": [[W_h]], "b": [b], "returns": "last"}
    one = run(make_lesson(stack([recurrent], [[0.5, -1.5]], [[1.0]], shape=(2, 1)))).steps[0].examples[0]
    h1 = math.tanh(W_x * 0.5 + b)
    chain = [{"units": 1, "activation": "tanh", "weights": [[W_x]], "biases": [b]},
             {"units": 1, "activation": "tanh", "weights": [[W_h]], "biases": [b + W_x * -1.5]}]  # fmt: skip
    two = run(make_lesson(stack(chain, [[0.5]], [[1.0]]))).steps[0].examples[0]
    assert pytest.approx(two.L, rel=1e-15) == one.L
    first, second = two.at(1)[1], two.at(2)[1]
    bwd = one.backward[0]
    assert_allclose(bwd.dL_dW_h, second.dL_dW, rtol=1e-14)
    assert_allclose(bwd.dL_dW_x, first.dL_dW + second.dL_db * -1.5, rtol=1e-14)
    assert_allclose(bwd.dL_db, first.dL_db + second.dL_db, rtol=1e-14)
    assert_allclose(bwd.shares_h[1], second.delta[:, None] * h1, rtol=1e-14)


@pytest.mark.parametrize("kind", ALL)
def test_each_times_parts_sum_to_the_gradient(kind):
    for example in run(make_lesson(KINDS[kind]())).steps[0].examples:
        for bwd in (b for b in example.backward if hasattr(b, "shares_h")):
            assert_allclose(bwd.shares_x.sum(axis=0), bwd.dL_dW_x, atol=1e-14)
            assert_allclose(bwd.shares_h.sum(axis=0), bwd.dL_dW_h, atol=1e-14)
            assert_allclose(bwd.delta.sum(axis=0)[: len(bwd.dL_db)], bwd.dL_db, atol=1e-14)


@pytest.mark.parametrize("kind", RECURRENT)
def test_truncation_of_a_sequence_that_is_no_longer_changes_nothing(kind):
    def gradients(**layer):
        tables = stack([{"kind": kind, "units": 2, **layer}], TOKENS, TOKENS[:, :, :2], shape=(3, 4), seed=4)
        return run(make_lesson(tables)).steps[0].update[0]

    whole, same, cut = gradients(), gradients(truncate=3), gradients(truncate=1)
    assert_allclose(whole.dL_dW_x, same.dL_dW_x, rtol=0)
    assert not np.allclose(whole.dL_dW_x, cut.dL_dW_x)


def test_truncated_to_one_time_every_time_is_a_layer_by_itself():
    """With truncate = 1 the state before is a given number: dL/dW_h is the sum of (dL/da_t act'(z_t)) h_{t-1}^T."""
    tables = stack([{"kind": "rnn", "units": 2, "truncate": 1}], TOKENS, TOKENS[:, :, :2], shape=(3, 4))
    example = run(make_lesson(tables)).steps[0].examples[0]
    fwd, bwd = example.at(1)
    assert not bwd.later.any()
    delta = bwd.dL_da * (1 - fwd.h**2)
    assert_allclose(bwd.delta, delta, rtol=1e-13)
    assert_allclose(bwd.dL_dW_h, delta.T @ fwd.h_before, rtol=1e-13)


def test_a_truncated_gradient_is_not_that_of_the_loss_and_the_check_holds_what_is_cut():
    """Beside the plain quotient of losses it is another number; beside the roads that hold the states it is right."""
    tables = stack([{"kind": "rnn", "units": 2, "truncate": 1}], TOKENS, TOKENS[:, :, :2], shape=(3, 4))
    lesson = make_lesson(tables)
    found = check(lesson)
    assert found.passed
    row = next(row for row in found.rows if row.parameter == "W_h")
    losses = []
    for h in (1e-6, -1e-6):
        moved = json.loads(json.dumps(tables))
        moved["network"]["layers"][0]["W_h"][0][0] += h
        losses.append(run(make_lesson(moved)).losses[0])
    assert abs((losses[0] - losses[1]) / 2e-6 - row.analytic) > 1e-3 * abs(row.analytic)


@pytest.mark.parametrize("kind", ALL)
def test_told_again_it_is_the_same(kind):
    table = KINDS[kind]()
    lesson = make_lesson(table | {"training": {"learning_rate": 0.1, "steps": 3}})
    trace = run(lesson)
    file = json.loads(json.dumps(to_dict(trace)))
    assert to_dict(from_dict(file)) == file
    assert to_dict(run(make_lesson(file["lesson"]))) == file
    again = networks(trace, [2])[0]
    for layer, update in zip(again.layers, trace.steps[2].update, strict=True):
        for name, value in layer.values.items():
            assert_allclose(value, getattr(update, name), rtol=1e-10, atol=1e-14)
    assert Probe(trace, 1, 0).run({}).L == trace.steps[1].examples[0].L


def test_an_lstm_by_its_book():
    """One unit, two times, gate by gate."""
    rows = ((0.5, 0.1, 0.0), (-0.3, 0.4, 1.0), (0.8, -0.6, 0.1), (0.2, 0.7, -0.2))  # w, u, b of i, f, g, o
    W_x, W_h, b = ([[row[k]] for row in rows] for k in range(3))
    layer = {"kind": "lstm", "units": 1, "W_x": W_x, "W_h": W_h, "b": [row[0] for row in b]}
    example = run(make_lesson(stack([layer], [[1.0, -2.0]], [[0.0, 0.0]], shape=(2, 1)))).steps[0].examples[0]
    h = c = 0.0
    for t, x in enumerate((1.0, -2.0)):
        i, f, g, o = (w * x + u * h + s for w, u, s in rows)
        i, f, o = (1 / (1 + math.exp(-s)) for s in (i, f, o))
        c = f * c + i * math.tanh(g)
        h = o * math.tanh(c)
        assert example.forward[0].c[t, 0] == pytest.approx(c, rel=1e-14)
        assert example.forward[0].h[t, 0] == pytest.approx(h, rel=1e-14)


def test_a_gru_by_its_book():
    layer = {"kind": "gru", "units": 1, "W_x": [[0.5], [-0.3], [0.8]], "W_h": [[0.1], [0.4], [-0.6]], "b": [0.0, 1.0, 0.1], "h0": [0.5]}
    example = run(make_lesson(stack([layer], [[1.0, -2.0]], [[0.0, 0.0]], shape=(2, 1)))).steps[0].examples[0]
    h = 0.5
    for t, x in enumerate((1.0, -2.0)):
        r, u = (1 / (1 + math.exp(-s)) for s in (0.5 * x + 0.1 * h, -0.3 * x + 0.4 * h + 1.0))
        v = math.tanh(0.8 * x - 0.6 * (r * h) + 0.1)
        h = u * h + (1 - u) * v
        assert example.forward[0].h[t, 0] == pytest.approx(h, rel=1e-14)


def forgetful(right):
    """A way back that forgets the later times."""

    def uncell(self, p, x, kept, dL, g):
        before, delta = right(self, p, x, kept, dL, g)
        return tuple(0.0 * each for each in before), delta

    return uncell


@pytest.mark.parametrize(("module", "name"), [(rnn, "Rnn"), (lstm, "Lstm"), (gru, "Gru")])
def test_a_way_back_that_forgets_later_times_is_caught(monkeypatch, module, name):
    kind = getattr(module, name)
    assert check(make_lesson(KINDS[name.lower()]())).passed
    monkeypatch.setattr(kind, "uncell", forgetful(kind.uncell))
    assert not check(make_lesson(KINDS[name.lower()]())).passed


def test_a_rectifier_at_zero_in_time_is_a_kink_that_both_ways_see():
    layer = {"kind": "rnn", "units": 1, "activation": "relu", "W_x": [[0.1]], "W_h": [[0.2]], "b": [-0.3]}
    found = check(make_lesson(stack([layer], [[3.0, 3.0, 5.0]], [[1.0, 1.0, 1.0]], shape=(3, 1))))
    assert [kink.at for kink in found.kinks] == [(0, 0), (1, 0)]
    assert found.kinks[0].of == "relu"
    assert found.passed
    assert found.paths_error == 0.0


BASE = {"kind": "rnn", "units": 2}
WRONG = [
    ({"units": 0}, "network.layers[0].units: found 0; allowed: a whole number from 1"),
    ({"activation": "softmax"}, "network.layers[0].activation: found softmax in an rnn"),
    ({"activation": "step"}, "network.layers[0].activation: found step in an rnn"),
    ({"activation": "tan"}, 'network.layers[0].activation: found "tan"; allowed: identity'),
    ({"slope": 0.1}, "network.layers[0].slope: found slope with activation tanh; allowed: slope with leaky_relu"),
    ({"returns": "none"}, 'network.layers[0].returns: found "none"; allowed: "all" states, one after every time, or the "last"'),
    ({"returns": True}, "network.layers[0].returns: found true"),
    ({"returns": 1}, "network.layers[0].returns: found 1"),
    ({"truncate": 0}, "network.layers[0].truncate: found 0; allowed: a whole number from 1: how many times slopes go back"),
    ({"truncate": 1.5}, "network.layers[0].truncate: found 1.5"),
    ({"truncate": "two"}, 'network.layers[0].truncate: found "two"'),
    ({"h0": [0.0]}, "network.layers[0].h0: found 1 numbers; allowed: 2, one for each unit"),
    ({"h0": 0.0}, "network.layers[0].h0: found 0.0; allowed: a list of finite numbers, one for each unit"),
    ({"h0": ["a", 0.0]}, 'network.layers[0].h0[0]: found "a"; allowed: a list of finite numbers'),
    ({"W_x": [[1.0, 2.0]]}, "network.layers[0].W_x: found 1 x 2 numbers; allowed: 2 x 4 numbers"),
    ({"W_x": [1.0]}, "network.layers[0].W_x[0]: found 1.0; allowed: rows of finite numbers, a column for each number that comes in"),
    ({"W_x": "big"}, 'network.layers[0].W_x: found "big"; allowed: rows of finite numbers'),
    ({"W_h": [[1.0, 2.0, 3.0]] * 2}, "network.layers[0].W_h: found 2 x 3 numbers; allowed: 2 x 2 numbers"),
    ({"W_h": [[1.0, 2.0], [3.0]]}, "network.layers[0].W_h: found rows that are not equally long"),
    ({"W_h": 1}, "network.layers[0].W_h: found 1; allowed: rows of finite numbers, a column for each unit"),
    ({"b": [1.0]}, "network.layers[0].b: found 1 numbers; allowed: 2 numbers"),
    ({"b": 1.0}, "network.layers[0].b: found 1.0; allowed: a list of finite numbers"),
    ({"b": [float("nan"), 0.0]}, "network.layers[0].b[0]: found nan; allowed: a list of finite numbers"),
    ({"bias": "no"}, 'network.layers[0].bias: found "no"; allowed: true, false'),
    ({"bias": 0}, "network.layers[0].bias: found 0; allowed: true, false"),
    ({"bias": False, "b": [0.0, 0.0]}, "network.layers[0].b: found b with bias = false; allowed: one of the two"),
    ({"c0": [0.0, 0.0]}, "network.layers[0].c0: found the unknown key"),
    ({"kind": "lstm", "c0": [0.0]}, "network.layers[0].c0: found 1 numbers; allowed: 2, one for each unit"),
    ({"kind": "lstm", "c0": 1}, "network.layers[0].c0: found 1; allowed: a list of finite numbers"),
    ({"kind": "lstm", "c0": [[0.0]]}, "network.layers[0].c0[0]: found [0.0]"),
    ({"kind": "lstm", "W_x": [[0.0] * 4] * 2}, "network.layers[0].W_x: found 2 x 4 numbers; allowed: 8 x 4 numbers"),
    ({"kind": "gru", "W_h": [[0.0] * 2] * 2}, "network.layers[0].W_h: found 2 x 2 numbers; allowed: 6 x 2 numbers"),
    ({"kind": "gru", "activation": "tanh"}, "network.layers[0].activation: found the unknown key"),
]


@pytest.mark.parametrize(("layer", "says"), WRONG)
def test_a_wrong_value_is_one_message(layer, says):
    tables = stack([BASE], TOKENS, TOKENS[:, :, :2], shape=(3, 4))
    tables["network"]["layers"][0] = {**BASE, **layer}
    with pytest.raises(InputError) as error:
        make_lesson(tables)
    assert str(error.value).startswith(f"lesson: {says}")


def test_what_stands_around_it_has_to_fit():
    after = stack([BASE], TOKENS, TOKENS[:, :, :2], shape=(3, 4))
    after["network"]["layers"].append({"units": 2, "activation": "tanh"})
    with pytest.raises(InputError, match=r'dense after 3 x 2 numbers.*returns = "last"'):
        make_lesson(after)
    crossed = stack([BASE], TOKENS, TOKENS[:, :, :2], shape=(3, 4))
    crossed["network"]["loss"] = "binary_cross_entropy"
    crossed["network"]["layers"][0]["activation"] = "sigmoid"
    with pytest.raises(InputError, match=r"network\.loss: found binary_cross_entropy on rnn"):
        make_lesson(crossed)
    crossed["network"]["loss"] = "hinge"
    with pytest.raises(InputError, match=r'network\.loss: found hinge at every time, on 3 x 2 numbers.*next_token.*returns = "last"'):
        make_lesson(crossed)
