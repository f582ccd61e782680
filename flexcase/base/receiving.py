"""What browsers send as files: put where nobody finds it, and no more of it than may be sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from flexcase.base.files import Unnamed


class Received(UploadedFile):
    """A file of a request. ``left_out``: the files before it were so large that nothing more was kept; ``no_room``: the disk
    was full."""

    left_out = no_room = False


class Receiver(FileUploadHandler):
    """Each file goes into one without a name, which is gone with the request, however that ends.

    What a file, or all of them together, have beyond the limit is counted and thrown away: whoever asks can say that it is
    too much, and no disk is filled by it. Of whoever is not signed in no file is kept at all: a form is read before it is
    known that nobody may send it.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.room = settings.UPLOAD_TOTAL_BYTES

    def new_file(self, *given: Any, **more: Any) -> None:
        assert self.request is not None
        if not self.request.user.is_authenticated:
            raise SkipFile
        super().new_file(*given, **more)
        self.kept, self.no_room = Unnamed(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= min(settings.UPLOAD_MAX_BYTES, self.room) and not self.no_room:
            try:
                self.kept.write(raw_data)
            except OSError:
                self.no_room = True

    def file_complete(self, file_size: int) -> UploadedFile:
        if self.no_room:
            self.kept = Unnamed()
        self.kept.seek(0)
        file = Received(self.kept, self.file_name, self.content_type, file_size, self.charset)
        file.left_out, file.no_room = file_size > self.room, self.no_room
        self.room -= min(file_size, settings.UPLOAD_MAX_BYTES, self.room)
        return file
