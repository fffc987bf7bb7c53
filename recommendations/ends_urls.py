"""Addresses of how a recommendation ends, of questions about progress, and of who holds which post."""

from django.urls import path

from recommendations.views import ends, posts, questions

RECOMMENDATION = "recommendations/<str:reference>"
PART = "actions/<int:pk>"
ends_urlpatterns = [
    path(f"{RECOMMENDATION}/withdraw/", ends.withdraw, name="withdraw"),
    path(f"{RECOMMENDATION}/reopen/", ends.reopen, name="reopen"),
    path(f"{RECOMMENDATION}/judge/", ends.judge, name="judge"),
    path(f"{RECOMMENDATION}/impact/", ends.rate_impact, name="rate-impact"),
    path(f"{PART}/question/", questions.ask, name="ask-about"),
    path(f"{PART}/questions/<int:question_pk>/", questions.answer, name="answer-about"),
    path("posts/", posts.posts, name="posts"),
    path("posts/<int:pk>/change/", posts.change_holder, name="change-holder"),
    path("posts/<int:pk>/hand-over/", posts.hand_over, name="hand-over"),
]
