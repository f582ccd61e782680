"""Files on their way to a case: sent as soon as they are chosen, kept for who sent them, and put on the case by an action.

So a form that must be put right never sends a file twice. The file's id is the id of the run that takes it in: pressed
twice, added once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cases import uploads
from cases.models import Case, HeldFile, User
from cases.reading.guess import guess
from cases.uploads import StoredFile
from flexcase.base import clock

#: A file that nobody put on the case is let go after this.
KEPT = timedelta(days=7)
#: As many as one can look through at once.
MOST = 50


def hold(user: User, case: Case, upload: UploadedFile) -> HeldFile:
    """Check, store and look at one file. Raises ValidationError with a Danish sentence."""
    if HeldFile.objects.filter(user=user, case=case).count() >= MOST:
        raise ValidationError(f"Du har allerede {MOST} filer her. Læg dem på sagen, og vælg så resten.")
    return keep(user, case, upload.name or "", uploads.read(upload))


def keep(user: User, case: Case, name: str, content: bytes) -> HeldFile:
    """The same for bytes at hand, such as what was attached to a mail."""
    file = uploads.store(case.key, content)
    row = HeldFile(user=user, case=case, held_at=clock.now())
    row.blob, row.media_type, row.size, row.sha256 = file.blob, file.media_type, file.size, file.sha256
    found = asdict(guess(name, content, file.media_type))
    row.found = json.dumps(
        {**found, "name": name, "dated": found["dated"] and f"{found['dated']:%d.%m.%Y}"}, ensure_ascii=False
    )
    row.save()
    return row


def held(user: User, case: Case) -> list[HeldFile]:
    """What the user has sent to the case, oldest first."""
    return list(HeldFile.objects.filter(user=user, case=case).select_related("case__key"))


def stored(row: HeldFile) -> StoredFile:
    """The file as an action takes it."""
    return StoredFile(row.blob, row.media_type, row.size, row.sha256)


def let_go(user: User, case: Case, files: Iterable[UUID]) -> None:
    """Forget files that are on the case by now, or that the user does not want; the sweeper removes what nothing names."""
    HeldFile.objects.filter(user=user, case=case, pk__in=list(files)).delete()


def let_go_of_old() -> None:
    """Forget what was sent long ago and never put on a case."""
    HeldFile.objects.filter(held_at__lt=clock.now() - KEPT).delete()
