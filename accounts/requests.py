"""The request as views behind LoginRequiredMiddleware get it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request whose user has signed in: only a type, no request is ever made of it."""

    user: User
    htmx: HtmxDetails
