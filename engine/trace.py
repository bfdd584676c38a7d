"""What happened, one record per equation: the attribute names are the keys of the trace file."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.arrays import Array, Record
from engine.layers.dense import Backward, Forward
from engine.lesson import Lesson
from engine.network import Network
from engine.studies import Studies

__all__ = ["Backward", "Example", "Forward", "Nudge", "Penalised", "Step", "Stopped", "Trace", "Update"]


@dataclass(frozen=True, eq=False)
class Nudge(Record):
    """Dense layer l shaken: each z_i alone raised by h, the loss that follows, and the ratio that delta_i is the limit of."""

    l: int
    h: float
    z_plus: Array  # (n,): z_i + h
    L_plus: Array  # (n,): L with only z_i raised
    ratio: Array  # (n,): (L_plus - L) / h


@dataclass(frozen=True, eq=False)
class Example(Record):
    """One example: forward for l = 1..D, backward for l = D..1, each layer's record being that of its kind."""

    x: Array  # (n_0,)
    y: Array  # (n_D,)
    L: float
    error: Array  # (n_D,): a - y
    L_terms: Array  # (n_D,): each output's part of L
    forward: tuple[Forward, ...]
    backward: tuple[Backward, ...]
    nudges: tuple[Nudge, ...]
    objective: Any = None  # what a loss of `engine.layers` is made of

    def at(self, l: int) -> tuple[Forward, Backward]:
        """Both records of layer l."""
        return self.forward[l - 1], self.backward[-l]


@dataclass(frozen=True, eq=False)
class Update(Record):
    """Dense layer l takes its step: W_new = W - step_W, b_new = b - step_b; the gradients are means (or sums) over the batch.

    b is (n,), a bias for each neuron; (1,), one for all; or (0,), none. Where there is a penalty, `dOmega_d` is its slope and `dJ_d` the
    sum of both, which the optimiser is given. What an optimiser remembers is in `engine.optimizer_state`.
    """

    l: int
    W: Array  # (n, n_in)
    b: Array  # (n,)
    dL_dW: Array  # (n, n_in)
    dL_db: Array  # (n,)
    step_W: Array  # (n, n_in)
    step_b: Array  # (n,)
    W_new: Array  # (n, n_in)
    b_new: Array  # (n,)
    dOmega_dW: Array | None = None  # (n, n_in)
    dOmega_db: Array | None = None  # (n,)
    dJ_dW: Array | None = None  # (n, n_in)
    dJ_db: Array | None = None  # (n,)
    state: Any = None
    state_before: Any = None


@dataclass(frozen=True, eq=False)
class Penalised(Record):
    """What a penalty adds to the batch's loss, before the step and after it: J = L + Omega."""

    Omega: float
    Omega_new: float
    J: float
    J_new: float


@dataclass(frozen=True, eq=False)
class Step:
    """One recorded step: its batch, the batch's loss before and after, and the update of layers 1..D.

    `eta` is its learning rate where that follows a schedule, `penalised` what a penalty does to it.
    """

    step: int
    examples: tuple[Example, ...]
    L: float
    L_new: float
    update: tuple[Update, ...]
    eta: float | None = None
    penalised: Penalised | None = None


@dataclass(frozen=True, eq=False)
class Stopped(Record):
    """A run that was to end at a loss: how many steps were asked for and taken, and whether the last loss is low enough, 1 or 0."""

    asked: float
    taken: float
    reached: float


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything a run left behind.

    `steps` are the recorded ones, `losses` every one and the last L after it, `twins` are runs to compare it with;
    `test_losses` is what examples that are kept from training lose before every step and after the last, `penalties` what the weights
    then cost besides, `rates` the learning rate of every step where it follows a schedule.
    """

    lesson: Lesson
    net: Network  # before step 0
    losses: tuple[float, ...]
    steps: tuple[Step, ...]
    convention: dict[str, str]
    twins: tuple["Trace", ...] = field(default=())
    test_losses: tuple[float, ...] | None = None
    penalties: tuple[float, ...] | None = None
    rates: tuple[float, ...] | None = None
    stopped: Stopped | None = None
    format: str = "backreel/trace"
    version: int = 1

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D)."""
        return self.net.sizes

    @cached_property
    def studies(self) -> Studies:
        """What was run beyond the recorded steps, by name."""
        return Studies(self)
