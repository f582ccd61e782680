"""Files as people send them, made in the test: a Word file with a picture, a photograph from a telephone, a mail."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pillow_heif
from PIL import Image

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}'
    "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
    '<a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    "</w:body></w:document>"
)


def photograph(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A red picture; ``kind`` HEIF is what a telephone takes."""
    out = io.BytesIO()
    image = Image.new("RGB", size, "#b00020")
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(out)
    else:
        image.save(out, kind)
    return out.getvalue()


def word(*lines: str, cell: str = "", **more: bytes) -> bytes:
    """A Word file of these paragraphs, a table of one cell, and a picture; ``more`` are further pieces of it."""
    out = io.BytesIO()
    table = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" if cell else ""
    body = table + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", _TYPES)
        folder.writestr("_rels/.rels", _RELATIONS.format(kind="officeDocument", target="word/document.xml"))
        folder.writestr("word/document.xml", _DOCUMENT.format(body=body))
        folder.writestr("word/_rels/document.xml.rels", _RELATIONS.format(kind="image", target="media/photo.png"))
        folder.writestr("word/media/photo.png", photograph())
        for name, content in more.items():
            folder.writestr(f"word/{name}", content)
    return out.getvalue()


def mail(subject: str = "Min læge har skrevet", text: str = "Hej Åse\n\nHer er papirerne.", **attached: bytes) -> bytes:
    """A mail from a citizen; ``attached`` are files by name, with »_« for the point before the suffix."""
    message = EmailMessage()
    message["From"], message["To"] = "Birgitte Ørsted <birgitte@eksempel.example>", "aase@nordhavn.example"
    message["Date"], message["Subject"] = "Fri, 31 Jul 2026 09:12:00 +0200", subject
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return bytes(message)
