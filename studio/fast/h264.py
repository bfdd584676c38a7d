"""As much of H.264 as a still picture needs: a slice's frame number, and whether a picture begins a group.

A P slice in which every block is skipped repeats the picture before it, exactly and in 68 bytes. Its frame number, which
counts the pictures of its group, is the only thing that differs from one repeat to the next. Written by us instead of
encoded, repeats cost nothing; then the frame numbers that x264 writes, which has not seen them, are set to match.
"""

from __future__ import annotations

import re

PICTURE, GROUP, SPS = 1, 5, 7  # kinds of NAL units: a slice of a picture, of one that begins a group, the film's parameters
_START = re.compile(rb"\x00\x00\x00?\x01")
_ESCAPE = re.compile(rb"\x00\x00(?=[\x00-\x03])")
_HEAD = 8 + 1 + 5 + 1  # bits of a P slice before its frame number: NAL header, first_mb 0, slice_type 5, pps 0
_GROUP_HEAD = 8 + 1 + 7 + 1  # and of an I slice, slice_type 7


def units(data: bytes) -> list[bytes]:
    """The NAL units of a stream in Annex B form, without their start codes."""
    return [unit for unit in _START.split(data) if unit]


def kind(unit: bytes) -> int:
    return unit[0] & 31


def number_bits(header: bytes) -> int:
    """How many bits a frame number has, of the parameters of a High profile film in 4:2:0."""
    sps = next(unit for unit in units(header) if kind(unit) == SPS)
    bits = _Bits(_unescaped(sps))
    bits.skip(8 + 24)
    bits.golomb()  # id
    if [bits.golomb(), bits.golomb(), bits.golomb()] != [1, 0, 0] or bits.take(2):
        raise ValueError("not 8 bit 4:2:0 without scaling lists")
    return bits.golomb() + 4


def is_group(packet: bytes) -> bool:
    """Whether a packet's picture begins a group."""
    return any(kind(unit) == GROUP for unit in units(packet))


def group_id(packet: bytes, number_bits: int) -> int:
    """The id of a picture that begins a group: two such pictures in a row must differ in it."""
    bits = _Bits(_unescaped(next(unit for unit in units(packet) if kind(unit) == GROUP)))
    bits.skip(_GROUP_HEAD + number_bits)
    return bits.golomb()


def numbered(packet: bytes, number: int, number_bits: int) -> bytes:
    """A packet of one P slice with another frame number."""
    (unit,) = units(packet)
    plain = bytearray(_unescaped(unit))
    if kind(unit) != PICTURE or plain[1] >> 1 != 0b1001101:
        raise ValueError("not a packet of one P slice")
    at, value = int.from_bytes(plain[:8].ljust(8, b"\0")), number % (1 << number_bits)
    shift = 64 - _HEAD - number_bits
    at = at & ~(((1 << number_bits) - 1) << shift) | value << shift
    plain[:8] = at.to_bytes(8)[: len(plain[:8])]
    return b"\0\0\0\1" + _escaped(bytes(plain))


def _unescaped(unit: bytes) -> bytes:
    return unit.replace(b"\0\0\3", b"\0\0")


def _escaped(plain: bytes) -> bytes:
    """A 3 wherever the data could be taken for a start code."""
    return _ESCAPE.sub(b"\0\0\3", plain)


class _Bits:
    """Reads a unit's bits one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> int:
        value = 0
        for at in range(self._at, self._at + count):
            value = value << 1 | self._data[at >> 3] >> (7 - (at & 7)) & 1
        self._at += count
        return value

    def skip(self, count: int) -> None:
        self._at += count

    def golomb(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)
