"""Root addresses. One set for everyone: signing in adds controls, it never moves a page."""

from django.contrib import admin
from django.urls import include, path

from recommendations.views.overview import overview
from scrutiny_portal.views import audit, feeds, pages, search

urlpatterns = [
    path("", overview, name="overview"),
    path("signed-in/", pages.landing, name="landing"),
    path("signed-in/stay/", pages.stay_signed_in, name="stay-signed-in"),
    path("search/", search.search, name="search"),
    path("calendar.ics", feeds.calendar, name="calendar"),
    path("meetings/<slug:council>/<slug:body>/calendar.ics", feeds.body_calendar, name="body-calendar"),
    path("decisions.atom", feeds.decisions, name="decisions-feed"),
    path("recommendations/<str:reference>/changes.atom", feeds.recommendation, name="recommendation-feed"),
    path("how-we-record-decisions/", pages.how_we_record, name="how-we-record"),
    path("audit/", audit.audit, name="audit"),
    path("audit/entries.csv", audit.export, name="audit-export"),
    path("audit/history.jsonl", audit.history, name="audit-history"),
    path("audit/seals/", audit.seals, name="seals"),
    path("audit/seals.txt", audit.seals_text, name="seals-text"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("kit/", pages.kit, name="kit"),
    path("healthz", pages.healthz, name="healthz"),
    path(".well-known/security.txt", pages.security_txt, name="security-txt"),
    path("accounts/email/", pages.no_such_page, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("manage/", admin.site.urls),
    path("", include("work_programme.urls")),
    path("", include("recommendations.urls")),
    path("", include("meetings.urls")),
    path("", include("task_groups.urls")),
    path("", include("strategies.urls")),
    path("", include("councils.urls")),
]
