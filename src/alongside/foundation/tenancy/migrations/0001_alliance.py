from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

import alongside.foundation.tenancy.ids
import alongside.foundation.tenancy.models
from alongside.foundation.tenancy.operations import setting


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(f"GRANT USAGE ON SCHEMA public TO {settings.WEB_ROLE}", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Alliance",
            fields=[
                ("id", models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("place", models.CharField(max_length=200)),
                ("slug", models.SlugField(unique=True)),
                ("domain", models.CharField(help_text="The host name its pages answer to.", max_length=253, unique=True)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("open_hours", models.CharField(blank=True, help_text="As people say it: 9am to 5pm, Monday to Friday.", max_length=200)),
                ("crisis_contacts", models.JSONField(default=alongside.foundation.tenancy.models.crisis_contacts)),
                ("is_demo", models.BooleanField(default=False)),
                ("front_door", models.UUIDField(blank=True, help_text="The organisation that answers new requests.", null=True)),
                ("answer_days_urgent", models.PositiveSmallIntegerField(default=2)),
                ("answer_days_routine", models.PositiveSmallIntegerField(default=5)),
                ("expiry_days", models.PositiveSmallIntegerField(default=10)),
                ("check_in_days_urgent", models.PositiveSmallIntegerField(default=7)),
                ("check_in_days_routine", models.PositiveSmallIntegerField(default=28)),
            ],
        ),
        # Public facts, readable before any fence is set (the host name chooses the fence); only its own
        # alliance may change a row.
        migrations.RunSQL(
            [
                "ALTER TABLE tenancy_alliance ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY anyone_reads ON tenancy_alliance FOR SELECT USING (true)",
                f"CREATE POLICY own_changes ON tenancy_alliance FOR UPDATE USING (id = {setting('alliance_id')})",
                f"GRANT SELECT, UPDATE ON tenancy_alliance TO {settings.WEB_ROLE}",
            ],
            migrations.RunSQL.noop,
        ),
    ]
