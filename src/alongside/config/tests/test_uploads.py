"""What is sent as a file goes nowhere: no form takes one."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
def test_a_file_is_read_past_and_never_written(alliance, monkeypatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    opened = Client(headers={"host": alliance.domain})
    large = SimpleUploadedFile("x.bin", b"\0" * 3_000_000)
    answer = opened.post("/find/", {"words": "cannot sleep", "f": large})
    assert answer.status_code == 302
    assert not answer.wsgi_request.FILES
