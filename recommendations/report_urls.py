"""Addresses of a report: its page, writing and publishing it, its route, and its papers to take away."""

from django.urls import path

from recommendations.views import drafting, report_papers, reports, route

REPORT = "reports/<slug:slug>"
report_urlpatterns = [
    path(f"{REPORT}/", reports.report, name="report"),
    path(f"{REPORT}.docx", report_papers.as_word, name="report-word"),
    path(f"{REPORT}.pdf", report_papers.as_pdf, name="report-pdf"),
    path(f"{REPORT}/print/", report_papers.as_page, name="report-print"),
    path(f"{REPORT}/edit/", reports.edit, name="edit-report"),
    path(f"{REPORT}/publish/", reports.publish, name="publish-report"),
    path(f"{REPORT}/recommend/", drafting.draft, name="draft"),
    path(f"{REPORT}/route/", route.route, name="route"),
    path(f"{REPORT}/route/<int:pk>/", route.stop, name="route-stop"),
    path("reviews/<slug:slug>/report/", reports.begin, name="begin-report"),
    path("recommendations/<str:reference>/reword/", drafting.edit, name="edit-draft"),
    path("recommendations/<str:reference>/discard/", drafting.discard, name="discard-draft"),
]
