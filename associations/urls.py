"""Addresses of this room, one list per concept."""

from django.urls import path

from associations.views import lifecycle, sections

app_name = "associations"

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

urlpatterns = [*life, *inside]
