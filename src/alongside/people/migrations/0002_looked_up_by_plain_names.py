import django.db.models.functions.text
from django.db import migrations, models

# Immutable, as a kept column asks: the dictionary is named, so no setting changes what it gives.
PLAIN_NAME = """
CREATE FUNCTION plain_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0001_initial'),
        ('people', '0001_initial'),
        ('tenancy', '0002_person_access'),
    ]

    operations = [
        migrations.RunSQL(PLAIN_NAME, "DROP FUNCTION plain_name(text)"),
        migrations.RemoveIndex(
            model_name='person',
            name='person_name',
        ),
        migrations.AddField(
            model_name='person',
            name='family_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('family_name'), function='plain_name'), output_field=models.CharField(db_collation='C', max_length=200)),
        ),
        migrations.AddField(
            model_name='person',
            name='given_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('given_name'), function='plain_name'), output_field=models.CharField(db_collation='C', max_length=200)),
        ),
        migrations.AddField(
            model_name='person',
            name='number_key',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Reverse('telephone'), output_field=models.CharField(db_collation='C', max_length=20)),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['alliance', 'family_key', 'given_key'], name='person_family'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['alliance', 'given_key'], name='person_given'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['alliance', 'number_key'], name='person_number'),
        ),
    ]
