from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("access", "0003_one_code_a_link")]

    operations = [
        migrations.RemoveField("accesslink", "wrong_tries"),
        migrations.RemoveField("accesslink", "locked_until"),
        migrations.AddField("accesslink", "own_tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("accesslink", "own_tries_until", models.DateTimeField(null=True)),
    ]
