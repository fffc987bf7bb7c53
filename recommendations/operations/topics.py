"""The subjects by which recommendations are found."""

from datetime import datetime

from django.db import transaction

from core import history
from core.refusals import Refused
from councils.models import User
from recommendations.models import Topic


@transaction.atomic
def add_topic(*, name: str, slug: str, by: User | None, at: datetime) -> Topic:
    """Add a subject. Raises Refused when there is one of that name or address already."""
    if Topic.objects.filter(name__iexact=name).exists() or Topic.objects.filter(slug=slug).exists():
        raise Refused("There is a topic of this name already", field="name")
    topic = Topic.objects.create(name=name, slug=slug)
    history.record(subject=topic, verb="add", by=by, at=at, public=True)
    return topic
