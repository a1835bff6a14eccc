"""Addresses of this room."""

from django.urls import path

from minutes import views

app_name = "minutes"

urlpatterns = [
    path("minutes/", views.minutes_list, name="minutes_list"),
    path("minutes/<int:pk>/", views.minutes_detail, name="minutes_detail"),
    path("minutes/<int:pk>/items/<int:item>/", views.minutes_edit, name="minutes_edit"),
    path("minutes/<int:pk>/submit/", views.minutes_submit, name="minutes_submit"),
    path("minutes/<int:pk>/retry/", views.minutes_retry, name="minutes_retry"),
    path("minutes/<int:pk>/sign/", views.minutes_sign, name="minutes_sign"),
    path("minutes/<int:pk>/return/", views.minutes_return, name="minutes_return"),
    path("minutes/<int:pk>/pdf/<slug:which>/", views.minutes_pdf, name="minutes_pdf"),
    path("meetings/<int:pk>/minutes/", views.minutes_draw_up, name="minutes_draw_up"),
    path("meetings/<int:pk>/evidence/", views.evidence_download, name="evidence_download"),
    path("items/<int:pk>/dissent/", views.dissent, name="dissent"),
    path("items/<int:pk>/dissent/withdraw/", views.dissent_withdraw, name="dissent_withdraw"),
    path("items/<int:pk>/extract/", views.extract_create, name="extract_create"),
    path("extracts/<int:pk>/pdf/", views.extract_pdf, name="extract_pdf"),
    path("verify/<slug:prefix>/", views.minutes_verify, name="minutes_verify"),
]
