"""Addresses of this room, one list per concept."""

from django.urls import path

from associations.views import funding, nominations

app_name = "associations"

money = [
    path("bodies/<int:pk>/funding/", funding.funding_list, name="funding_list"),
    path("bodies/<int:pk>/funding/new/", funding.funding_add, name="funding_add"),
    path("funding/<int:pk>/cancel/", funding.funding_cancel, name="funding_cancel"),
    path("funding/<int:pk>/document/", funding.funding_file, name="funding_file"),
]

nominated = [
    path("bodies/<int:pk>/nominations/", nominations.nomination_list, name="nomination_list"),
    path("bodies/<int:pk>/nominate/", nominations.nominate, name="nominate"),
    path("nominations/<int:pk>/", nominations.nomination_detail, name="nomination_detail"),
    path("nominations/<int:pk>/attach/", nominations.nomination_attach, name="nomination_attach"),
    path("nominations/<int:pk>/put/", nominations.nomination_put, name="nomination_put"),
    path(
        "nominations/<int:pk>/approve/", nominations.nomination_approve, name="nomination_approve"
    ),
    path("nominations/<int:pk>/reject/", nominations.nomination_reject, name="nomination_reject"),
    path(
        "nominations/<int:pk>/withdraw/",
        nominations.nomination_withdraw,
        name="nomination_withdraw",
    ),
    path("nominations/files/<int:pk>/", nominations.nomination_file, name="nomination_file"),
]

urlpatterns = [*money, *nominated]
