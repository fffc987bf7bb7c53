"""Every address of the portal and the arguments with which tests ask for it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from meetings.views.papers import CHANGES
from tests.cast import Cast
from tests.stage import Stage
from tests.stage_of_groups import arguments_of_workspace

Arguments = dict[str, Any]
PROJECT_PAGES = [
    f"strategies:{name}"
    for name in (
        "project",
        "edit-project",
        "project-health",
        "project-stage",
        "move-case",
        "add-milestone",
        "tell-difficulty",
    )
]


def every_name(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all addresses, with their namespaces; "?" where an address has none."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "?"))
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from every_name(pattern, inner)


def arguments(stage: Stage) -> dict[str, Arguments]:
    """The arguments of each address that has any. Those of a council's own thing are South Holland's."""
    held = dict(zip(("council", "body", "slug"), stage.held.path, strict=True))
    running = dict(zip(("council", "body", "slug"), stage.running.path, strict=True))
    asked = {"reference": stage.recommendation.reference, "council": "south-holland"}
    late = {**asked, "reference": stage.answers.late.recommendation.reference}
    part = {"pk": stage.parts["south-holland"].pk}
    found = {"pk": stage.paper.pk, "proposal_pk": stage.found.pk}
    papers = {
        f"recommendations:{kind}-{form}": held
        for kind in ("minutes", "agenda", "actions", "tracker")
        for form in ("word", "pdf", "print")
    }
    item = {**running, "item_pk": stage.running_item.pk}
    entry = {**running, "outcome_pk": stage.running_outcome.pk}
    planned = dict(zip(("council", "body", "slug"), stage.planned.path, strict=True))
    project = {"slug": stage.project.roadmap.strategy.slug, "project": stage.project.slug}
    kpi = {"slug": stage.kpi.strategy.slug, "pk": stage.kpi.pk}
    put_off = dict(zip(("council", "body", "slug"), stage.put_off.path, strict=True))
    to_judge = {"slug": stage.to_judge.strategy.slug, "pk": stage.to_judge.pk}
    standing = {"pk": stage.standing.body_id, "item_pk": stage.standing.pk}
    return {
        "recommendations:send-report": {"slug": stage.report.slug},
        "recommendations:send": {"reference": stage.unsent.reference},
        "recommendations:close": {"reference": stage.recommendation.reference},
        "recommendations:respond": asked,
        "recommendations:move-due": asked,
        "recommendations:remind": asked,
        "recommendations:suggest": asked,
        "recommendations:chase": late,
        **{f"recommendations:notice-{form}": asked for form in ("word", "pdf", "print")},
        **{
            f"recommendations:letter-{form}": {**late, "pk": stage.answers.step.pk}
            for form in ("word", "pdf", "print")
        },
        "recommendations:action": part,
        "recommendations:update": part,
        "recommendations:evidence": part,
        "recommendations:evidence-file": {**part, "evidence_pk": stage.evidence.pk},
        "recommendations:submit": part,
        "recommendations:sign-off": part,
        "recommendations:reverse": {"pk": stage.signed.pk},
        "recommendations:assign": part,
        "recommendations:move-date": part,
        "recommendations:outcome": {"outcome_pk": stage.running_outcome.pk},
        "recommendations:log": running,
        "recommendations:log-item": item,
        "recommendations:log-draft": item,
        "recommendations:log-edit": entry,
        "recommendations:log-withdraw": entry,
        **{f"recommendations:log-{name}": entry for name in ("shift", "link", "move", "undo")},
        **{f"recommendations:log-{name}": entry for name in ("shift", "link", "move", "undo")},
        "recommendations:log-status": {**running, "move": "finish"},
        "recommendations:publish": running,
        "recommendations:detail": {"reference": stage.recommendation.reference},
        "recommendations:response": asked,
        "meetings:document": {"pk": stage.document.pk},
        "recommendations:meeting": held,
        "recommendations:tracker-report": held,
        "recommendations:gap": {"kind": "adoption", "pk": stage.gap.pk},
        "recommendations:reading": {"pk": stage.paper.pk},
        "recommendations:reading-text": {"pk": stage.paper.pk},
        "recommendations:reading-meeting": {"pk": stage.paper.pk},
        "recommendations:reading-accept": {"pk": stage.paper.pk},
        "recommendations:reading-move": {"pk": stage.paper.pk, "name": "set-aside"},
        "recommendations:found": found,
        "recommendations:found-decide": {**found, "name": "reject"},
        **papers,
        "body-calendar": {"council": held["council"], "body": held["body"]},
        "meetings:agenda": running,
        "meetings:add-item": running,
        "meetings:add-standing": running,
        **dict.fromkeys(("meetings:edit-item", "meetings:move-item", "meetings:take-off"), item),
        "meetings:carry-over": running,
        "meetings:edit": planned,
        "meetings:plan-again": put_off,
        "meetings:standing-body": {"pk": stage.standing.body_id},
        **{f"meetings:standing-{name}": standing for name in ("item", "move", "take-off")},
        "meetings:papers": held,
        **{f"meetings:paper-{name}": {**held, "pk": stage.document.pk} for name in CHANGES},
        **dict.fromkeys(("meetings:attendance", "meetings:add-attendance"), running),
        **dict.fromkeys(("meetings:agree", "meetings:correct"), held),
        "recommendations:correct-entry": {**held, "outcome_pk": stage.outcome.pk},
        "meetings:postpone": running,
        "meetings:cancel": running,
        "meetings:move": {**held, "name": "lock"},
        **of_reports(stage),
        "recommendations:review": {"slug": stage.convening.slug},
        **of_groups(stage),
        **of_ends(stage),
        **of_open_work(stage),
        "strategies:detail": {"slug": stage.strategy.slug},
        "strategies:rhythm": {"slug": stage.strategy.slug},
        "councils:quiet-period": {"pk": stage.quiet.pk},
        **of_programme(stage),
        "strategies:record-review": {"slug": stage.strategy.slug, "pk": stage.review.pk},
        "strategies:add-project": {"slug": stage.project.roadmap.strategy.slug},
        "strategies:add-kpi": {"slug": stage.project.roadmap.strategy.slug},
        **dict.fromkeys(PROJECT_PAGES, project),
        "strategies:decide-case": {**project, "council": "south-holland"},
        "strategies:milestone": {**project, "pk": stage.milestone.pk},
        "strategies:settle-difficulty": {**project, "pk": stage.difficulty.pk},
        **{f"strategies:{name}kpi": kpi for name in ("", "edit-", "read-")},
        **arguments_of_keeping(stage),
        **arguments_of_registers(stage),
        "recommendations:sheet": {"slug": stage.concluded.strategy.slug, "pk": stage.concluded.pk},
        "recommendations:paragraph": {"slug": stage.concluded.strategy.slug, "pk": stage.concluded.pk},
        **dict.fromkeys(("recommendations:fill-sheet", "recommendations:conclude-check"), to_judge),
        "recommendations:annual-review": {"year": stage.annual.year},
        **{
            f"recommendations:annual-{form}": {"year": stage.annual.year} for form in ("word", "pdf", "print")
        },
        **{
            f"recommendations:{name}": {"year": stage.writing.year}
            for name in ("annual-introduction", "conclude-annual-review")
        },
        "strategies:term": {"slug": stage.term.slug},
        "account_confirm_email": {"key": "no-such-key"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "entra"},
        "openid_connect_callback": {"provider_id": "entra"},
    }


def of_reports(stage: Stage) -> dict[str, Arguments]:
    """Those of a report that is out, of one that is drafted, and of a route."""
    out, draft = {"slug": stage.report.slug}, {"slug": stage.drafting.report.slug}
    one = {"reference": stage.drafting.recommendation.reference}
    return {
        **{f"recommendations:report{form}": out for form in ("", "-word", "-pdf", "-print")},
        "recommendations:begin-report": {"slug": stage.convening.slug},
        **{f"recommendations:{name}": draft for name in ("edit-report", "publish-report", "draft")},
        **{f"recommendations:{name}-draft": one for name in ("edit", "discard")},
        "recommendations:route": out,
        "recommendations:route-stop": {**out, "pk": stage.drafting.stop.pk},
    }


def of_groups(stage: Stage) -> dict[str, Arguments]:
    """Those of a task group that is being convened."""
    group = {"slug": stage.convening.slug}
    forms = (
        "task_groups:seats",
        "task_groups:name-member",
        "task_groups:add-line",
        "task_groups:name-witness",
    )
    return {
        **dict.fromkeys((*forms, "recommendations:review-scope", "meetings:group-dates"), group),
        "task_groups:of-review": {"pk": stage.deep_review.pk},
        "task_groups:change-member": {**group, "pk": stage.seat.pk},
        "task_groups:edit-line": {**group, "pk": stage.line.pk},
        "task_groups:move": {**group, "name": "agree_scope"},
        **arguments_of_workspace(stage),
    }


def of_ends(stage: Stage) -> dict[str, Arguments]:
    """Those of recommendations that end or go on, of questions about progress, and of posts."""
    one, part = {"reference": stage.recommendation.reference}, {"pk": stage.parts["south-holland"].pk}
    return {
        **dict.fromkeys(
            (
                "recommendations:withdraw",
                "recommendations:rate-impact",
                "recommendations:follow",
                "recommendation-feed",
            ),
            one,
        ),
        "recommendations:reopen": {"reference": stage.ends.closed.reference},
        "recommendations:judge": {"reference": stage.ends.continuing.reference},
        "recommendations:ask-about": part,
        "recommendations:answer-about": {**part, "question_pk": stage.ends.question.pk},
        "recommendations:change-holder": {"pk": stage.ends.deputy.post_id},
        "recommendations:hand-over": {"pk": stage.parts["south-holland"].responsible_id},
        "councils:end-deputy": {"pk": stage.ends.deputy.pk},
    }


def of_programme(stage: Stage) -> dict[str, Arguments]:
    """Those of the work programme and of suggested topics."""
    here = stage.programme
    of_work, of_topics = ("item", "edit", "end"), ("topic", "weigh", "accept", "propose", "decline")
    return {
        **{f"work_programme:{name}": {"pk": here.item.pk} for name in of_work},
        **{f"work_programme:{name}": {"pk": here.topic.pk} for name in of_topics},
        "work_programme:move": {"key": f"work-{here.item.pk}"},
        "work_programme:take-up": {"outcome_pk": here.said.pk},
    }


def of_open_work(stage: Stage) -> dict[str, Arguments]:
    """Those of work on its way: South Holland's, whose new date is asked for."""
    here = stage.open_work
    steps = (
        "decide-new-date",
        "take-back-date",
        "report-weeks",
        "stop-work",
        "supersede-work",
        "promise-lines",
    )
    shared = ("join-action", "link-action", "unlink-action")
    return {
        "recommendations:add-action": {"reference": here.accepted.reference},
        "recommendations:ask-new-date": {"pk": here.other.pk},
        "recommendations:take-up-work": {"pk": here.stopped.pk},
        **{f"recommendations:{name}": {"pk": here.open.pk} for name in (*steps, *shared)},
    }


