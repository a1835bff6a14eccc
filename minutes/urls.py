"""Addresses of this room."""

from django.urls import path

from minutes import views

app_name = "minutes"

urlpatterns = [
    path("minutes/", views.minutes_list, name="minutes_list"),
    path("minutes/<int:pk>/", views.minutes_detail, name="minutes_detail"),
    path("minutes/<int:pk>/items/<int:item>/", views.minutes_edit, name="minutes_edit"),
    path(
        "minutes/<int:pk>/items/<int:item>/autosave/",
        views.minutes_autosave,
        name="minutes_autosave",
    ),
    path("minutes/<int:pk>/items/<int:item>/propose/", views.change_propose, name="change_propose"),
    path("minutes/<int:pk>/changes/", views.minutes_changes, name="minutes_changes"),
    path("minutes/<int:pk>/versions/<int:version>/", views.minutes_version, name="minutes_version"),
    path(
        "minutes/<int:pk>/versions/<int:version>/pdf/",
        views.minutes_version_pdf,
        name="minutes_version_pdf",
    ),
    path("minutes/<int:pk>/remarks/", views.minutes_remarks, name="minutes_remarks"),
    path("minutes/<int:pk>/remarks/open/", views.reading_open, name="reading_open"),
    path("minutes/<int:pk>/remarks/none/", views.no_remarks, name="no_remarks"),
    path("minutes/<int:pk>/remarks/close/", views.reading_close, name="reading_close"),
    path("minutes/changes/<int:pk>/accept/", views.change_accept, name="change_accept"),
    path("minutes/changes/<int:pk>/decline/", views.change_decline, name="change_decline"),
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
    path("copies/", views.copy_list, name="copy_list"),
    path("copies/overdue/", views.copy_overdue, name="copy_overdue"),
    path("copies/<int:pk>/", views.copy_detail, name="copy_detail"),
    path("copies/<int:pk>/open/", views.copy_open, name="copy_open"),
    path("copies/<int:pk>/acknowledge/", views.copy_acknowledge, name="copy_acknowledge"),
    path("copies/<int:pk>/minutes/", views.copy_minutes, name="copy_minutes"),
    path("copies/<int:pk>/extracts/<int:extract>/", views.copy_extract, name="copy_extract"),
    path("copies/<int:pk>/again/", views.copy_send_again, name="copy_send_again"),
    path("copies/<int:pk>/paper/", views.copy_hand_over, name="copy_hand_over"),
    path("copies/<int:pk>/paper/scan/", views.copy_paper, name="copy_paper"),
    path("minutes/<int:pk>/copies/", views.minutes_copies, name="minutes_copies"),
    path("minutes/<int:pk>/copies/send/", views.copies_send, name="copies_send"),
    path("minutes/<int:pk>/copies/add/", views.copies_add, name="copies_add"),
    path("minutes/<int:pk>/review/", views.minutes_review, name="minutes_review"),
    path("reviews/", views.review_list, name="review_list"),
    path("receipts/", views.receipt_find, name="receipt_find"),
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:prefix>/", views.minutes_verify, name="minutes_verify"),
]
