from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_own_colours")]

    operations = [
        migrations.AddField(
            model_name="alliance",
            name="languages",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="Codes of the languages besides English that its public pages can be read in.",
            ),
        ),
    ]
