"""An ONNX model that also gives out a tensor of its own: two fields appended to its bytes, without the package onnx."""

from __future__ import annotations

INT64, FLOAT = 7, 1  # TensorProto.DataType


def with_output(model: bytes, tensor: bytes, kind: int = INT64) -> bytes:
    """The bytes of a model whose graph also gives out the tensor of that name, whose elements are of that kind."""
    element = _field(2, _field(1, b"\x08" + bytes([kind])))  # ValueInfo.type = TypeProto.tensor_type.elem_type
    return model + _field(7, _field(12, _field(1, tensor) + element))  # Model.graph.output


def _field(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field."""

    def varint(n: int) -> bytes:
        return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)

    return varint(number << 3 | 2) + varint(len(payload)) + payload
