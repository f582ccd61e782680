"""A mail server that can fall silent between taking a mail and saying so."""

import asyncio
import socket
import threading
from types import TracebackType

from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Runs in a thread. ``taken`` holds the receiver of every mail whose text arrived, answered or not."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.silent = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self.listener.getsockname()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.taken += envelope.rcpt_tos
        while self.silent.is_set():
            await asyncio.sleep(0.02)
        return "250 Taken"

    def __enter__(self) -> "PostOffice":
        self.thread.start()
        opening = self.loop.create_server(lambda: SMTP(self, loop=self.loop), sock=self.listener)
        self.server = asyncio.run_coroutine_threadsafe(opening, self.loop).result(30)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _close(self) -> None:
        self.silent.clear()
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
