"""Authenticated encryption with one data key per owner (case or citizen), wrapped by a rotating master key.

A text is bound to its field and its row: moved to another place it cannot be opened. Destroying a data key erases the row,
its history and every backup of them at once.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from typing import IO, Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.conf import settings
from django.db import models

from flexcase.base.ids import new_id

_NONCE, _TAG = 12, 16
#: A file is sealed and opened in pieces of this size.
_PIECE = 1024 * 1024


class Unreadable(Exception):
    """The key is destroyed, or the text was tampered with or moved."""


class KeyOwner(Protocol):
    """What holds a data key."""

    key: DataKey


def _master(version: int) -> AESGCM:
    return AESGCM(settings.MASTER_KEYS[version])


class DataKey(models.Model):
    """A data key (datanøgle), stored only wrapped. Destroyed when ``wrapped`` is empty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wrapped = models.BinaryField(null=True)
    master_version = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "data_key"

    @classmethod
    def fresh(cls) -> DataKey:
        """A new key, not yet saved."""
        row = cls(master_version=max(settings.MASTER_KEYS))
        row._wrap(AESGCM.generate_key(bit_length=256))
        return row

    def _wrap(self, plain: bytes) -> None:
        nonce = os.urandom(_NONCE)
        self.wrapped = nonce + _master(self.master_version).encrypt(nonce, plain, self.id.bytes)
        self._plain = plain

    def plain(self) -> bytes:
        """The key itself. Raises Unreadable when it is destroyed or the master key is wrong."""
        cached: bytes | None = getattr(self, "_plain", None)
        if cached is not None:
            return cached
        if not self.wrapped:
            raise Unreadable("the data key is destroyed")
        sealed = bytes(self.wrapped)
        try:
            self._plain = _master(self.master_version).decrypt(sealed[:_NONCE], sealed[_NONCE:], self.id.bytes)
        except InvalidTag as error:
            raise Unreadable("the master key does not open this data key") from error
        return self._plain

    def rewrap(self, version: int) -> None:
        """Rotation: the same key under another master key; nothing that it sealed changes."""
        plain = self.plain()
        self.master_version = version
        self._wrap(plain)

    def destroy(self) -> None:
        """Erase everything that this key ever sealed."""
        self.wrapped = None
        self.__dict__.pop("_plain", None)


def seal(key: DataKey, place: str, row: UUID, text: bytes) -> bytes:
    """Encrypt for one field of one row."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key.plain()).encrypt(nonce, text, _bound_to(place, row))


def unseal(key: DataKey, place: str, row: UUID, sealed: bytes) -> bytes:
    """Decrypt. Raises Unreadable when it was moved, changed, or the key is destroyed."""
    try:
        return AESGCM(key.plain()).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound_to(place, row))
    except InvalidTag as error:
        raise Unreadable(place) from error


def sealing(key: DataKey, place: str, row: UUID, text: IO[bytes]) -> Iterator[bytes]:
    """What ``seal`` makes, a piece at a time: for what may be too large to be held in memory."""
    nonce = os.urandom(_NONCE)
    lock = Cipher(AES(key.plain()), GCM(nonce)).encryptor()
    lock.authenticate_additional_data(_bound_to(place, row))
    yield nonce
    while piece := text.read(_PIECE):
        yield lock.update(piece)
    yield lock.finalize() + lock.tag


def unsealing(key: DataKey, place: str, row: UUID, sealed: IO[bytes], size: int) -> Iterator[bytes]:
    """What ``unseal`` opens, of ``size`` bytes, a piece at a time. Nothing of it is true before all of it has come.

    Raises Unreadable at the end when it was moved, changed, or the key is destroyed.
    """
    left = size - _NONCE - _TAG
    if left < 0:
        raise Unreadable(place)
    lock = Cipher(AES(key.plain()), GCM(sealed.read(_NONCE))).decryptor()
    lock.authenticate_additional_data(_bound_to(place, row))
    while piece := sealed.read(min(_PIECE, left)):
        left -= len(piece)
        yield lock.update(piece)
    try:
        lock.finalize_with_tag(sealed.read(_TAG))
    except (InvalidTag, ValueError) as error:  # ValueError: it became shorter meanwhile
        raise Unreadable(place) from error


def _bound_to(place: str, row: UUID) -> bytes:
    return f"{place}:{row}".encode()


class Sealed:
    """A text attribute kept encrypted in the binary column ``<name>_sealed`` of a model that knows its ``data_key()``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"
        self.place = f"{owner.__name__}.{name}"

    def __get__(self, row: Any, owner: type | None = None) -> str:
        sealed = getattr(row, self.column)
        return unseal(row.data_key(), self.place, row.pk, bytes(sealed)).decode() if sealed else ""

    def __set__(self, row: Any, text: str) -> None:
        # An unchanged text keeps its ciphertext: otherwise the history fills with changes that are none.
        if getattr(row, self.column) and self.__get__(row) == text:
            return
        setattr(row, self.column, seal(row.data_key(), self.place, row.pk, text.encode()) if text else None)


def keyed_hash(text: str) -> str:
    """A hash by which a CPR number is found without being stored in the open."""
    return hmac.new(settings.HASH_KEY, text.encode(), hashlib.sha256).hexdigest()
