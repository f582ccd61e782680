"""A mail as Outlook saves it (MSG): a compound file of small streams, one for each of what the mail says."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL = 512, 64
Folder = Mapping[str, "bytes | Folder"]
#: Ids of properties (MS-OXPROPS), each with its type: 001F text, 0102 bytes, 0003 number, 0040 moment.
SUBJECT, BODY, NAME, ADDRESS = 0x0037001F, 0x1000001F, 0x0C1A001F, 0x0C1F001F
SENT, METHOD, FILE_NAME, FILE = 0x00390040, 0x37050003, 0x3707001F, 0x37010102
RTF = 0x10090102


def outlook_mail(subject: str = "Fra Outlook", text: str | None = "Hej Åse\n\nSe vedlagte.", **attached: bytes) -> bytes:
    """A mail from a doctor; ``attached`` are files by name, with »_« for the point before the suffix. No text: only in RTF."""
    sent = int((datetime(2026, 7, 31, 7, 12, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
    said = {RTF: b"{rtf"} if text is None else {BODY: text}
    own: dict[int, str | bytes | int] = {
        SUBJECT: subject,
        NAME: "Lægehuset Ørsted",
        ADDRESS: "læge@eksempel.example",
        SENT: sent,
    }
    folder: dict[str, bytes | Folder] = dict(
        _properties(bytes(8) + struct.pack("<4I", 0, 0, 0, len(attached)) + bytes(8), own | said)
    )
    for number, (name, content) in enumerate(attached.items()):
        file: dict[int, str | bytes | int] = {METHOD: 1, FILE_NAME: name.replace("_", "."), FILE: content}
        folder[f"__attach_version1.0_#{number:08X}"] = _properties(bytes(8), file)
    return _compound(folder)


def _properties(head: bytes, values: Mapping[int, str | bytes | int]) -> dict[str, bytes]:
    streams, table = {}, head
    for tag, value in values.items():
        if isinstance(value, int):
            table += struct.pack("<IIQ", tag, 6, value)
            continue
        stored = value.encode("utf-16-le") if isinstance(value, str) else value
        table += struct.pack("<IIII", tag, 6, len(stored), 0)
        streams[f"__substg1.0_{tag:08X}"] = stored
    return {"__properties_version1.0": table, **streams}


def _compound(folder: Folder) -> bytes:
    """Every stream lies in the stream of small ones, so none may have 4096 bytes or more."""
    entries: list[bytes] = [b""]  # the first is the root, known last
    small, chain = b"", list[int]()

    def lay(inside: Folder) -> int:
        """Write down what is in a folder, and answer the number of the first of it."""
        nonlocal small
        following = FREE
        for name, what in reversed(list(inside.items())):
            first, child, size = FREE, FREE, 0
            if isinstance(what, bytes):
                assert len(what) < 4096
                first, size = len(small) // SMALL, len(what)
                pieces = max(1, -(-size // SMALL))
                chain.extend([*range(first + 1, first + pieces), END])
                small += what.ljust(pieces * SMALL, b"\0")
            else:
                child = lay(what)
            entries.append(_entry(name, 2 if isinstance(what, bytes) else 1, following, child, first, size))
            following = len(entries) - 1
        return following

    child = lay(folder)
    lots = [bytes(128) + b"".join(entries), struct.pack(f"<{len(chain)}I", *chain), small]
    begins, fat = [], [FAT]
    for lot in lots:
        begins.append(len(fat))
        pieces = -(-len(lot) // SECTOR)
        fat += [*range(len(fat) + 1, len(fat) + pieces), END]
    lots[0] = _entry("Root Entry", 5, FREE, child, begins[2], len(small)) + lots[0][128:]
    assert len(fat) <= SECTOR // 4
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    small_sectors = -(-len(lots[1]) // SECTOR)
    head += struct.pack("<IIIIIIIIII", 0, 1, begins[0], 0, 4096, begins[1], small_sectors, END, 0, 0)
    fill = [b"\0", b"\xff", b"\0"]
    padded = (lot.ljust(-(-len(lot) // SECTOR) * SECTOR, by) for lot, by in zip(lots, fill, strict=True))
    return head.ljust(SECTOR, b"\xff") + table + b"".join(padded)


def _entry(name: str, kind: int, following: int, child: int, first: int, size: int) -> bytes:
    called = name.encode("utf-16-le")
    told = called.ljust(64, b"\0") + struct.pack("<HBB", len(called) + 2, kind, 1)
    return told + struct.pack("<III", FREE, following, child) + bytes(36) + struct.pack("<IQ", first, size)
