"""A process that the stack starts, watches and stops. It has a log of its own and dies with the stack."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flexcase.base.embedded.parent import die_with_parent

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
LIVED_LONG_ENOUGH = 60.0


@dataclass
class Child:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    folder: Path
    sockets: tuple[int, ...] = ()
    """Listening sockets that it inherits: they stay open while it is started again, so that nobody is refused."""
    when_orphaned: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again: float = field(default=0.0)
    """When to start it again, after it ended by itself; 0 while it runs."""

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.sockets,
                start_new_session=True,  # Ctrl-C is for the stack, which then stops everybody in order
                preexec_fn=tied(self.when_orphaned),
            )
        self.started, self.again = time.monotonic(), 0.0

    def watch(self, say: Callable[[str], None]) -> bool:
        """Start the process again if it has ended, each time a little later. True when something changed."""
        now = time.monotonic()
        if self.again:
            if now < self.again:
                return False
            self.start()
            return True
        if self.process is None or self.process.poll() is None:
            return False
        self.kill_group()
        self.pause = FIRST_PAUSE if now - self.started > LIVED_LONG_ENOUGH else min(self.pause * 2, LONGEST_PAUSE)
        self.again = now + self.pause
        say(f"{self.name} ended ({self.ending()}); starting it again in {self.pause:.1f} s. Its log: {self.log}")
        return True

    def ending(self) -> str:
        code = self.process.returncode if self.process else 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> bool:
        """Wait for it to go; past the deadline it and all that it started are killed. False when that was needed."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.kill_group()
            self.process.wait()
            return False
        self.kill_group()
        return True

    def kill_group(self) -> None:
        """Whoever is left of the process's own session, for instance a worker's children."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def tied(how: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: ties the new process to the life of this one."""
    parent = os.getpid()
    return lambda: die_with_parent(how, parent)
