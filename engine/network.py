"""The network that was built: immutable layers 1..D."""

from dataclasses import dataclass

from engine.activations import ACTIVATIONS, Activation
from engine.arrays import Array, Record


@dataclass(frozen=True, eq=False)
class Layer(Record):
    """One dense layer: z = W a_in + b, a = act(z)."""

    W: Array  # (n, n_in)
    b: Array  # (n,)
    activation: str

    @property
    def act(self) -> Activation:
        """The activation function with its slope."""
        return ACTIVATIONS[self.activation]


@dataclass(frozen=True, eq=False)
class Network:
    """Layers 1..D; `layers[l - 1]` is layer l."""

    layers: tuple[Layer, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D): the inputs, then the units of every layer."""
        return (self.layers[0].W.shape[1], *(layer.W.shape[0] for layer in self.layers))
