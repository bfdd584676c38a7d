"""The network that was built: immutable layers 1..D, each of any kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from engine.arrays import Array, Record, readonly
from engine.layers.base import LayerKind, Shape


@dataclass(frozen=True, eq=False)
class Network(Record):
    """Layers 1..D, `layers[l - 1]` being layer l; `shapes` are those of the input and of what each layer puts out."""

    layers: tuple[LayerKind, ...]
    shapes: tuple[Shape, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D): how many numbers each shape holds."""
        return tuple(map(prod, self.shapes))

    @property
    def values(self) -> list[dict[str, Array]]:
        """The parameters of every layer by name."""
        return [layer.values for layer in self.layers]

    def holding(self, values: Sequence[Mapping[str, Array]]) -> "Network":
        """The same layers with copies of these parameters."""
        return replace(self, layers=tuple(_with(layer, p) for layer, p in zip(self.layers, values, strict=True)))

    def inference(self) -> "Network":
        """The network as it takes examples that come by themselves, in no batch."""
        return replace(self, layers=tuple(layer.inference() for layer in self.layers))


def _with(layer: LayerKind, p: Mapping[str, Array]) -> LayerKind:
    """The layer with these parameters."""
    made: LayerKind = replace(layer, **{name: readonly(value) for name, value in p.items()}) if p else layer  # type: ignore[type-var]
    return made
