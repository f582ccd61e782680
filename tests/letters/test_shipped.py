"""A template that has gone out is never changed: a letter of last year must be drawn as it was.

To change a letter: copy ``templates/letters/<kind>/vN.html`` (and what it includes) to vN+1, change the copy, declare the
letter's class with ``version = N + 1`` beside the old one, and write the list anew:
``python -m tests.letters.test_shipped``.

Only what draws every earlier letter to the same bytes may be changed in its place: a part that stands where a new field is
filled in, and nowhere else (`Envelope.sender` was added so).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("shipped.txt")


def shipped() -> dict[str, str]:
    """By path, the SHA-256 that a template had when it was shipped."""
    lines = (line.split(maxsplit=1) for line in LIST.read_text().splitlines() if line)
    return {path: digest for digest, path in lines}


def templates() -> dict[str, str]:
    """By path, the SHA-256 of every template and style sheet of the letters as it is."""
    folder = ROOT / "templates" / "letters"
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".css"})
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_no_shipped_template_has_changed() -> None:
    now = templates()
    changed = [path for path, digest in shipped().items() if now.get(path) != digest]
    assert not changed, f"make a new version (vN+1) instead of changing what has been shipped: {', '.join(changed)}"


def test_every_template_is_on_the_list() -> None:
    new = templates().keys() - shipped().keys()
    assert not new, f"add to the list with python -m tests.letters.test_shipped: {', '.join(sorted(new))}"


if __name__ == "__main__":
    LIST.write_text("".join(f"{digest}  {path}\n" for path, digest in templates().items()))
