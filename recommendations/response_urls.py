"""Addresses of what surrounds an answer: what is overdue, advice, chasing, the notice and letters."""

from django.urls import path

from recommendations.views import chase, letters, overdue, suggest

ONE = "recommendations/<str:reference>/<slug:council>"
LETTER = f"{ONE}/chase/<int:pk>/letter"
response_urlpatterns = [
    path("recommendations/overdue/", overdue.overdue, name="overdue"),
    path(f"{ONE}/suggest/", suggest.suggest, name="suggest"),
    path(f"{ONE}/chase/", chase.chase, name="chase"),
    path(f"{ONE}/notice.docx", letters.notice_word, name="notice-word"),
    path(f"{ONE}/notice.pdf", letters.notice_pdf, name="notice-pdf"),
    path(f"{ONE}/notice/print/", letters.notice_page, name="notice-print"),
    path(f"{LETTER}.docx", letters.letter_word, name="letter-word"),
    path(f"{LETTER}.pdf", letters.letter_pdf, name="letter-pdf"),
    path(f"{LETTER}/print/", letters.letter_page, name="letter-print"),
]
