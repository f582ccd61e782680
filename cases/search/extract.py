"""The text of a PDF or a Word file, read in a process of its own that may die of a bad file without anybody noticing.

Run as a script with the media type: the file on standard input, its text on standard output.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Seconds, bytes of memory, pages and signs that a file may cost. What was read by then is kept, more is not looked at.
SECONDS, MEMORY, PAGES, SIGNS = 15, 1 << 30, 300, 300_000
#: Seconds by the clock on the wall, on a busy machine.
PATIENCE = 25.0


def text_of(content: bytes, media_type: str) -> str:
    """What can be read in a file; empty for a picture, a scan without text, and a file that cannot be read."""
    if media_type not in READERS:
        return ""
    command = [sys.executable, "-I", __file__, media_type]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as slow:
        return (slow.stdout or b"").decode(errors="ignore")
    return done.stdout.decode(errors="ignore")


def _pdf(content: bytes) -> Iterator[str]:
    import pypdfium2

    for page in islice(pypdfium2.PdfDocument(content), PAGES):
        yield page.get_textpage().get_text_bounded()


def _docx(content: bytes) -> Iterator[str]:
    import docx

    document = docx.Document(io.BytesIO(content))
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from (" ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {PDF: _pdf, DOCX: _docx}


def main(media_type: str) -> None:
    """Read within the limits, and write each piece at once: what comes before a fault is not lost."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    written = 0
    for piece in READERS[media_type](sys.stdin.buffer.read()):
        sys.stdout.buffer.write(piece.encode(errors="ignore") + b"\n")
        sys.stdout.flush()
        written += len(piece)
        if written > SIGNS:
            break


if __name__ == "__main__":
    main(sys.argv[1])
