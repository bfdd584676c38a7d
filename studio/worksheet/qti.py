"""The questions of worksheets as QTI 1.2, in the package that Canvas, Blackboard and others import."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree as xml_tree

from studio.bundle import bundled
from studio.one_line import one_line
from studio.worksheet.numbers import Worksheet
from studio.worksheet.posed import Posed, posed

FILE = "questions.xml"
CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"


def package(sheets: Sequence[Worksheet]) -> bytes:
    """A zip of the questions and the manifest that names them."""
    manifest = xml_tree.Element("manifest", identifier="backreel-questions", xmlns=CONTENT)
    data = xml_tree.SubElement(manifest, "metadata")
    xml_tree.SubElement(data, "schema").text = "IMS Content"
    xml_tree.SubElement(data, "schemaversion").text = "1.1.3"
    xml_tree.SubElement(manifest, "organizations")
    resources = xml_tree.SubElement(manifest, "resources")
    resource = xml_tree.SubElement(resources, "resource", identifier="questions", type="imsqti_xmlv1p2", href=FILE)
    xml_tree.SubElement(resource, "file", href=FILE)
    return bundled({"imsmanifest.xml": _written(manifest), FILE: xml(sheets)})


def xml(sheets: Sequence[Worksheet]) -> bytes:
    """One assessment of the four questions of every sheet."""
    root = xml_tree.Element("questestinterop")
    assessment = xml_tree.SubElement(root, "assessment", ident="backreel", title=one_line(sheets[0].title))
    section = xml_tree.SubElement(assessment, "section", ident="questions")
    for k, question in enumerate(posed(sheets), start=1):
        _item(section, f"question-{k}", question)
    return _written(root)


def _item(section: xml_tree.Element, ident: str, question: Posed) -> None:
    item = xml_tree.SubElement(section, "item", ident=ident, title=question.name)
    data = xml_tree.SubElement(xml_tree.SubElement(item, "itemmetadata"), "qtimetadata")
    for label, entry in (("question_type", "multiple_choice_question"), ("points_possible", "1")):
        field = xml_tree.SubElement(data, "qtimetadatafield")
        xml_tree.SubElement(field, "fieldlabel").text = label
        xml_tree.SubElement(field, "fieldentry").text = entry
    _presented(item, question)
    _judged(item, question)
    for k, answer in enumerate(question.answers):
        if answer.why:
            _words(xml_tree.SubElement(item, "itemfeedback", ident=_why(k)), answer.why)


def _presented(item: xml_tree.Element, question: Posed) -> None:
    presentation = xml_tree.SubElement(item, "presentation")
    _words(presentation, "".join(f"<p>{escape(line)}</p>" for line in (*question.given, question.asks)), "text/html")
    response = xml_tree.SubElement(presentation, "response_lid", ident="response", rcardinality="Single")
    choices = xml_tree.SubElement(response, "render_choice", shuffle="Yes")
    for k, answer in enumerate(question.answers):
        _words(xml_tree.SubElement(choices, "response_label", ident=_choice(k)), answer.shown)


def _judged(item: xml_tree.Element, question: Posed) -> None:
    """The right answer scores 100; a wrong one shows the mistake behind it."""
    judged = xml_tree.SubElement(item, "resprocessing")
    outcomes = xml_tree.SubElement(judged, "outcomes")
    xml_tree.SubElement(outcomes, "decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    for k, answer in enumerate(question.answers):
        condition = xml_tree.SubElement(judged, "respcondition", {"continue": "Yes" if answer.why else "No"})
        chosen = xml_tree.SubElement(xml_tree.SubElement(condition, "conditionvar"), "varequal", respident="response")
        chosen.text = _choice(k)
        if answer.why:
            xml_tree.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=_why(k))
        else:
            xml_tree.SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"


def _choice(k: int) -> str:
    return f"answer-{k + 1}"


def _why(k: int) -> str:
    return f"why-{k + 1}"


def _words(parent: xml_tree.Element, text: str, kind: str = "text/plain") -> None:
    xml_tree.SubElement(xml_tree.SubElement(parent, "material"), "mattext", texttype=kind).text = text


def _written(root: xml_tree.Element) -> bytes:
    xml_tree.indent(root)
    return bytes(xml_tree.tostring(root, encoding="utf-8", xml_declaration=True))
