"""Files on their way to a case: sent as soon as they are chosen, kept for who sent them, and put on the case by an action.

So a form that must be put right never sends a file twice. The file's id is the id of the run that takes it in: pressed
twice, added once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cases.models import Case, HeldFile, User
from cases.papers import uploads
from cases.papers.uploads import StoredFile
from cases.reading.guess import guess
from flexcase.base import clock
from flexcase.base.files import Content

#: A file that nobody put on the case is let go after this.
KEPT = timedelta(days=7)
#: As many as one can look through at once.
MOST = 50


def hold(user: User, case: Case, upload: UploadedFile, form: str = "") -> HeldFile:
    """Check and store one file; one that is in no action's form is looked at too. Raises ValidationError in Danish."""
    if HeldFile.objects.filter(user=user, case=case, form=form).count() >= MOST:
        raise ValidationError(f"Du har allerede {MOST} filer her. Læg dem på sagen, og vælg så resten.")
    return keep(user, case, upload.name or "", uploads.sent(upload), form)


def keep(user: User, case: Case, name: str, content: Content, form: str = "") -> HeldFile:
    """The same for what is at hand, such as what was attached to a mail."""
    file = uploads.store(case.key, content)
    row = HeldFile(user=user, case=case, form=form, held_at=clock.now())
    row.blob, row.media_type, row.size, row.sha256 = file.blob, file.media_type, file.size, file.sha256
    seen = {} if form else _seen(name, content, file.media_type)
    row.found = json.dumps({**seen, "name": name}, ensure_ascii=False)
    row.save()
    return row


def _seen(name: str, content: Content, media_type: str) -> dict[str, Any]:
    seen = asdict(guess(name, content, media_type))
    return {**seen, "dated": seen["dated"] and f"{seen['dated']:%d.%m.%Y}"}


def held(user: User, case: Case) -> list[HeldFile]:
    """What the user has sent to the case and has a line of its own, oldest first."""
    return list(HeldFile.objects.filter(user=user, case=case, form="").select_related("case__key"))


def held_in(form: str, user: User, case: Case, ids: Iterable[UUID]) -> dict[UUID, HeldFile]:
    """Those of these files that lie in an action's form."""
    rows = HeldFile.objects.filter(user=user, case=case, form=form, pk__in=list(ids)).select_related("case__key")
    return {row.pk: row for row in rows}


def stored(row: HeldFile) -> StoredFile:
    """The file as an action takes it."""
    return StoredFile(row.blob, row.media_type, row.size, row.sha256)


def let_go(user: User, case: Case, files: Iterable[UUID]) -> None:
    """Forget files that are on the case by now, or that the user does not want; the sweeper removes what nothing names."""
    HeldFile.objects.filter(user=user, case=case, pk__in=list(files)).delete()


def let_go_of_old() -> None:
    """Forget what was sent long ago and never put on a case."""
    HeldFile.objects.filter(held_at__lt=clock.now() - KEPT).delete()
