"""Addresses of papers to take away, under those of their meeting: minutes.docx, minutes.pdf and minutes/print/."""

from django.urls import path

from recommendations.take_away import KINDS
from recommendations.views import take_away, tracker_report

ONE = "meetings/<slug:council>/<slug:body>/<slug:slug>/"
take_away_urlpatterns = [
    path(f"{ONE}tracker/", tracker_report.tracker_report, name="tracker-report"),
    *(
        pattern
        for kind in KINDS
        for pattern in (
            path(f"{ONE}{kind}.docx", take_away.as_word, {"kind": kind}, name=f"{kind}-word"),
            path(f"{ONE}{kind}.pdf", take_away.as_pdf, {"kind": kind}, name=f"{kind}-pdf"),
            path(f"{ONE}{kind}/print/", take_away.as_page, {"kind": kind}, name=f"{kind}-print"),
        )
    ),
]
