"""The editor: what was heard and said on each item, saved as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import RuleViolation
from accounts.kazakh import dates
from accounts.requests import SignedInRequest
from meetings.views.acting import by_now, worded
from minutes import access, actions
from minutes.documents.building import draw
from minutes.documents.extract import one_item
from minutes.documents.printed import printed
from minutes.errors import StaleText
from minutes.forms import TextForm
from minutes.models import ItemText, Minutes


@dataclass(frozen=True, slots=True)
class Place:
    """One item among the others: where it is edited and whether anything is written."""

    number: int
    text: ItemText

    @property
    def written(self) -> bool:
        """Whether what was heard stands there in Kazakh."""
        return bool(self.text.heard_kk.strip())


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_edit(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """What was heard and said on one item; somebody's newer text is shown beside one's own."""
    text = _text(request, pk, item)
    form = TextForm(request.POST or None, text=text, russian=text.minutes.meeting.russian)
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, text, form)
        except StaleText as refusal:
            newer = refuse_stale(form, text, refusal)
        except RuleViolation as refusal:
            form.add_error(None, worded(refusal))
        else:
            return redirect("minutes:minutes_edit", pk, _afterwards(request, text))
    context = _editor(text, form) | {"newer": newer}
    return render(request, "minutes/minutes_edit.html", context, status=409 if newer else 200)


@require_POST
def minutes_autosave(request: SignedInRequest, pk: int, item: int) -> JsonResponse:
    """The same saving without leaving the page; a stale text comes back with the newer one."""
    text = _text(request, pk, item)
    form = TextForm(request.POST, text=text, russian=text.minutes.meeting.russian)
    if not form.is_valid():
        return JsonResponse({"refused": _refusals(form)}, status=422)
    try:
        saved = _save(request, text, form, quiet=True)
    except StaleText as refusal:
        newer = refuse_stale(form, text, refusal)
        page = render_to_string("minutes/_newer.html", {"newer": newer}, request)
        told = {"refused": _refusals(form), "newer": page, "edition": newer.edition}
        return JsonResponse(told, status=409)
    except RuleViolation as refusal:
        return JsonResponse({"refused": worded(refusal)}, status=422)
    return JsonResponse({"edition": saved.edition, "saved": _saved_at()})


def refuse_stale(form: TextForm, text: ItemText, refusal: StaleText) -> ItemText:
    """Say so, and let the writer save over the newer text now that both are on the screen."""
    text.refresh_from_db(fields=["heard_kk", "heard_ru", "spoke_kk", "spoke_ru", "edition"])
    form.add_error(None, worded(refusal))
    form.take_notice_of(text)
    return text


def places(minutes: Minutes) -> list[Place]:
    """Every item of the minutes, in order. One query."""
    rows = minutes.texts.select_related("item").order_by("item__position", "item_id")
    return [Place(number, text) for number, text in enumerate(rows, start=1)]


def _text(request: SignedInRequest, pk: int, item: int) -> ItemText:
    minutes = access.minutes_to_draw_up(request.user, pk)
    text: ItemText = get_object_or_404(minutes.texts.select_related("item"), item=item)
    text.minutes = minutes
    return text


def _save(
    request: SignedInRequest, text: ItemText, form: TextForm, *, quiet: bool = False
) -> ItemText:
    """Keep the form's texts. Raises the action's refusals."""
    saved = actions.save_text(
        text.minutes, item=text.item, edition=form.cleaned_data["edition"], texts=form.texts(),
        **by_now(request),
    )  # fmt: skip
    if not quiet:
        messages.success(request, _saved_at())
    return saved


def _saved_at() -> str:
    return _("Saved %(time)s") % {"time": f"{dates.in_astana(timezone.now()):%H:%M}"}


def _refusals(form: TextForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _afterwards(request: SignedInRequest, text: ItemText) -> int:
    """The item to go on with: the next one if asked for, else the same."""
    order = [place.text.item_id for place in places(text.minutes)]
    here = order.index(text.item_id)
    further = "next" in request.POST and here + 1 < len(order)
    return order[here + 1] if further else order[here]


def _editor(text: ItemText, form: TextForm) -> dict[str, Any]:
    """All items to choose from, the form, and the item as the document will have it."""
    minutes, all_places = text.minutes, places(text.minutes)
    here = next(place for place in all_places if place.text.pk == text.pk)
    around = {place.number: place for place in all_places}
    return {
        "minutes": minutes, "item": text.item, "text": text, "form": form,
        "places": all_places, "here": here,
        "before": around.get(here.number - 1), "after": around.get(here.number + 1),
        "parts": printed(one_item(draw(minutes), here.number)),
    }  # fmt: skip
