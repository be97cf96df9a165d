from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.foundation.tenancy.ids

# Kept as SQL beside the code so that it can be read as what it is.
SQL = (Path(__file__).resolve().parents[1] / "person_access.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('tenancy', '0001_alliance'),
        ('membership', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonAccess',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('organisation_id', models.UUIDField()),
                ('reason', models.CharField(max_length=20)),
                ('until', models.DateTimeField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation_id', 'person_id'], name='person_access_organisation'), models.Index(fields=['person_id'], name='person_access_person')],
                'constraints': [models.UniqueConstraint(fields=('alliance', 'organisation_id', 'person_id'), name='person_access_once')],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL(f"GRANT SELECT ON tenancy_personaccess TO {settings.WEB_ROLE}", migrations.RunSQL.noop),
    ]
