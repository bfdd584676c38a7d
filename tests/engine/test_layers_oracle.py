"""Layers of every kind against torch's own, where torch is installed (`pip install .[oracle]`): losses and gradients to 1e-9."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose

from engine import make_lesson, run
from engine.building import examples_of
from tests.engine.stacks import KINDS, stacks

torch = pytest.importorskip("torch")
F = torch.nn.functional
SOME = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

ACT = {
    "identity": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01), "softplus": lambda z: torch.logaddexp(z, torch.zeros_like(z)),
    "softmax": lambda z: torch.softmax(z, -1), "hard_tanh": F.hardtanh, "elu": F.elu, "silu": F.silu,
}  # fmt: skip


def attended(layer, p, a):
    """torch's own attention over heads, then the mix of their outputs where there is one."""
    X = a if layer.kind == "attention" else a[:, None]
    Q, K, V = (X @ p[name].transpose(-1, -2) for name in ("W_Q", "W_K", "W_V"))
    context = F.scaled_dot_product_attention(Q, K, V, is_causal=layer.causal)
    return context if layer.kind == "attention" else context.transpose(1, 2).flatten(2) @ p["W_O"].T


def normed(layer, p, a):
    running = (p["mean"].clone(), p["variance"].clone())
    out = F.batch_norm(a, *running, p["gamma"], p["beta"], layer.form == "training", layer.momentum, layer.eps)
    p["mean_new"], p["variance_new"] = running
    return out


def unrolled(cell):
    """A recurrent layer over a sequence; where it is truncated, what comes in is detached."""

    def forward(layer, p, a):
        a = a if a.ndim == 3 else a[..., None]
        states, out = [torch.tensor(start).expand(len(a), -1) for start in layer.starts], []
        for t in range(a.shape[1]):
            states = [state.detach() for state in states] if layer.is_cut(t) else states
            states = cell(layer, p, a[:, t], *states)
            out.append(states[0])
        return torch.stack(out, 1) if layer.returns == "all" else out[-1]

    return forward


def biased(p):
    return p["b"] if len(p["b"]) else torch.zeros(len(p["W_x"]), dtype=torch.float64)


def rnn_cell(layer, p, x, h):
    return [ACT[layer.activation](F.linear(x, p["W_x"], biased(p)) + F.linear(h, p["W_h"]))]


