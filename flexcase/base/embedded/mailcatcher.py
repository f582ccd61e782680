"""Takes every e-mail that the demo sends and lays it in a folder as an .eml file; nothing ever leaves the machine."""

import argparse
import asyncio
import os
import signal
import socket
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_BYTES = 50 * 1024 * 1024


class Folder:
    """Files are numbered in the order of arrival: `1732244000-1-42.eml` (second, number, process)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        name = f"{int(asyncio.get_running_loop().time() * 1000):013d}-{next(self.numbers)}-{os.getpid()}.eml"
        content = envelope.content or b""
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content if isinstance(content, bytes) else content.encode())
        unfinished.rename(self.folder / name)  # whoever watches the folder sees whole messages only
        return "250 Kept"


async def serve(listener: socket.socket, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handler = Folder(folder)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for stop in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop, stopped.set)
    server = await loop.create_server(
        lambda: SMTP(handler, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, loop=loop), sock=listener
    )
    async with server:
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--listener", type=int, help="the number of an open, listening socket")
    given.add_argument("--address", help="HOST:PORT to listen on")
    chosen = parser.parse_args()
    if chosen.address:
        host, _, port = chosen.address.rpartition(":")
        listener = socket.create_server((host, int(port)))
    else:
        listener = socket.socket(fileno=chosen.listener)
    asyncio.run(serve(listener, chosen.folder))


if __name__ == "__main__":
    main()
