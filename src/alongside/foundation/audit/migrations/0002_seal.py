from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = (Path(__file__).resolve().parents[1] / "seal.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        # Seals are made by the function alone.
        migrations.RunSQL(f"REVOKE INSERT ON audit_auditseal FROM {settings.WEB_ROLE}", migrations.RunSQL.noop),
    ]
