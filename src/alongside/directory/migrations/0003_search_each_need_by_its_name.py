"""directory_search() takes the names of the needs apart, so that each list is ranked by its own."""

from importlib import import_module
from pathlib import Path

from django.db import migrations

GRANTS = import_module("alongside.directory.migrations.0002_search").GRANTS
BEFORE = (
    "DROP FUNCTION IF EXISTS directory_search(text[], float8[], text, float8, float8, text[], boolean, integer, text,"
    " boolean, boolean, boolean, boolean, integer, timestamptz, float8[])"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_search")]

    operations = [
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(
            Path(__file__).with_name("search_function.sql").read_text() + GRANTS, migrations.RunSQL.noop
        ),
    ]
