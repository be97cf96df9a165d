from pathlib import Path

from django.conf import settings
from django.db import migrations, models

SLICES = Path(__file__).resolve().parents[2]
IN_SIGHT = (SLICES / "referrals/in_sight.sql").read_text()
# It replaces the one that tenancy 0002 made.
GRANT = (SLICES / "foundation/tenancy/grant_person_access.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ("referrals", "0004_hand_over"),
        ("tenancy", "0002_person_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["alliance", "sent_at"], name="referral_when_sent"),
        ),
        migrations.RunSQL(IN_SIGHT, "DROP FUNCTION referrals_keep_in_sight(uuid, uuid, timestamptz)"),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
