"""Changes asked for, doubts, and when organisations were asked to look."""

import alongside.foundation.tenancy.ids
import alongside.foundation.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.foundation.tenancy.operations import IsolateTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0011_keeping'),
        ('membership', '0002_standing_terms_and_joining'),
        ('tenancy', '0003_own_colours'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Doubt',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=30)),
                ('state_since', models.DateTimeField()),
                ('about', models.CharField(choices=[('phone', 'The phone number, e-mail or website doesn’t work'), ('closed', 'It has closed, or moved'), ('times', 'The days or times are wrong'), ('who', 'It is for other people than it says'), ('cost', 'It costs something else'), ('other', 'Something else')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('raised_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='DoubtStep',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('event', models.CharField(max_length=30)),
                ('from_state', models.CharField(max_length=30)),
                ('to_state', models.CharField(max_length=30)),
                ('side', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('user_id', models.UUIDField(null=True)),
                ('organisation_id', models.UUIDField(null=True)),
                ('by', models.CharField(max_length=400)),
                ('supplied', models.JSONField(default=dict)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('doubt', alongside.foundation.tenancy.models.AllianceKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='upkeep.doubt')),
            ],
        ),
        migrations.CreateModel(
            name='EntryChange',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=30)),
                ('state_since', models.DateTimeField()),
                ('by', models.CharField(help_text='Who asked, as they were called then.', max_length=400)),
                ('changes', models.JSONField()),
                ('was', models.JSONField()),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('proposed_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('organisation', alongside.foundation.tenancy.models.AllianceKey(help_text='For whom it was asked.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.organisation')),
                ('service', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('user', alongside.foundation.tenancy.models.AllianceKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='EntryChangeStep',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('event', models.CharField(max_length=30)),
                ('from_state', models.CharField(max_length=30)),
                ('to_state', models.CharField(max_length=30)),
                ('side', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('user_id', models.UUIDField(null=True)),
                ('organisation_id', models.UUIDField(null=True)),
                ('by', models.CharField(max_length=400)),
                ('supplied', models.JSONField(default=dict)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('change', alongside.foundation.tenancy.models.AllianceKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='upkeep.entrychange')),
            ],
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.tenancy.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sent_on', models.DateField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.alliance')),
                ('organisation', alongside.foundation.tenancy.models.AllianceKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='membership.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='doubt',
            index=models.Index(fields=['alliance', 'state', 'raised_at'], name='doubt_waiting'),
        ),
        migrations.AddConstraint(
            model_name='doubt',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'put_right', 'dismissed'])), name='doubt_state_known'),
        ),
        migrations.AddConstraint(
            model_name='doubtstep',
            constraint=models.UniqueConstraint(fields=('doubt', 'number'), name='doubt_step_once'),
        ),
        migrations.AddIndex(
            model_name='entrychange',
            index=models.Index(fields=['alliance', 'state', 'proposed_at'], name='change_waiting'),
        ),
        migrations.AddConstraint(
            model_name='entrychange',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'declined', 'withdrawn'])), name='change_state_known'),
        ),
        migrations.AddConstraint(
            model_name='entrychangestep',
            constraint=models.UniqueConstraint(fields=('change', 'number'), name='change_step_once'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(fields=('alliance', 'organisation', 'sent_on'), name='nudge_once_a_day'),
        ),
        IsolateTable("EntryChange"),
        IsolateTable("EntryChangeStep", append_only=True),
        IsolateTable("Doubt"),
        IsolateTable("DoubtStep", append_only=True),
        IsolateTable("Nudge"),
    ]
