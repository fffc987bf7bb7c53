"""Addresses of the work programme and of suggested topics."""

from django.urls import path

from work_programme.views import programme, topics, work

app_name = "work_programme"
urlpatterns = [
    path("work-programme/", programme.programme, name="programme"),
    path("work-programme/log/", programme.log, name="log"),
    path("work-programme/add/", work.add, name="add"),
    path("work-programme/items/<int:pk>/", work.item, name="item"),
    path("work-programme/items/<int:pk>/edit/", work.edit, name="edit"),
    path("work-programme/items/<int:pk>/end/", work.end, name="end"),
    path("work-programme/topics/", topics.topics, name="topics"),
    path("work-programme/topics/suggest/", topics.suggest, name="suggest"),
    path("work-programme/topics/from/<int:outcome_pk>/", topics.take_up, name="take-up"),
    path("work-programme/topics/<int:pk>/", topics.topic, name="topic"),
    path("work-programme/topics/<int:pk>/weigh/", topics.weigh, name="weigh"),
    path("work-programme/topics/<int:pk>/accept/", topics.accept, name="accept"),
    path("work-programme/topics/<int:pk>/propose/", topics.propose, name="propose"),
    path("work-programme/topics/<int:pk>/decline/", topics.decline, name="decline"),
    path("work-programme/<slug:key>/move/", work.move, name="move"),
]
