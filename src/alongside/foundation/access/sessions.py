"""Sessions in the database, as Django keeps them; read on every page, so by a statement that is composed once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from alongside.foundation.tenancy.statements import Given, Statement

OPEN = Statement(lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("now")))


class SessionStore(db.SessionStore):
    """Django's own in all but how it is read."""

    def _get_session_from_db(self) -> Any:
        found = OPEN.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
