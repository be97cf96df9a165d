"""What people really waited."""

import alongside.foundation.tenancy.ids
import alongside.foundation.tenancy.models
import alongside.foundation.workflow.clock
import django.db.models.deletion
from django.db import migrations, models

from alongside.foundation.tenancy.operations import IsolateTable


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0013_filters'),
        ('tenancy', '0003_own_colours'),
    ]

    operations = [
        migrations.CreateModel(
            name='SeenWait',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('people', models.PositiveSmallIntegerField()),
                ('days', models.PositiveSmallIntegerField(help_text='The middle one of all.')),
                ('measured_at', models.DateTimeField(default=alongside.foundation.workflow.clock.now)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen_waits', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'service'), name='seen_wait_once')],
            },
        ),
        IsolateTable("SeenWait"),
    ]