def lstm_cell(layer, p, x, h, c):
    i, f, g, o = (F.linear(x, p["W_x"], biased(p)) + F.linear(h, p["W_h"])).chunk(4, -1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return [o.sigmoid() * c.tanh(), c]


def gru_cell(layer, p, x, h):
    n, b = h.shape[-1], biased(p)
    r, u = (F.linear(x, p["W_x"][: 2 * n], b[: 2 * n]) + F.linear(h, p["W_h"][: 2 * n])).sigmoid().chunk(2, -1)
    v = (F.linear(x, p["W_x"][2 * n :], b[2 * n :]) + F.linear(r * h, p["W_h"][2 * n :])).tanh()
    return [u * h + (1 - u) * v]


def names(a):
    return a.long()


FORWARD = {
    "dense": lambda layer, p, a: F.linear(a, p["W"], p["b"]),
    "token_dense": lambda layer, p, a: F.linear(a, p["W"], p["b"]),
    "activation": lambda layer, p, a: a,
    "conv2d": lambda layer, p, a: F.conv2d(a, p["W"], p["b"], layer.stride, layer.padding),
    "max_pool": lambda layer, p, a: F.max_pool2d(a, layer.size, layer.strides),
    "mean_pool": lambda layer, p, a: F.avg_pool2d(a, layer.size, layer.strides),
    "dropout": lambda layer, p, a: a * layer.larger * torch.tensor(layer.masks(layer.values, a.detach().numpy())),
    "flatten": lambda layer, p, a: a.flatten(1),
    "batch_norm": normed,
    "layer_norm": lambda layer, p, a: F.layer_norm(a, a.shape[-1:], p["gamma"], p["beta"], layer.eps),
    "embedding": lambda layer, p, a: F.embedding(names(a), p["E"]),
    "embedding_pair": lambda layer, p, a: torch.stack([p["U"][names(a)[:, 0]], p["V"][names(a)[:, 1]]], 1),
    "dot": lambda layer, p, a: (a[:, 0] * a[:, 1]).sum(-1, keepdim=True),
    "rnn": unrolled(rnn_cell),
    "lstm": unrolled(lstm_cell),
    "gru": unrolled(gru_cell),
    "attention": attended,
    "multi_head_attention": attended,
}


def taken(a, y):
    return a.gather(-1, names(y)[..., None])[..., 0]


def clipped(a, y, eps):
    ratio = taken(a, y[..., 0]) / y[..., 2]
    return -torch.minimum(ratio * y[..., 1], ratio.clamp(1 - eps, 1 + eps) * y[..., 1])


LOSS = {
    "squared_error": lambda a, y, eps: 0.5 * ((a - y) ** 2).flatten(1).sum(-1),
    "mse": lambda a, y, eps: ((a - y) ** 2).mean(-1),
    "cross_entropy": lambda a, y, eps: -(y * a.log()).sum(-1),
    "next_token": lambda a, y, eps: F.nll_loss(a.log().transpose(1, 2), names(y), reduction="none").mean(-1),
    "policy_gradient": lambda a, y, eps: -y[..., 1] * taken(a, y[..., 0]).log(),
    "ppo": clipped,
}


class Oracle:
    """Step 0 of a run in torch; the binary cross-entropy is taken of z, since a saturated a has lost its digits."""

    def __init__(self, trace):
        lesson, self.net = trace.lesson, trace.net
        x, y = examples_of(lesson)
        self.p = [{name: torch.tensor(getattr(layer, name)) for name in (*layer.weights, *layer.biases, *layer.statistics)}
                  for layer in self.net.layers]  # fmt: skip
        for layer, p in zip(self.net.layers, self.p, strict=True):
            for name in (*layer.weights, *layer.biases):
                p[name].requires_grad_()
        size = lesson.training.batch_size
        self.outs = [torch.tensor(x[:size]).requires_grad_()]
        for layer, p in zip(self.net.layers, self.p, strict=True):
            z = self.outs[-1] + self.outs[layer.skip] if layer.kind == "residual" else FORWARD[layer.kind](layer, p, self.outs[-1])
            self.outs.append(z if layer.kind == "rnn" else ACT[layer.activation](z))
            self.outs[-1].retain_grad()
        self.z = z
        self.z.retain_grad()
        eps = 0.2 if lesson.network.clip is None else lesson.network.clip
        y = torch.tensor(y[:size])
        if lesson.network.loss == "binary_cross_entropy":
            self.losses = F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(-1)
        else:
            self.losses = LOSS[lesson.network.loss](self.outs[-1], y, eps)
        self.losses.mean().backward()


def close(ours, theirs):
    """Equal to 1e-9."""
    theirs = torch.zeros(np.shape(ours)) if theirs is None else theirs
    assert_allclose(ours, theirs.detach().numpy(), rtol=1e-9, atol=1e-9)


def compare(table):
    """Every value that both know of step 0: outputs and their gradients example by example, parameters', averages."""
    trace = run(make_lesson(table))
    oracle, step = Oracle(trace), trace.steps[0]
    B = len(step.examples)
    for m, example in enumerate(step.examples):
        close(example.L, oracle.losses[m])
        for l in range(1, len(trace.sizes)):
            fwd, bwd = example.at(l)
            close(fwd.a, oracle.outs[l][m])
            if l < len(trace.sizes) - 1:
                close(bwd.dL_da, oracle.outs[l].grad[m] * B)
            elif trace.net.layers[-1].squashes:
                close(bwd.delta, oracle.z.grad[m] * B)
    for layer, p, update in zip(trace.net.layers, oracle.p, step.update, strict=True):
        for name in (*layer.weights, *layer.biases):
            close(getattr(update, f"dL_d{name}"), p[name].grad)
        for name in (name for name in layer.statistics if f"{name}_new" in p):  # dropout counts what it has drawn
            close(getattr(update, f"{name}_new"), p[f"{name}_new"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_agrees(kind):
    compare(KINDS[kind]())


@SOME
@given(stacks())
def test_any_network_of_them_agrees(table):
    compare(table)


def test_the_comparison_can_fail():
    trace = run(make_lesson(KINDS["attention"]()))
    right = trace.steps[0].update[0].dL_dW_Q
    with pytest.raises(AssertionError):
        close(right * 1.001, Oracle(trace).p[0]["W_Q"].grad)
