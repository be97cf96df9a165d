from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_search_each_need_by_its_name'),
        ('membership', '0001_initial'),
        ('people', '0002_looked_up_by_plain_names'),
        ('referrals', '0001_initial'),
        ('tenancy', '0002_person_access'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['receiver', '-sent_at', '-id'], name='referral_inbox_open'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['referrer', '-sent_at', '-id'], name='referral_sent_open'),
        ),
    ]
