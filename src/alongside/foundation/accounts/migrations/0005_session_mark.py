import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0004_fence_library_tables")]

    operations = [
        migrations.AddField("user", "session_mark", models.UUIDField(default=uuid.uuid4, editable=False)),
    ]
