from pathlib import Path

from django.db import migrations, models

import alongside.foundation.workflow.clock

SQL = (Path(__file__).resolve().parents[1] / "left_waiting.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [("outbox", "0001_initial"), ("procrastinate", "__latest__")]

    operations = [
        migrations.AlterField(
            "message", "queued_at", models.DateTimeField(default=alongside.foundation.workflow.clock.now)
        ),
        migrations.RunSQL(
            SQL,
            """DROP INDEX procrastinate_jobs_message; DROP FUNCTION messages_left_waiting(integer);
               DROP POLICY sweep ON outbox_message""",
        )
    ]
