"""What each council says to a group's scope."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, User
from councils.operations import role_of
from task_groups.enums import ScopeVerdict
from task_groups.models import ScopeAnswer, TaskGroup
from task_groups.operations.convening import OTHER_COUNCIL, at_work


@transaction.atomic
def record_scope_answer(
    *,
    group: TaskGroup,
    council: Council,
    version: int = 0,
    verdict: str,
    said_by: str,
    said_on: date,
    words: str = "",
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> ScopeAnswer:
    """Record what a council said to the scope as it reads now: which body, meeting or role said it, and on which day.

    A later word of the same council takes the place of the earlier one, which stays in the history. `version` is that of
    the row that was read, 0 where there was none. Raises Refused once the group has reported, for a council outside the
    partnership, before there is a scope, without who said it, without words where it is not agreed or agreed with
    changes, and for a day to come; Overtaken when somebody recorded it meanwhile.
    """
    held = at_work(group)
    verdict, words, said_by = ScopeVerdict(verdict), words.strip(), said_by.strip()
    if council.partnership_id != held.partnership_id:
        raise Refused(OTHER_COUNCIL, field="council")
    if not held.scope.strip():
        raise Refused("Write the scope first. Then the councils can agree it.")
    if not said_by:
        raise Refused("Say which body, meeting or role said it", field="said_by")
    if verdict != ScopeVerdict.AGREED and not words:
        raise Refused("Say what the council wants to be different", field="words")
    if said_on > london_date(at):
        raise Refused("The day must not be after today", field="said_on")
    values = {
        "verdict": verdict, "said_by": said_by, "said_on": said_on, "words": words, "wording": held.scope,
        "source_place": source_place.strip(),
    }  # fmt: skip
    answer = ScopeAnswer.objects.filter(task_group=held, council=council).first()
    if (answer.version if answer else 0) != version:
        raise Overtaken(overtaken_sentence(answer or held))
    old = answer.verdict if answer else ""
    if answer is None:
        answer = ScopeAnswer.objects.create(task_group=held, council=council, **values)
    else:
        ScopeAnswer.objects.filter(pk=answer.pk).update(version=F("version") + 1, **values)
        answer.refresh_from_db()
    history.record(
        subject=answer, trail=held, verb="scope_answer", by=by, role=role_of(by, at=at), at=at, old=old, new=verdict,
        reason=words, public=True, on=said_on,
        details={"council": council.short_name, "said_by": said_by, "source_place": answer.source_place},
    )  # fmt: skip
    return answer
