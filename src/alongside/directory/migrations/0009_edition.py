"""The open feed: whether anything has changed, ids of what has no row, links, words; and two indexes."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.foundation.tenancy.ids
from alongside.foundation.tenancy.operations import IsolateTable

SQL = Path(__file__).with_name("edition.sql").read_text()
FUNCTIONS = ("directory_made_id(text)", "directory_uri(text)", "directory_matching(text)")
GRANTS = "\n".join(
    f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO {settings.WEB_ROLE};"
    for name in FUNCTIONS
)
BACK = "\n".join(
    [f"DROP FUNCTION {name};" for name in FUNCTIONS] + ["DROP FUNCTION directory_note_edition() CASCADE;"]
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0008_words"), ("tenancy", "0001_alliance")]

    operations = [
        migrations.AddIndex(
            model_name="location",
            index=models.Index(fields=["alliance", "latitude"], name="location_latitude"),
        ),
        migrations.AddIndex(
            model_name="taxonomyterm",
            index=models.Index(fields=["source", "their_id"], name="term_their_id"),
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("transaction", models.BigIntegerField(help_text="PostgreSQL's own number of the transaction.")),
                ("at", models.DateTimeField()),
                ("alliance", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.alliance")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("alliance", "transaction"), name="edition_transaction_once")],
            },
        ),
        IsolateTable("Edition"),
        migrations.RunSQL(SQL, BACK),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
