"""The questions of worksheets as text that stands by itself, each with all that is needed to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.arrays import Array
from engine.notation import fmt, shown
from studio import pages, tongues
from studio.one_line import one_line
from studio.worksheet.numbers import Worksheet
from studio.worksheet.page import asked, called, mistake
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
        whose = sheet.student or ("" if sheet.number is None else pages.said(sheet.lang, "sheet {number}", number=sheet.number))
        given = tuple(_given(sheet))
        for k, card in enumerate(sheet.cards, start=1):
            answers = tuple(replace(answer, why=mistake(answer.why, sheet.lang)) for answer in card.answers)
            name = " ".join(filter(None, [one_line(sheet.title), one_line(whose), str(k)]))
            yield Posed(name, given, f"{asked(card, shown(card.asked.name, card.asked.l, *card.asked.at), sheet.lang)} = ?", answers)


def _given(sheet: Worksheet) -> Iterator[str]:
    """The network and the example in lines."""
    example, net, lesson = sheet.second, sheet.trace.net, sheet.trace.lesson
    for l, (layer, name) in enumerate(zip(net.layers, lesson.activations, strict=True), start=1):
        rows = "; ".join(_row(row) for row in layer.W)
        b = layer.b
        bias = f"; {shown('b', l)} = {_row(b)}" if len(b) else f", {pages.said(sheet.lang, 'no bias')}"
        about = pages.said(sheet.lang, "Layer {l}, {activation}", l=l, activation=called(name, sheet.lang))
        yield f"{about}: {shown('W', l)} = {rows}{bias}"
    eta = fmt(lesson.training.learning_rate)
    loss = pages.said(sheet.lang, "the loss is {loss}.", loss=_loss(lesson.network.loss, sheet.lang))
    yield f"x = {_row(example.x)}; y = {_row(example.y)}; η = {eta}; {loss}"


def _loss(name: str, code: str) -> str:
    """What a loss is called: by its name in lesson files, or by the field's in another language."""
    return name.replace("_", " ") if code == "en" else tongues.find(code).term(name)


def _row(values: Array) -> str:
    return f"({', '.join(map(fmt, values))})"
