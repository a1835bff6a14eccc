from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.models import Language


class LanguageMiddleware:
    """The language a person chose; before sign-in the one in the cookie; otherwise Kazakh.

    Stands in for Django's LocaleMiddleware, after authentication. The browser's own preference is
    not asked: the portal speaks the state language until somebody chooses another.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        patch_vary_headers(response, ("Cookie",))
        if request.user.is_authenticated:
            remember(response, request.user.language, known=_cookie(request))
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Whoever has not signed in does so first, and comes back to the page they were on.

    A form sent after the session has ended is not lost silently: it is said that nothing was
    recorded, and the way back leads to the page of the form, which an act alone does not have.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request,
            _(
                "You have been signed out, and what you sent was not recorded. "
                "Sign in and send it again."
            ),
        )
        return redirect_to_login(_page_of_the_form(request), self.get_login_url(view_func))


def _page_of_the_form(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if ours else request.get_full_path()


def remember(response: HttpResponse, language: str, *, known: str | None = None) -> None:
    """Keep `language` in the cookie, for the pages before sign-in; skipped when it is `known`."""
    if language != known and settings.LANGUAGE_COOKIE_NAME not in response.cookies:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )


def _chosen(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return request.user.language
    cookie = _cookie(request)
    return cookie if cookie in Language.values else settings.LANGUAGE_CODE


def _cookie(request: HttpRequest) -> str | None:
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
