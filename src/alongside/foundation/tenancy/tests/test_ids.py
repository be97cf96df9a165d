"""Identifiers sort as they were made."""

from alongside.foundation.tenancy.ids import uuid7


def test_rows_of_one_millisecond_keep_their_order():
    made = [uuid7() for _ in range(1000)]
    assert made == sorted(made)
    assert len(set(made)) == 1000
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
