"""Addresses of this room, one list per concept."""

from django.urls import path

from associations.views import funding

app_name = "associations"

money = [
    path("bodies/<int:pk>/funding/", funding.funding_list, name="funding_list"),
    path("bodies/<int:pk>/funding/new/", funding.funding_add, name="funding_add"),
    path("funding/<int:pk>/cancel/", funding.funding_cancel, name="funding_cancel"),
    path("funding/<int:pk>/document/", funding.funding_file, name="funding_file"),
]

urlpatterns = [*money]
