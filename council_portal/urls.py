"""Every address of the portal: each room names its own."""

from django.contrib import admin
from django.urls import include, path

from council_portal import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("bodies.urls")),
    path("", include("meetings.urls")),
    path("", include("minutes.urls")),
    path("", include("associations.urls")),
    path("", include("councils.urls")),
    path("admin/", admin.site.urls),
]
