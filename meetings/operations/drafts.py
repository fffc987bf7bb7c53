"""Half-typed words of the live log. They are private to one officer and leave no history."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from core.refusals import Refused
from councils.models import User
from meetings.models import AgendaItem, OutcomeDraft

MOST = 150_000
TOO_MUCH = "This is too long to keep as a draft. Add part of it to the log first."


@transaction.atomic
def save_draft(*, item: AgendaItem, user: User, fields: Mapping[str, Any], at: datetime) -> None:
    """Keep what an officer is typing at an item, over what was kept before. Raises Refused for more than 150,000
    characters in all."""
    if len(json.dumps(dict(fields), ensure_ascii=False)) > MOST:
        raise Refused(TOO_MUCH, field="text")
    OutcomeDraft.objects.update_or_create(
        item=item, user=user, defaults={"fields": dict(fields), "saved_at": at}
    )


@transaction.atomic
def clear_draft(*, item: AgendaItem, user: User) -> None:
    """Let go of a draft: its words were added to the log, or are not wanted."""
    OutcomeDraft.objects.filter(item=item, user=user).delete()
