"""Legal acts and the authorities that issue them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from records.models import Authority, AuthorityName, LegalAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    """Renamed on 1 March 2020; nothing is known between the two names' days."""
    authority = Authority.objects.create(key="ministry")
    AuthorityName.objects.create(
        authority=authority,
        name_kk="Білім және ғылым министрлігі",
        name_ru="Министерство образования и науки",
        starts_on=date(2004, 1, 1),
        ends_on=date(2022, 6, 10),
    )
    AuthorityName.objects.create(
        authority=authority,
        name_kk="Ғылым және жоғары білім министрлігі",
        name_en="Ministry of Science and Higher Education",
        starts_on=date(2022, 6, 12),
    )
    return authority


@pytest.mark.parametrize(
    ("day", "lang", "name"),
    [
        (date(2018, 10, 13), "kk", "Білім және ғылым министрлігі"),
        (date(2018, 10, 13), "ru", "Министерство образования и науки"),
        (date(2018, 10, 13), "en", "Білім және ғылым министрлігі"),
        (date(2022, 6, 11), "kk", "Білім және ғылым министрлігі"),
        (date(2022, 6, 12), "kk", "Ғылым және жоғары білім министрлігі"),
        (date(2026, 8, 10), "en", "Ministry of Science and Higher Education"),
        (date(1999, 1, 1), "kk", "Білім және ғылым министрлігі"),
    ],
)
def test_an_authority_is_named_as_on_that_day(ministry, day, lang, name):
    assert ministry.name_on(day, lang) == name


def test_an_authority_without_a_name_has_none():
    assert Authority.objects.create(key="centre").name_on(date(2026, 1, 1), "kk") == ""


def test_names_are_read_once_for_a_list(ministry, django_assert_num_queries):
    (fetched,) = Authority.objects.prefetch_related("names")

    with django_assert_num_queries(0):
        fetched.name_on(date(2026, 8, 10), "kk")


@pytest.mark.parametrize("starts_on", [date(2004, 1, 1), date(2030, 1, 2)])
def test_a_name_has_one_first_day_and_does_not_end_before_it(ministry, starts_on):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorityName.objects.create(
            authority=ministry, name_kk="Министрлік", starts_on=starts_on, ends_on=date(2030, 1, 1)
        )


def act(**fields: object) -> LegalAct:
    given = {"kind": "order", "number": "253", "signed_on": date(2026, 8, 10)}
    return LegalAct(**(given | fields))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Order No. 253 of 10 August 2026"),
        ({"kind": "minister_order"}, "Minister's order No. 253 of 10 August 2026"),
        ({"number": ""}, "Order of 10 August 2026"),
        ({"signed_on": None}, "Order No. 253"),
        ({"number": "", "signed_on": None, "title": "the Regulation"}, "The Regulation"),
        ({"number": "", "signed_on": None, "kind": "regulation"}, "Regulation"),
    ],
)
def test_an_act_says_what_is_known_of_it(fields, text):
    with translation.override("en"):
        assert str(act(**fields)) == text


def test_an_act_is_dated_as_its_language_dates_it():
    with translation.override("kk"):
        assert "2026 жылғы 10 тамыздағы" in str(act())
    with translation.override("ru"):
        assert "от 10 августа 2026 года" in str(act())


def test_an_act_names_its_issuer_as_on_the_day_of_signing(ministry):
    signed = act(issuer=ministry, signed_on=date(2018, 10, 13))

    assert signed.issuer_name("ru") == "Министерство образования и науки"
    assert act(issuer_text="ҚазҰУ").issuer_name("ru") == "ҚазҰУ"


def test_the_kind_of_an_act_is_known():
    (constraint,) = [
        found for found in LegalAct._meta.constraints if found.name == "legal_act_kind_known"
    ]
    assert constraint.condition == type(constraint.condition)(kind__in=LegalAct.Kind.values)

    with pytest.raises(IntegrityError), transaction.atomic():
        act(kind="rumour").save()
    connection.check_constraints()


def test_a_changed_act_keeps_what_it_said():
    changed = act()
    changed.save()
    changed.number = "254"
    changed.save()

    assert [past.number for past in changed.history.order_by("history_id")] == ["253", "254"]
