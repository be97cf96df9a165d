"""Search steps from place to place by an index of points alone."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0014_seen_waits")]

    operations = [
        migrations.RunSQL(Path(__file__).with_name("search_by_shelf.sql").read_text(), migrations.RunSQL.noop),
    ]
