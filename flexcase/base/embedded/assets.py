"""Collects the static files when they have changed: hashing and compressing them takes seconds."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from flexcase.base.embedded import place

#: What no page and no style sheet of ours names. Compressing all of it would cost a fresh machine half a minute.
UNUSED = (
    *("scss", "*.md", "*.d.ts", "*.otf", "*borgerdk*", "*virkdk*", "css/dkfds.css*", "js/dkfds.js"),
    *("IBMPlexSans-[!R]*.ttf", "IBMPlexSans-[!R]*.eot"),
    *("htmx.*sm.js", "htmx.cjs.js", "htmx.amd.js", "htmx.js", "ext", "django_htmx/htm*"),
)


def collect(folder: Path, environment: Mapping[str, str]) -> None:
    """Into `folder`/static, which the environment must name as FLEXCASE_VAR."""
    stamp = folder / "static.stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    unused = [f"--ignore={pattern}" for pattern in UNUSED]
    subprocess.run([*command, *unused], cwd=place.CHECKOUT, env=environment, check=True)
    stamp.write_text(now)


def fingerprint() -> str:
    """Follows our own static files closely, and third parties' by their lock files."""
    total = hashlib.sha256()
    locks = ("package-lock.json", "requirements.txt")
    for file in [place.CHECKOUT / name for name in locks] + sorted((place.CHECKOUT / "static").rglob("*")):
        if file.is_file():
            total.update(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}\n".encode())
    return total.hexdigest()


if __name__ == "__main__":
    collect(place.var(), os.environ)
