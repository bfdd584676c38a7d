"""What a lesson file may say, as it is typed; `lesson_file` reads it and `lesson_checks` compares its parts."""

from math import prod
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, PrivateAttr, Tag

from engine.datasets import DatasetName
from engine.inits import InitName
from engine.layers.base import Shape
from engine.layers.tables import HEADS, KINDS, kind_of
from engine.losses import LossName
from engine.spec import Count, Matrix, Number, Positive, Size, Spec, Text, Title, Vector, Whole, Words, Yes
from engine.training_spec import TrainingSpec

RARE = ("mae", "huber", "hinge", "perceptron", "output")  # losses that a film has to know of


class InitSpec(Spec):
    """How to draw the weights of layers that give none."""

    method: InitName
    seed: Whole = 0
    scale: Positive | None = None


if TYPE_CHECKING:
    AnyLayer = Any
else:
    _tagged = [Annotated[table, Tag(kind)] for kind, table in KINDS.items()]
    AnyLayer = Annotated[Union[tuple(_tagged)], Discriminator(kind_of)]  # noqa: UP007


class NetworkSpec(Spec):
    """The network: layers 1..D, the loss, and the draw; `shape` folds the inputs for layers that want an image or tokens."""

    inputs: Size
    shape: Annotated[tuple[Size, ...], Field(min_length=1, max_length=3)] | None = None
    loss: LossName
    clip: Annotated[float, Field(strict=True, gt=0, lt=1)] | None = None
    delta: Positive | None = None
    init: InitSpec = InitSpec(method="xavier_normal")
    layers: Annotated[tuple[AnyLayer, ...], Field(min_length=1)]


class Standardized(Spec):
    """What was taken from each input and what the rest was divided by: mean (n_0,), deviation (n_0,)."""

    mean: Vector
    deviation: Vector


class DataSpec(Spec):
    """The examples: x (N, n_0) and y (N, n_D); once loaded they are always there, wherever they came from.

    Examples that are kept from training are test_x (M, n_0) and test_y (M, n_D).
    """

    x: Matrix | None = None
    y: Matrix | None = None
    dataset: DatasetName | None = None
    examples: Size | None = None
    noise: Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1000)] | None = None
    seed: Whole | None = None
    csv: Text | None = None
    targets: Words | None = None
    header: Yes | None = None
    columns: Words | None = None
    ignore: Words | None = None
    missing: Literal["drop"] | None = None
    classes: Yes | None = None
    standardize: Yes | None = None
    standardized: Standardized | None = None
    test: Annotated[float, Field(strict=True, gt=0, lt=1)] | None = None
    test_x: Matrix | None = None
    test_y: Matrix | None = None


class Names(Spec):
    """What the inputs (n_0), the outputs (n_D), the examples (N) and the classes are called."""

    inputs: Words | None = None
    outputs: Words | None = None
    examples: Words | None = None
    classes: Words | None = None


class Told(Spec):
    """What the films tell of, all counted from 1 as on screen: an example, neuron (l, i), weight (l, i, j), inputs."""

    example: Count | Text | None = None
    neuron: tuple[Count, Count] | None = None
    weight: tuple[Count, Count, Count] | None = None
    inputs: Annotated[tuple[Count | Text, ...], Field(min_length=1)] | None = None


class Lesson(Spec):
    """One lesson: network, data and training, complete and consistent once loaded."""

    title: Title = "Untitled"
    chapters: tuple[Text, ...] | None = None
    network: NetworkSpec
    data: DataSpec
    training: TrainingSpec
    digits: Annotated[int, Field(strict=True, ge=3, le=6)] | None = None
    names: Names = Names()
    told: Told = Told()
    studies: dict[Text, dict[Text, Number | Vector]] | None = None
    twins: tuple["Lesson", ...] = ()
    _file: str = PrivateAttr(default="lesson")
    _notes: tuple[str, ...] = PrivateAttr(default=())

    @property
    def file(self) -> str:
        """The name its messages go by."""
        return self._file

    @property
    def notes(self) -> tuple[str, ...]:
        """How what the file says was read, where it could be read in another way."""
        return self._notes

    @property
    def beyond_dense(self) -> tuple[str, ...]:
        """What a plain dense network does not have: kinds of layers, a loss that is no error or cross-entropy, inputs with a shape."""
        net = self.network
        kinds = {kind_of(layer): None for layer in net.layers if kind_of(layer) != "dense"}
        return (*kinds, *([net.loss] if net.loss in HEADS or net.loss in RARE else []), *(["shape"] if net.shape else []))

    @property
    def plain(self) -> bool:
        """Whether every step is the learning rate times the mean gradient, for every weight and each neuron's own bias."""
        layers = self.network.layers
        return self.training.plain and all(layer.train is not False and getattr(layer, "bias", None) in (None, True) for layer in layers)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of the input and of what layers 1..D put out."""
        out = [self.network.shape or (self.network.inputs,)]
        for layer in self.network.layers:
            out.append(layer.out(out[-1]))
        return tuple(out)

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D)."""
        return tuple(map(prod, self.shapes))

    @property
    def activations(self) -> tuple[str, ...]:
        """The names of the activations of layers 1..D; identity where a layer has none."""
        return tuple(getattr(layer, "activation", "identity") for layer in self.network.layers)
