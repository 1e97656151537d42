"""Writes a graph of operators as ONNX, with nothing but the few messages of its protobuf that are needed.

Field numbers are those of onnx.proto (IR version 8). The package `onnx` can do more and weighs more than all of zhiji.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Attribute = int | float
_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
_CONTRIB = "com.microsoft"  # operators of onnxruntime's own
_IR, _OPSET = 8, 17


class Graph:
    """Operators in the order they run; values are known by name."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._inputs: list[bytes] = []
        self._outputs: list[bytes] = []

    def input(self, name: str, kind: str, shape: Iterable[int | str]) -> str:
        """A value that is handed over at each run."""
        self._inputs.append(_bytes(11, _value(name, kind, shape)))
        return name

    def output(self, name: str, kind: str, shape: Iterable[int | str]) -> None:
        """A value that a run gives."""
        self._outputs.append(_bytes(12, _value(name, kind, shape)))

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A value that is always the same."""
        tensor = [_int(1, size) for size in value.shape]
        tensor += [_int(2, _TYPES[value.dtype.name]), _text(8, name), _bytes(9, _raw(value))]
        self._constants.append(_bytes(5, b"".join(tensor)))
        return name

    def run(self, operator: str, *inputs: str, to: str, ours: bool = True, **attributes: Attribute) -> str:
        """Add an operator, onnxruntime's own unless `ours` is False; gives the name of its result."""
        node = [_text(1, name) for name in inputs]
        node += [_text(2, to), _text(3, to), _text(4, operator)]
        node += [_bytes(5, _attribute(name, value)) for name, value in attributes.items()]
        node += [_text(7, _CONTRIB)] if ours else []
        self._nodes.append(_bytes(1, b"".join(node)))
        return to

    def serialized(self) -> bytes:
        """The whole model as onnxruntime reads it."""
        graph = b"".join([*self._nodes, _text(2, "zhiji"), *self._constants, *self._inputs, *self._outputs])
        opsets = [_bytes(8, _text(1, domain) + _int(2, of)) for domain, of in (("", _OPSET), (_CONTRIB, 1))]
        return b"".join([_int(1, _IR), _text(2, "zhiji"), _bytes(7, graph), *opsets])


def _value(name: str, kind: str, shape: Iterable[int | str]) -> bytes:
    sizes = (_int(1, size) if isinstance(size, int) else _text(2, size) for size in shape)
    tensor = _int(1, _TYPES[kind]) + _bytes(2, b"".join(_bytes(1, size) for size in sizes))
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + _tag(2, 5) + struct.pack("<f", value) + _int(20, 1)
    return _text(1, name) + _int(3, value) + _int(20, 2)


def _raw(value: NDArray[Any]) -> bytes:
    return np.ascontiguousarray(value, value.dtype.newbyteorder("<")).tobytes()


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _tag(field, 2) + _varint(len(value)) + value


def _int(field: int, value: int) -> bytes:
    return _tag(field, 0) + _varint(value)


def _tag(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the least first; negative numbers as 64 bits."""
    value &= 0xFFFF_FFFF_FFFF_FFFF
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
