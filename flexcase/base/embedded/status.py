"""What a running stack tells about itself, in a file: for a second `script/server`, and for tests that kill parts."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Status:
    process: int
    address: str
    ready: bool = False
    processes: dict[str, int] = field(default_factory=dict)
    """Process ids by name: web, worker, beat, mail, valkey, postgres."""

    def write(self, folder: Path) -> None:
        unfinished = _file(folder).with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(self), indent=2))
        unfinished.rename(_file(folder))


def read(folder: Path) -> Status | None:
    try:
        return Status(**json.loads(_file(folder).read_text()))
    except FileNotFoundError:
        return None


def forget(folder: Path) -> None:
    _file(folder).unlink(missing_ok=True)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and is not yet buried does not count."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (ProcessLookupError, FileNotFoundError):
        return False
    except PermissionError:
        return True


def _file(folder: Path) -> Path:
    return folder / "stack.json"
