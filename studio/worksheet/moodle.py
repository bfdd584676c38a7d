"""The questions of worksheets as Moodle XML, each with all that is needed to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from xml.etree import ElementTree as xml_tree

from engine.arrays import Array
from engine.notation import fmt, shown
from studio.one_line import one_line
from studio.worksheet.numbers import Worksheet
from studio.worksheet.page import asked
from studio.worksheet.quiz import Card


def xml(sheets: Sequence[Worksheet]) -> bytes:
    """A quiz of the four questions of every sheet, which Moodle imports into its question bank."""
    quiz = xml_tree.Element("quiz")
    for sheet in sheets:
        whose = sheet.student or ("" if sheet.number is None else f"sheet {sheet.number}")
        for k, card in enumerate(sheet.cards, start=1):
            name = " ".join(filter(None, [one_line(sheet.title), one_line(whose), str(k)]))
            _question(quiz, name, sheet, card)
    xml_tree.indent(quiz)
    return bytes(xml_tree.tostring(quiz, encoding="utf-8", xml_declaration=True))


def _question(quiz: xml_tree.Element, name: str, sheet: Worksheet, card: Card) -> None:
    made = xml_tree.SubElement(quiz, "question", type="multichoice")
    _text(made, "name", name)
    sign = shown(card.asked.name, card.asked.l, *card.asked.at)
    _text(made, "questiontext", "".join(f"<p>{escape(line)}</p>" for line in (*_given(sheet), f"{asked(card, sign)} = ?")), format="html")
    for tag, value in (("defaultgrade", "1"), ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "ABCD")):
        xml_tree.SubElement(made, tag).text = value
    for answer in card.answers:
        choice = _text(made, "answer", answer.shown, fraction="0" if answer.why else "100", format="plain_text")
        _text(choice, "feedback", answer.why, format="plain_text")


def _text(parent: xml_tree.Element, tag: str, words: str, **fields: str) -> xml_tree.Element:
    made = xml_tree.SubElement(parent, tag, fields)
    xml_tree.SubElement(made, "text").text = words
    return made


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
