"""Mends what WeasyPrint leaves out of PDF/UA-1, on the document's own objects before they are written.

Table headers lack their /Scope (ISO 14289-1 § 7.5), list items with a mark their body (§ 7.6), links their print flag;
and the foot of a page stands as content that belongs to no structure instead of as an artifact (§ 7.8). Working on the
objects costs next to nothing: the file is not read again.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

Elements = dict[bytes, pydyf.Dictionary]


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """WeasyPrint's `finisher`: called with the laid out document and the PDF right before it is written."""
    elements: Elements = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)}
    root = elements[pdf.catalog["StructTreeRoot"]]
    _page_feet(pdf, elements, root)
    for element in list(elements.values()):
        if element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column"
        elif element.get("S") == "/LI":
            _list_item(pdf, elements, element)
        elif element.get("Subtype") == "/Link":
            element["F"] = 4


def _list_item(pdf: pydyf.PDF, elements: Elements, item: pydyf.Dictionary) -> None:
    """Everything but the mark of a list item, and a list within it, goes into its body."""
    kids = {kid: elements[kid]["S"] if kid in elements else "" for kid in item["K"]}
    inner = [kid for kid, kind in kids.items() if kind not in ("/Lbl", "/LBody", "/L")]
    if not inner:
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"]})
    pdf.add_object(body)
    body["K"] = pydyf.Array(inner)
    for kid in inner:
        elements[kid]["P"] = body.reference
    place = list(kids).index(inner[0])
    rest = [kid for kid in kids if kid not in inner]
    item["K"] = pydyf.Array([*rest[:place], body.reference, *rest[place:]])


def _page_feet(pdf: pydyf.PDF, elements: Elements, root: pydyf.Dictionary) -> None:
    """Marked content that no reader of the structure meets is page furniture: sender and page number."""
    met = set(_met(root["K"], elements))
    streams = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Stream)}
    numbers = elements[root["ParentTree"]]["Nums"]
    owners_of = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in elements.values():
        if page.get("Type") != "/Page":
            continue
        owners = owners_of[page["StructParents"]]
        strays = {mcid for mcid, owner in enumerate(owners) if owner not in met}
        content = streams[page["Contents"]].stream
        for place, operator in enumerate(content):
            if operator == b"BDC" and content[place - 1].get("MCID") in strays:
                content[place - 2] = "/Artifact"
                content[place - 1] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer"})
        for mcid in strays:
            elements[owners[mcid]].clear()
            owners[mcid] = "null"


def _met(kids: list[Any], elements: Elements) -> Iterator[bytes]:
    """The elements that a reader of the structure meets, in order."""
    for kid in kids:
        if kid in elements and "S" in elements[kid]:
            yield kid
            yield from _met(elements[kid]["K"], elements)
