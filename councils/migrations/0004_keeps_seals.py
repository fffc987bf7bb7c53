from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0003_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="keeps_seals",
            field=models.BooleanField(
                default=False,
                help_text="One short letter a day, to be kept",
                verbose_name="is sent the seals of the history",
            ),
        ),
    ]
