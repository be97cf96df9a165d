"""Every table stands behind its fences, without being told: read from the database's own catalogue."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

# Tables without an alliance, and why they may be.
OPEN_TABLES = {
    "django_migrations": "which migrations ran",
    "django_content_type": "names of models",
    "django_session": "opaque; its key is the only way in",
    "auth_permission": "made by Django, not used",
    "auth_group": "made by Django, not used",
    "auth_group_permissions": "made by Django, not used",
    "procrastinate_jobs": "ids only",
    "procrastinate_events": "ids only",
    "procrastinate_periodic_defers": "ids only",
    "procrastinate_workers": "ids only",
    "tenancy_alliance": "public facts; has its own policies",
    "tenancy_personaccess": "has its own policies; see person_access.sql",
}
# Public geography; and what directory_search() alone may read (ADR 12), to which the runtime role has no right.
OPEN_PREFIXES = ("places_", "directory_search")
# Functions that run as the owner. Each is tested where it is named.
DEFINER_FUNCTIONS = {
    "may_share_person", "grant_person_access", "end_person_access", "seal_audit", "referrals_due",
    "referrals_held_by", "referrals_load", "referrals_waits", "referrals_keep_in_sight",
    "messages_left_waiting", "make_test_alliance", "directory_search", "directory_search_settle",
    "directory_search_refresh", "directory_search_changed", "directory_search_at_commit", "directory_search_emptied",
    "directory_matching", "directory_search_criteria",
}  # fmt: skip


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def fenced_models() -> list:
    return [
        model
        for model in apps.get_models()
        if any(field.name == "alliance" for field in model._meta.local_fields)
        and model._meta.db_table not in OPEN_TABLES
    ]


def test_every_table_is_fenced_or_listed_with_a_reason():
    # A table that the runtime role may not touch at all is behind a wall rather than a fence.
    found = rows(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        " AND (has_table_privilege(oid, 'SELECT') OR has_any_column_privilege(oid, 'SELECT')"
        "   OR has_table_privilege(oid, 'INSERT, UPDATE, DELETE'))"
    )
    loose = [
        name
        for name, enabled, forced in found
        if not (enabled and forced) and name not in OPEN_TABLES and not name.startswith(OPEN_PREFIXES)
    ]
    assert not loose, f"not fenced: {loose}. Their migrations end with IsolateTable."


@pytest.mark.parametrize("model", fenced_models(), ids=lambda model: model._meta.label)
def test_the_fence_says_what_it_should(model):
    table = model._meta.db_table
    policies = rows(
        f"SELECT polname, pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '')"
        f" FROM pg_policy WHERE polrelid = '{table}'::regclass AND polname = 'fence'"
    )
    assert len(policies) == 1
    words = policies[0][1]
    assert words.count("app.alliance_id") >= 2, "both reading and writing are fenced"
    columns = {field.column for field in model._meta.local_fields}
    if "person_id" in columns or model._meta.label == "people.Person":
        assert "tenancy_personaccess" in words, "a table with a person needs the need-to-know fence"


@pytest.mark.parametrize("model", fenced_models(), ids=lambda model: model._meta.label)
def test_keys_to_fenced_tables_are_composite(model):
    table = model._meta.db_table
    keys = rows(
        f"SELECT conname, cardinality(conkey), confrelid::regclass::text FROM pg_constraint"
        f" WHERE contype = 'f' AND conrelid = '{table}'::regclass"
    )
    fenced = {other._meta.db_table for other in fenced_models()}
    plain = [name for name, width, target in keys if target in fenced and width == 1]
    assert not plain, f"these would accept another alliance's row: {plain}"
    wanted = {
        field.column
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model._meta.db_table in fenced
    }
    tied = {name for name, width, _target in keys if width == 2}
    assert len(tied) >= len(wanted), f"{wanted} need composite keys, found {tied}"


@pytest.mark.parametrize("model", fenced_models(), ids=lambda model: model._meta.label)
def test_unique_values_do_not_reveal_other_alliances(model):
    table = model._meta.db_table
    found = rows(
        f"SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        f" WHERE indrelid = '{table}'::regclass AND indisunique AND NOT indisprimary"
    )
    parents = {field.column for field in model._meta.local_fields if field.remote_field}
    leaks = [
        name
        for name, definition in found
        if "alliance_id" not in definition and not any(f"({column}" in definition for column in parents)
    ]
    assert not leaks


def test_functions_that_see_everything_are_on_the_list():
    found = {
        name
        for (name,) in rows(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
    }
    assert found == DEFINER_FUNCTIONS


def test_functions_that_see_everything_fix_their_search_path():
    found = rows(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(array_to_string(proconfig, ','), '') LIKE '%search_path=%'"
    )
    assert not found


def test_evidence_cannot_be_changed_or_deleted():
    for table in ("audit_auditentry", "audit_auditseal", "audit_readentry", "referrals_referralstep",
                  "referrals_helprequeststep", "training_sessionstep", "training_bookingstep",
                  "governance_ballot", "governance_decision", "governance_electionballot",
                  "governance_electionvoter", "governance_presence", "governance_standingaside", "governance_comment",
                  "governance_meetingstep", "governance_proposalstep", "governance_electionstep",
                  "membership_termsacceptance", "membership_applicationstep"):  # fmt: skip
        rights = {
            right
            for (right,) in rows(
                f"SELECT privilege_type FROM information_schema.role_table_grants"
                f" WHERE table_name = '{table}' AND grantee = current_user"
            )
        }
        assert not rights & {"UPDATE", "DELETE"}, table
