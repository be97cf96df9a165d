"""Free, face to face, no referral needed, open now; and each criterion by itself."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

HERE = Path(__file__).parent
PUBLIC = (
    "directory_search(text[], float8[], text[], text, float8, float8, text[], boolean, integer, text, boolean, boolean,"
    " boolean, boolean, boolean, boolean, boolean, boolean, integer, timestamptz, float8[])",
    "directory_search_criteria(uuid, integer, text, text[], boolean, boolean, boolean, boolean, boolean, boolean, boolean,"
    " boolean, boolean, timestamptz)",
)
GRANTS = "\n".join(
    f"REVOKE ALL ON FUNCTION {f} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {f} TO {settings.WEB_ROLE};" for f in PUBLIC
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_merging")]

    operations = [
        migrations.RunSQL((HERE / "search_filters.sql").read_text() + GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL((HERE / "search_filters_refresh.sql").read_text(), migrations.RunSQL.noop),
    ]
