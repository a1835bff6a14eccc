"""Every act of the portal with fields that are good where it is due."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from minutes.models import Minutes
from tests.access.place import Place, scan
from tests.bodies.sheets import upload, xlsx
from tests.factories import PASSWORD
from tests.hostile.hall import Act, Particulars

REASON = "Себебі бар"
# Made once: a second click sends the same bytes.
SHEET = xlsx(["zhana@example.kz", "Сейітқали"])


def wording(place: Place) -> dict[str, Any]:
    return {
        "title_kk": "Оқулық туралы", "title_ru": "Об учебнике", "title_en": "On the textbook",
        "resolution_kk": "Ұсынылсын.", "resolution_ru": "Рекомендовать.",
        "resolution_en": "Recommended.", "speaker": "Ә.С.", "function": place.function,
        "votable": "on",
    }  # fmt: skip


def venue(_place: Place) -> dict[str, Any]:
    return {"scheduled_for": "2031-03-03T10:00", "form": "mixed", "place": "Алматы, 700-ауд.",
            "link": "https://meet.example.kz/2", "russian": "on"}  # fmt: skip


def reason(_place: Place) -> dict[str, Any]:
    return {"reason": REASON}


def appointment(_place: Place) -> dict[str, Any]:
    return {
        "email": "zhana@example.kz", "family_name_kk": "Сейітқали", "given_name_kk": "Мәди",
        "patronymic_kk": "Талғатұлы", "family_name_ru": "Сейткали", "given_name_ru": "Мади",
        "patronymic_ru": "Талгатович", "office": "member", "category": "pedagogical",
        "effective_on": "2031-01-10", "act_kind": "order", "act_issuer": "Министр",
        "act_number": "253", "act_signed_on": "2026-01-09",
    }  # fmt: skip


def roster(_place: Place) -> dict[str, Any]:
    return {
        "upload": upload(SHEET), "effective_on": "2031-01-10",
        "act_kind": "order", "act_issuer": "Министр", "act_number": "253",
        "act_signed_on": "2026-01-09",
    }  # fmt: skip


def document(on: str) -> Particulars:
    """The password and the hash that stands on the page."""
    return lambda place: {
        "password": PASSWORD,
        "document": Minutes.objects.get(pk=place[on][0]).document_hash,
    }


MEETING_ACTS = [
    Act("meetings:meeting_reschedule", "approved", data=lambda place: venue(place) | reason(place)),
    Act("meetings:meeting_cancel", "approved", data=reason),
    Act("meetings:meeting_repeat", "failed", data=venue),
    Act("meetings:notice_send", "approved"),
    Act("meetings:notice_answer", "notified", "member", lambda _: {"answer": "hall", "reason": "-"}),
    Act("meetings:item_add", "draft", data=wording),
    Act("meetings:item_propose", "draft", "member", wording),
    Act("meetings:agenda_send", "draft"),
    Act("meetings:agenda_answer", "consent", "member",
        lambda place: {"version": place.versions["consent"], "answer": "consent", "comment": "-"}),
    Act("meetings:agenda_remind", "consent"),
    Act("meetings:agenda_approve", "consent", "chair",
        lambda place: {"version": place.versions["consent"]}),
    Act("meetings:attendance_mark", "notified",
        data=lambda place: {"mark": f"{place.member.pk}:absent"}),
    Act("meetings:guest_add", "notified",
        data=lambda _: {"name": "Ермек Ж.", "organisation": "ЕҰУ"}),
    Act("meetings:operator_order", "idle", "chair"),
    Act("meetings:meeting_open", "notified", "chair"),
    Act("meetings:meeting_fail", "deserted", data=reason),
    Act("meetings:meeting_hand_over", "idle", "chair", lambda place: {"to": place.chair.pk}),
    Act("meetings:meeting_adjourn", "idle", "chair", reason),
    Act("meetings:meeting_close", "idle", "chair"),
    Act("meetings:remote_request", "approved", "deputy", reason),
    Act("meetings:absentee_sheet", "approved", "member",
        lambda place: {f"vote_{place['approved.vote'][0]}": "for", "cast": "1"}),
    Act("meetings:written_ballot_enter", "deserted", data=lambda place: {
        "membership": place.member.pk, "scan": scan(), f"vote_{place['deserted.vote'][0]}": "for",
    }),
    Act("meetings:absentee_remind", "approved"),
    Act("minutes:minutes_draw_up", "held"),
]  # fmt: skip
ITEM_ACTS = [
    Act("meetings:item_edit", "consent.item", data=wording),
    Act("meetings:item_move", "consent.item", data=lambda _: {"direction": "up"}),
    Act("meetings:item_remove", "consent.item"),
    Act("meetings:item_include", "consent.proposal"),
    Act("meetings:item_decline", "consent.proposal", data=reason),
    Act("meetings:material_add", "consent.item",
        data=lambda _: {"title": "Қорытынды", "upload": scan()}),
    Act("meetings:item_settle", "idle.item", "chair",
        lambda _: {"state": "deferred", "reason": REASON}),
    Act("meetings:item_recuse", "idle.item",
        data=lambda place: {"membership": place.member.pk, "reason": REASON}),
    Act("meetings:item_reword", "idle.item", "chair", lambda _: {
        "resolution_kk": "Басқаша.", "resolution_ru": "Иначе.", "resolution_en": "Otherwise.",
    }),
    Act("meetings:item_discussion", "sitting.item", "member", lambda _: {"text": "Қарсымын."}),
    Act("meetings:floor_ask", "sitting.item", "member"),
    Act("meetings:floor_give", "sitting.item", data=lambda place: {"membership": place.member.pk}),
    Act("meetings:floor_end", "sitting.item"),
    Act("minutes:extract_create", "minutes.signed.item"),
]  # fmt: skip
VOTE_ACTS = [
    Act("meetings:ballot_cast", "sitting.vote", "member",
        lambda _: {"choice": "against", "cast": "1"}),
    Act("meetings:vote_open", "idle.vote", "chair"),
    Act("meetings:vote_close", "sitting.vote", "chair", lambda _: {"without_casting": "on"}),
    Act("meetings:vote_announce", "sitting.vote", "chair", lambda _: {"minutes": "2"}),
    Act("meetings:hall_vote_enter", "sitting.vote",
        data=lambda place: {"membership": place.member.pk, "choice": "for"}),
    Act("meetings:vote_roll_call", "sitting.vote",
        data=lambda place: {"membership": place.member.pk, "choice": "for"}),
    Act("meetings:paper_enter", "sitting.vote", data=lambda place: {
        f"row_{place.member.pk}": "for", "scan": scan(), "compared": "on",
    }),
    Act("meetings:vote_annul", "sitting.vote", "chair", reason),
]  # fmt: skip
MINUTES_ACTS = [
    Act("minutes:minutes_layout", "minutes.draft", data=lambda _: {"extent": "short"}),
    Act("minutes:minutes_submit", "minutes.draft"),
    Act("minutes:minutes_retry", "minutes.rendering"),
    Act("minutes:minutes_sign", "minutes.true", data=document("minutes.true")),
    Act("minutes:minutes_return", "minutes.ready", data=reason),
]  # fmt: skip
OTHER_ACTS = [
    Act("meetings:ballot_keep", "sitting.vote", "member", lambda _: {"choice": "against"}),
    Act("meetings:absentee_keep", "approved", "member",
        lambda place: {f"vote_{place['approved.vote'][0]}": "for"}),
    Act("meetings:paper_confirm", "deserted.paper", "chair"),
    Act("meetings:paper_refuse", "deserted.paper", "chair", reason),
    Act("meetings:paper_dispute", "deserted.paper", "member", lambda _: {"dispute": "Мен емес"}),
    Act("meetings:comment_withdraw", "sitting.comment", "member"),
    Act("minutes:dissent", "minutes.draft.item", "member", lambda _: {"text": "Келіспеймін."}),
    Act("minutes:dissent_withdraw", "minutes.draft.item", "member"),
    Act("set_language", data=lambda _: {"language": "ru", "next": "/"}),
    Act("profile", data=lambda _: {
        "family_name_kk": "Жаңа", "given_name_kk": "Аты", "patronymic_kk": "Тегі",
        "family_name_ru": "Новая", "given_name_ru": "Имя", "patronymic_ru": "Отчество",
        "phone": "+77011234567", "language": "kk",
    }),
    Act("notifications_read", who="member"),
    Act("member_appoint", "body", "administrator", appointment),
    Act("meetings:meeting_schedule", "body", data=venue),
    Act("meetings:attendance_edit", "notified.line",
        data=lambda _: {"presence": "absent", "reason": REASON}),
    Act("meetings:material_remove", "consent.material"),
    Act("meetings:recusal_lift", "idle.recusal"),
    Act("meetings:remote_decide", "deserted.request",
        data=lambda _: {"agree": "agreed", "reason": REASON}),
    Act("minutes:minutes_edit", "minutes.draft.text", data=lambda _: {
        "heard_kk": "Тыңдалды.", "spoke_kk": "Сөйледі.", "heard_ru": "Слушали.",
        "spoke_ru": "Выступили.", "edition": "1",
    }),
]  # fmt: skip
OTHER_ACTS += [
    Act("grant_give", who="portal_administrator", data=lambda place: {
        "email": "zhana@example.kz", "family_name_kk": "Сейітқали", "given_name_kk": "Мәди",
        "patronymic_kk": "Талғатұлы", "family_name_ru": "Сейткали", "given_name_ru": "Мади",
        "patronymic_ru": "Талгатович", "verb": "review_minutes", "body": place["body"][0],
        "starts_on": "2031-01-10", "ends_on": "2032-01-10", "act_kind": "order",
        "act_issuer": "Министр", "act_number": "253", "act_signed_on": "2026-01-09",
    }),
    Act("grant_revoke", "grant", "administrator", lambda _: {"reason": REASON, "confirm": "1"}),
    Act("organisation_enter", who="portal_administrator", data=lambda _: {
        "kind": "institution", "name_kk": "Жаңа университет", "name_ru": "Новый университет",
        "name_en": "New University", "short_kk": "ЖУ", "short_ru": "НУ", "city_kk": "Алматы",
        "city_ru": "Алматы", "city_en": "Almaty", "website": "https://zhu.example.kz/",
        "reason": REASON,
    }),
]  # fmt: skip


def nomination(_place: Place) -> dict[str, Any]:
    names = {name: value for name, value in appointment(_place).items() if "name" in name}
    return names | {
        "email": "kandidat@example.kz", "patronymic_kk": "Талғатұлы", "patronymic_ru": "Талгатович",
        "category": "pedagogical", "office": "member", "reasons": "Тәжірибелі маман.",
        "uploads": scan(),
    }  # fmt: skip


def approval(_place: Place) -> dict[str, Any]:
    return {
        "effective_on": "2031-01-10", "ends_on": "2033-01-10", "act_kind": "order",
        "act_issuer": "Министр", "act_number": "254", "act_signed_on": "2026-01-09",
    }  # fmt: skip


COMPOSING_ACTS = [
    Act("associations:nominate", "body", "member", nomination),
    Act("associations:nomination_approve", "nomination", "administrator", approval),
    Act("associations:nomination_reject", "nomination", "administrator", reason),
    Act("associations:nomination_attach", "nomination", "member", lambda _: {"uploads": scan()}),
    Act("councils:removal_propose", "membership", "council_clerk",
        lambda _: {"grounds": "Қатыспады.", "uploads": scan()}),
    Act("councils:removal_answer", "removal", "member",
        lambda _: {"statement": "Себебі дәлелді.", "uploads": scan()}),
]  # fmt: skip
DELEGATE = Act("delegation_record", "body", "administrator", lambda _: {
    "starts_on": "2026-12-01", "ends_on": "2026-12-31", "act_number": "7",
    "act_signed_on": "2026-11-20", "act_issuer": "Министр", "act_file": scan(),
})  # fmt: skip
OTHER_ACTS += [
    DELEGATE,
    Act("roster_import", "body", "administrator", roster),
    Act("roster_confirm", "roster", "administrator"),
]


def held_against(place: Place) -> dict[str, Any]:
    return {"facts": "Фактілер", "ground": "28.1", "happened_on": "2026-01-10", "uploads": scan()}


KEPT_ACTS = [
    Act("associations:funding_add", "body", data=lambda place: {
        "payer": place.body.association.base_institution_id, "year": timezone.localdate().year,
        "amount": "700000", "purpose": "Іссапар", "act_kind": "order", "act_number": "5",
        "act_signed_on": "2026-01-09", "upload": scan(),
    }),
    Act("associations:funding_cancel", "funding", data=reason),
    Act("councils:violation_record", "body", "council_clerk", held_against),
    Act("councils:violation_ask", "violation", "council_clerk",
        lambda _: {"answer_by": "2031-01-10"}),
    Act("councils:violation_explain", "violation.asked",
        data=lambda _: {"text": "Түсіндік.", "uploads": scan()}),
    Act("councils:evaluation_draft", "body", "council_chair",
        lambda _: {"year": "2026", "text": "Қорытынды"}),
    Act("councils:evaluation_edit", "evaluation", "council_chair",
        lambda _: {"text": "Қорытынды"}),
    Act("councils:evaluation_finalise", "evaluation", "council_chair"),
    Act("councils:evaluation_show", "evaluation.final", "council_chair"),
]  # fmt: skip


def by_act(_place: Place) -> dict[str, Any]:
    return {"act_kind": "order", "act_issuer": "Министр", "act_number": "253",
            "act_signed_on": "2026-01-09", "act_file": scan()}  # fmt: skip


def names(_place: Place) -> dict[str, Any]:
    return {"name_kk": "Жаңа бірлестік", "name_ru": "Новое", "name_en": "New", "short_kk": "Ж",
            "short_ru": "Н", "short_en": "N"}  # fmt: skip


def section(_place: Place) -> dict[str, Any]:
    return {"name_kk": "Жаңа секция", "name_ru": "Новая секция", "profile": "Бейін",
            "reasons": REASON}  # fmt: skip


def on_draft(place: Place) -> dict[str, Any]:
    return {"meeting": place["draft"][0]}


ASSOCIATION_ACTS = [
    Act("associations:section_propose", "body", data=section),
    Act("associations:section_edit", "proposal", data=section),
    Act("associations:section_put", "proposal", data=on_draft),
    Act("associations:section_carry_out", "proposal.approved", data=lambda _: {"day": "2031-03-03"}),
    Act("associations:body_rename", "body", "administrator", lambda place: {
        **names(place), **by_act(place), "starts_on": "2026-11-01"}),
    Act("associations:association_dissolve", "body", "administrator", lambda _: {
        "last_day": "2031-03-03", "act_number": "400", "act_signed_on": "2026-01-09",
        "act_file": scan()}),
]  # fmt: skip
COPY_ACTS = [
    Act("minutes:copies_add", "minutes.signed",
        data=lambda place: {"recipient": place["organisation"][0]}),
    Act("minutes:copy_hand_over", "copy", data=lambda _: {"note": "Кеңсеге", "scan": scan()}),
    Act("minutes:minutes_review", "minutes.signed", "reviewer",
        lambda _: {"outcome": "remarks", "text": REASON, "decision": ""}),
]  # fmt: skip
CORRECTION_ACTS = [
    Act("minutes:correction_create", "minutes.signed"),
    Act("minutes:correction_edit", "correction.draft", data=lambda _: {
        "reason_kk": REASON, "edition": "1", "row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0",
        "row-0-where": "1:heard:kk", "row-0-printed": "Тыңдалды", "row-0-should_read": "Талқыланды",
    }),
    Act("minutes:correction_submit", "correction.draft", data=lambda _: {"edition": "1"}),
    Act("minutes:correction_withdraw", "correction.draft", data=reason),
]  # fmt: skip
ACTS = [
    *MEETING_ACTS, *ITEM_ACTS, *VOTE_ACTS, *MINUTES_ACTS, *KEPT_ACTS, *OTHER_ACTS, *COMPOSING_ACTS,
    *ASSOCIATION_ACTS, *COPY_ACTS, *CORRECTION_ACTS,
]  # fmt: skip
