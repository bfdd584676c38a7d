"""The questions as QTI 1.2: by the content models of its DTD, and with the answers and mistakes of the sheet."""

import zipfile
from io import BytesIO, StringIO

import pytest

from studio import catalog
from studio.worksheet import qti
from studio.worksheet.numbers import worksheet

etree = pytest.importorskip("lxml.etree", reason="the DTD is read by lxml, which the extra [packs] brings")

# of ims_qtiasiv1p2.dtd, by IMS: the models of the elements that are used, less what stands in none of ours
DTD = """
<!ELEMENT questestinterop (qticomment?, (objectbank | assessment | (section | item)+))>
<!ELEMENT assessment (qticomment?, duration?, qtimetadata*, objectives*, assessmentcontrol*, rubric*, presentation_material?,
  outcomes_processing*, assessproc_extension?, assessfeedback*, selection_ordering?, reference?, (sectionref | section)+)>
<!ATTLIST assessment ident CDATA #REQUIRED title CDATA #IMPLIED>
<!ELEMENT section (qticomment?, duration?, qtimetadata*, objectives*, sectioncontrol*, sectionprecondition*, sectionpostcondition*, rubric*,
  presentation_material?, outcomes_processing*, sectionproc_extension?, sectionfeedback*, selection_ordering?, reference?,
  (itemref | item | sectionref | section)*)>
<!ATTLIST section ident CDATA #REQUIRED title CDATA #IMPLIED>
<!ELEMENT item (qticomment?, duration?, itemmetadata?, objectives*, itemcontrol*, itemprecondition*, itempostcondition*,
  (itemrubric | rubric)*,
  presentation?, resprocessing*, itemproc_extension?, itemfeedback*, reference?)>
<!ATTLIST item ident CDATA #REQUIRED title CDATA #IMPLIED maxattempts CDATA #IMPLIED label CDATA #IMPLIED>
<!ELEMENT itemmetadata (qtimetadata*)>
<!ELEMENT qtimetadata (vocabulary?, qtimetadatafield+)>
<!ELEMENT qtimetadatafield (fieldlabel, fieldentry)>
<!ELEMENT fieldlabel (#PCDATA)>
<!ELEMENT fieldentry (#PCDATA)>
<!ELEMENT presentation (qticomment?, (flow | (material | response_lid)+))>
<!ELEMENT response_lid ((material | material_ref)?, (render_choice | render_hotspot), (material | material_ref)?)>
<!ATTLIST response_lid ident CDATA #REQUIRED rcardinality (Single | Multiple | Ordered) "Single" rtiming (Yes | No) "No">
<!ELEMENT render_choice ((material | material_ref | response_label | flow_label)*, response_na?)>
<!ATTLIST render_choice shuffle (Yes | No) "No" minnumber CDATA #IMPLIED maxnumber CDATA #IMPLIED>
<!ELEMENT response_label (#PCDATA | qticomment | material | material_ref | flow_mat)*>
<!ATTLIST response_label ident CDATA #REQUIRED>
<!ELEMENT material (qticomment?, (mattext)+, altmaterial*)>
<!ELEMENT mattext (#PCDATA)>
<!ATTLIST mattext texttype CDATA "text/plain">
<!ELEMENT resprocessing (qticomment?, outcomes, (respcondition | itemproc_extension)+)>
<!ELEMENT outcomes (qticomment?, (decvar, interpretvar*)+)>
<!ELEMENT decvar (#PCDATA)>
<!ATTLIST decvar varname CDATA "SCORE" vartype (Integer | String | Decimal | Scientific | Boolean | Enumerated | Set) "Integer"
  defaultval CDATA #IMPLIED minvalue CDATA #IMPLIED maxvalue CDATA #IMPLIED>
<!ELEMENT respcondition (qticomment?, conditionvar, setvar*, displayfeedback*, respcond_extension?)>
<!ATTLIST respcondition continue (Yes | No) "No" title CDATA #IMPLIED>
<!ELEMENT conditionvar (not | and | or | varequal)+>
<!ELEMENT varequal (#PCDATA)>
<!ATTLIST varequal respident CDATA #REQUIRED case (Yes | No) "No">
<!ELEMENT setvar (#PCDATA)>
<!ATTLIST setvar varname CDATA "SCORE" action (Set | Add | Subtract | Multiply | Divide) "Set">
<!ELEMENT displayfeedback (#PCDATA)>
<!ATTLIST displayfeedback feedbacktype (Response | Solution | Hint) "Response" linkrefid CDATA #REQUIRED>
<!ELEMENT itemfeedback ((flow_mat | material) | solution | hint)+>
<!ATTLIST itemfeedback ident CDATA #REQUIRED title CDATA #IMPLIED view CDATA "All">
"""


@pytest.fixture(scope="module")
def sheets():
    return [worksheet(catalog.lesson("mazur"), seed, name) for seed, name in ((None, ""), (7, 'Zoë <&> "O\'Neil"'))]


@pytest.fixture
def dtd():
    return etree.DTD(StringIO(DTD))


def test_it_has_the_structure_of_qti(sheets, dtd):
    root = etree.fromstring(qti.xml(sheets))
    assert dtd.validate(root), dtd.error_log
    items = root.findall(".//item")
    assert len({item.get("ident") for item in items}) == len(items) == 8
    for item in items:
        shown = {each.get("ident") for each in item.findall("itemfeedback")}
        assert shown == {each.get("linkrefid") for each in item.iter("displayfeedback")}


def test_what_has_not_would_be_found(sheets, dtd):
    root = etree.fromstring(qti.xml(sheets))
    item = root.find(".//item")
    item.append(item.find("presentation"))  # after the feedback
    assert not dtd.validate(root)


def test_whoever_answers_right_has_the_score_and_nobody_else(sheets):
    """Worked out as a player of QTI does."""
    items = etree.fromstring(qti.xml(sheets)).findall(".//item")
    cards = [card for sheet in sheets for card in sheet.cards]
    for item, card in zip(items, cards, strict=True):
        for label, answer in zip(item.iter("response_label"), card.answers, strict=True):
            assert label.findtext("material/mattext") == answer.shown
            met = [c for c in item.iter("respcondition") if c.findtext("conditionvar/varequal") == label.get("ident")]
            assert [c.findtext("setvar") for c in met] == [None if answer.why else "100"]
            named = [c.find("displayfeedback").get("linkrefid") for c in met if c.find("displayfeedback") is not None]
            assert [item.findtext(f"itemfeedback[@ident='{name}']/material/mattext") for name in named] == [answer.why][: bool(answer.why)]


def test_the_package_names_its_file_and_is_the_same_when_made_again(sheets):
    made = qti.package(sheets)
    assert made == qti.package(sheets)
    with zipfile.ZipFile(BytesIO(made)) as bundle:
        assert bundle.testzip() is None
        manifest = etree.fromstring(bundle.read("imsmanifest.xml"))
        [resource] = manifest.iter("{*}resource")
        assert {resource.get("href"), "imsmanifest.xml"} == set(bundle.namelist())
        assert resource.get("type").startswith("imsqti_xmlv1p")
