"""Every write to recommendations, responses and actions. Keyword-only, atomic, with its history row."""

from recommendations.operations.actions import (
    assign,
    change_due_date,
    report_progress,
    submit,
)
from recommendations.operations.closing import close
from recommendations.operations.demands import Commitment
from recommendations.operations.evidence import add_evidence_file, add_evidence_link
from recommendations.operations.log import (
    add_to_log,
    log_promise,
    log_recommendation,
    publish_meeting_record,
)
from recommendations.operations.recommendations import make_recommendation, publish, withdraw
from recommendations.operations.reminding import remind
from recommendations.operations.responses import (
    answer,
    move_response_due_date,
    note_gap,
    save_answer_draft,
)
from recommendations.operations.sending import (
    Receipt,
    record_route_stop,
    send_recommendation,
    send_report,
)
from recommendations.operations.sign_offs import (
    reverse_sign_off,
    send_back,
    sign_off,
    sign_off_with_more,
)

__all__ = [
    "Commitment",
    "Receipt",
    "add_evidence_file",
    "add_evidence_link",
    "add_to_log",
    "answer",
    "assign",
    "change_due_date",
    "close",
    "log_promise",
    "log_recommendation",
    "make_recommendation",
    "move_response_due_date",
    "note_gap",
    "publish",
    "publish_meeting_record",
    "record_route_stop",
    "remind",
    "report_progress",
    "reverse_sign_off",
    "save_answer_draft",
    "send_back",
    "send_recommendation",
    "send_report",
    "sign_off",
    "sign_off_with_more",
    "submit",
    "withdraw",
]
