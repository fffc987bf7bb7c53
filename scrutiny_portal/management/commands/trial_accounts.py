"""`manage.py trial_accounts`: accounts for trying the portal out. Everybody knows their password."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from scrutiny_portal.record.desk import Desk
from scrutiny_portal.record.trial import make_trial_accounts


class Command(BaseCommand):
    help = (
        "Make the trial accounts where they are missing, and print role, e-mail address and password of each."
    )

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION or not settings.TRIAL_ACCOUNTS:
            raise CommandError("Trial accounts are switched off here: everybody knows their password.")
        accounts = make_trial_accounts(Desk(timezone.now()))
        roles, emails = max(len(a.role) for a in accounts), max(len(a.email) for a in accounts)
        for account in accounts:
            self.stdout.write(f"{account.role:<{roles}}  {account.email:<{emails}}  {account.password}")
