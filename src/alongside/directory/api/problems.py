"""What is wrong, as a problem document (RFC 9457). It never says back what was asked: some of it is an attack."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpResponse

PROBLEM = "application/problem+json"


class Problem(Exception):
    """`errors` are (parameter, what is wrong with it)."""

    def __init__(self, status: int, detail: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors

    def response(self) -> HttpResponse:
        body: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [{"parameter": name, "detail": detail} for name, detail in self.errors]
        return HttpResponse(json.dumps(body), status=self.status, content_type=PROBLEM)


class Nothing(Problem):
    """There is no such thing, or it is not published: which of the two is not said."""

    def __init__(self, detail: str = "There is nothing at this address.") -> None:
        super().__init__(404, detail)