def arguments_of_keeping(stage: Stage) -> dict[str, Arguments]:
    """The arguments of what is kept of a strategy."""
    here, kept = {"slug": stage.strategy.slug}, stage.kept
    money, document = {**here, "pk": kept.money.pk}, {**here, "pk": kept.document.pk}
    version = {**here, "number": kept.newer.number}
    kinds = ("edit", "move", "add-roadmap", "add-version", "add-money")
    return {
        **{f"strategies:{kind}": here for kind in kinds},
        "strategies:adoption": {**here, "council": "south-holland"},
        **dict.fromkeys(("strategies:version", "strategies:add-document"), version),
        **{f"strategies:{kind}": document for kind in ("document", "document-openness", "withdraw-document")},
        **{f"strategies:{kind}": money for kind in ("money", "move-money", "split-money")},
        "strategies:withdraw-feedback": {"pk": kept.feedback.pk},
    }


def arguments_of_registers(stage: Stage) -> dict[str, Arguments]:
    """The arguments of systems, spreadsheets and words."""
    sheet, system = {"pk": stage.registers.sheet.pk}, {"pk": stage.registers.system.pk}
    return {
        **dict.fromkeys(("strategies:system", "strategies:edit-system"), system),
        **{
            f"strategies:{name}": sheet
            for name in ("transaction-sheet", "take-over-sheet", "set-sheet-aside")
        },
        "strategies:edit-term": {"slug": stage.term.slug},
    }


def address(name: str, arguments_of: dict[str, Arguments]) -> str:
    """The address with that name."""
    return reverse(name, kwargs=arguments_of.get(name))


def roles(cast: Cast) -> dict[str, Any]:
    """The kinds of reader, in the order of the table's columns. None is the public."""
    return {
        "public": None,
        "reader": cast.stranger,
        "councillor": cast.councillor,
        "councillor elsewhere": cast.other_councillor,
        "holder": cast.holder_south_holland,
        "holder elsewhere": cast.holder_boston,
        "responsible": cast.responsible_south_holland,
        "officer": cast.officer,
        "administrator": cast.administrator,
    }
