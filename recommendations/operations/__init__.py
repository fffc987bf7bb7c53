"""Every write to recommendations, responses and actions. Keyword-only, atomic, with its history row."""

from recommendations.operations.actions import (
    assign,
    change_due_date,
    report_progress,
    submit,
)
from recommendations.operations.chasing import skip_step, take_step
from recommendations.operations.closing import close
from recommendations.operations.dates import (
    ask_new_date,
    grant_new_date,
    refuse_new_date,
    set_report_weeks,
    take_back_request,
)
from recommendations.operations.demands import Commitment
from recommendations.operations.drafting import discard_draft, draft_recommendation, edit_draft
from recommendations.operations.ending_work import stop, supersede, take_up_again
from recommendations.operations.ends import reopen
from recommendations.operations.evidence import add_evidence_file, add_evidence_link
from recommendations.operations.following import follow, stop_following
from recommendations.operations.handing_over import HandedOver, hand_over_work
from recommendations.operations.judging import judge, rate_impact
from recommendations.operations.log import (
    add_to_log,
    log_promise,
    log_recommendation,
    publish_meeting_record,
)
from recommendations.operations.promise_checks import PromiseLine, check_promise
from recommendations.operations.publishing import publish_whole_report
from recommendations.operations.questions import answer_question, ask_about_update
from recommendations.operations.recommendations import make_recommendation, publish, withdraw
from recommendations.operations.reminding import remind
from recommendations.operations.responses import (
    answer,
    move_response_due_date,
    note_gap,
    save_answer_draft,
)
from recommendations.operations.route import Planned, change_stop, plan_route
from recommendations.operations.sending import (
    Receipt,
    record_route_stop,
    send_recommendation,
    send_report,
)
from recommendations.operations.sharing import (
    add_action,
    join_action,
    link_recommendation,
    unlink_recommendation,
)
from recommendations.operations.sign_offs import (
    reverse_sign_off,
    send_back,
    sign_off,
    sign_off_with_more,
)
from recommendations.operations.suggestions import suggest_answer

__all__ = [
    "Commitment",
    "HandedOver",
    "Planned",
    "PromiseLine",
    "Receipt",
    "add_action",
    "add_evidence_file",
    "add_evidence_link",
    "add_to_log",
    "answer",
    "answer_question",
    "ask_about_update",
    "ask_new_date",
    "assign",
    "change_due_date",
    "change_stop",
    "check_promise",
    "close",
    "discard_draft",
    "draft_recommendation",
    "edit_draft",
    "follow",
    "grant_new_date",
    "hand_over_work",
    "join_action",
    "judge",
    "link_recommendation",
    "log_promise",
    "log_recommendation",
    "make_recommendation",
    "move_response_due_date",
    "note_gap",
    "plan_route",
    "publish",
    "publish_meeting_record",
    "publish_whole_report",
    "rate_impact",
    "record_route_stop",
    "refuse_new_date",
    "remind",
    "reopen",
    "report_progress",
    "reverse_sign_off",
    "save_answer_draft",
    "send_back",
    "send_recommendation",
    "send_report",
    "set_report_weeks",
    "sign_off",
    "sign_off_with_more",
    "skip_step",
    "stop",
    "stop_following",
    "submit",
    "suggest_answer",
    "supersede",
    "take_back_request",
    "take_step",
    "take_up_again",
    "unlink_recommendation",
    "withdraw",
]
