"""Addresses of this room, one list per concept."""

from django.urls import path

from associations.views import funding, lifecycle, nominations, sections

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

life = [
    path("bodies/found/", lifecycle.association_found, name="association_found"),
    path("bodies/<int:pk>/rename/", lifecycle.body_rename, name="body_rename"),
    path("bodies/<int:pk>/base/", lifecycle.association_rebase, name="association_rebase"),
    path(
        "bodies/<int:pk>/directions/", lifecycle.association_directions,
        name="association_directions",
    ),
    path("bodies/<int:pk>/dissolve/", lifecycle.association_dissolve, name="association_dissolve"),
]  # fmt: skip
inside = [
    path("bodies/<int:pk>/sections/propose/", sections.section_propose, name="section_propose"),
    path("bodies/<int:pk>/close/", sections.section_close, name="section_close"),
    path("bodies/<int:pk>/compose/", sections.section_compose, name="section_compose"),
    path("sections/proposals/<int:pk>/", sections.section_proposal, name="section_proposal"),
    path("sections/proposals/<int:pk>/edit/", sections.section_edit, name="section_edit"),
    path("sections/proposals/<int:pk>/put/", sections.section_put, name="section_put"),
    path("sections/proposals/<int:pk>/submit/", sections.section_submit, name="section_submit"),
    path(
        "sections/proposals/<int:pk>/carry-out/", sections.section_carry_out,
        name="section_carry_out",
    ),
    path("items/<int:pk>/pass-on/", sections.section_item_pass, name="section_item_pass"),
]  # fmt: skip

urlpatterns = [*money, *nominated, *life, *inside]
