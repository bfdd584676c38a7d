"""Random lessons against an independent autograd, where torch is installed: every recorded value to 1e-9."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose

from engine import make_lesson, run
from tests.engine.lessons import tables, trainings
from tests.engine.test_kinked_losses import CASES, tables_of

torch = pytest.importorskip("torch")

ACT = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "softplus": lambda z: torch.logaddexp(z, torch.zeros_like(z)),  # torch's own goes straight beyond 20
    "gelu": torch.nn.functional.gelu,
    "elu": torch.nn.functional.elu,
    "silu": torch.nn.functional.silu,
    "softsign": torch.nn.functional.softsign,
    "bipolar_sigmoid": lambda z: torch.tanh(z / 2),
    "hard_sigmoid": lambda z: torch.clamp(z / 6 + 0.5, 0, 1),  # the slope of torch's own is a single-precision 1/6
    "hard_tanh": torch.nn.functional.hardtanh,
    "softmax": lambda z: torch.softmax(z, -1),
}
LOSS = {
    "squared_error": lambda a, y: 0.5 * ((a - y) ** 2).sum(-1),
    "mse": lambda a, y: ((a - y) ** 2).mean(-1),
    "binary_cross_entropy": lambda a, y: -(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum(-1),
    "cross_entropy": lambda a, y: -(y * torch.log(a)).sum(-1),
    "mae": lambda a, y: (a - y).abs().mean(-1),
    "huber": lambda a, y: torch.nn.functional.huber_loss(a, y, reduction="none").mean(-1),
    "hinge": lambda a, y: torch.relu(1 - y * a).sum(-1) if a.shape[-1] == 1 else of_classes(a, y),
    "output": lambda a, y: a.sum(-1),
}


KINDS = {"sgd": "SGD", "rmsprop": "RMSprop", "adagrad": "Adagrad", "adam": "Adam", "adamw": "AdamW"}


def of_classes(a, y):
    """torch's own multi-class hinge, which takes the mean over all outputs."""
    return torch.nn.functional.multi_margin_loss(a, y.argmax(-1), reduction="none") * a.shape[-1]


class Oracle:
    """The lesson in torch: parameters, the examples' losses, and the gradients of every z."""

    def __init__(self, lesson):
        self.lesson = lesson
        self.W = [torch.tensor(layer.weights, dtype=torch.float64, requires_grad=True) for layer in lesson.network.layers]
        self.b = [torch.tensor(layer.biases, dtype=torch.float64, requires_grad=True) for layer in lesson.network.layers]
        training = lesson.training
        trained = self.W + (self.b if training.train_biases else [])
        options = {key: getattr(training, key) for key in ("momentum", "nesterov", "alpha", "betas", "eps", "weight_decay")}
        given_options = {key: value for key, value in options.items() if value is not None}
        self.trained = [p for p, held in zip(trained, self.held(trained), strict=True) if not held]
        self.optimizer = getattr(torch.optim, KINDS[training.optimizer])(self.trained, lr=training.learning_rate, **given_options)

    def held(self, trained):
        """Which of these parameters are of layers that are not trained."""
        still = [layer.train is False for layer in self.lesson.network.layers]
        return (still + still)[: len(trained)]

    def penalty(self):
        """What the weights cost."""
        asked = self.lesson.training.penalty
        counted = [] if asked is None else self.W + (self.b if asked.biases else [])
        return sum(((asked.l1 or 0.0) * p.abs().sum() + (asked.l2 or 0.0) / 2 * (p * p).sum() for p in counted), torch.zeros(()))

    def losses(self, x, y):
        """L of every example; z and a of every layer are kept with their gradients."""
        self.z, self.a = [], [x]
        for W, b, act in zip(self.W, self.b, self.lesson.activations, strict=True):
            self.z.append(self.a[-1] @ W.T + b if len(b) else self.a[-1] @ W.T)
            self.a.append(ACT[act](self.z[-1]))
            self.z[-1].retain_grad()
        return LOSS[self.lesson.network.loss](self.a[-1], y)

    def step(self, x, y):
        """One step; the loss before it, mean or sum, without its penalty. Gradients are kept without it, too."""
        for p in self.W + self.b:
            p.grad = None
        loss = self.reduced(self.losses(x, y))
        loss.backward()
        self.found = {id(p): p.grad.clone() if p.grad is not None else torch.zeros_like(p) for p in self.W + self.b}
        if self.lesson.training.penalty is not None:
            self.penalty().backward()
        self.optimizer.step()
        return loss.item()

    def reduced(self, losses):
        """The loss of a batch."""
        return losses.sum() if self.lesson.training.reduction == "sum" else losses.mean()


def close(ours, theirs):
    """Equal to 1e-9."""
    assert_allclose(ours, theirs.detach().numpy() if torch.is_tensor(theirs) else theirs, rtol=1e-9, atol=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_every_value_agrees(table):
    compare(table)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(trainings(["sgd", "rmsprop", "adagrad", "adam", "adamw"]))  # torch has no lion
def test_every_way_to_train_agrees(table):
    compare(table)


@pytest.mark.parametrize(("loss", "act", "outputs", "network"), [case for case in CASES if "delta" not in case[3]])
def test_losses_of_pieces_agree(loss, act, outputs, network):
    compare(tables_of(loss, act, outputs, **network))


def digits_left(lesson, step):
    """Whether a rule that divides by the slope itself has one to divide by: one of 1e-8 is a difference of which few digits are left."""
    slopes = np.abs(np.concatenate([np.r_[u.dL_dW.ravel(), u.dL_db.ravel()] for u in step.update]))
    return lesson.training.optimizer == "sgd" or not np.any((slopes > 0) & (slopes < 1e-5))


def compare(table):
    """Every recorded value of every step."""
    trace = run(make_lesson(table))
    oracle, B = Oracle(trace.lesson), trace.lesson.training.batch_size
    x, y = (np.array(rows) for rows in (trace.lesson.data.x, trace.lesson.data.y))
    for k, step in enumerate(trace.steps):
        index = [(k * B + m) % len(x) for m in range(B)]
        xs, ys = torch.tensor(x[index]), torch.tensor(y[index])
        for group in oracle.optimizer.param_groups:
            group["lr"] = trace.lesson.training.learning_rate if step.eta is None else step.eta
        close(step.L, oracle.step(xs, ys))
        share = 1 if trace.lesson.training.reduction == "sum" else B
        for m, example in enumerate(step.examples):
            for fwd, bwd in (example.at(l) for l in range(1, len(trace.sizes))):
                close(fwd.z, oracle.z[fwd.l - 1][m])
                close(bwd.delta, oracle.z[fwd.l - 1].grad[m] * share)
        if not digits_left(trace.lesson, step):
            return
        for update in step.update:
            close(update.dL_dW, oracle.found[id(oracle.W[update.l - 1])])
            close(update.dL_db, oracle.found[id(oracle.b[update.l - 1])])
            close(update.W_new, oracle.W[update.l - 1])
            close(update.b_new, oracle.b[update.l - 1])
        close(step.L_new, oracle.reduced(oracle.losses(xs, ys)))
