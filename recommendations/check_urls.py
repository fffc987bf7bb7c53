"""Addresses of light-touch checks, under those of their strategy, and of the annual reviews."""

from django.urls import path

from recommendations.views import annual, sheet

REVIEW = "strategies/<slug:slug>/reviews/<int:pk>"
ANNUAL = "annual-reviews/<int:year>"
check_urlpatterns = [
    path(f"{REVIEW}/sheet/", sheet.sheet, name="sheet"),
    path(f"{REVIEW}/sheet/fill/", sheet.fill_sheet, name="fill-sheet"),
    path(f"{REVIEW}/sheet/conclude/", sheet.conclude_check, name="conclude-check"),
    path(f"{REVIEW}/paragraph/", sheet.paragraph, name="paragraph"),
    path("annual-reviews/", annual.annual_reviews, name="annual-reviews"),
    path("annual-reviews/begin/", annual.begin, name="begin-annual-review"),
    path(f"{ANNUAL}/", annual.annual_review, name="annual-review"),
    path(f"{ANNUAL}/introduction/", annual.introduction, name="annual-introduction"),
    path(f"{ANNUAL}/conclude/", annual.conclude, name="conclude-annual-review"),
    path(f"{ANNUAL}/annual-review.docx", annual.as_word, name="annual-word"),
    path(f"{ANNUAL}/annual-review.pdf", annual.as_pdf, name="annual-pdf"),
    path(f"{ANNUAL}/print/", annual.as_page, name="annual-print"),
]
