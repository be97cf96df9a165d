"""Search: its tables, the triggers that keep them true, and the function that reads them."""

from pathlib import Path

from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations

HERE = Path(__file__).parent
PUBLIC = (
    "directory_search(text[], float8[], text[], text, float8, float8, text[], boolean, integer, text, boolean, boolean,"
    " boolean, boolean, integer, timestamptz, float8[])",
    "directory_search_settle()",
)
OWNERS = (
    "directory_search_refresh(uuid[])",
    "directory_search_at_commit()",
    "directory_search_changed()",
    "directory_search_emptied()",
    "directory_search_lexemes(uuid, text)",
)
TABLES = "directory_searchdue, directory_searchmark, directory_searchword, directory_searchspot, directory_searchentry"
GRANTS = "\n".join(
    [
        *(f"REVOKE ALL ON FUNCTION {f} FROM PUBLIC;" for f in (*PUBLIC, *OWNERS)),
        *(f"GRANT EXECUTE ON FUNCTION {f} TO {settings.WEB_ROLE};" for f in PUBLIC),
        f"REVOKE ALL ON {TABLES} FROM PUBLIC;",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("places", "0001_initial")]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL((HERE / "search.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((HERE / "search_function.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, f"DROP TABLE {TABLES} CASCADE"),
    ]
