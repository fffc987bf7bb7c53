"""The main job, from a meeting to the next review, as a new user does it (issue: the main job, in the browser)."""

import pytest

from tests.journeys import main_job as step
from tests.journeys.conftest import Seat

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("script", "panel", "subject"),
    [
        (True, "Performance Monitoring Panel", "online forms"),
        (False, "Joint Policy Development and Performance Monitoring Panel", "paper letters"),
    ],
    ids=["with JavaScript", "without JavaScript"],
)
def test_from_what_was_said_to_what_was_done(seat: Seat, script: bool, panel: str, subject: str) -> None:
    story = step.Story(seat=seat, script=script, panel=panel, subject=subject)
    step.plan_the_meeting(story)
    step.open_the_log(story)
    step.type_what_is_said(story)
    step.leave_half_a_sentence(story)
    step.find_it_in_the_tracker(story)
    step.publish_the_record(story)
    step.send_it(story)
    step.read_how_it_was_counted(story)
    step.answer_for_each_council(story)
    step.nobody_answers_for_another(story)
    step.do_the_work(story, "Boston")
    step.send_back_then_sign_off(story, "Boston")
    step.read_it_all(story)
