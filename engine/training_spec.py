"""What [training] may say, as it is typed; `training_checks` compares its parts."""

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.optimizers import OptimizerName
from engine.spec import Positive, Share, Size, Spec, Steps, Whole, Yes

Reduction = Literal["mean", "sum"]
ScheduleKind = Literal["step", "exponential", "cosine", "list"]
NotNegative = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)]
Factor = Annotated[float, Field(strict=True, gt=0, le=1)]


class ScheduleSpec(Spec):
    """How the learning rate goes over the steps (`engine.schedules`)."""

    kind: ScheduleKind
    every: Size | None = None
    gamma: Factor | None = None
    steps: Steps | None = None
    end: NotNegative | None = None
    rates: Annotated[tuple[Positive, ...], Field(min_length=1)] | None = None


class PenaltySpec(Spec):
    """What large weights cost (`engine.penalties`): l1 times their sizes, half of l2 times their squares."""

    l1: Positive | None = None
    l2: Positive | None = None
    biases: Yes | None = None


class StopSpec(Spec):
    """When training ends before its last step: as soon as the loss of the batch, without a penalty, is no higher than this."""

    loss: NotNegative


class TrainingSpec(Spec):
    """How to train; once loaded, batch_size, record and the optimiser's own options are always there."""

    optimizer: OptimizerName = "sgd"
    learning_rate: Positive
    schedule: ScheduleSpec | None = None
    steps: Steps = 1
    stop: StopSpec | None = None
    batch_size: Size | None = None
    reduction: Reduction | None = None
    penalty: PenaltySpec | None = None
    train_biases: Yes = True
    record: tuple[Whole, ...] | None = None
    momentum: Share | None = None
    nesterov: Yes | None = None
    velocity: tuple[dict[str, Any], ...] | None = None
    alpha: Share | None = None
    betas: tuple[Share, Share] | None = None
    eps: Positive | None = None
    weight_decay: NotNegative | None = None

    @property
    def plain(self) -> bool:
        """Whether every step is the learning rate times the mean gradient, and nothing else."""
        more = (self.momentum, self.schedule, self.penalty, self.reduction == "sum")
        return self.optimizer == "sgd" and not any(more)
