"""ClamAV's daemon, asked about a file before it is stored. Where none is configured, nothing is asked (docs/running.md)."""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from django.conf import settings

from flexcase.base.files import Content, as_file

_CHUNK = 128 * 1024
#: Seconds for connecting and between two answers; a file of 50 MB takes some seconds.
_PATIENCE = 60.0


class Infected(Exception):
    """The daemon knows it as a virus."""


class NotExamined(Exception):
    """The daemon is away, or says that it cannot tell: the file is not taken in unexamined."""


def examine(content: Content) -> None:
    """Raises Infected or NotExamined."""
    if not settings.CLAMD:
        return
    try:
        with closing(_connected()) as daemon:
            answer = _ask(daemon, content)
    except OSError as away:
        raise NotExamined(str(away)) from away
    if answer.endswith(" FOUND"):
        raise Infected(answer.removesuffix(" FOUND"))
    if not answer.endswith(" OK"):
        raise NotExamined(answer)


def _connected() -> socket.socket:
    if settings.CLAMD.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(_PATIENCE)
        try:
            daemon.connect(settings.CLAMD)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), _PATIENCE)


def _ask(daemon: socket.socket, content: Content) -> str:
    """INSTREAM of clamd(8): chunks with their lengths, an empty one at the end, and one line back."""
    daemon.sendall(b"zINSTREAM\0")
    source = as_file(content)
    while chunk := source.read(_CHUNK):
        daemon.sendall(struct.pack("!L", len(chunk)) + chunk)
    daemon.sendall(struct.pack("!L", 0))
    with daemon.makefile("rb") as answer:
        return answer.read(4096).rstrip(b"\0\n").decode(errors="replace")
