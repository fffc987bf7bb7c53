"""Addresses of the list of reports and of the groups that wrote them. A group's page and its report stand above."""

from django.urls import path

from task_groups.views import convening, reports
from task_groups.workspace_urls import workspace_urlpatterns

app_name = "task_groups"
GROUP = "reviews/<slug:slug>"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reviews/of/<int:pk>/", reports.of_review, name="of-review"),
    path(f"{GROUP}/seats/", convening.seats, name="seats"),
    path(f"{GROUP}/members/add/", convening.name_member, name="name-member"),
    path(f"{GROUP}/members/<int:pk>/", convening.change_member, name="change-member"),
    path(f"{GROUP}/lines/add/", convening.add_line, name="add-line"),
    path(f"{GROUP}/lines/<int:pk>/", convening.edit_line, name="edit-line"),
    path(f"{GROUP}/witnesses/add/", convening.name_witness, name="name-witness"),
    path(f"{GROUP}/move/<slug:name>/", convening.move, name="move"),
    *workspace_urlpatterns,
]
