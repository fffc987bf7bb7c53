"""The yardstick: the least signed-in Django page that selects 25 rows by an index and renders them."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_safe

from recommendations.models import Recommendation

PAGE = engines["django"].from_string(
    "<!DOCTYPE html><html lang=en><head><title>25 rows</title></head><body><p>{{ request.user.name }}</p>"
    "<table>{% for row in rows %}<tr><td>{{ row.reference }}</td><td>{{ row.title }}</td><td>{{ row.made_by }}</td>"
    "<td>{{ row.next_due_on }}</td></tr>{% endfor %}</table></body></html>"
)


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        PAGE.render({"rows": Recommendation.objects.order_by("next_due_sort", "pk")[:25]}, request)
    )


urlpatterns = [path("least/", rows), path("", include("scrutiny_portal.urls"))]
