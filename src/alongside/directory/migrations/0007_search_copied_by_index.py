"""The copy for search costs each service the same, however many there are."""

from pathlib import Path

from django.db import migrations

REFRESH = Path(__file__).with_name("search_refresh.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_search_by_language")]

    operations = [
        # Only the refresh writes both tables, and takes a service's spots away with its entry: looking the entry
        # up again for each of its spots was a third of the copying.
        migrations.RunSQL(
            "ALTER TABLE directory_searchspot DROP CONSTRAINT directory_searchspot_service_id_fkey",
            "ALTER TABLE directory_searchspot ADD CONSTRAINT directory_searchspot_service_id_fkey"
            " FOREIGN KEY (service_id) REFERENCES directory_searchentry ON DELETE CASCADE",
        ),
        # Whoever calls it has fixed the search path; without its own it is written into the calling statement.
        migrations.RunSQL(
            "ALTER FUNCTION directory_search_words(text) RESET search_path",
            "ALTER FUNCTION directory_search_words(text) SET search_path = public, pg_temp",
        ),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
    ]
