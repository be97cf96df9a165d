from django.db import migrations

from alongside.foundation.tenancy.operations import GrantTables

OWN = "EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = {table}.user_id)"
SQL = [
    # The library's tables carry no alliance: a row is its user's, and the user is fenced.
    *(
        statement.format(table=table, own=OWN.format(table=table))
        for table in ("mfa_authenticator", "account_emailaddress")
        for statement in (
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            "CREATE POLICY fence ON {table} USING ({own}) WITH CHECK ({own})",
        )
    ),
    "ALTER TABLE account_emailconfirmation ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE account_emailconfirmation FORCE ROW LEVEL SECURITY",
    "CREATE POLICY fence ON account_emailconfirmation USING (EXISTS"
    " (SELECT 1 FROM account_emailaddress a WHERE a.id = account_emailconfirmation.email_address_id))",
    # A unique address over all alliances would tell one what the other has.
    "DROP INDEX IF EXISTS unique_verified_email",
]


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_invitations_and_tries"),
        ("account", "__latest__"),
        ("mfa", "__latest__"),
    ]

    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        GrantTables("mfa_authenticator", "account_emailaddress", "account_emailconfirmation"),
    ]
