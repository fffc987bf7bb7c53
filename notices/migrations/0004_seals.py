from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_review_coming"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("response_due", "A response is asked for"),
                    ("response_due_soon", "A response is due soon"),
                    ("response_overdue", "A response is overdue"),
                    ("action_given", "An action was given to you"),
                    ("action_due_soon", "An action is due soon"),
                    ("action_overdue", "An action is overdue"),
                    ("sign_off_waiting", "A sign-off is waiting"),
                    ("sent_back", "An action was sent back"),
                    ("signed_off", "An action was signed off"),
                    ("difficulty", "A difficulty was reported"),
                    ("review_coming", "A review is due soon"),
                    ("review_opened", "A review is due"),
                    ("window_opened", "Contracts could be replaced together"),
                    ("history_sealed", "The history was sealed"),
                    ("post_vacant", "Work waits for a vacant post"),
                ],
                max_length=30,
            ),
        ),
    ]
