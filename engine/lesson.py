"""What a lesson file may say, as it is typed; `lesson_file` reads it and `lesson_checks` compares its parts."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from engine.activations import ActivationName
from engine.datasets import DatasetName
from engine.inits import InitName
from engine.losses import LossName
from engine.optimizers import OptimizerName

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
Share = Annotated[float, Field(strict=True, ge=0, lt=1)]
Whole = Annotated[int, Field(strict=True, ge=0, lt=2**63)]
Size = Annotated[int, Field(strict=True, ge=1, le=100_000)]
Steps = Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
Yes = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, min_length=1)]
Vector = tuple[Number, ...]
Matrix = tuple[Vector, ...]


class Spec(BaseModel):
    """Base of the lesson's tables: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InitSpec(Spec):
    """How to draw the weights of layers that give none."""

    method: InitName
    seed: Whole = 0
    scale: Positive | None = None


class LayerSpec(Spec):
    """One layer: weights (units, n_in) and biases (units,), or None for drawn weights and zero biases."""

    units: Size
    activation: ActivationName
    weights: Matrix | None = None
    biases: Vector | None = None


class NetworkSpec(Spec):
    """The network: layers 1..D, the loss, and the draw."""

    inputs: Size
    loss: LossName
    init: InitSpec = InitSpec(method="xavier_normal")
    layers: Annotated[tuple[LayerSpec, ...], Field(min_length=1)]


class DataSpec(Spec):
    """The examples: x (N, n_0) and y (N, n_D); once loaded they are always there, wherever they came from."""

    x: Matrix | None = None
    y: Matrix | None = None
    dataset: DatasetName | None = None
    examples: Size | None = None
    noise: Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)] | None = None
    seed: Whole | None = None
    csv: Text | None = None
    targets: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None


class TrainingSpec(Spec):
    """How to train; once loaded, batch_size, record and the optimiser's own options are always there."""

    optimizer: OptimizerName = "sgd"
    learning_rate: Positive
    steps: Steps = 1
    batch_size: Size | None = None
    train_biases: Yes = True
    record: tuple[Whole, ...] | None = None
    momentum: Share | None = None
    nesterov: Yes | None = None
    alpha: Share | None = None
    betas: tuple[Share, Share] | None = None
    eps: Positive | None = None


class Lesson(Spec):
    """One lesson: network, data and training, complete and consistent once loaded."""

    title: Text = "Untitled"
    chapters: tuple[Text, ...] | None = None
    network: NetworkSpec
    data: DataSpec
    training: TrainingSpec
    studies: dict[Text, dict[Text, Number | Vector]] | None = None
    twins: tuple["Lesson", ...] = ()
    _file: str = PrivateAttr(default="lesson")

    @property
    def file(self) -> str:
        """The name its messages go by."""
        return self._file

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D)."""
        return (self.network.inputs, *(layer.units for layer in self.network.layers))

    @property
    def activations(self) -> tuple[str, ...]:
        """The names of the activations of layers 1..D."""
        return tuple(layer.activation for layer in self.network.layers)
