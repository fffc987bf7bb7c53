"""A letter to one person, and how Django sends it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

LONGEST_WAIT_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One e-mail. `message_id` is the same whenever the same notices are sent again, so that a mail
    program that gets both shows one (promise R1).
    """

    to: str
    subject: str
    body: str
    message_id: str


def deliver(letter: Letter) -> None:
    """Hand one letter to the mail server. Raises what the mail server or the connection raises."""
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        connection=get_connection(timeout=LONGEST_WAIT_SECONDS),
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    ).send()
