"""Difficulties of roadmap projects: told at any time, and what came of them (rule 21)."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.dates import london_date, spell
from core.refusals import Overtaken, Refused
from councils.models import Person, User
from councils.operations import added, role_of
from notices.enums import NoticeKind
from strategies.models import ProjectDifficulty, RoadmapProject
from strategies.operations.telling import everyone_concerned, portfolios_of, tell_of, vacant
from strategies.queries import councils_of

PLACE = "#difficulties"


@transaction.atomic
def tell_difficulty(
    *, project: RoadmapProject, words: str, person: Person | None, by: User | None, at: datetime
) -> ProjectDifficulty:
    """Tell of a difficulty. Nothing told is ever changed, and it is not published (rule 21).

    It reaches at once the portfolio holders of all councils concerned, the members of their scrutiny bodies and the
    scrutiny officers, who put it before the next meeting. The notice names the project; the words stay in the portal.
    Raises Refused without words or without a person who tells it.
    """
    if not words.strip():
        raise Refused("Say what the difficulty is", field="words")
    if person is None:
        raise Refused("Your account has no person yet. Ask the administrator.")
    difficulty = ProjectDifficulty(project=project, words=words.strip(), by=person, told_at=at)
    added(
        difficulty,
        trail=project.roadmap.strategy,
        verb="report_difficulty",
        by=by,
        at=at,
        details={"project": project.name},
    )
    on = london_date(at)
    councils = councils_of(project.roadmap.strategy)
    lacking = [council.short_name for council in vacant(portfolios_of(councils, on=on), on=on)]
    nobody = f" No portfolio holder is in post at {', '.join(lacking)}." if lacking else ""
    tell_of(
        project,
        everyone_concerned(councils, on=on),
        key=f"project_difficulty:{difficulty.pk}",
        kind=NoticeKind.DIFFICULTY,
        title=f"A difficulty: {project.name}",
        text=f"A difficulty of the project is reported. Read it in the portal.{nobody}",
        at=at,
        place=PLACE,
    )
    return difficulty


@transaction.atomic
def settle_difficulty(
    *, difficulty: ProjectDifficulty, words: str, settled_on: date, by: User | None, at: datetime
) -> ProjectDifficulty:
    """Write down what came of a difficulty. Its own words stay.

    Raises Refused without words, or for a day before it was told or still to come; Overtaken when somebody was faster.
    """
    if not words.strip():
        raise Refused("Say what came of it", field="words")
    told_on = london_date(difficulty.told_at)
    if settled_on > london_date(at):
        raise Refused("The day must not be in the future", field="settled_on")
    if settled_on < told_on:
        raise Refused(f"The day must not be before it was told, {spell(told_on)}", field="settled_on")
    rows = ProjectDifficulty.objects.filter(pk=difficulty.pk, settled_on__isnull=True)
    if not rows.update(settled_on=settled_on, settled_words=words.strip()):
        raise Overtaken("What came of it is on record already. Nothing of yours was saved.")
    difficulty.settled_on, difficulty.settled_words = settled_on, words.strip()
    history.record(
        subject=difficulty,
        trail=difficulty.project.roadmap.strategy,
        verb="settle_difficulty",
        by=by,
        role=role_of(by, at=at),
        at=at,
        on=settled_on,
        details={"project": difficulty.project.name},
    )
    return difficulty
