"""Ties a process to its parent's life, so that `kill -9` of a parent orphans nobody. Linux only."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(how: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel to send `how` to this process when its parent dies. Call it after any change of user.

    `parent` closes the race in which the parent died before this call: pass its process id where it is known.
    """
    if _libc.prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), how)
