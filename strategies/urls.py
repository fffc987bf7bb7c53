"""Addresses of strategies and words."""

from django.urls import path

from strategies.views import (
    cases,
    feedback,
    glossary,
    keeping,
    measures,
    milestones,
    money,
    projects,
    reviews,
    rhythm,
    strategies,
    systems,
    transactions,
    versions,
)

app_name = "strategies"
STRATEGY = "strategies/<slug:slug>"
PROJECT = f"{STRATEGY}/projects/<slug:project>"
KPI = f"{STRATEGY}/kpis/<int:pk>"
VERSION = f"{STRATEGY}/versions/<int:number>"
DOCUMENT = f"{STRATEGY}/documents/<int:pk>"
MONEY = f"{STRATEGY}/money/<int:pk>"
SHEET = "transactions/sheets/<int:pk>"
urlpatterns = [
    path("strategies/", strategies.strategy_list, name="list"),
    path("strategies/add/", keeping.add, name="add"),
    path(f"{STRATEGY}/", strategies.detail, name="detail"),
    path(f"{STRATEGY}/edit/", keeping.edit, name="edit"),
    path(f"{STRATEGY}/status/", keeping.move, name="move"),
    path(f"{STRATEGY}/add-roadmap/", keeping.add_roadmap, name="add-roadmap"),
    path(f"{STRATEGY}/adoptions/<slug:council>/", keeping.adoption, name="adoption"),
    path(f"{STRATEGY}/add-version/", versions.add_version, name="add-version"),
    path(f"{VERSION}/", versions.version, name="version"),
    path(f"{VERSION}/add-document/", versions.add_document, name="add-document"),
    path(f"{DOCUMENT}/", versions.document, name="document"),
    path(f"{DOCUMENT}/openness/", versions.document_openness, name="document-openness"),
    path(f"{DOCUMENT}/withdraw/", versions.withdraw_document, name="withdraw-document"),
    path(f"{STRATEGY}/add-money/", money.add, name="add-money"),
    path(f"{MONEY}/", money.money, name="money"),
    path(f"{MONEY}/move/", money.move, name="move-money"),
    path(f"{MONEY}/split/", money.split, name="split-money"),
    path(f"{STRATEGY}/reviews/<int:pk>/", reviews.record_review, name="record-review"),
    path(f"{STRATEGY}/rhythm/", rhythm.rhythm, name="rhythm"),
    path(f"{STRATEGY}/add-project/", projects.add_project, name="add-project"),
    path(f"{PROJECT}/", projects.project, name="project"),
    path(f"{PROJECT}/edit/", projects.edit_project, name="edit-project"),
    path(f"{PROJECT}/health/", projects.health, name="project-health"),
    path(f"{PROJECT}/stage/", projects.stage, name="project-stage"),
    path(f"{PROJECT}/business-case/", cases.move_case, name="move-case"),
    path(f"{PROJECT}/business-case/<slug:council>/", cases.decide_case, name="decide-case"),
    path(f"{PROJECT}/milestones/", milestones.add_milestone, name="add-milestone"),
    path(f"{PROJECT}/milestones/<int:pk>/", milestones.milestone, name="milestone"),
    path(f"{PROJECT}/difficulties/", milestones.tell_difficulty, name="tell-difficulty"),
    path(f"{PROJECT}/difficulties/<int:pk>/", milestones.settle_difficulty, name="settle-difficulty"),
    path(f"{STRATEGY}/add-kpi/", measures.add_kpi, name="add-kpi"),
    path(f"{KPI}/", measures.kpi, name="kpi"),
    path(f"{KPI}/edit/", measures.edit_kpi, name="edit-kpi"),
    path(f"{KPI}/reading/", measures.read_kpi, name="read-kpi"),
    path("transactions/", transactions.register, name="transactions"),
    path("transactions/register.csv", transactions.export, name="export-transactions"),
    path("transactions/add/", transactions.record, name="record-transaction"),
    path("transactions/sheets/add/", transactions.hand_in, name="hand-in-sheet"),
    path(f"{SHEET}/", transactions.sheet, name="transaction-sheet"),
    path(f"{SHEET}/take-over/", transactions.take_over, name="take-over-sheet"),
    path(f"{SHEET}/set-aside/", transactions.set_aside, name="set-sheet-aside"),
    path("systems/", systems.register, name="systems"),
    path("systems/add/", systems.add, name="add-system"),
    path("systems/<int:pk>/", systems.system, name="system"),
    path("systems/<int:pk>/edit/", systems.edit, name="edit-system"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/add/", feedback.add, name="add-feedback"),
    path("feedback/<int:pk>/withdraw/", feedback.withdraw, name="withdraw-feedback"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/add/", glossary.add, name="add-term"),
    path("glossary/<slug:slug>/", glossary.term, name="term"),
    path("glossary/<slug:slug>/edit/", glossary.edit, name="edit-term"),
]
