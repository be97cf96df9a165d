"""How long people waited, by service; nobody is seen in it."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).resolve().parents[1] / "waits.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [("referrals", "0005_in_sight"), ("directory", "0012_merging")]

    operations = [migrations.RunSQL(SQL, "DROP FUNCTION referrals_waits(timestamptz)")]
