"""Kinds of notice and where each stands."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    RESPONSE_DUE = "response_due", "A response is asked for"
    RESPONSE_DUE_SOON = "response_due_soon", "A response is due soon"
    RESPONSE_OVERDUE = "response_overdue", "A response is overdue"
    STEP_DUE = "step_due", "A step of chasing an answer is due"
    ACTION_GIVEN = "action_given", "An action was given to you"
    ACTION_DUE_SOON = "action_due_soon", "An action is due soon"
    ACTION_OVERDUE = "action_overdue", "An action is overdue"
    PROGRESS_ASKED = "progress_asked", "Progress is asked for"
    DATE_ASKED = "date_asked", "A new date is asked for"
    DATE_DECIDED = "date_decided", "A new date was granted or refused"
    WORK_CHANGED = "work_changed", "Work was stopped, replaced or taken up again"
    SIGN_OFF_WAITING = "sign_off_waiting", "A sign-off is waiting"
    SENT_BACK = "sent_back", "An action was sent back"
    SIGNED_OFF = "signed_off", "An action was signed off"
    DIFFICULTY = "difficulty", "A difficulty was reported"
    REVIEW_COMING = "review_coming", "A review is due soon"
    REVIEW_OPENED = "review_opened", "A review is due"
    WINDOW_OPENED = "window_opened", "Contracts could be replaced together"
    HISTORY_SEALED = "history_sealed", "The history was sealed"
    QUESTION_ASKED = "question_asked", "A councillor asks about progress"
    QUESTION_ANSWERED = "question_answered", "Your question was answered"
    TOPIC_DECIDED = "topic_decided", "A topic you suggested was decided"
    RECOMMENDATION_ENDED = "recommendation_ended", "A recommendation was withdrawn or opened again"
    FOLLOWED_CHANGED = "followed_changed", "A recommendation you follow changed"
    POST_PASSED_ON = "post_passed_on", "A post passed on"
    DEPUTY_NAMED = "deputy_named", "You are named as a deputy"
    POST_VACANT = "post_vacant", "Work waits for a vacant post"


class NoticeStatus(TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"
    WITHDRAWN = "withdrawn", "No longer needed"
