"""The manifest of a SCORM 1.2 package with one lesson in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from urllib.parse import quote
from xml.etree import ElementTree as xml_tree

CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def manifest(name: str, title: str, files: Sequence[str]) -> bytes:
    """`imsmanifest.xml` of these files, the first of which is opened; `name` tells the package from others."""
    own = f"backreel-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    root = xml_tree.Element("manifest", {"identifier": own, "version": "1.0", "xmlns": CONTENT, "xmlns:adlcp": ADL})
    data = xml_tree.SubElement(root, "metadata")
    xml_tree.SubElement(data, "schema").text = "ADL SCORM"
    xml_tree.SubElement(data, "schemaversion").text = "1.2"
    organizations = xml_tree.SubElement(root, "organizations", default="films")
    organization = xml_tree.SubElement(organizations, "organization", identifier="films")
    xml_tree.SubElement(organization, "title").text = title
    item = xml_tree.SubElement(organization, "item", identifier="film", identifierref="player", isvisible="true")
    xml_tree.SubElement(item, "title").text = title
    resources = xml_tree.SubElement(root, "resources")
    opened = {"identifier": "player", "type": "webcontent", "adlcp:scormtype": "sco", "href": quote(files[0])}
    resource = xml_tree.SubElement(resources, "resource", opened)
    for file in files:
        xml_tree.SubElement(resource, "file", href=quote(file))
    xml_tree.indent(root)
    return bytes(xml_tree.tostring(root, encoding="utf-8", xml_declaration=True))
