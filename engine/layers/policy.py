"""Losses of acting: the policy gradient, and PPO's clipped objective. The policy is the softmax of the last layer.

With log pi = log softmax(z), the action taken and its advantage A:
policy_gradient  L = -A log pi(action)                                  (Williams 1992)
ppo              L = -min(r A, clip(r, 1 - eps, 1 + eps) A), r = pi(action) / pi_old(action)   (Schulman et al. 2017, eq. 7)
Both go back through d log pi(action) / dz = onehot(action) - pi; ppo with dL/dr = -A where r A is the smaller product or
both are equal, and exactly 0 where the clipped product is the smaller one: there the gradient stops. At the two edges of
the clip the objective has a kink; the slope taken is the one of r A.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.layers.next_token import one_hot, picked
from engine.losses import Loss, OfOutput, log_softmax
from engine.sums import less


@dataclass(frozen=True, eq=False)
class PolicyGradient(Record):
    """One action: dL/dz = dL_dlog_prob dlog_prob_dz."""

    kind: str
    action: int
    advantage: float
    log_pi: Array  # (n,): log softmax(z)
    log_prob: float  # log pi(action)
    dL_dlog_prob: float  # -A
    dlog_prob_dz: Array  # (n,): onehot(action) - pi
    dL_dz: Array  # (n,)


@dataclass(frozen=True, eq=False)
class Ppo(Record):
    """One action: dL/dz = dL_dratio dratio_dlog_prob dlog_prob_dz; `branch` is "ratio" or "clipped", the product that counts."""

    kind: str
    action: int
    advantage: float
    old_prob: float
    log_pi: Array  # (n,): log softmax(z)
    log_prob: float
    log_old_prob: float
    ratio: float  # exp(log_prob - log_old_prob)
    low: float  # 1 - eps
    high: float  # 1 + eps
    clipped_ratio: float
    product: float  # r A
    clipped_product: float  # clip(r) A
    objective: float  # the smaller of both; L is its negative
    branch: str
    dL_dratio: float  # -A, or 0 on the clipped branch
    dratio_dlog_prob: float  # r
    dlog_prob_dz: Array  # (n,): onehot(action) - pi
    dL_dz: Array  # (n,)


def _log_prob(z: Array, y: Array) -> Array:
    """log pi(action) of each example, (...)."""
    return picked(log_softmax(z), y[..., 0])


def _dlog_prob_dz(a: Array, y: Array) -> Array:
    return one_hot(y[..., 0], a.shape[-1]) - a


def _policy_record(z: Array, a: Array, y: Array) -> PolicyGradient:
    log_pi, slope = log_softmax(z), _dlog_prob_dz(a, y)
    action, advantage = int(y[0]), float(y[1])
    return PolicyGradient("policy_gradient", action, advantage, log_pi, float(log_pi[action]), -advantage, slope, -advantage * slope)


POLICY_GRADIENT = Loss(
    "policy_gradient",
    "-A log pi(action)",
    terms=lambda z, a, y: (-y[..., 1] * _log_prob(z, y))[..., None],
    dL_da=lambda z, a, y: -y[..., 1:2] * one_hot(y[..., 0], a.shape[-1]) / a,
    delta=lambda z, a, y: -y[..., 1:2] * _dlog_prob_dz(a, y),
    labels=lambda a, y: one_hot(y[..., 0], a.shape[-1]),
    record=_policy_record,
)


@dataclass(frozen=True)
class Clipped:
    """PPO's objective with its eps."""

    eps: float

    def ratio(self, z: Array, y: Array) -> Array:
        """r of each example, (...); where only rounding is between it and an edge of the clip, the edge."""
        r = np.exp(_log_prob(z, y) - np.log(y[..., 2]))
        for edge in self.edges:
            r = np.where(less(r.real, edge) == 0.0, r - r.real + edge, r)
        return r

    @property
    def edges(self) -> tuple[float, float]:
        """1 - eps and 1 + eps."""
        return 1.0 - self.eps, 1.0 + self.eps

    def kinks(self, z: Array, a: Array, y: Array) -> Array:
        """Which examples are at an edge of the clip, where the objective has two slopes."""
        ratio = self.ratio(z, y)
        return np.isin(ratio, self.edges) & (y[..., 1] != 0.0)

    def clip(self, ratio: Array) -> Array:
        """r, held between 1 - eps and 1 + eps."""
        return np.where(ratio.real < 1.0 - self.eps, 1.0 - self.eps, np.where(ratio.real > 1.0 + self.eps, 1.0 + self.eps, ratio))

    def branches(self, z: Array, a: Array, y: Array) -> Array:
        """Which examples count by their clipped product, (...) of True and False."""
        ratio = self.ratio(z, y).real
        return np.asarray(y[..., 1] * self.clip(ratio) < y[..., 1] * ratio)

    def on(self, clipped: Array) -> OfOutput:
        """The terms with every example held to its branch."""

        def terms(z: Array, a: Array, y: Array) -> Array:
            ratio, A = self.ratio(z, y), y[..., 1]
            flat = np.where(ratio.real > 1.0, 1.0 + self.eps, 1.0 - self.eps)
            return np.where(clipped, -A * flat, -A * ratio)[..., None]

        return terms

    def terms(self, z: Array, a: Array, y: Array) -> Array:
        """-min(r A, clip(r) A), (..., 1)."""
        ratio, A = self.ratio(z, y), y[..., 1]
        return -np.minimum(ratio * A, self.clip(ratio) * A)[..., None]

    def dL_dratio(self, z: Array, a: Array, y: Array) -> Array:
        """-A where r A counts, else 0, (..., 1)."""
        return np.where(self.branches(z, a, y), 0.0, -y[..., 1])[..., None]

    def dL_da(self, z: Array, a: Array, y: Array) -> Array:
        """dL/dr / pi_old at the action taken, zero elsewhere."""
        return self.dL_dratio(z, a, y) * one_hot(y[..., 0], a.shape[-1]) / y[..., 2:3]

    def delta(self, z: Array, a: Array, y: Array) -> Array:
        """dL/dr r (onehot - pi)."""
        return self.dL_dratio(z, a, y) * self.ratio(z, y)[..., None] * _dlog_prob_dz(a, y)

    def record(self, z: Array, a: Array, y: Array) -> Ppo:
        """Every factor of one example."""
        action, A, old = int(y[0]), float(y[1]), float(y[2])
        log_pi, slope = log_softmax(z), _dlog_prob_dz(a, y)
        log_prob, log_old = float(log_pi[action]), float(np.log(old))
        ratio = float(self.ratio(z, y))
        held = min(max(ratio, 1.0 - self.eps), 1.0 + self.eps)
        clipped = held * A < ratio * A
        dL_dratio = 0.0 if clipped else -A
        return Ppo(
            "ppo", action, A, old, log_pi, log_prob, log_old, ratio, 1.0 - self.eps, 1.0 + self.eps, held, ratio * A, held * A,
            min(ratio * A, held * A), "clipped" if clipped else "ratio", dL_dratio, ratio, slope, dL_dratio * ratio * slope,
        )  # fmt: skip


def ppo(eps: float) -> Loss:
    """The loss with this clip."""
    clipped = Clipped(eps)
    return Loss(
        "ppo",
        f"-min(r A, clip(r, {1.0 - eps:g}, {1.0 + eps:g}) A)",
        clipped.terms,
        clipped.dL_da,
        clipped.delta,
        labels=POLICY_GRADIENT.labels,
        record=clipped.record,
        branches=clipped.branches,
        on=clipped.on,
        kinks=clipped.kinks,
    )
