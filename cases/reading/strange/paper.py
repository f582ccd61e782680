"""What a stranger wrote, laid out as our own pages: nobody knows before how long that takes."""

from __future__ import annotations

import base64
import json

from cases.letters.press import press
from cases.letters.render import TEMPLATES


def pressed(content: bytes) -> bytes:
    """JSON of a page in: ``html``, ``sheet`` (its style), ``identifier`` and ``pictures`` by name. Its PDF out."""
    told = json.loads(content)
    pictures = {name: base64.b64decode(one) for name, one in told["pictures"].items()}
    return press(told["html"], TEMPLATES / told["sheet"], bytes.fromhex(told["identifier"]), pictures)
