"""Adding and changing one row: as the models themselves would, in one statement each."""

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.access.models import OnceKey
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.rows import add_row, change_row

pytestmark = pytest.mark.django_db


def test_a_row_is_kept_with_every_value(alliance, django_assert_num_queries):
    with in_alliance(alliance):
        row = OnceKey(alliance=alliance, key="k", action="a", result_model="x.y")
        with django_assert_num_queries(1):
            assert add_row(row)
        kept = OnceKey.objects.get()
        assert (kept.pk, kept.key, kept.action, kept.result_model) == (row.pk, "k", "a", "x.y")
        assert kept.at == row.at


def test_what_the_database_fills_in_is_left_to_it(alliance):
    with in_alliance(alliance):
        add_row(AuditEntry(alliance=alliance, verb="v", sentence="s", by="b"))
        assert AuditEntry.objects.get().at is not None


def test_a_second_one_is_left_out_or_refused(alliance):
    with in_alliance(alliance):
        assert add_row(OnceKey(alliance=alliance, key="k", action="a"))
        assert not add_row(OnceKey(alliance=alliance, key="k", action="a"), once=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            add_row(OnceKey(alliance=alliance, key="k", action="a"))
        assert OnceKey.objects.count() == 1


def test_only_the_named_columns_of_the_one_row_change(alliance):
    with in_alliance(alliance):
        row, other = (OnceKey(alliance=alliance, key=key, action="a") for key in "ko")
        for one in (row, other):
            add_row(one)
        change_row(row, {"result_model": "x.y", "result_id": other.pk})
        assert (row.result_model, row.result_id) == ("x.y", other.pk)
        assert set(OnceKey.objects.values_list("key", "action", "result_model", "result_id")) == {
            ("k", "a", "x.y", other.pk),
            ("o", "a", "", None),
        }
