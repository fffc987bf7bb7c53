"""Legal moves of a notice in the outbox. Pure."""

from core.moves import table
from notices.enums import NoticeStatus as S

NOTICE_MOVES = table(
    ("claim", {S.WAITING}, S.SENDING, "This notice is not waiting."),
    ("reclaim", {S.SENDING}, S.SENDING, "This notice is not being sent."),
    ("deliver", {S.SENDING}, S.SENT, "This notice was not claimed."),
    ("put_back", {S.SENDING}, S.WAITING, "This notice was not claimed."),
    ("give_up", {S.SENDING}, S.FAILED, "This notice was not claimed."),
    ("withdraw", {S.WAITING}, S.WITHDRAWN, "This notice has already gone."),
)
