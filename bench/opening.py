"""Open every review due of many strategies in one run. Started by `bench.cycle`, in the environment of a scratch portal."""

import json
import time
from datetime import UTC, date, datetime

from django.core.management import call_command

from councils.enums import Capacity, PostKind
from councils.models import Appointment, Partnership, Person, Post, User
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from strategies.scheduling import open_due_reviews

ADOPTED, TODAY = date(2004, 3, 21), date(2024, 12, 31)
NOW = datetime(2024, 12, 31, 6, 0, tzinfo=UTC)


def main(sizes: list[int]) -> None:
    """Take each number of strategies in turn, and print one line of JSON for each. Those before are retired first."""
    call_command("migrate", verbosity=0)
    partnership = set_stage()
    for size in sizes:
        Strategy.objects.update(status=StrategyStatus.SUPERSEDED)
        Strategy.objects.bulk_create(
            Strategy(
                partnership=partnership,
                title=f"Fictional strategy {size}-{number}",
                slug=f"s{size}-{number}",
                status=StrategyStatus.ADOPTED,
                starts_on=ADOPTED,
                anchor_on=ADOPTED,
                ends_on=date(2030, 12, 31),
                deep_every_years=2,
                check_every_years=1,
            )
            for number in range(size)
        )
        wall, cpu, reviews = opened()
        _, again, more = opened()
        found = {"strategies": size, "reviews": reviews, "wall": wall, "cpu": cpu, "again": again}
        print(json.dumps(found | {"more": more}), flush=True)


def opened() -> tuple[float, float, int]:
    """Seconds of one run by the clock of the wall and of the CPU, and how many reviews it opened."""
    started, worked = time.monotonic(), time.process_time()
    reviews = len(open_due_reviews(today=TODAY, now=NOW).reviews)
    return time.monotonic() - started, time.process_time() - worked, reviews


def set_stage() -> Partnership:
    """A partnership and the officer who is told."""
    partnership = Partnership.objects.create(name="Fictional Partnership", short_name="FP", slug="fp")
    person = Person.objects.create(name="Scrutiny Officer", is_trial=True)
    User.objects.create(email="officer@trial.example", name="Scrutiny Officer", person=person, password="!")
    post = Post.objects.create(kind=PostKind.SCRUTINY_OFFICER, title="Scrutiny Officer")
    Appointment.objects.create(person=person, post=post, capacity=Capacity.HOLDER, starts_on=ADOPTED)
    return partnership
