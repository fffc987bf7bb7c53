"""`manage.py load_demo`: a partnership that does not exist, in every state there is, for showing and learning."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.refusals import Refused
from councils.models import Council, User
from scrutiny_portal.demo.loading import load
from scrutiny_portal.demo.script import PASSWORD


class Command(BaseCommand):
    help = (
        "Load an invented partnership into an empty data folder, and print its accounts. Safe to run again."
    )

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION or not settings.TRIAL_ACCOUNTS:
            raise CommandError("The demonstration is switched off here: everybody knows its passwords.")
        if not Council.objects.exists():
            self.stderr.write("Playing two years of an invented partnership ...", style_func=str)
        try:
            load(today=timezone.localdate(), now=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        accounts = list(User.objects.filter(is_trial=True).order_by("pk").values_list("name", "email"))
        names, emails = (max(map(len, column)) for column in zip(*accounts, strict=True))
        for name, email in accounts:
            self.stdout.write(f"{name:<{names}}  {email:<{emails}}  {PASSWORD}")
