"""The questions of worksheets as text that stands by itself, each with all that is needed to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.arrays import Array
from engine.notation import fmt, shown
from studio.one_line import one_line
from studio.worksheet.numbers import Worksheet
from studio.worksheet.page import asked
from studio.worksheet.quiz import Answer


@dataclass(frozen=True)
class Posed:
    """A question in plain text: its name, the network and the example in lines, what is asked, the answers in their order."""

    name: str
    given: tuple[str, ...]
    asks: str
    answers: tuple[Answer, ...]


def posed(sheets: Sequence[Worksheet]) -> Iterator[Posed]:
    """The four questions of every sheet."""
    for sheet in sheets:
        whose = sheet.student or ("" if sheet.number is None else f"sheet {sheet.number}")
        given = tuple(_given(sheet))
        for k, card in enumerate(sheet.cards, start=1):
            name = " ".join(filter(None, [one_line(sheet.title), one_line(whose), str(k)]))
            yield Posed(name, given, f"{asked(card, shown(card.asked.name, card.asked.l, *card.asked.at))} = ?", card.answers)


def _given(sheet: Worksheet) -> Iterator[str]:
    """The network and the example in lines."""
    example, net, lesson = sheet.second, sheet.trace.net, sheet.trace.lesson
    for l, (layer, name) in enumerate(zip(net.layers, lesson.activations, strict=True), start=1):
        rows = "; ".join(_row(row) for row in layer.W)
        b = layer.b
        yield f"Layer {l}, {name}: {shown('W', l)} = {rows}" + (f"; {shown('b', l)} = {_row(b)}" if len(b) else ", no bias")
    eta = fmt(lesson.training.learning_rate)
    yield f"x = {_row(example.x)}; y = {_row(example.y)}; η = {eta}; the loss is {lesson.network.loss.replace('_', ' ')}."


def _row(values: Array) -> str:
    return f"({', '.join(map(fmt, values))})"
