"""Keeping entries true: every version, what was decided of a field, whether websites answer."""

from pathlib import Path

import alongside.foundation.tenancy.ids
import alongside.foundation.tenancy.models
import django.db.models.deletion
from django.db import migrations, models

from alongside.foundation.tenancy.operations import IsolateTable

SQL = Path(__file__).with_name("keeping.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0010_lists'),
        ('tenancy', '0003_own_colours'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryVersion',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(help_text='Of which table: service, phone.', max_length=40)),
                ('row', models.UUIDField()),
                ('entry', models.UUIDField(help_text='The service that it is, or hangs off.', null=True)),
                ('was', models.JSONField()),
                ('at', models.DateTimeField()),
                ('transaction', models.BigIntegerField(help_text="PostgreSQL's own number: what changed at once.")),
                ('user_id', models.UUIDField(null=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
            ],
            options={
                'indexes': [models.Index(fields=['alliance', 'entry', '-at'], name='version_of_entry'), models.Index(fields=['alliance', 'row', 'at'], name='version_of_row')],
            },
        ),
        migrations.CreateModel(
            name='FieldDecision',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(help_text='A name in the sheet (directory/sheet.py).', max_length=40)),
                ('value', models.JSONField(null=True)),
                ('over', models.JSONField(null=True)),
                ('source_says', models.JSONField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.CharField(max_length=400)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'service', 'field'), name='decision_once')],
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=1000)),
                ('checked_at', models.DateTimeField()),
                ('failed_since', models.DateField(blank=True, null=True)),
                ('failed_days', models.PositiveSmallIntegerField(default=0)),
                ('said', models.CharField(blank=True, help_text='What went wrong, in words.', max_length=200)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_checks', to='directory.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('alliance', 'service'), name='link_check_once')],
            },
        ),
        IsolateTable("EntryVersion", append_only=True),
        IsolateTable("FieldDecision"),
        IsolateTable("LinkCheck"),
        migrations.RunSQL(SQL, "DROP FUNCTION directory_keep_versions() CASCADE;"),
    ]
