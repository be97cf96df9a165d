from django.db import migrations

from alongside.foundation.tenancy.operations import GrantTables


class Migration(migrations.Migration):
    """Tables that libraries made: sessions (opaque), kinds of content, and the job queue (ids only)."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("procrastinate", "__latest__"),
    ]

    operations = [
        GrantTables("django_session", "procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers"),
        GrantTables("django_content_type", "django_migrations", rights="SELECT"),
    ]
