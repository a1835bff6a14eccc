from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from meetings import access, actions
from meetings.forms.agenda import AgendaAnswerForm, ItemForm, MaterialForm, ProposalForm
from meetings.forms.scheduling import ReasonForm
from meetings.views import checking
from meetings.views.acting import accepted, attempt, by_now


@require_safe
def item_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One item: wording in every language, materials, the proposer and the answer."""
    item = access.item_for(request.user, pk)
    return render(request, "meetings/item_detail.html", checking.item_page(request.user, item))


@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = access.meeting_to(request.user, pk, "compose_agenda")
    form = ItemForm(request.POST or None, body=meeting.body)
    act = by_now(request)
    if accepted(form, lambda: actions.add_item(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("The item is on the agenda."))
        return redirect(meeting)
    return render(request, "meetings/item_form.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an item before the agenda is approved."""
    item = access.item_to(request.user, pk, "compose_agenda")
    form = ItemForm(request.POST or None, instance=item, body=item.meeting.body)
    act = by_now(request)
    if accepted(form, lambda: actions.edit_item(item, **act, **form.cleaned_data)):
        messages.success(request, _("The item is saved."))
        return redirect("meetings:item_detail", item.pk)
    context = {"form": form, "meeting": item.meeting, "item": item}
    return render(request, "meetings/item_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member's proposal to the agenda (cl. 27.3)."""
    meeting = access.meeting_to(request.user, pk, "propose_item")
    form = ProposalForm(request.POST or None, body=meeting.body)
    act = by_now(request)
    if accepted(form, lambda: actions.propose_item(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("Your proposal is sent to the secretary."))
        return redirect(meeting)
    return render(request, "meetings/item_propose.html", {"form": form, "meeting": meeting})


@require_POST
def item_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    item = access.item_to(request.user, pk, "compose_agenda")
    direction = request.POST.get("direction")
    if direction in {"up", "down"}:
        up = direction == "up"
        attempt(request, lambda: actions.move_item(item, **by_now(request), up=up))
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
def item_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda, after asking."""
    item = access.item_to(request.user, pk, "compose_agenda")
    if request.method != "POST":
        return render(request, "meetings/item_remove.html", {"item": item})
    done = _("The item is removed.")
    act = by_now(request)
    attempt(request, lambda: actions.remove_item(item, **act), done=done)
    return redirect(item.meeting)


@require_POST
def item_include(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a proposal on the agenda."""
    item = access.item_to(request.user, pk, "compose_agenda")
    done = _("The proposal is on the agenda; its author is told.")
    act = by_now(request)
    attempt(request, lambda: actions.include_item(item, **act), done=done)
    return redirect(item.meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def item_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a proposal with no, and say why."""
    item = access.item_to(request.user, pk, "compose_agenda")
    form = ReasonForm(request.POST or None)
    act = by_now(request)
    if accepted(form, lambda: actions.decline_item(item, **act, **form.cleaned_data)):
        messages.success(request, _("The proposal is declined; its author is told."))
        return redirect(item.meeting)
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "meetings/item_decline.html", context)


@require_POST
def material_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach a file to an item."""
    item = access.item_to(request.user, pk, "compose_agenda")
    form = MaterialForm(request.POST, request.FILES)
    act = by_now(request)
    if accepted(form, lambda: actions.add_material(item, **act, **form.cleaned_data)):
        messages.success(request, _("The material is added."))
        return redirect("meetings:item_detail", item.pk)
    context = checking.item_page(request.user, item) | {"form": form}
    return render(request, "meetings/item_detail.html", context)


@require_POST
def material_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Detach a file."""
    material = access.material_to(request.user, pk, "compose_agenda")
    done = _("The material is removed.")
    act = by_now(request)
    attempt(request, lambda: actions.remove_material(material, **act), done=done)
    return redirect("meetings:item_detail", material.item_id)


@require_safe
def material_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The file itself."""
    material = access.material_for(request.user, pk)
    return checking.file_response(material.file, inline=True)


@require_POST
def agenda_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the members for their prior consent."""
    meeting = access.meeting_to(request.user, pk, "compose_agenda")
    done = _("The agenda is sent to the members for consent.")
    act = by_now(request)
    attempt(request, lambda: actions.send_for_consent(meeting, **act), done=done)
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member's consent or objection."""
    meeting = access.meeting_of_own(request.user, pk)
    form = AgendaAnswerForm(request.POST or None, initial={"version": meeting.agenda_version})
    act = by_now(request)
    if accepted(form, lambda: actions.answer_agenda(meeting, **act, **form.cleaned_data)):
        messages.success(request, _("Your answer is recorded."))
        return redirect(meeting)
    context = checking.agenda_page(request.user, meeting) | {"form": form}
    return render(request, "meetings/agenda_answer.html", context)


@require_POST
def agenda_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind whoever has not answered."""
    meeting = access.meeting_to(request.user, pk, "compose_agenda")
    counted: list[int] = []
    act = by_now(request)
    if attempt(request, lambda: counted.append(actions.remind_silent(meeting, **act))):
        told = ngettext("%(n)s member reminded.", "%(n)s members reminded.", counted[0])
        messages.success(request, told % {"n": counted[0]})
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check the answers, then approve the agenda (cl. 18)."""
    meeting = access.meeting_to_approve(request.user, pk)
    if request.method == "POST" and attempt(
        request,
        lambda: actions.approve_agenda(
            meeting, **by_now(request), version=checking.version(request)
        ),
        done=_("The agenda is approved."),
    ):
        return redirect(meeting)
    meeting.refresh_from_db()
    context = checking.approval_page(request.user, meeting)
    return render(request, "meetings/agenda_approve.html", context)
