"""Addresses of a task group's workspace: its scope agreed, what was asked, gathered and found."""

from django.urls import path

from task_groups.views import agreeing, gathering

GROUP = "reviews/<slug:slug>"
EVIDENCE = f"{GROUP}/evidence/<int:pk>"
FINDING = f"{GROUP}/findings/<int:pk>"
workspace_urlpatterns = [
    path("task-groups/", agreeing.groups, name="groups"),
    path("task-groups/propose/", agreeing.propose, name="propose"),
    path(f"{GROUP}/scope/agreed/<slug:council>/", agreeing.scope_answer, name="scope-answer"),
    path(f"{GROUP}/scope/go-on/", agreeing.go_on, name="go-on"),
    path(f"{GROUP}/coverage/", gathering.coverage, name="coverage"),
    path(f"{GROUP}/coverage/<int:line>/<int:witness>/", gathering.cell, name="cell"),
    path(f"{GROUP}/witnesses/<int:pk>/questions/", gathering.plan_questions, name="plan-questions"),
    path(f"{GROUP}/evidence/add/", gathering.add_evidence, name="add-evidence"),
    path(f"{EVIDENCE}/", gathering.edit_evidence, name="edit-evidence"),
    path(f"{EVIDENCE}/openness/", gathering.evidence_openness, name="evidence-openness"),
    path(f"{EVIDENCE}/withdraw/", gathering.withdraw_evidence, name="withdraw-evidence"),
    path(f"{EVIDENCE}/file/", gathering.evidence_file, name="evidence-file"),
    path(f"{GROUP}/findings/add/", gathering.add_finding, name="add-finding"),
    path(f"{FINDING}/", gathering.edit_finding, name="edit-finding"),
    path(f"{FINDING}/withdraw/", gathering.withdraw_finding, name="withdraw-finding"),
    path(f"{FINDING}/move/<slug:direction>/", gathering.move_finding, name="move-finding"),
]
