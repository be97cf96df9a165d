"""Imports are checked in temporary tables, which a database may keep from everyone but its owner."""

from django.conf import settings
from django.db import migrations

ROLE = settings.WEB_ROLE


def on_database(words: str) -> str:
    return f"DO $$ BEGIN EXECUTE format('{words}', current_database()); END $$"


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_frequency_words")]

    operations = [
        migrations.RunSQL(
            on_database(f"GRANT TEMPORARY ON DATABASE %I TO {ROLE}"),
            on_database(f"REVOKE TEMPORARY ON DATABASE %I FROM {ROLE}"),
        )
    ]
