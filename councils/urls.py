"""Addresses of this room, one list per concept."""

from django.urls import path

from councils.views import evaluations, petitions, removals, violations

app_name = "councils"

held_against = [
    path("violations/", violations.violation_list, name="violation_list"),
    path("bodies/<int:pk>/violations/new/", violations.violation_record, name="violation_record"),
    path("violations/<int:pk>/", violations.violation_detail, name="violation_detail"),
    path("violations/<int:pk>/ask/", violations.violation_ask, name="violation_ask"),
    path("violations/<int:pk>/explain/", violations.violation_explain, name="violation_explain"),
    path("violations/<int:pk>/put/", violations.violation_put, name="violation_put"),
    path("violations/files/<int:pk>/", violations.violation_file, name="violation_file"),
]
evaluated = [
    path("evaluations/", evaluations.evaluation_list, name="evaluation_list"),
    path("bodies/<int:pk>/evaluations/new/", evaluations.evaluation_draft, name="evaluation_draft"),
    path("evaluations/<int:pk>/", evaluations.evaluation_detail, name="evaluation_detail"),
    path("evaluations/<int:pk>/edit/", evaluations.evaluation_edit, name="evaluation_edit"),
    path(
        "evaluations/<int:pk>/final/", evaluations.evaluation_finalise, name="evaluation_finalise"
    ),
    path("evaluations/<int:pk>/show/", evaluations.evaluation_show, name="evaluation_show"),
]
petitioned = [
    path("petitions/", petitions.petition_list, name="petition_list"),
    path("bodies/<int:pk>/petitions/new/", petitions.petition_draw_up, name="petition_draw_up"),
    path("petitions/<int:pk>/", petitions.petition_detail, name="petition_detail"),
    path("petitions/<int:pk>/sent/", petitions.petition_send, name="petition_send"),
    path("petitions/<int:pk>/answer/", petitions.petition_answer, name="petition_answer"),
    path("petitions/<int:pk>/<slug:which>.pdf", petitions.petition_file, name="petition_file"),
]

removed = [
    path("removals/", removals.removal_list, name="removal_list"),
    path("bodies/seats/<int:pk>/removal/", removals.removal_propose, name="removal_propose"),
    path("removals/<int:pk>/", removals.removal_detail, name="removal_detail"),
    path("removals/<int:pk>/put/", removals.removal_put, name="removal_put"),
    path("removals/<int:pk>/answer/", removals.removal_answer, name="removal_answer"),
    path("removals/<int:pk>/execute/", removals.removal_execute, name="removal_execute"),
    path("removals/<int:pk>/withdraw/", removals.removal_withdraw, name="removal_withdraw"),
    path("removals/files/<int:pk>/", removals.removal_file, name="removal_file"),
]

urlpatterns = [*held_against, *evaluated, *petitioned, *removed]
