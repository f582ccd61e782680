"""A line between a browser and the house that can be held up, and that can break."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

PIECE = 64 * 1024


class Line(socketserver.ThreadingTCPServer):
    """Carries everything on to the house, until something is done to it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, house: str) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        there = urlsplit(house)
        self.there = (there.hostname, there.port)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        self.flows = threading.Event()
        self.flows.set()
        self.broken = False
        self.calls: set[socket.socket] = set()

    def hold_up(self) -> None:
        """What the browser sends gets no further: however quick the machine is, it is still under way."""
        self.flows.clear()

    def cut(self) -> None:
        """What is under way is lost, and there is no line any more."""
        self.broken = True
        for call in list(self.calls):
            with suppress(OSError):
                call.shutdown(socket.SHUT_RDWR)
        self.flows.set()

    def mend(self) -> None:
        """The line is back."""
        self.broken = False


class _Call(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        if self.server.broken:
            return
        with socket.create_connection(self.server.there) as house:
            self.server.calls |= {self.request, house}
            back = threading.Thread(target=self._carry, args=(house, self.request), daemon=True)
            back.start()
            self._carry(self.request, house)
            back.join()
        self.server.calls -= {self.request, house}

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while piece := near.recv(PIECE):
                if near is self.request:
                    self.server.flows.wait()
                far.sendall(piece)
            far.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(house: str) -> Iterator[Line]:
    """A line to the address of the house."""
    with Line(house) as line:
        threading.Thread(target=line.serve_forever, daemon=True).start()
        yield line
        line.cut()
        line.shutdown()
