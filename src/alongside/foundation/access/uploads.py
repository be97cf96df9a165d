"""Files that browsers send: none is taken unless the view said so, and then only from someone signed in, in memory.

So what is sent as a file to any other address is never kept, and fills no disk.
"""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

#: What a form takes beside its file: boundaries between parts, and its other fields.
BESIDE = 100_000


class DeclaredFiles(MemoryFileUploadHandler):
    """For FILE_UPLOAD_HANDLERS. ``@page(takes_file=BYTES)`` opens it for one view."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django calls it so
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Decide, before anything is read, whether this request's files are taken."""
        most = _most(self.request)
        self.activated = 0 < content_length <= most + BESIDE if most else False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep it, or let it go by: no handler comes after this one."""
        return super().receive_data_chunk(raw_data, start) if self.activated else None


def _most(request: Any) -> int:
    """How many bytes the view of a request takes as a file, from whoever is asking; 0 for none."""
    match = getattr(request, "resolver_match", None)
    rule = getattr(match.func, "page_rule", None) if match else None
    signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
    return rule.takes_file if rule is not None and signed_in else 0
