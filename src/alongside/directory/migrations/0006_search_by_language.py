"""Search keeps a spot once for each language that its service speaks, so that a language is found by an index."""

from importlib import import_module
from pathlib import Path

from django.db import migrations, models

GRANTS = import_module("alongside.directory.migrations.0002_search").GRANTS


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_room_to_import")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("search_by_language.sql").read_text() + GRANTS, migrations.RunSQL.noop
        ),
        migrations.AddIndex("language", models.Index(fields=["alliance", "name"], name="language_name")),
    ]
