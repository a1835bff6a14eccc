"""Every address of the portal: each room names its own."""

from django.contrib import admin
from django.urls import include, path

from council_portal import views
from council_portal.demo.views import demo_entry

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("regulation/", views.regulation, name="regulation"),
    path("demo/<slug:key>/", demo_entry, name="demo_entry"),
    path("bodies/", views.body_list, name="body_list"),
    path("bodies/<int:pk>/", views.body_detail, name="body_detail"),
    path("bodies/<int:pk>/journal/", views.body_journal, name="body_journal"),
    path("bodies/<int:pk>/composition/", views.composition, name="composition"),
    path("bodies/<int:pk>/changes/", views.change_list, name="change_list"),
    path("bodies/<int:pk>/appoint/", views.member_appoint, name="member_appoint"),
    path("bodies/<int:pk>/hand-over/", views.office_hand_over, name="office_hand_over"),
    path("bodies/<int:pk>/roster/", views.roster_import, name="roster_import"),
    path("bodies/<int:pk>/roster/export/", views.roster_export, name="roster_export"),
    path("bodies/<int:pk>/roster/template/", views.roster_template, name="roster_template"),
    path("bodies/rosters/<int:pk>/", views.roster_detail, name="roster_detail"),
    path("bodies/rosters/<int:pk>/confirm/", views.roster_confirm, name="roster_confirm"),
    path("bodies/seats/<int:pk>/leave/", views.member_leave, name="member_leave"),
    path("bodies/seats/<int:pk>/resign/", views.member_resign, name="member_resign"),
    path("bodies/changes/<int:pk>/", views.change_detail, name="change_detail"),
    path("bodies/changes/<int:pk>/record/", views.change_record, name="change_record"),
    path("bodies/changes/<int:pk>/confirm/", views.change_confirm, name="change_confirm"),
    path("bodies/changes/<int:pk>/decline/", views.change_decline, name="change_decline"),
    path("bodies/changes/<int:pk>/withdraw/", views.change_withdraw, name="change_withdraw"),
    path("bodies/changes/<int:pk>/undo/", views.change_undo, name="change_undo"),
    path("bodies/<int:pk>/delegate/", views.delegation_record, name="delegation_record"),
    path("bodies/<int:pk>/permissions/", views.body_permissions, name="body_permissions"),
    path("bodies/<int:pk>/history/", views.body_history, name="body_history"),
    path("people/<int:pk>/permissions/", views.person_permissions, name="person_permissions"),
    path("grants/", views.grant_list, name="grant_list"),
    path("grants/give/", views.grant_give, name="grant_give"),
    path("grants/<int:pk>/revoke/", views.grant_revoke, name="grant_revoke"),
    path("grants/<int:pk>/act/", views.grant_act, name="grant_act"),
    path("outbox/", views.outbox, name="outbox"),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("organisations/enter/", views.organisation_enter, name="organisation_enter"),
    path("organisations/<int:pk>/", views.organisation_detail, name="organisation_detail"),
    path("organisations/<int:pk>/edit/", views.organisation_edit, name="organisation_edit"),
    # The meeting's own page under its own name, with the minutes beside it.
    path("meetings/<int:pk>/", views.meeting_detail, name="meeting_with_papers"),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("bodies.urls")),
    path("", include("meetings.urls")),
    path("", include("minutes.urls")),
    path("", include("associations.urls")),
    path("", include("councils.urls")),
    path("admin/", admin.site.urls),
]
