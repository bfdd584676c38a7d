"""The lessons of convolution, attention, embeddings and policy: figures worked out apart from the engine, end to end by command."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.testing import assert_allclose, assert_array_equal

from engine import load_lesson, run
from engine.reading import Reading
from scenes.chapter import Chapter
from studio import catalog, telling
from studio.cli import main
from studio.looks import look_of
from studio.orders import Order

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
NAMES = ("convolution", "attention", "embeddings", "policy")


@pytest.fixture(scope="module")
def traces():
    return {name: run(load_lesson(LESSONS / f"{name}.toml")) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_trace_and_check_end_to_end(name, tmp_path):
    file = tmp_path / "trace.json"
    for words in (["trace", name, "-o", str(file)], ["check", name]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
    assert "all agree" in done.output
    assert json.loads(file.read_text())["lesson"]["network"]["layers"]


@pytest.mark.parametrize("chapter", ["forward", "chain_rule", "delta", "gradients", "update"])
def test_chapters_about_dense_layers_say_that_they_cannot_be_told(chapter, tmp_path):
    for name, unknown in (
        ("attention", "the layers embedding, attention and token_dense, and the loss next_token"),
        ("policy", "the loss ppo"),
    ):
        fit = telling.fit(Order(name, chapter, look_of("l", "16:9"), "silent", tmp_path))
        assert fit.unfit == f"it knows nothing of {unknown}"


def test_a_chapter_that_knows_a_kind_is_told_on_it(traces):
    class Knowing(Chapter):
        knows = frozenset({"conv2d", "mean_pool", "flatten", "shape"})

    class Choosy(Knowing):
        @classmethod
        def unfit(cls, t):
            return "too small"

    t = Reading(traces["convolution"])
    assert Knowing.refusal(t) is None
    assert Choosy.refusal(t) == "too small"
    assert "ppo" in Knowing.refusal(Reading(traces["policy"]))
    assert catalog.load(catalog.chapter("forward")).refusal(t)


def test_the_filter_by_four_loops(traces):
    step = traces["convolution"].steps[0]
    W, b = step.update[0].W[0, 0], step.update[0].b[0]
    for example in step.examples:
        image, (fwd, bwd) = example.x[0], example.at(1)
        a = np.array([[np.tanh((W * image[r : r + 3, c : c + 3]).sum() + b) for c in range(4)] for r in range(4)])
        assert_allclose(fwd.a[0], a, rtol=1e-14)
        quarters = a.reshape(2, 2, 2, 2).mean(axis=(1, 3)).ravel()
        assert_allclose(example.L, 0.5 * ((quarters - example.y) ** 2).sum(), rtol=1e-14)
        delta = np.repeat(np.repeat((quarters - example.y).reshape(2, 2), 2, 0), 2, 1) / 4 * (1 - a**2)
        shares = [delta[r, c] * image[r : r + 3, c : c + 3] for r in range(4) for c in range(4)]
        assert_allclose(bwd.shares[:, 0, 0], shares, atol=1e-15)
        assert_allclose(bwd.dL_dW[0, 0], sum(shares), atol=1e-15)
    W = traces["convolution"].steps[-1].update[0].W[0, 0]
    assert (W[:, 2] - W[:, 0]).sum() > 1  # the filter has learned what brighter to the right is


def test_attention_row_by_row(traces):
    example = traces["attention"].steps[0].examples[0]
    net = traces["attention"].net.layers
    X = net[0].E[[0, 1, 2]]
    fwd, bwd = example.at(2)
    for t in range(3):
        scores = [float((net[1].W_Q @ X[t]) @ (net[1].W_K @ X[s])) / 2**0.5 for s in range(t + 1)]
        weights = np.exp(scores) / np.exp(scores).sum()
        assert_allclose(fwd.A[t], [*weights, *[0.0] * (2 - t)], rtol=1e-14)
        assert_array_equal(fwd.A[t, t + 1 :], 0.0)
        assert_array_equal(bwd.dL_dscores[t, t + 1 :], 0.0)
        assert_allclose(fwd.context[t], sum(w * (net[1].W_V @ X[s]) for s, w in enumerate(weights)), rtol=1e-13)
    z = example.at(3)[0].z
    assert_allclose(example.L, np.mean([np.log(np.exp(row).sum()) - row[y] for row, y in zip(z, (1, 2, 3), strict=True)]), rtol=1e-14)
    last = traces["attention"].steps[-1].examples[0].forward[-1].a
    assert_array_equal(last.argmax(axis=1), [1, 2, 3])


def test_only_the_rows_that_were_looked_up_move(traces):
    for step in traces["embeddings"].steps:
        user, item = map(int, step.examples[0].x)
        update = step.update[0]
        error = update.U[user] @ update.V[item] - step.examples[0].y[0]
        for old, new, row, other in ((update.U, update.U_new, user, update.V[item]), (update.V, update.V_new, item, update.U[user])):
            still = np.arange(len(old)) != row
            assert_array_equal(new[still], old[still])
            assert_allclose(new[row], old[row] - 0.5 * error * other, rtol=1e-14)
            assert (new[row] != old[row]).all()


@pytest.mark.parametrize(
    ("m", "ratio", "objective", "branch", "slope"),
    [(0, 0.7, 0.7, "ratio", -1), (1, 1.0, 1.0, "ratio", -1), (2, 1.3, 1.2, "clipped", 0),
     (3, 0.7, -0.8, "clipped", 0), (4, 1.0, -1.0, "ratio", 1), (5, 1.3, -1.3, "ratio", 1)],
)  # fmt: skip
def test_the_clip_of_ppo(traces, m, ratio, objective, branch, slope):
    example = traces["policy"].steps[0].examples[m]
    found = example.objective
    assert found.ratio == pytest.approx(ratio, rel=1e-15, abs=4e-16)
    assert (found.objective, found.branch, found.dL_dratio) == (pytest.approx(objective, rel=1e-15), branch, slope)
    assert pytest.approx(-objective, rel=1e-15) == example.L
    pi = ratio / 2
    assert_allclose(found.dL_dz, slope * ratio * np.array([-(1 - pi), 1 - pi]), atol=1e-15)
    assert_array_equal(example.backward[0].delta, found.dL_dz)
