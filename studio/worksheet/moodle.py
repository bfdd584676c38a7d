"""The questions of worksheets as Moodle XML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree as xml_tree

from studio.worksheet.numbers import Worksheet
from studio.worksheet.posed import Posed, posed


def xml(sheets: Sequence[Worksheet]) -> bytes:
    """A quiz of the four questions of every sheet, which Moodle imports into its question bank."""
    quiz = xml_tree.Element("quiz")
    for question in posed(sheets):
        _question(quiz, question)
    xml_tree.indent(quiz)
    return bytes(xml_tree.tostring(quiz, encoding="utf-8", xml_declaration=True))


def _question(quiz: xml_tree.Element, question: Posed) -> None:
    made = xml_tree.SubElement(quiz, "question", type="multichoice")
    _text(made, "name", question.name)
    _text(made, "questiontext", "".join(f"<p>{escape(line)}</p>" for line in (*question.given, question.asks)), format="html")
    for tag, value in (("defaultgrade", "1"), ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "ABCD")):
        xml_tree.SubElement(made, tag).text = value
    for answer in question.answers:
        choice = _text(made, "answer", answer.shown, fraction="0" if answer.why else "100", format="plain_text")
        _text(choice, "feedback", answer.why, format="plain_text")


def _text(parent: xml_tree.Element, tag: str, words: str, **fields: str) -> xml_tree.Element:
    made = xml_tree.SubElement(parent, tag, fields)
    xml_tree.SubElement(made, "text").text = words
    return made
