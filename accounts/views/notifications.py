from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts import access
from accounts.documents import headline
from accounts.models import Notification
from accounts.requests import SignedInRequest

PER_PAGE = 30


@require_safe
def notification_list(request: SignedInRequest) -> HttpResponse:
    own = Notification.objects.filter(recipient=request.user).shown().newest_first()
    page = Paginator(own.select_related("recipient"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"notification": item, "headline": headline(item)} for item in page]
    return render(request, "accounts/notification_list.html", {"page": page, "rows": rows})


@require_POST
def notification_open(request: SignedInRequest, pk: int) -> HttpResponse:
    notification = access.own_notification(request.user, pk)
    notification.mark_read(at=timezone.now())
    if notification.path and url_has_allowed_host_and_scheme(notification.path, allowed_hosts=None):
        return HttpResponseRedirect(notification.path)
    return redirect("notification_list")


@require_POST
def notifications_read(request: SignedInRequest) -> HttpResponse:
    Notification.objects.filter(recipient=request.user).unread().update(read_at=timezone.now())
    return redirect("notification_list")
