"""Several sources, one entry."""

from pathlib import Path

import alongside.foundation.tenancy.ids
import alongside.foundation.tenancy.models
import django.db.models.deletion
from django.db import migrations, models

from alongside.foundation.tenancy.operations import AddAllianceKey, IsolateTable

SQL = Path(__file__).with_name("merging.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0011_keeping'),
        ('tenancy', '0003_own_colours'),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='known_as',
            field=models.UUIDField(blank=True, help_text='Of a part: the id by its source, where the entry has that.', null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='part_of',
            field=alongside.foundation.tenancy.models.AllianceKey(blank=True, help_text="The entry that this row, one source's own, is told under. Nobody finds it but there.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='directory.service'),
        ),
        migrations.AddField(
            model_name='service',
            name='source_status',
            field=models.CharField(blank=True, help_text='Of a part: the status by its source. Blank: it tells nothing.', max_length=20),
        ),
        migrations.AddField(
            model_name='source',
            name='rank',
            field=models.PositiveSmallIntegerField(default=100, help_text='Where several sources tell of one entry, the lower one is believed first.'),
        ),
        migrations.AlterField(
            model_name='service',
            name='status',
            field=models.CharField(choices=[('active', 'Active'), ('inactive', 'Not running'), ('temporarily_closed', 'Closed for now'), ('defunct', 'Ended, or gone from its source'), ('merged', 'Part of another entry')], default='active', max_length=20),
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=40)),
                ('said', models.JSONField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settled_by', models.CharField(blank=True, max_length=400)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='differences', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'service', 'field'), name='difference_once')],
            },
        ),
        migrations.CreateModel(
            name='FirstFor',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(help_text='A name of directory/merging.py.', max_length=40)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('source', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='first_for', to='directory.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'field'), name='first_for_field_once')],
            },
        ),
        migrations.CreateModel(
            name='KeptApart',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=400)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('one', alongside.foundation.tenancy.models.AllianceKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.service')),
                ('other', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'one', 'other'), name='kept_apart_once')],
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('score', models.FloatField(help_text='0 to 1.')),
                ('why', models.JSONField(help_text='Codes of directory/likeness.py.')),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('one', alongside.foundation.tenancy.models.AllianceKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.service')),
                ('other', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(fields=['alliance', '-score'], name='likeness_score')],
                'constraints': [models.UniqueConstraint(fields=('alliance', 'one', 'other'), name='likeness_once')],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        AddAllianceKey("Service", "part_of"),
        IsolateTable("Difference"),
        IsolateTable("FirstFor"),
        IsolateTable("Likeness"),
        IsolateTable("KeptApart"),
    ]
