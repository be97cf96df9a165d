from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_person_access")]

    operations = [
        migrations.AddField(
            model_name="alliance",
            name="person_colour",
            field=models.CharField(blank=True, db_default="", help_text="In place of plum: #rrggbb.", max_length=7),
        ),
        migrations.AddField(
            model_name="alliance",
            name="alliance_colour",
            field=models.CharField(blank=True, db_default="", help_text="In place of sage: #rrggbb.", max_length=7),
        ),
    ]
