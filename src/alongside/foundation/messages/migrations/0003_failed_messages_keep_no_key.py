from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("outbox", "0002_left_waiting")]

    operations = [
        # The fence binds the owner as well, so it is lifted for the length of this transaction.
        migrations.RunSQL(
            [
                "ALTER TABLE outbox_message NO FORCE ROW LEVEL SECURITY",
                "UPDATE outbox_message SET values = '{}' WHERE state = 'failed'",
                "ALTER TABLE outbox_message FORCE ROW LEVEL SECURITY",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(
                condition=~models.Q(state="failed") | models.Q(values={}), name="failed_message_keeps_no_key"
            ),
        ),
    ]
