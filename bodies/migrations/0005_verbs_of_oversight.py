from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bodies", "0004_grants_are_revoked_beside_their_term")]
    operations = []
